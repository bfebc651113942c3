import type { ClientRole, IdentityClaims } from '../../schema/contract/identity-claims.ts';
import { BILLING_SCOPE, EVERY_CLIENT_SCOPE } from '../../schema/contract/identity-claims.ts';
import { asClientId } from './domain.ts';
import type { ClientId } from './domain.ts';

/**
 * What a caller may reach. Every port method takes one as its first argument and answers from within it only: a record of a
 * client outside of the scope is treated as one that does not exist. There is no scope that means "no limit by omission";
 * the one that reaches every client exists for staff and the portal's own services with `clients:all` alone.
 */
export interface Scope {
  readonly kind: IdentityClaims['kind'];
  /** The clients within reach and the caller's role in each (null for a partner or staff), or all of them. */
  readonly clients: ReadonlyMap<ClientId, ClientRole | null> | 'every client';
  /** The clients that granted a partner their sums of money too; empty for everybody else. */
  readonly billingClients: ReadonlySet<ClientId>;
  /** The contact who asks, for a client's contact. */
  readonly contactId: string | null;
  /** OAuth scopes. */
  readonly scopes: ReadonlySet<string>;
  /** Equal for two callers exactly when they see the same: the key under which anything read for this scope may be kept. */
  readonly fingerprint: string;
}

export function scopeOf(claims: IdentityClaims): Scope {
  const everyClient = (claims.kind === 'staff' || claims.kind === 'service') && claims.scopes.includes(EVERY_CLIENT_SCOPE);
  const clients = new Map(claims.memberships.map(({ clientId, role }) => [asClientId(clientId), role] as const));
  const granted = claims.kind === 'partner' ? claims.memberships.filter(({ billing }) => billing === true) : [];
  const billingClients = new Set(granted.map(({ clientId }) => asClientId(clientId)));
  return {
    kind: claims.kind,
    clients: everyClient ? 'every client' : clients,
    billingClients,
    contactId: claims.contactId ?? null,
    scopes: new Set(claims.scopes),
    fingerprint: JSON.stringify([
      claims.kind,
      claims.contactId ?? null,
      everyClient ? 'every client' : [...clients].sort(([a], [b]) => (a < b ? -1 : 1)),
      [...claims.scopes].sort(),
      [...billingClients].sort(),
    ]),
  };
}

export function reaches(scope: Scope, clientId: ClientId): boolean {
  return scope.clients === 'every client' || scope.clients.has(clientId);
}

/** Those of `clientIds` that are within the scope, in the order given. */
export function within(scope: Scope, clientIds: readonly ClientId[]): ClientId[] {
  return clientIds.filter((clientId) => reaches(scope, clientId));
}

/** The ids of the clients within reach as a list for a query, or null when all are. */
export function clientIdsOf(scope: Scope): ClientId[] | null {
  return scope.clients === 'every client' ? null : [...scope.clients.keys()];
}

export function roleIn(scope: Scope, clientId: ClientId): ClientRole | null {
  return scope.clients === 'every client' ? null : (scope.clients.get(clientId) ?? null);
}

/**
 * Whether the caller may see sums of money of this client: its owners and billing contacts, partners with the scope to whom
 * this client granted it, staff, and the portal's own services whose key has the scope.
 */
export function seesBilling(scope: Scope, clientId: ClientId): boolean {
  if (!reaches(scope, clientId)) return false;
  if (scope.kind === 'staff') return true;
  if (scope.kind === 'service') return scope.scopes.has(BILLING_SCOPE);
  if (scope.kind === 'partner') return scope.scopes.has(BILLING_SCOPE) && scope.billingClients.has(clientId);
  const role = roleIn(scope, clientId);
  return role === 'OWNER' || role === 'BILLING';
}

/** Whether the caller decides who has access to this client: its owners, and staff who reach it. */
export function isOwnerOf(scope: Scope, clientId: ClientId): boolean {
  if (!reaches(scope, clientId)) return false;
  return scope.kind === 'staff' || (scope.kind === 'client' && roleIn(scope, clientId) === 'OWNER');
}

/** Whether there may be a client of which `isOwnerOf` says yes. */
export function isOwnerOfAny(scope: Scope): boolean {
  if (scope.kind === 'staff') return true;
  return scope.kind === 'client' && scope.clients !== 'every client' && [...scope.clients.values()].includes('OWNER');
}
