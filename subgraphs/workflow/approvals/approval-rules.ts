import type { ClientRole } from '../../../schema/contract/identity-claims.ts';
import type { ClientId, Sharing } from '../../kit/domain.ts';
import { reaches, roleIn, seesBilling } from '../../kit/scope.ts';
import type { Scope } from '../../kit/scope.ts';
import { ALLOWED, refused } from '../../kit/verdict.ts';
import type { Verdict } from '../../kit/verdict.ts';
import type { Approval, ApprovalDecision, ApprovalState } from '../domain.ts';

/*
 * Who sees an approval, who decides, and what becomes of it. The mutations obey these rules and `availableActions` tells them beforehand.
 *
 * An approval is there for staff who reach the client, for the client's owners, and for those who are asked to decide: those named, and
 * the holders of a named role. For partners, and for everybody else, it does not exist; neither does it for one of those asked who may not
 * see what it is about (a document that is not shared with them, a sum of money).
 */

/** The scope that it takes to decide, and to ask for a decision. */
export const DECIDE_SCOPE = 'documents:write';

export type Deciders = Pick<Approval, 'clientId' | 'contactIds' | 'roles'>;

/** Whether the caller is one of those asked. A viewer is asked by name alone. */
export function isDecider(scope: Scope, { clientId, contactIds, roles }: Deciders): boolean {
  if (scope.kind !== 'client' || scope.contactId === null || !reaches(scope, clientId)) return false;
  if (contactIds.includes(scope.contactId)) return true;
  const role = roleIn(scope, clientId);
  return role !== null && role !== 'VIEWER' && roles.includes(role);
}

/** Whether the caller sees all approvals of a client, whoever is asked. */
export function seesAllOf(scope: Scope, clientId: ClientId): boolean {
  return reaches(scope, clientId) && (scope.kind === 'staff' || (scope.kind === 'client' && roleIn(scope, clientId) === 'OWNER'));
}

/** Whether the caller may know that it exists, as far as it says so itself; whom a document is shared with is asked for besides. */
export function mayBeSeen(scope: Scope, approval: Deciders & Pick<Approval, 'hasMoney'>): boolean {
  if (seesAllOf(scope, approval.clientId)) return true;
  return isDecider(scope, approval) && (!approval.hasMoney || seesBilling(scope, approval.clientId));
}

export function canDecide(scope: Scope, approval: Approval): Verdict {
  if (approval.state !== 'PENDING') return refused(over[approval.state], overRemedies[approval.state]);
  if (scope.kind !== 'client') return refused('Only the people of the client company decide.', null);
  if (!scope.scopes.has(DECIDE_SCOPE)) {
    return refused('You are not signed in for deciding.', `Sign in with the scope \`${DECIDE_SCOPE}\`.`);
  }
  if (!isDecider(scope, approval)) {
    return refused('You are not among those who are asked to decide.', 'Ask the business to name you.');
  }
  if (approval.decisions.some(({ contactId }) => contactId === scope.contactId))
    return refused('You have decided already.', null);
  return ALLOWED;
}

export function canWithdraw(scope: Scope, approval: Approval): Verdict {
  if (approval.state !== 'PENDING') return refused(over[approval.state], null);
  if (scope.kind !== 'staff' || !reaches(scope, approval.clientId)) return refused('Only the business withdraws it.', null);
  if (!scope.scopes.has(DECIDE_SCOPE)) {
    return refused('You are not signed in for withdrawing it.', `Sign in with the scope \`${DECIDE_SCOPE}\`.`);
  }
  return ALLOWED;
}

type Over = Exclude<ApprovalState, 'PENDING'>;

const over: Readonly<Record<Over, string>> = {
  APPROVED: 'It has been approved.',
  REJECTED: 'It has been rejected.',
  CHANGES_REQUESTED: 'Changes have been asked for.',
  VOIDED: 'What it is about has changed since it was put to you.',
  WITHDRAWN: 'The business has withdrawn it.',
};

const overRemedies: Readonly<Record<Over, string | null>> = {
  APPROVED: null,
  REJECTED: null,
  CHANGES_REQUESTED: null,
  VOIDED: 'Wait until what it is now is put to you, or ask the business for it.',
  WITHDRAWN: null,
};

/** What the decisions make of an approval. One no ends it, whoever else is asked; with `ALL` everybody named and one of each role says yes. */
export function stateAfter(
  { mode, contactIds, roles }: Pick<Approval, 'mode' | 'contactIds' | 'roles'>,
  decisions: readonly Pick<ApprovalDecision, 'decision' | 'contactId' | 'role'>[],
): ApprovalState {
  if (decisions.some(({ decision }) => decision === 'REJECT')) return 'REJECTED';
  if (decisions.some(({ decision }) => decision === 'REQUEST_CHANGES')) return 'CHANGES_REQUESTED';
  if (mode === 'ANY') return decisions.length > 0 ? 'APPROVED' : 'PENDING';
  const everybody = contactIds.every((asked) => decisions.some(({ contactId }) => contactId === asked));
  const everyRole = roles.every((asked) => decisions.some(({ role }) => role === asked));
  return everybody && everyRole ? 'APPROVED' : 'PENDING';
}

/** Whether contacts of a role, or one contact of that role, may see what is to be decided. */
export function maySeeSubject(
  subject: { readonly hasMoney: boolean; readonly sharing: Sharing | null },
  who: { readonly role: ClientRole; readonly contactId: string | null },
): boolean {
  if (who.role === 'OWNER') return true;
  if (subject.hasMoney && who.role !== 'BILLING') return false;
  const { sharing } = subject;
  if (sharing === null || sharing.audience === 'COMPANY') return true;
  if (sharing.audience === 'ROLES') return sharing.roles.includes(who.role);
  return who.contactId !== null && sharing.contactIds.includes(who.contactId);
}
