import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { exportJWK, generateKeyPair } from 'jose';
import { createLogger } from '../../schema/contract/logger.ts';
import { createKeySource } from './jwks.ts';
import { AUDIENCE, ISSUER, createTestIssuer } from './testing/test-issuer.ts';
import type { TestIssuer } from './testing/test-issuer.ts';
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
  return createTokenVerifier({
    issuers: issuers.map(({ config }) => config),
    createKeySource: ({ issuer: name, jwksUri }) => createKeySource({ issuer: name, jwksUri, logger }),
    now,
  });
}

type Claims = Record<string, unknown>;
const good = (changes: Claims = {}) => issuer.payload(changes);
const seconds = () => Math.floor(Date.now() / 1_000);
const encode = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
/** A good token's payload as text, with one claim replaced by text that `JSON.stringify` would not write. */
const withText = (claim: string, text: string) => JSON.stringify(good({ [claim]: '@' })).replace('"@"', text);

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
    const names = { kind: 'https://e.example/kind', contactId: 'c', memberships: 'm', scopes: 'scp', name: 'display' };
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

type Forge = () => string | Promise<string>;
const claims =
  (changes: Claims): Forge =>
  () =>
    issuer.sign(good(changes));
const text =
  (claim: string, value: string): Forge =>
  () =>
    issuer.sign(withText(claim, value));
const header =
  (changes: Claims): Forge =>
  () =>
    issuer.sign(good(), { header: changes });
/** Signs by hand what the library refuses to sign. */
const raw =
  (protectedHeader: Claims, key = 'x'): Forge =>
  () => {
    const input = `${encode(protectedHeader)}.${encode(good())}`;
    return `${input}.${createHmac('sha256', key).update(input).digest('base64url')}`;
  };

