import type { Kysely } from 'kysely';
import { z } from 'zod';
import { defineAction } from '../../kit/actions/action.ts';
import type { ActionKind } from '../../kit/actions/action.ts';
import type { Actions } from '../../kit/actions/actions.ts';
import type { Evidence } from '../../kit/actions/evidence.ts';
import type { DecisionOutcome } from '../../kit/domain.ts';
import type { Command } from '../access/once.ts';
import type { Approval, ApprovalDecision } from '../domain.ts';
import type { DecisionSystems } from './decision-systems.ts';

/*
 * What a client decided gets back to the system of record by the outbox: the decision, its evidence and its place in the queue are one
 * transaction. Only what ends an approval is told; of several who must all agree, the last one.
 */
const settled = z.strictObject({
  approvalId: z.string(),
  about: z.strictObject({ type: z.enum(['Document', 'Quote', 'Milestone']), id: z.string() }),
  clientId: z.string(),
  outcome: z.enum(['APPROVED', 'REJECTED', 'CHANGES_REQUESTED']),
  checksum: z.string(),
  version: z.number().int().nullable(),
  decidedBy: z.string(),
  decidedAt: z.iso.datetime(),
  comment: z.string().nullable(),
});

const kind = 'decideApproval';

/** A system that keeps no decisions is told and takes none: then the portal's own record is all there is, and it is applied. */
export function decisionActionKind(systems: DecisionSystems, now: () => Date): ActionKind {
  return defineAction({
    kind,
    command: settled,
    async deliver({ about, clientId, outcome, checksum, version, decidedBy, decidedAt, comment }, { marker, evidence }) {
      const decision = { about, clientId, outcome, checksum, version, decidedBy, decidedAt, comment };
      const { recordedAt, refusal } = await systems.record(marker, decision, evidence.from.requestId);
      if (refusal !== null) return { outcome: 'refused', reason: refusal };
      return { outcome: 'applied', result: { isRecorded: recordedAt !== null }, appliedAt: recordedAt ?? now() };
    },
  });
}

/** Puts what ends an approval into the outbox, within the transaction that ends it. */
export type WriteBack = (transaction: Kysely<unknown>, settled: Settled) => Promise<void>;

export interface Settled {
  readonly command: Command;
  readonly approval: Approval;
  readonly outcome: DecisionOutcome;
  readonly decision: Pick<ApprovalDecision, 'decidedAt' | 'comment'> & { readonly decidedBy: string };
  readonly evidence: Evidence;
}

export function createWriteBack(actions: Actions): WriteBack {
  return (transaction, { command: { marker }, approval, outcome, decision, evidence }) => {
    const { id: approvalId, about, clientId, checksum, subjectVersion: version } = approval;
    const { decidedAt, decidedBy, comment } = decision;
    const command = {
      ...{ approvalId, about: { ...about }, clientId, outcome, checksum, version },
      ...{ decidedBy, decidedAt: decidedAt.toISOString(), comment },
    };
    const recordKey = `decided:${clientId}:${about.type}:${about.id}`;
    return actions.acceptWithin(transaction, { kind, command, recordKey, clientId, marker, evidence });
  };
}
