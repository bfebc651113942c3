import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { SignJWT, base64url, exportJWK, exportSPKI, generateKeyPair } from 'jose';
import type { JWTPayload } from 'jose';
import { IDENTITY_ISSUER, IDENTITY_TYPE, identityAudience } from '../../schema/contract/identity-claims.ts';
import { createIdentityVerifier } from './identity.ts';
import { clientClaims } from './testing/identity.ts';

const issuedAt = 1_800_000_000;
const now = () => new Date((issuedAt + 30) * 1000);
const { publicKey, privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
const other = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'EdDSA' }] };
const verify = createIdentityVerifier({ subgraph: 'crm', keys, now });

const ann = clientClaims('acme', { expiresAt: issuedAt + 3_600 });
const header = { alg: 'EdDSA', kid: 'k', typ: IDENTITY_TYPE };
const payload: JWTPayload = {
  portal: ann,
  iss: IDENTITY_ISSUER,
  aud: identityAudience('crm'),
  sub: ann.subject,
  iat: issuedAt,
  exp: issuedAt + 60,
};

function sign(changes: { header?: Record<string, unknown>; payload?: Record<string, unknown>; key?: typeof privateKey } = {}) {
  const claims = JSON.parse(JSON.stringify({ ...payload, ...changes.payload })) as JWTPayload;
  return new SignJWT(claims)
    .setProtectedHeader({ ...header, ...changes.header })
    .sign(changes.key ?? privateKey, { crit: { portal: true } });
}

function compact(head: unknown, body: unknown, signature: string): string {
  return `${base64url.encode(JSON.stringify(head))}.${base64url.encode(JSON.stringify(body))}.${signature}`;
}

/** The classic: a verifier that takes the algorithm from the token would use the public key as the secret. */
function signedWithPublicKey(secret: string | Buffer): string {
  const unsigned = compact({ ...header, alg: 'HS256' }, payload, '').slice(0, -1);
  return `${unsigned}.${createHmac('sha256', secret).update(unsigned).digest('base64url')}`;
}

const spki = await exportSPKI(publicKey);
const raw = Buffer.from((await exportJWK(publicKey)).x ?? '', 'base64url');
const portal = (changes: Record<string, unknown>) => ({ payload: { portal: { ...ann, ...changes } } });

