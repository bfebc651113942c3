import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLogger } from '../../schema/contract/logger.ts';
import { FORGERIES, forgeriesOf } from './testing/forged-tokens.ts';
import { AUDIENCE, ISSUER, createTestIssuer } from './testing/test-issuer.ts';
import type { TestIssuer } from './testing/test-issuer.ts';
import { createTrustedIssuers } from './trusted-issuer.ts';
import { createTokenVerifier } from './verify-token.ts';
import type { VerifyToken } from './verify-token.ts';

const logger = createLogger({ name: 'test', level: 'silent' });
let issuer: TestIssuer;
let other: TestIssuer;
let verify: VerifyToken;

beforeAll(async () => {
  issuer = await createTestIssuer();
  other = await createTestIssuer({ issuer: 'https://other.example.com', audience: 'other' });
  verify = verifierOf([issuer]);
});

afterAll(async () => {
  await issuer.close();
  await other.close();
});

function verifierOf(issuers: readonly TestIssuer[], now: () => number = Date.now): VerifyToken {
  const configs = issuers.map(({ config }) => config);
  return createTokenVerifier({ issuers: createTrustedIssuers(configs, { logger }), now });
}

type Claims = Record<string, unknown>;
const good = (changes: Claims = {}) => issuer.payload(changes);
const seconds = () => Math.floor(Date.now() / 1_000);

describe('a good token', () => {
  it.each(['ES256', 'ES384', 'RS256', 'PS256', 'EdDSA'])('is accepted when it is signed with %s', async (alg) => {
    const principal = await verify(await issuer.sign(good({ name: 'Anna' }), { alg }));
    expect(principal).toMatchObject({
      issuer: ISSUER,
      kind: 'client',
      subject: 'anna',
      name: 'Anna',
      contactId: 'c-1',
      memberships: [{ clientId: 'acme', role: 'OWNER' }],
      tokenId: 'token-1',
    });
    expect([...(principal?.scopes ?? [])]).toEqual(['clients:read', 'tickets:read']);
  });

  it.each<[string, Claims, Claims]>([
    ['the plain typ', {}, { typ: 'JWT' }],
    ['a typ as a media type', {}, { typ: 'application/at+jwt' }],
    ['more than one audience', { aud: ['https://else.example.com', AUDIENCE] }, {}],
    ['scopes as an array', { scope: ['clients:read'] }, {}],
    ['a Keycloak access token', { typ: 'Bearer', azp: 'app', session_state: 'x' }, {}],
    ['a partner', { portal_kind: 'partner', portal_contact: undefined, portal_memberships: [{ clientId: 'acme' }] }, {}],
    ['staff', { portal_kind: 'staff', portal_contact: undefined, portal_memberships: undefined, scope: 'clients:all' }, {}],
    ['the longest lifetime', { iat: seconds() - 10, exp: seconds() + 3_590 }, {}],
    ['an issuer whose clock is a little ahead', { iat: seconds() + 3, nbf: seconds() + 3 }, {}],
  ])('is accepted with %s', async (_what, changes, header) => {
    expect(await verify(await issuer.sign(good(changes), { header }))).not.toBeNull();
  });

  it('is read by the claim names that its issuer uses', async () => {
    const names = {
      subject: 'sub',
      tokenId: 'jti',
      kind: 'https://e.example/kind',
      contactId: 'c',
      memberships: 'm',
      scopes: 'scp',
      name: 'display',
    };
    const named = await createTestIssuer({ claims: names });
    const token = await named.sign(
      named.payload({
        [names.kind]: 'partner',
        m: [{ clientId: 'bolt', role: null }],
        scp: ['tickets:read'],
        display: 'Bolt UI',
      }),
    );
    expect(await verifierOf([named])(token)).toMatchObject({
      kind: 'partner',
      name: 'Bolt UI',
      memberships: [{ clientId: 'bolt', role: null }],
      scopes: new Set(['tickets:read']),
    });
    await named.close();
  });

  it('is verified once and remembered until it runs out', async () => {
    let now = Date.now();
    const remembering = verifierOf([issuer], () => now);
    const token = await issuer.sign(good({ exp: seconds() + 60 }));
    const first = await remembering(token);
    expect(first).not.toBeNull();
    expect(await remembering(token)).toBe(first);
    now += 61_000;
    expect(await remembering(token)).toBeNull();
  });

  it('is accepted with an algorithm that its issuer uses, and refused with another one', async () => {
    const strict = await createTestIssuer({ algorithms: ['EdDSA'] });
    const verifyStrictly = verifierOf([strict]);
    expect(await verifyStrictly(await strict.sign(strict.payload(), { alg: 'EdDSA' }))).not.toBeNull();
    expect(await verifyStrictly(await strict.sign(strict.payload(), { alg: 'ES256' }))).toBeNull();
    await strict.close();
  });

  it('of one issuer is none of another', async () => {
    const both = verifierOf([issuer, other]);
    expect(await both(await issuer.sign(good()))).not.toBeNull();
    expect(await both(await other.sign(other.payload()))).not.toBeNull();
    expect(await both(await other.sign(good()))).toBeNull();
    expect(await both(await other.sign(other.payload({ aud: AUDIENCE })))).toBeNull();
  });
});

describe('a token', () => {
  it.each(FORGERIES)('%s is refused in every form', async (kind) => {
    const forges = forgeriesOf({ issuer, other, alg: 'ES256' })[kind];
    expect(forges.length).toBeGreaterThan(0);
    for (const [index, forge] of forges.entries()) {
      expect({ index, principal: await verify(await forge()) }).toEqual({ index, principal: null });
    }
  });
});
