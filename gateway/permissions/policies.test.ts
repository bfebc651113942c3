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

const asked = (scopes: readonly string[], grants: readonly { readonly billing?: boolean }[]) =>
  caller({
    kind: 'partner',
    scopes: new Set(scopes),
    memberships: grants.map((grant, place) => ({ clientId: `client-${String(place)}`, role: null, ...grant })),
  });

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
    ['a partner with the scope whom no client granted sums', asked(['billing:read'], [{}, { billing: false }]), []],
    ['a partner whom a client granted sums, without the scope', asked(['clients:read'], [{ billing: true }]), []],
    [
      'a partner with the scope whom one of its clients granted sums',
      asked(['billing:read'], [{}, { billing: true }]),
      ['billing'],
    ],
    ['staff', caller({ kind: 'staff' }), ['staff', 'billing', 'owner']],
  ])('for %s', async (_case, principal, expected) => {
    expect(await met(principal)).toEqual(expected);
  });
});
