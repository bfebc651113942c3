import type { IdentityClaims } from '../../../schema/contract/identity-claims.ts';
import { readReceiptId } from '../../../schema/contract/receipt-id.ts';
import type { ReceiptOwner } from '../../../schema/contract/receipt-id.ts';
import type { PageRequest } from '../connection.ts';
import type { ClientId, Receipt, UserError } from '../domain.ts';
import { reaches, scopeOf } from '../scope.ts';
import type { Action } from './action.ts';
import type { Actions } from './actions.ts';
import { authorOf } from './evidence.ts';
import { toReceipt } from './receipt.ts';

/** What those who acted, and staff, may know of what a service keeps and do about it. Each answer is held to the caller's own scope. */
export interface KeptActions {
  /** Foreign, missing and malformed are one: null. */
  receipt(caller: IdentityClaims, receiptId: string): Promise<Receipt | null>;
  /** What failed and nobody called off, newest first; nothing for whoever is not staff with the scope for it. */
  deadLetters(caller: IdentityClaims, page: PageRequest): Promise<DeadLetters>;
  /** Each decision is made once however often it is said: what it leads to stands already. */
  decide(caller: IdentityClaims, receiptId: string, decision: ActionDecision): Promise<DecidedAction>;
}

export type ActionDecision = 'RETRY' | 'CANCEL';

export interface DeadLetters {
  readonly letters: readonly DeadLetter[];
  readonly hasNextPage: boolean;
  readonly totalCount: number;
}

export interface DeadLetter {
  readonly receipt: Receipt;
  readonly mutation: string;
  readonly clientId: ClientId;
  readonly author: string;
  readonly failedAt: Date;
  readonly refused: boolean;
  readonly attempts: number;
  readonly problem: string | null;
  /** Its place in the list; the same order in all services. */
  readonly position: readonly [failedAt: string, id: string];
}

export interface DecidedAction {
  /** Null when nothing was decided. */
  readonly receipt: Receipt | null;
  readonly userErrors: readonly UserError[];
}

export function createKeptActions(options: {
  readonly actions: Actions;
  readonly owner: ReceiptOwner;
  /** What receipts call the system that they are about. */
  readonly system: string;
  /** The OAuth scopes that staff need to see what failed, and to decide about it. */
  readonly scopes: { readonly read: string; readonly write: string };
}): KeptActions {
  const { actions, owner, system, scopes } = options;
  const receiptOf = (action: Action): Receipt => toReceipt(action, { owner, system });

  async function find(caller: IdentityClaims, receiptId: string): Promise<Action | null> {
    const read = readReceiptId(receiptId);
    const action = read?.owner === owner ? (await actions.actions([read.localId])).get(read.localId) : undefined;
    return action && mayFollow(caller, action) ? action : null;
  }

  return {
    async receipt(caller, receiptId) {
      const action = await find(caller, receiptId);
      return action && receiptOf(action);
    },
    async deadLetters(caller, page) {
      if (!isStaffWith(caller, scopes.read)) return { letters: [], hasNextPage: false, totalCount: 0 };
      const scope = scopeOf(caller);
      const [found, totalCount] = await Promise.all([actions.failed(scope, page), actions.countFailed(scope)]);
      const letters = found.items.map(({ record, position }) => toLetter(record, receiptOf(record), position));
      return { letters, hasNextPage: found.hasNextPage, totalCount };
    },
    async decide(caller, receiptId, decision) {
      const action = isStaffWith(caller, scopes.write) ? await find(caller, receiptId) : null;
      if (!action) return refuse(noSuchAction);
      const by = caller.name === undefined ? caller.subject : `${caller.name} (${caller.subject})`;
      const decided = await (decision === 'RETRY' ? actions.retry(action.id, by) : actions.cancel(action.id, by));
      if (decided.outcome === 'missing') return refuse(noSuchAction);
      // What is tried again and has not failed is on its way or there, and what is called off is called off: just what was asked for.
      const stands = decision === 'RETRY' || decided.action.failure === 'CANCELLED';
      if (decided.outcome === 'done' || stands) return { receipt: receiptOf(decided.action), userErrors: [] };
      return refuse({ code: 'NOT_ALLOWED', message: tooLate[decided.action.state], path: ['receiptId'] });
    },
  };
}

function mayFollow(caller: IdentityClaims, { clientId, evidence: { who } }: Action): boolean {
  if (caller.kind === 'service' || !reaches(scopeOf(caller), clientId)) return false;
  if (caller.kind === 'staff') return true;
  if (caller.contactId !== undefined) return who.contactId === caller.contactId;
  return who.contactId === undefined && who.subject === caller.subject && who.issuer === caller.issuer;
}

/** Whoever looks through somebody else's eyes decides nothing; the guard says so of every mutation, and here it is said once more. */
function isStaffWith(caller: IdentityClaims, scope: string): boolean {
  return caller.kind === 'staff' && caller.actor === undefined && caller.scopes.includes(scope);
}

function toLetter(action: Action, receipt: Receipt, position: readonly unknown[]): DeadLetter {
  const { kind, clientId, evidence, failedAt, acceptedAt, failure, attempts, problem } = action;
  return {
    ...{ receipt, mutation: kind, clientId, author: authorOf(evidence), failedAt: failedAt ?? acceptedAt },
    ...{ refused: failure === 'REFUSED', attempts, problem, position: [String(position[0]), String(position[1])] },
  };
}

export const noSuchAction: UserError = { code: 'NOT_FOUND', message: 'There is no such action.', path: ['receiptId'] };

const tooLate = {
  ACCEPTED: 'It is being delivered at this moment.',
  APPLIED: 'It has been applied.',
  FAILED: 'It has failed already.',
} as const;

function refuse(userError: UserError): DecidedAction {
  return { receipt: null, userErrors: [userError] };
}
