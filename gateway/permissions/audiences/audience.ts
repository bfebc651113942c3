import type { Principal } from '../../auth/principal.ts';

/** Who a published schema is for. The `@tag`s of these names say in which of them an element is. */
export const AUDIENCES = ['client', 'partner', 'staff'] as const satisfies readonly Principal['kind'][];

export type Audience = (typeof AUDIENCES)[number];

/** Somebody who did not sign in gets the least that anybody gets. */
export function audienceOf(principal: Principal | null): Audience {
  return principal?.kind ?? 'client';
}