describe('the identity verifier', () => {
  it('gives back the claims of a good token', async () => {
    expect(await verify(await sign())).toEqual(ann);
  });

  it('believes a token until the second before it runs out', async () => {
    const at = (seconds: number) => createIdentityVerifier({ subgraph: 'crm', keys, now: () => new Date(seconds * 1000) });
    expect(await at(issuedAt + 59)(await sign())).toEqual(ann);
    expect(await at(issuedAt + 60)(await sign())).toBeNull();
  });

  it('takes a token for another subgraph for none', async () => {
    expect(await createIdentityVerifier({ subgraph: 'files', keys, now })(await sign())).toBeNull();
  });

  it.each<[string, () => string | undefined | Promise<string>]>([
    ['no token', () => undefined],
    ['an empty one', () => ''],
    ['garbage', () => 'a.b.c'],
    ['claims without a signature around them', () => JSON.stringify(ann)],
    ['an expired one', () => sign({ payload: { exp: issuedAt } })],
    ['one that never expires', () => sign({ payload: { exp: undefined } })],
    ['one with a time of expiry that is no number', () => sign({ payload: { exp: '9999999999' } })],
    ['one that is not valid yet', () => sign({ payload: { nbf: issuedAt + 3_600 } })],
    ['one without a time of issue', () => sign({ payload: { iat: undefined } })],
    ['one for another audience', () => sign({ payload: { aud: identityAudience('files') } })],
    ['one without an audience', () => sign({ payload: { aud: undefined } })],
    ['one of another issuer', () => sign({ payload: { iss: 'https://identity.example' } })],
    ['one without an issuer', () => sign({ payload: { iss: undefined } })],
    ['one of another type', () => sign({ header: { typ: 'at+jwt' } })],
    ['one without a type', () => sign({ header: { typ: undefined } })],
    ['one with a critical extension', () => sign({ header: { crit: ['portal'], portal: 1 } })],
    ['one signed by another key', () => sign({ key: other.privateKey })],
    ['one that names another key', () => sign({ header: { kid: 'unknown' } })],
    ['one with "alg": "none"', () => compact({ ...header, alg: 'none' }, payload, '')],
    ['one keyed with the public key as PEM', () => signedWithPublicKey(spki)],
    ['one keyed with the public key as bytes', () => signedWithPublicKey(raw)],
    [
      'one that brings its own key',
      async () => sign({ header: { jwk: await exportJWK(other.publicKey), kid: undefined }, key: other.privateKey }),
    ],
    [
      'one whose content was changed',
      async () => {
        const [head, , signature = ''] = (await sign()).split('.');
        return `${head ?? ''}.${base64url.encode(JSON.stringify({ ...payload, portal: { ...ann, kind: 'staff' } }))}.${signature}`;
      },
    ],
    ['one without its signature', async () => `${(await sign()).split('.').slice(0, 2).join('.')}.`],
    ['one without a subject', () => sign({ payload: { sub: undefined } })],
    ['one whose two subjects differ', () => sign({ payload: { sub: 'somebody else' } })],
    ['one without portal claims', () => sign({ payload: { portal: undefined } })],
    ['one of an unknown kind of caller', () => sign(portal({ kind: 'admin' }))],
    ['one without memberships', () => sign(portal({ memberships: undefined }))],
    ['one with memberships by name alone', () => sign(portal({ memberships: ['acme'] }))],
    ['one with an unknown role', () => sign(portal({ memberships: [{ clientId: 'acme', role: 'KING' }] }))],
    ['one with a membership of nobody', () => sign(portal({ memberships: [{ clientId: '', role: 'OWNER' }] }))],
    ['one with scopes as a text', () => sign(portal({ scopes: 'clients:all' }))],
    ['one with an empty contact', () => sign(portal({ contactId: '' }))],
    ['one without the end of the session', () => sign(portal({ expiresAt: undefined }))],
    ['one with a claim that nobody knows', () => sign(portal({ superuser: true }))],
  ])('has null for %s', async (_case, make) => {
    expect(await verify(await make())).toBeNull();
  });

  it('takes no algorithm besides its own, even with a key that it knows', async () => {
    const rsa = await generateKeyPair('RS256');
    const known = createIdentityVerifier({
      subgraph: 'crm',
      keys: { keys: [{ ...(await exportJWK(rsa.publicKey)), kid: 'k' }] },
      now,
    });
    expect(await known(await sign({ header: { alg: 'RS256' }, key: rsa.privateKey }))).toBeNull();
    const ec = await generateKeyPair('ES256');
    const second = createIdentityVerifier({
      subgraph: 'crm',
      keys: { keys: [{ ...(await exportJWK(ec.publicKey)), kid: 'k' }] },
      now,
    });
    expect(await second(await sign({ header: { alg: 'ES256' }, key: ec.privateKey }))).toEqual(ann);
  });

  it('looks at tokens of up to 16 KB only', async () => {
    const ofScopes = (length: number) => sign(portal({ scopes: ['x'.repeat(length)] }));
    expect((await ofScopes(11_000)).length).toBeLessThanOrEqual(16_384);
    expect(await verify(await ofScopes(11_000))).not.toBeNull();
    expect((await ofScopes(12_000)).length).toBeGreaterThan(16_384);
    expect(await verify(await ofScopes(12_000))).toBeNull();
  });

  it('takes each of several published keys, as during a change of keys', async () => {
    const next = { ...(await exportJWK(other.publicKey)), kid: 'next', alg: 'EdDSA' };
    const both = createIdentityVerifier({ subgraph: 'crm', keys: { keys: [...keys.keys, next] }, now });
    expect(await both(await sign())).toEqual(ann);
    expect(await both(await sign({ header: { kid: 'next' }, key: other.privateKey }))).toEqual(ann);
    expect(await both(await sign({ header: { kid: 'k' }, key: other.privateKey }))).toBeNull();
  });
});
