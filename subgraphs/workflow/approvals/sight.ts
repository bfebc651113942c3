import type { ClientId } from '../../kit/domain.ts';
import type { Scope } from '../../kit/scope.ts';
import { mayBeSeenBy } from '../../kit/sharing.ts';
import { seesAllOf } from './approval-rules.ts';
import type { ApprovableRecords } from './approvable-records.ts';
import type { ApprovalStore } from './approval-store.ts';

/**
 * Which documents of approvals the caller may see now, by whom they are shared with at this moment: the files are asked, because a
 * copy of the rule would go on showing what was withdrawn. Nothing is asked for staff and owners, who see all, nor where no document is
 * to be decided. When the files cannot be asked, this throws: what cannot be judged is not shown.
 */
export type Sight = (clientIds: readonly ClientId[]) => Promise<readonly string[]>;

export function createSight(options: {
  readonly store: ApprovalStore;
  readonly records: ApprovableRecords;
  readonly scope: Scope;
  readonly requestId: string;
}): Sight {
  const { store, records, scope, requestId } = options;
  const asked = new Map<string, Promise<readonly string[]>>();

  async function look(clientIds: readonly ClientId[]): Promise<readonly string[]> {
    const documents = await store.documentsAskedOf(scope, clientIds);
    if (documents.length === 0) return [];
    const found = await records.read(
      documents.map(({ id }) => ({ type: 'Document', id })),
      requestId,
    );
    return documents.flatMap(({ id, clientId }, place) => {
      const record = found[place];
      if (record?.clientId !== clientId || record.sharing === null) return [];
      return mayBeSeenBy(scope, clientId, record.sharing) ? [id] : [];
    });
  }

  return (clientIds) => {
    const judged = clientIds.filter((clientId) => !seesAllOf(scope, clientId)).sort();
    if (judged.length === 0 || scope.kind !== 'client') return Promise.resolve([]);
    const key = JSON.stringify(judged);
    let answer = asked.get(key);
    if (!answer) asked.set(key, (answer = look(judged)));
    return answer;
  };
}
