import { readGlobalIdOf, toGlobalId } from '../../schema/contract/global-id.ts';
import { CLIENT_ROLES } from '../../schema/contract/identity-claims.ts';
import type { ClientId, Sharing, UserError } from './domain.ts';
import { reaches, roleIn } from './scope.ts';
import type { Scope } from './scope.ts';
import { ALLOWED, refused } from './verdict.ts';
import type { Verdict } from './verdict.ts';

/**
 * Whether a caller may know that a record exists which is shared so. The one place that decides it: lists, counts, facts and downloads of
 * every subgraph ask here. Staff within reach see everything, a partner what is shared with the whole company, an owner everything of the
 * company, other contacts what is shared with the company, with their role, or with themselves.
 *
 * The portal's own services decide nothing by what they see, and pass it on to nobody who may not: they see it like staff.
 *
 * Reach comes first. Contacts are named by ids that nobody here can look up, and one who is no contact of this client matches nothing.
 */
export function mayBeSeenBy(scope: Scope, clientId: ClientId, sharing: Sharing): boolean {
  if (!reaches(scope, clientId)) return false;
  if (scope.kind === 'staff' || scope.kind === 'service') return true;
  if (sharing.audience === 'COMPANY') return true;
  if (scope.kind === 'partner') return false;
  const role = roleIn(scope, clientId);
  if (role === 'OWNER') return true;
  if (sharing.audience === 'ROLES') return role !== null && sharing.roles.includes(role);
  return scope.contactId !== null && sharing.contactIds.includes(scope.contactId);
}

/** Whether the caller may decide who in the client company sees a record of it. `writeScope` is the one for records of its kind. */
export function canShare(scope: Scope, clientId: ClientId, writeScope: string): Verdict {
  if (!reaches(scope, clientId)) return refused('You do not act for this client.', null);
  if (!scope.scopes.has(writeScope)) {
    return refused('You are not signed in for changing who sees this.', `Sign in with the scope \`${writeScope}\`.`);
  }
  if (scope.kind === 'staff') return ALLOWED;
  if (scope.kind !== 'client') return refused('Only the owners of the company and the business decide who sees this.', null);
  if (roleIn(scope, clientId) === 'OWNER') return ALLOWED;
  return refused('Only an owner of your company decides who sees this.', 'Ask an owner of your company.');
}

/** `SharingInput` as the resolvers of every subgraph get it. */
export interface GivenSharing {
  readonly audience: Sharing['audience'];
  readonly roles?: readonly Sharing['roles'][number][] | null | undefined;
  readonly contactIds?: readonly string[] | null | undefined;
}

const contactsMax = 100;

/**
 * Reads a `SharingInput` that stands at `path` of a mutation's input. Each rule has one form, so that two inputs that mean the same are
 * equal: roles and contacts are in order and stand there once.
 */
export function readSharing(
  given: GivenSharing,
  path: readonly string[] = ['sharing'],
): { readonly sharing: Sharing } | { readonly userErrors: readonly UserError[] } {
  const { audience } = given;
  const roles = given.roles ?? [];
  const contactIds = given.contactIds ?? [];
  const userErrors: UserError[] = [];
  const refuse = (field: 'roles' | 'contactIds', message: string): void => {
    userErrors.push({ code: 'INVALID', message, path: [...path, field] });
  };
  if (audience === 'ROLES' && roles.length === 0) refuse('roles', 'Choose at least one role.');
  if (audience !== 'ROLES' && roles.length > 0) refuse('roles', 'Roles go with the audience `ROLES` only.');
  if (audience === 'CONTACTS' && contactIds.length === 0) refuse('contactIds', 'Choose at least one contact.');
  if (audience !== 'CONTACTS' && contactIds.length > 0) refuse('contactIds', 'Contacts go with the audience `CONTACTS` only.');
  if (contactIds.length > contactsMax) refuse('contactIds', `Choose at most ${String(contactsMax)} contacts.`);
  const localIds = contactIds.slice(0, contactsMax).map((id) => readGlobalIdOf('Contact', id));
  if (localIds.includes(null)) refuse('contactIds', 'One of these is no id of a contact.');
  if (userErrors.length > 0) return { userErrors };
  return {
    sharing: {
      audience,
      roles: CLIENT_ROLES.filter((role) => roles.includes(role)),
      contactIds: [...new Set(localIds.filter((id) => id !== null))].sort(),
    },
  };
}

/** The resolvers of the type `Sharing`. */
export const sharingResolvers = {
  contactIds: ({ contactIds }: Sharing): string[] => contactIds.map((contactId) => toGlobalId('Contact', contactId)),
};