const forged: Record<string, Forge[]> = {
  'without an end': [claims({ exp: undefined }), claims({ exp: null })],
  'with an end that is no whole moment': [
    text('exp', '1e400'),
    text('exp', '-1e400'),
    text('exp', '9007199254740993'),
    text('exp', `${String(Math.floor(Date.now() / 1_000) + 600)}.5`),
    claims({ exp: '9999999999' }),
    claims({ exp: true }),
    claims({ exp: [9_999_999_999] }),
    claims({ exp: {} }),
  ],
  expired: [
    () => issuer.sign(good({ exp: seconds() - 1, iat: seconds() - 60 })),
    () => issuer.sign(good({ exp: seconds(), iat: seconds() - 60 })),
    claims({ exp: 0, iat: 0 }),
    claims({ exp: -1, iat: -100 }),
  ],
  'not good yet': [
    () => issuer.sign(good({ nbf: seconds() + 60 })),
    claims({ nbf: '0' }),
    claims({ nbf: null }),
    text('nbf', '1e400'),
  ],
  'issued in the future, or at no time': [
    () => issuer.sign(good({ iat: seconds() + 60, exp: seconds() + 120 })),
    claims({ iat: undefined }),
    claims({ iat: '1' }),
    text('iat', '-1e400'),
  ],
  'living too long': [
    () => issuer.sign(good({ exp: seconds() + 3_601, iat: seconds() })),
    claims({ iat: 0 }),
    claims({ exp: Number.MAX_SAFE_INTEGER }),
    () => issuer.sign(good({ iat: seconds() + 4, exp: seconds() + 2 })),
  ],
  'of another kind': [
    header({ typ: undefined }),
    header({ typ: 'id+jwt' }),
    header({ typ: 'logout+jwt' }),
    header({ typ: 'dpop+jwt' }),
    header({ typ: 'portal-identity+jwt' }),
    header({ typ: ['JWT'] }),
    claims({ at_hash: 'x' }),
    claims({ token_use: 'id' }),
    claims({ typ: 'ID' }),
    claims({ typ: 'Refresh' }),
    claims({ events: { 'http://schemas.openid.net/event/backchannel-logout': {} } }),
  ],
  unsigned: [
    () => `${encode({ alg: 'none', typ: 'at+jwt' })}.${encode(good())}.`,
    () => `${encode({ alg: 'none', kid: 'key-ES256', typ: 'at+jwt' })}.${encode(good())}.AA`,
    () => `${encode({ alg: 'nOnE', kid: 'key-ES256', typ: 'at+jwt' })}.${encode(good())}.AA`,
    async () => (await issuer.sign(good())).replace(/[^.]+$/, ''),
    async () => (await issuer.sign(good())).replace(/[^.]+$/, 'A'.repeat(86)),
  ],
  'signed with a public key as a shared secret': [
    () => raw({ alg: 'HS256', kid: 'key-RS256', typ: 'at+jwt' }, JSON.stringify(issuer.publicKeys.get('key-RS256')))(),
    () => raw({ alg: 'HS256', kid: 'key-RS256', typ: 'at+jwt' }, String(issuer.publicKeys.get('key-RS256')?.n))(),
    () => raw({ alg: 'HS512', kid: 'key-ES256', typ: 'at+jwt' }, String(issuer.publicKeys.get('key-ES256')?.x))(),
  ],
  "with an algorithm that is not the key's": [
    () =>
      issuer
        .sign(good(), { alg: 'RS256', header: { kid: 'key-RS256', alg: 'RS256' } })
        .then((token) => token.replace(/^[^.]+/, encode({ alg: 'PS256', kid: 'key-RS256', typ: 'at+jwt' }))),
    () => issuer.sign(good()).then((token) => token.replace(/^[^.]+/, encode({ alg: 'EdDSA', kid: 'key-ES256', typ: 'at+jwt' }))),
    () => issuer.sign(good()).then((token) => token.replace(/^[^.]+/, encode({ alg: 'ES384', kid: 'key-ES256', typ: 'at+jwt' }))),
    raw({ alg: 'RS512', kid: 'key-RS256', typ: 'at+jwt' }),
    raw({ alg: ['ES256'], kid: 'key-ES256', typ: 'at+jwt' }),
    raw({ kid: 'key-ES256', typ: 'at+jwt' }),
  ],
  'of another issuer': [
    claims({ iss: 'https://evil.example.com' }),
    claims({ iss: `${ISSUER}/` }),
    claims({ iss: ISSUER.toUpperCase() }),
    claims({ iss: undefined }),
    claims({ iss: [ISSUER] }),
    claims({ iss: '__proto__' }),
    () => other.sign(good()),
    () => other.sign(other.payload()),
  ],
  'for another audience': [
    claims({ aud: 'playground' }),
    claims({ aud: `${AUDIENCE}/` }),
    claims({ aud: `${AUDIENCE} other` }),
    claims({ aud: undefined }),
    claims({ aud: null }),
    claims({ aud: '' }),
  ],
  'with an audience that only looks right': [
    claims({ aud: [] }),
    claims({ aud: [[AUDIENCE]] }),
    claims({ aud: { 0: AUDIENCE, length: 1 } }),
    claims({ aud: { [AUDIENCE]: true } }),
    claims({ aud: [AUDIENCE, 1] }),
    claims({ aud: [`x,${AUDIENCE}`] }),
    claims({ aud: Array.from({ length: 21 }, () => AUDIENCE) }),
  ],
  'that brings its own key or rules': [
    ...['jku', 'x5u'].map((member) => header({ [member]: 'http://127.0.0.1:24649/jwks' })),
    async () => {
      const pair = await generateKeyPair('ES256', { extractable: true });
      return issuer.sign(good(), { key: pair.privateKey, header: { jwk: await exportJWK(pair.publicKey) } });
    },
    header({ jwk: {} }),
    header({ x5c: ['MII'] }),
    header({ x5t: 'abc' }),
    header({ cty: 'JWT' }),
    header({ nonce: 'abc' }),
    raw({ alg: 'ES256', kid: 'key-ES256', typ: 'at+jwt', crit: ['exp'] }),
    raw({ alg: 'ES256', kid: 'key-ES256', typ: 'at+jwt', b64: false, crit: ['b64'] }),
    raw({ alg: 'ES256', kid: 'key-ES256', typ: 'at+jwt', zip: 'DEF' }),
  ],
  'that names no key, or a key by a trick': [
    header({ kid: undefined }),
    ...['', '../../../../dev/null', 'key-ES256\0', "' or 1=1 --", '__proto__', 'constructor', 'KEY-es256'].map(
      (kid): Forge =>
        async () =>
          issuer.sign(good(), { key: (await generateKeyPair('ES256')).privateKey, header: { kid } }),
    ),
    raw({ alg: 'ES256', kid: ['key-ES256'], typ: 'at+jwt' }),
    raw({ alg: 'ES256', kid: 1, typ: 'at+jwt' }),
  ],
  'signed by another key under the same name': ['ES256', 'RS256', 'EdDSA'].map((alg): Forge => async () => {
    const pair = await generateKeyPair(alg);
    return issuer.sign(good(), { alg, key: pair.privateKey });
  }),
  'with a subject or id of a wrong type': [
    claims({ sub: undefined }),
    claims({ sub: '' }),
    claims({ sub: 7 }),
    claims({ sub: ['anna'] }),
    claims({ sub: 'anna\nadmin' }),
    claims({ sub: 'a'.repeat(256) }),
    claims({ jti: 1 }),
    claims({ jti: '' }),
    claims({ name: { first: 'Anna' } }),
    claims({ name: 'Anna\u0000' }),
  ],
  'with a kind of caller that does not exist': [
    claims({ portal_kind: undefined }),
    claims({ portal_kind: 'admin' }),
    claims({ portal_kind: 'STAFF' }),
    claims({ portal_kind: ['staff'] }),
    claims({ portal_kind: 'staff' }),
    claims({ portal_kind: 'partner', portal_memberships: [] }),
  ],
  'with memberships that are not well formed': [
    claims({ portal_memberships: 'acme' }),
    claims({ portal_memberships: ['acme'] }),
    claims({ portal_memberships: { clientId: 'acme', role: 'OWNER' } }),
    claims({ portal_memberships: null }),
    claims({ portal_memberships: [{ clientId: 'acme' }] }),
    claims({ portal_memberships: [{ clientId: 'acme', role: null }] }),
    claims({ portal_memberships: [{ clientId: 'acme', role: 'owner' }] }),
    claims({ portal_memberships: [{ clientId: 'acme', role: 'ADMIN' }] }),
    claims({ portal_memberships: [{ clientId: ['acme'], role: 'OWNER' }] }),
    claims({ portal_memberships: [{ clientId: 7, role: 'OWNER' }] }),
    claims({ portal_memberships: [{ clientId: '*', role: 'OWNER' }] }),
    claims({ portal_memberships: [{ clientId: '', role: 'OWNER' }] }),
    claims({ portal_memberships: [{ clientId: '.acme', role: 'OWNER' }] }),
    claims({ portal_memberships: [{ clientId: 'acme\n', role: 'OWNER' }] }),
    claims({ portal_memberships: [{ clientId: 'a'.repeat(65), role: 'OWNER' }] }),
    claims({ portal_memberships: [{ clientId: 'acme', role: 'OWNER', every: true }] }),
    claims({ portal_memberships: ['OWNER', 'VIEWER'].map((role) => ({ clientId: 'acme', role })) }),
    claims({
      portal_kind: 'partner',
      portal_contact: undefined,
      portal_memberships: Array.from({ length: 101 }, (_, index) => ({ clientId: `c${index}` })),
    }),
    claims({ portal_kind: 'partner', portal_contact: undefined }),
    claims({ portal_contact: ['c-1'] }),
    claims({ portal_contact: '' }),
    claims({ portal_contact: 'c 1' }),
  ],
  'with scopes that are not well formed': [
    claims({ scope: 7 }),
    claims({ scope: null }),
    claims({ scope: { 'clients:all': true } }),
    claims({ scope: [['clients:all']] }),
    claims({ scope: ['clients:read clients:all'] }),
    claims({ scope: ' clients:read' }),
    claims({ scope: 'clients:read  tickets:read' }),
    claims({ scope: 'clients:read\ttickets:read' }),
    claims({ scope: 'clients:"all"' }),
    claims({ scope: 'clients:ä' }),
    claims({ scope: Array.from({ length: 101 }, (_, index) => `s${index}`).join(' ') }),
  ],
  'that says a thing twice': [
    () => issuer.sign(JSON.stringify(good()).replace('{', '{"portal_kind":"staff",')),
    () => issuer.sign(JSON.stringify(good()).replace('"sub"', '"sub":"boss","\\u0073ub"')),
    () => issuer.sign(JSON.stringify(good()).replace('"role"', '"role":"VIEWER","role"')),
    async () => {
      const [, payload] = (await issuer.sign(good())).split('.');
      return `${encode('{"alg":"ES256","alg":"ES256","kid":"key-ES256","typ":"at+jwt"}')}.${String(payload)}.AAAA`;
    },
  ],
  'in a broken encoding': [
    () => '',
    () => '..',
    () => 'a.b.c',
    () => '\u0000.\u0000.\u0000',
    () => issuer.sign('not json'),
    () => issuer.sign('null'),
    () => issuer.sign('[]'),
    () => issuer.sign('"x"'),
    () => issuer.sign(`\uFEFF${JSON.stringify(good())}`),
    () => issuer.sign(`${JSON.stringify(good())}{}`),
    async () => (await issuer.sign(good())).replaceAll('.', '. '),
    async () => `${await issuer.sign(good())}=`,
    async () => (await issuer.sign(good())).replace('.', '=.'),
    async () => {
      const token = await issuer.sign(good(), { alg: 'EdDSA' });
      // The last sign of 64 bytes holds four bits that mean nothing: another one there is the same signature.
      return `${token.slice(0, -1)}${String.fromCharCode(token.charCodeAt(token.length - 1) + 1)}`;
    },
    () =>
      issuer.sign(
        Buffer.concat([
          Buffer.from(JSON.stringify(good()).replace(/}$/, ',"x":"')),
          Buffer.from([0xff, 0xfe]),
          Buffer.from('"}'),
        ]),
      ),
  ],
  'with too few or too many parts': [
    async () => (await issuer.sign(good())).split('.').slice(0, 2).join('.'),
    async () => `${await issuer.sign(good())}.`,
    async () => `${await issuer.sign(good())}.e30.e30`,
    async () => `.${await issuer.sign(good())}`,
    () => JSON.stringify({ payload: encode(good()), protected: encode({ alg: 'ES256' }), signature: 'AA' }),
  ],
  'that is too long': [claims({ padding: 'x'.repeat(4_000) }), () => 'a'.repeat(1_000_000), () => `${'a.'.repeat(500_000)}a`],
};

describe('a token', () => {
  for (const [kind, forges] of Object.entries(forged)) {
    it(`${kind} is refused, in ${forges.length} forms`, async () => {
      for (const [index, forge] of forges.entries()) {
        expect({ index, principal: await verify(await forge()) }).toEqual({ index, principal: null });
      }
    });
  }
});
