import { BILLING_SCOPE } from '../../schema/contract/identity-claims.ts';
import { rule } from '../../schema/contract/shield.ts';
import type { Principal } from '../auth/principal.ts';

/** What a rule may look at before anything is fetched. */
export interface RuleContext {
  /** Null when nobody signed in. */
  readonly principal: Principal | null;
}

/*
 * The rules that `@policy` names in the subgraphs' SDL. They are judged before planning, when no record is there: a policy that
 * depends on the record answers yes when it could be yes for some record of the caller. The subgraph that has the record judges
 * it again, for that record.
 */
export const policies = {
  /** The caller works for the business. */
  staff: rule('staff')((_parent, _args, { principal }: RuleContext) => principal?.kind === 'staff'),

  /** The caller may see sums of money of at least one client. */
  billing: rule('billing')((_parent, _args, { principal }: RuleContext) => {
    if (!principal) return false;
    if (principal.kind === 'staff') return true;
    // The partner's program has to be allowed it, and a client has to have granted it.
    if (principal.kind === 'partner')
      return principal.scopes.has(BILLING_SCOPE) && principal.memberships.some(({ billing }) => billing === true);
    return principal.memberships.some(({ role }) => role === 'OWNER' || role === 'BILLING');
  }),

  /** The caller decides who has access to at least one client. */
  owner: rule('owner')(
    (_parent, _args, { principal }: RuleContext) =>
      principal?.kind === 'staff' || (principal?.kind === 'client' && principal.memberships.some(({ role }) => role === 'OWNER')),
  ),

  /** For the portal's own parts, which ask the subgraphs themselves: no caller is one, so that it is no through the gateway. */
  service: rule('service')(() => false),
} as const;
