import { createPrincipal } from '../../auth/principal.ts';
import type { Principal } from '../../auth/principal.ts';
import { OWN } from '../two-worlds/other-data.ts';
import type { Plant } from './plant.ts';
import { effects } from './scope-faults.ts';

/* Faults in what is known of views, grants and revocations. */

function withoutActor<Claims extends { readonly actor?: unknown }>(claims: Claims): Omit<Claims, 'actor'> {
  effects.count++;
  const copy: { actor?: unknown } = { ...claims };
  delete copy.actor;
  return copy as Omit<Claims, 'actor'>;
}

/** The gateway takes a view through a contact's eyes for the contact. */
export const viewsWriteInGateway: Plant = {
  permissions: (permissions) => ({
    permit: (asked) =>
      permissions.permit(
        asked.principal?.actor ? { ...asked, principal: createPrincipal(withoutActor(asked.principal)) } : asked,
      ),
  }),
};

/** The subgraphs do. */
export const viewsWriteInSubgraphs: Plant = {
  context: (create) => (base) => create({ ...base, claims: base.claims.actor ? withoutActor(base.claims) : base.claims }),
};

/** Every partner has the grants of one. */
export const grantsOfAnyPartner: Plant = {
  authenticate: (authenticate) => async (authorization) => {
    const principal = await authenticate(authorization);
    if (principal?.kind !== 'partner') return principal;
    return createPrincipal({ ...principal, memberships: [{ clientId: OWN, role: null, billing: true }] });
  },
};

/** A caller who was let in once is let in again by the same token. */
export const callersRemembered: Plant = {
  authenticate: (authenticate) => {
    const known = new Map<string, Principal>();
    return async (authorization) => {
      const key = authorization ?? '';
      const principal = known.get(key) ?? (await authenticate(authorization));
      if (principal) known.set(key, principal);
      return principal;
    };
  },
};
