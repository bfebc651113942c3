import type { Approvable } from '../../kit/domain.ts';
import type { Approval } from '../domain.ts';
import { portalActor } from './approval-event.ts';
import type { ApprovableRecords } from './approvable-records.ts';
import type { ApprovalStore } from './approval-store.ts';

/** Whether what is there now is what was put to the client: the same content of the same client. Gone is changed. */
export function isUnchanged(approval: Approval, now: Approvable | null): boolean {
  return now?.clientId === approval.clientId && now.checksum === approval.checksum && now.version === approval.subjectVersion;
}

/** Asked for at once. */
const batchMax = 100;

/** Looks through everything that waits and voids what has changed. Says how many. Errors are those of the systems that are asked. */
export async function voidChanged(store: ApprovalStore, records: ApprovableRecords, now: () => Date): Promise<number> {
  let voided = 0;
  let after: string | null = null;
  for (;;) {
    const pending: Approval[] = await store.pendingAfter(after, batchMax);
    const found = await records.read(pending.map(({ about }) => about));
    for (const [place, approval] of pending.entries()) {
      if (isUnchanged(approval, found[place] ?? null)) continue;
      if (await store.makeVoid(approval.id, { actor: portalActor, at: now() })) voided += 1;
    }
    if (pending.length < batchMax) return voided;
    after = pending.at(-1)?.id ?? null;
  }
}
