import { ACCESS_WRITE_SCOPE } from '../../schema/contract/identity-claims.ts';
import type { ClientRole } from '../../schema/contract/identity-claims.ts';
import { reaches, roleIn } from '../kit/scope.ts';
import type { Scope } from '../kit/scope.ts';
import { ALLOWED, refused } from '../kit/verdict.ts';
import type { Verdict } from '../kit/verdict.ts';
import type { Contact } from './domain.ts';

/*
 * Who may give a contact another role, and when. `Contact.availableActions` tells these answers beforehand and `setContactRole` obeys them:
 * the same functions, so that they cannot disagree.
 */

/** Whether the caller may decide about the roles of this contact's company at all. */
export function canDecideRoles(scope: Scope, contact: Contact, crm: { readonly changesRoles: boolean }): Verdict {
  if (!reaches(scope, contact.clientId)) return refused('You do not act for this client.', null);
  if (!scope.scopes.has(ACCESS_WRITE_SCOPE)) {
    return refused('You are not signed in for deciding who has access.', `Sign in with the scope \`${ACCESS_WRITE_SCOPE}\`.`);
  }
  if (scope.kind !== 'staff') {
    if (scope.kind !== 'client') return refused('Only the owners of the company and the business decide about roles.', null);
    if (roleIn(scope, contact.clientId) !== 'OWNER') {
      return refused('Only an owner of your company decides about roles.', 'Ask an owner of your company.');
    }
  }
  if (!crm.changesRoles) return refused('Roles are kept elsewhere and cannot be changed here.', 'Ask the business.');
  return ALLOWED;
}

/** Whether it may be this role, when the caller may decide; `owners` is how many the company has. Null stands for any other role. */
export function canHaveRole(contact: Contact, role: ClientRole | null, owners: number): Verdict {
  if (role === contact.role || contact.role !== 'OWNER' || owners > 1) return ALLOWED;
  return refused('This is the only owner of the company.', 'Make somebody else an owner first.');
}
