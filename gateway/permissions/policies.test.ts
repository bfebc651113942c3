import { describe, expect, it } from '@jest/globals';
import { buildASTSchema, parse } from 'graphql';
import { readRequirements } from '../../schema/contract/requirements.ts';
import { createPrincipal } from '../auth/principal.ts';
import type { Principal, PrincipalClaims } from '../auth/principal.ts';
import { policies } from './policies.ts';
import { createRightsOf } from './rights.ts';
import { compileRuleTree } from './rule-tree.ts';

const names = Object.keys(policies);
const document = parse(`
  directive @policy(policies: [[String!]!]!) on FIELD_DEFINITION
  type Query { ${names.map((name) => `${name}: Int @policy(policies: [["${name}"]])`).join('\n')} }
`);
const tree = compileRuleTree(buildASTSchema(document), readRequirements(document));
const rightsOf = createRightsOf(tree);

async function met(principal: Principal | null): Promise<string[]> {
  const rights = await rightsOf(principal);
  return names.filter((name) => rights.meets(tree.ofField('Query', name)));
}

function caller(overrides: Partial<PrincipalClaims>): Principal {
  return createPrincipal({
    kind: 'client',
    subject: 'ann',
    contactId: 'ann',
    memberships: [],
    scopes: new Set(['clients:read']),
    tokenId: null,
    expiresAt: 2_000_000_000,
    ...overrides,
  });
}

const of = (...roles: PrincipalClaims['memberships'][number]['role'][]) =>
  roles.map((role, place) => ({ clientId: `client-${String(place)}`, role }));

describe('the policies, before anything is fetched', () => {
  it.each<[string, Principal | null, string[]]>([
    ['nobody', null, []],
    ['an owner', caller({ memberships: of('OWNER') }), ['billing', 'owner']],
    ['an owner of one client and viewer of another', caller({ memberships: of('VIEWER', 'OWNER') }), ['billing', 'owner']],
    ['a billing contact', caller({ memberships: of('BILLING') }), ['billing']],
    ['a member', caller({ memberships: of('MEMBER') }), []],
    ['a viewer', caller({ memberships: of('VIEWER') }), []],
    ['a contact without a client', caller({}), []],
    ['a partner', caller({ kind: 'partner', memberships: of(null) }), []],
    ['a partner who says that it is an owner', caller({ kind: 'partner', memberships: of('OWNER') }), []],
    ['staff', caller({ kind: 'staff' }), ['staff', 'billing', 'owner']],
  ])('for %s', async (_case, principal, expected) => {
    expect(await met(principal)).toEqual(expected);
  });
});
