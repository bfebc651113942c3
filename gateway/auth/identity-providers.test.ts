import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLogger } from '../../schema/contract/logger.ts';
import { createTestIssuer } from './testing/test-issuer.ts';
import type { SignOptions, TestIssuer } from './testing/test-issuer.ts';
import { tokenIssuers } from './token-issuer.ts';
import { createTrustedIssuers } from './trusted-issuer.ts';
import { createTokenVerifier } from './verify-token.ts';
import type { VerifyToken } from './verify-token.ts';

/*
 * The settings are those of README.md, as they stand there; the tokens have the shape that each provider gives them, signed by a key of
 * this test.
 */

const readme = readFileSync(new URL('./README.md', import.meta.url), 'utf8');
const logger = createLogger({ name: 'test', level: 'silent' });
let keys: TestIssuer;

beforeAll(async () => {
  keys = await createTestIssuer();
});
afterAll(() => keys.close());

type Claims = Readonly<Record<string, unknown>>;
type Make = (changes?: Claims, header?: SignOptions['header']) => Promise<string>;

/** The verifier that the README's example for a provider makes, with the keys of this test. */
function verifierOf(provider: string): VerifyToken {
  const section = readme.split(/^## /m).find((text) => text.startsWith(provider));
  const example = /```json\n([\s\S]*?)```/.exec(section ?? '')?.[1];
  if (example === undefined) throw new Error(`README.md has no example for ${provider}`);
  const given = JSON.parse(example) as Claims[];
  const { jwksUri } = keys.config;
  const issuers = tokenIssuers.parse(given.map((issuer) => ({ ...issuer, jwksUri })));
  expect(tokenIssuers.safeParse(given).success).toBe(true);
  return createTokenVerifier({ issuers: createTrustedIssuers(issuers, { logger }) });
}

/** Signs a payload of a provider's shape; a change to undefined takes a claim out. */
function maker(payload: (now: number) => Claims): Make {
  return (changes = {}, header = {}) => {
    const now = Math.floor(Date.now() / 1_000);
    return keys.sign({ ...payload(now), ...changes }, { alg: 'RS256', header: { typ: 'JWT', ...header } });
  };
}

async function refused(verify: VerifyToken, tokens: Readonly<Record<string, Promise<string>>>): Promise<void> {
  for (const [what, token] of Object.entries(tokens)) expect([what, await verify(await token)]).toEqual([what, null]);
}

describe('Keycloak', () => {
  const access = maker((now) => ({
    ...{ exp: now + 300, iat: now, auth_time: now - 5, jti: 'onrtac:7f1c7a3e-0f0b-4f0e-9a62-2b5c7c1f0a11' },
    ...{ iss: 'https://login.example.com/realms/portal', aud: ['portal-graph', 'account'], typ: 'Bearer', azp: 'client-portal' },
    ...{ sub: '9a1d6a0e-61f0-4b0c-8a10-6f5a3bb0c1de', sid: '5b7f', acr: '1', 'allowed-origins': ['https://portal.example.com'] },
    realm_access: { roles: ['default-roles-portal', 'offline_access', 'uma_authorization'] },
    resource_access: { 'portal-graph': { roles: ['clients:read', 'tickets:write'] }, account: { roles: ['manage-account'] } },
    scope: 'openid profile email documents:read',
    portal: { kind: 'client', contact: 'c-1', memberships: [{ clientId: 'acme', role: 'OWNER' }] },
    ...{ email_verified: true, name: 'Ann Acme', preferred_username: 'ann', email: 'ann@acme.example' },
  }));
  let verify: VerifyToken;
  beforeAll(() => {
    verify = verifierOf('Keycloak');
  });

  it('nests what its mappers write, and says scopes in two places', async () => {
    const claims = await verify(await access());
    expect(claims).toMatchObject({
      ...{ kind: 'client', subject: '9a1d6a0e-61f0-4b0c-8a10-6f5a3bb0c1de', contactId: 'c-1', name: 'Ann Acme' },
      ...{ memberships: [{ clientId: 'acme', role: 'OWNER' }], tokenId: 'onrtac:7f1c7a3e-0f0b-4f0e-9a62-2b5c7c1f0a11' },
    });
    expect([...(claims?.scopes ?? [])].sort()).toEqual(
      ['openid', 'profile', 'email', 'documents:read', 'clients:read', 'tickets:write'].sort(),
    );
    // Before Keycloak 25, the nonce of the sign-in stands in access tokens too.
    expect(await verify(await access({ nonce: 'n-1' }))).not.toBeNull();
  });

  it('signs other things with the same key, and tokens for others: none is taken', async () => {
    await refused(verify, {
      'an id token': access({ typ: 'ID', aud: 'client-portal', nonce: 'n-1', at_hash: 'x' }),
      'an id token whose audience was widened': access({ typ: 'ID', nonce: 'n-1' }),
      'a refresh token': access({ typ: 'Refresh', aud: 'https://login.example.com/realms/portal' }),
      'a logout token': access({ typ: 'Logout', events: { 'http://schemas.openid.net/event/backchannel-logout': {} } }),
      "a token for another client's API": access({ aud: ['account'] }),
      'a token that another program got': access({ azp: 'some-app' }),
      'a token that no program got': access({ azp: undefined }),
      'a token of another realm': access({ iss: 'https://login.example.com/realms/master' }),
      'a role of the realm named staff': access({ portal: undefined, realm_access: { roles: ['staff'] } }),
      'claims under a name with a dot, which is no way to a nested one': access({
        ...{ portal: undefined, 'portal.kind': 'client', 'portal.memberships': [{ clientId: 'acme', role: 'OWNER' }] },
      }),
      'memberships as the text of a list': access({
        portal: { kind: 'client', memberships: '[{"clientId":"acme","role":"OWNER"}]' },
      }),
      'roles that are no list': access({ resource_access: { 'portal-graph': { roles: { 'clients:all': true } } } }),
    });
  });
});

describe('Auth0', () => {
  const namespace = 'https://portal.example.com';
  const access = maker((now) => ({
    [`${namespace}/kind`]: 'client',
    [`${namespace}/contact`]: 'c-1',
    [`${namespace}/memberships`]: [{ clientId: 'acme', role: 'BILLING' }],
    ...{ iss: 'https://acme.eu.auth0.com/', sub: 'auth0|65f0c1d2e3', iat: now, exp: now + 3_600, jti: 'Xh2' },
    aud: ['https://portal.example.com/graphql', 'https://acme.eu.auth0.com/userinfo'],
    ...{ scope: 'openid profile clients:read tickets:read', azp: 'spaClientId', permissions: ['clients:read', 'clients:all'] },
  }));
  const machine = (changes: Claims = {}) =>
    access({
      [`${namespace}/kind`]: 'partner',
      [`${namespace}/contact`]: undefined,
      [`${namespace}/memberships`]: undefined,
      ...{ sub: 'm2mClientId@clients', azp: 'm2mClientId', aud: 'https://portal.example.com/graphql', gty: 'client-credentials' },
      ...{ scope: 'clients:read billing:read', permissions: undefined },
      ...changes,
    });
  let verify: VerifyToken;
  beforeAll(() => {
    verify = verifierOf('Auth0');
  });

  it('puts claims under addresses; what the program was granted counts, and not all that the person may', async () => {
    const claims = await verify(await access());
    expect(claims).toMatchObject({
      ...{ kind: 'client', subject: 'auth0|65f0c1d2e3', contactId: 'c-1', memberships: [{ clientId: 'acme', role: 'BILLING' }] },
    });
    expect([...(claims?.scopes ?? [])].sort()).toEqual(['clients:read', 'openid', 'profile', 'tickets:read']);
    expect(await verify(await access({}, { typ: 'at+jwt' }))).not.toBeNull();
    expect(await verify(await machine())).toMatchObject({ kind: 'partner', subject: 'm2mClientId@clients', namesClients: false });
  });

  it('signs other things with the same key, and tokens for others: none is taken', async () => {
    await refused(verify, {
      'an id token': access({ aud: 'spaClientId', nonce: 'n-1', scope: undefined, sid: 's-1' }),
      'an id token that says it is for the API': access({ nonce: 'n-1' }),
      'a token for the address of user information alone': access({ aud: 'https://acme.eu.auth0.com/userinfo' }),
      "a token for another client's API": access({ aud: 'https://other.example.com' }),
      'a token that another program got': access({ azp: 'otherClientId' }),
      'a token of another tenant': access({ iss: 'https://other.eu.auth0.com/' }),
      'a token of the tenant by another spelling': access({ iss: 'https://acme.eu.auth0.com' }),
      'a token without what the Action adds': access({ [`${namespace}/kind`]: undefined }),
      'a token with the claims of the Action outside of their namespace': access({
        [`${namespace}/kind`]: undefined,
        kind: 'staff',
      }),
      'a program that says it is a contact': machine({ [`${namespace}/contact`]: 'c-1' }),
    });
  });
});

describe('Entra ID', () => {
  const tid = '11111111-2222-3333-4444-555555555555';
  const staff = maker((now) => ({
    ...{ aud: 'aaaaaaaa-0000-0000-0000-000000000001', iss: `https://login.microsoftonline.com/${tid}/v2.0` },
    // The time of issue lies five minutes back, and the token lives up to ninety minutes.
    ...{
      iat: now - 300,
      nbf: now - 300,
      exp: now + 5_400,
      aio: 'AVQAq/8T',
      azp: 'bbbbbbbb-0000-0000-0000-000000000001',
      azpacr: '0',
    },
    ...{ name: 'Sara Kern', oid: 'cccccccc-0000-0000-0000-000000000001', preferred_username: 'sara@example.com', rh: '0.AX' },
    ...{
      roles: ['clients:all', 'tickets:write'],
      scp: 'clients.read tickets.read',
      sub: 'pairwise-subject',
      tid,
      uti: 'uti-1',
      ver: '2.0',
    },
  }));
  const program = (changes: Claims = {}) =>
    staff({
      ...{ aud: 'aaaaaaaa-0000-0000-0000-000000000002', azp: 'bbbbbbbb-0000-0000-0000-000000000002', azpacr: '1', idtyp: 'app' },
      ...{ name: undefined, preferred_username: undefined, scp: undefined, roles: ['clients:read', 'billing:read'] },
      ...{ oid: 'dddddddd-0000-0000-0000-000000000001', sub: 'dddddddd-0000-0000-0000-000000000001' },
      ...changes,
    });
  let verify: VerifyToken;
  beforeAll(() => {
    verify = verifierOf('Entra ID');
  });

  it('says who a person is in `oid`, and what they may in roles', async () => {
    const claims = await verify(await staff());
    expect(claims).toMatchObject({
      kind: 'staff',
      subject: 'cccccccc-0000-0000-0000-000000000001',
      name: 'Sara Kern',
      tokenId: 'uti-1',
    });
    expect([...(claims?.scopes ?? [])].sort()).toEqual(['clients:all', 'tickets:write']);
  });

  it('gives a program roles and no scopes, for an audience of its own', async () => {
    const claims = await verify(await program());
    expect(claims).toMatchObject({ kind: 'partner', subject: 'dddddddd-0000-0000-0000-000000000001', namesClients: false });
    expect([...(claims?.scopes ?? [])].sort()).toEqual(['billing:read', 'clients:read']);
  });

  it('signs other things with the same key, and tokens for others: none is taken', async () => {
    const noScopes = { scp: undefined, azp: undefined, azpacr: undefined };
    await refused(verify, {
      'an id token': staff({ aud: 'bbbbbbbb-0000-0000-0000-000000000001', nonce: 'n-1', ...noScopes }),
      'an id token of a program that is its own API': staff({ nonce: 'n-1', ...noScopes }),
      'an id token that was asked for without a nonce': staff(noScopes),
      'a token of the wrong tenant': staff({ tid: '99999999-2222-3333-4444-555555555555' }),
      'a token of the wrong tenant by its issuer': staff({ iss: 'https://login.microsoftonline.com/99999999/v2.0' }),
      'a token of no tenant': staff({ tid: undefined }),
      'a token of two tenants': staff({ tid: [tid] }),
      'a token of the first version': staff({ iss: `https://sts.windows.net/${tid}/`, ver: '1.0', azp: undefined, appid: 'b' }),
      "a token for another client's API": staff({ aud: '00000003-0000-0000-c000-000000000000' }),
      'a token for both audiences': staff({
        aud: ['aaaaaaaa-0000-0000-0000-000000000001', 'aaaaaaaa-0000-0000-0000-000000000002'],
      }),
      'a person without an object id': staff({ oid: undefined }),
      'a person at the audience of programs': staff({ aud: 'aaaaaaaa-0000-0000-0000-000000000002' }),
      'a program at the audience of people': program({ aud: 'aaaaaaaa-0000-0000-0000-000000000001' }),
      'a program that nobody registered as a partner': program({ azp: 'eeeeeeee-0000-0000-0000-000000000001' }),
      'a person whom a program of a partner speaks for': program({ idtyp: 'user', scp: 'clients.read' }),
      'a token that says where its key is': staff({}, { x5t: 'abc' }),
    });
  });
});

describe('groups', () => {
  it('mean what the settings say and nothing else', async () => {
    const config = {
      ...{ issuer: 'https://groups.example.com', audience: 'portal', jwksUri: keys.config.jwksUri, kind: 'client' },
      groups: {
        claim: ['realm_access', 'roles'],
        memberships: {
          '/acme/owners': { clientId: 'acme', role: 'OWNER' },
          '/acme/bosses': { clientId: 'acme', role: 'OWNER' },
          '/acme/viewers': { clientId: 'acme', role: 'VIEWER' },
          '/bolt': { clientId: 'bolt', role: 'MEMBER' },
        },
      },
    };
    const verify = createTokenVerifier({ issuers: createTrustedIssuers(tokenIssuers.parse([config]), { logger }) });
    const membershipsOf = async (roles: unknown) => {
      const payload = keys.payload({
        iss: config.issuer,
        aud: 'portal',
        portal_memberships: [{ clientId: 'evil', role: 'OWNER' }],
      });
      return (await verify(await keys.sign({ ...payload, realm_access: { roles } })))?.memberships;
    };
    const acme = { clientId: 'acme', role: 'OWNER' };
    expect(await membershipsOf(['/acme/owners', '/bolt', 'unknown', '__proto__', 'constructor'])).toEqual([
      acme,
      { clientId: 'bolt', role: 'MEMBER' },
    ]);
    expect(await membershipsOf(['/acme/owners', '/acme/bosses', '/acme/owners'])).toEqual([acme]);
    expect(await membershipsOf('/acme/owners')).toEqual([acme]);
    expect(await membershipsOf(undefined)).toEqual([]);
    // Which of two roles is meant is nothing to guess.
    expect(await membershipsOf(['/acme/owners', '/acme/viewers'])).toBeUndefined();
    expect(await membershipsOf({ 0: '/acme/owners' })).toBeUndefined();
    expect(await membershipsOf([['/acme/owners']])).toBeUndefined();
  });
});
