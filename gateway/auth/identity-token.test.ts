import { describe, expect, it } from '@jest/globals';
import { decodeJwt, decodeProtectedHeader, exportJWK, generateKeyPair } from 'jose';
import type { JSONWebKeySet } from 'jose';
import { createIdentityVerifier } from '../../subgraphs/kit/identity.ts';
import { identityPrivateKey } from './identity-private-key.ts';
import type { IdentityPrivateKey } from './identity-private-key.ts';
import { createIdentitySigner } from './identity-token.ts';
import { createPrincipal, toIdentityClaims } from './principal.ts';
import type { PrincipalClaims } from './principal.ts';

const start = Date.parse('2030-01-01T00:00:00Z');
const startSeconds = start / 1_000;

const claims: PrincipalClaims = {
  kind: 'client',
  subject: 'anna',
  name: 'Anna',
  contactId: 'c-1',
  memberships: [{ clientId: 'acme', role: 'OWNER' }],
  scopes: new Set(['tickets:read', 'clients:read']),
  tokenId: 't-1',
  expiresAt: startSeconds + 600,
};

async function createKey(alg: 'EdDSA' | 'ES256'): Promise<{ key: IdentityPrivateKey; keys: JSONWebKeySet }> {
  const pair = await generateKeyPair(alg, { extractable: true });
  const kid = `gateway-${alg}`;
  return {
    key: identityPrivateKey.parse({ ...(await exportJWK(pair.privateKey)), kid }),
    keys: { keys: [{ ...(await exportJWK(pair.publicKey)), kid }] },
  };
}

describe('createIdentitySigner', () => {
  it.each(['EdDSA', 'ES256'] as const)('signs with %s what the subgraph that it is for, and no other, believes', async (alg) => {
    const { key, keys } = await createKey(alg);
    const sign = createIdentitySigner({ key, now: () => start });
    const principal = createPrincipal(claims);
    const token = await sign(principal, 'crm');
    const now = () => new Date(start);
    expect(decodeProtectedHeader(token)).toEqual({ alg, kid: key.kid, typ: 'portal-identity+jwt' });
    expect(await createIdentityVerifier({ subgraph: 'crm', keys, now })(token)).toEqual(toIdentityClaims(principal));
    expect(await createIdentityVerifier({ subgraph: 'files', keys, now })(token)).toBeNull();
    expect(await createIdentityVerifier({ subgraph: 'crm', keys, now: () => new Date(start + 60_000) })(token)).toBeNull();
  });

  it('uses a token again for the same caller and subgraph, until it nears its end', async () => {
    let now = start;
    const sign = createIdentitySigner({ key: (await createKey('EdDSA')).key, now: () => now });
    const first = await sign(createPrincipal(claims), 'crm');
    expect(await sign(createPrincipal(claims), 'crm')).toBe(first);
    now += 39_000;
    expect(await sign(createPrincipal(claims), 'crm')).toBe(first);
    now += 1_000;
    const second = await sign(createPrincipal(claims), 'crm');
    expect(second).not.toBe(first);
    expect(decodeJwt(second).exp).toBe(startSeconds + 100);
  });

  it('never gives one caller the token of another', async () => {
    const sign = createIdentitySigner({ key: (await createKey('ES256')).key, now: () => start });
    const tokens = await Promise.all([
      sign(createPrincipal(claims), 'crm'),
      sign(createPrincipal(claims), 'files'),
      sign(createPrincipal({ ...claims, subject: 'bob' }), 'crm'),
      sign(createPrincipal({ ...claims, name: 'Anne' }), 'crm'),
      sign(createPrincipal({ ...claims, expiresAt: startSeconds + 30 }), 'crm'),
      sign(createPrincipal({ ...claims, issuedAt: startSeconds - 1 }), 'crm'),
      sign(createPrincipal({ ...claims, scopes: new Set(['clients:read']) }), 'crm'),
      sign(createPrincipal({ ...claims, memberships: [{ clientId: 'acme', role: 'VIEWER' }] }), 'crm'),
      sign(createPrincipal({ ...claims, tokenId: 't-2' }), 'crm'),
      sign(createPrincipal({ ...claims, actor: { subject: 'sara', viewId: 'v-1' } }), 'crm'),
    ]);
    expect(new Set(tokens).size).toBe(tokens.length);
  });

  it('says from which address a mutation comes, and to no other request', async () => {
    const { key, keys } = await createKey('EdDSA');
    const sign = createIdentitySigner({ key, now: () => start });
    const verify = createIdentityVerifier({ subgraph: 'crm', keys, now: () => new Date(start) });
    const principal = createPrincipal(claims);
    const addressOf = async (...given: [string?]) => (await verify(await sign(principal, 'crm', ...given)))?.address;
    expect(await addressOf('203.0.113.9')).toBe('203.0.113.9');
    expect(await addressOf()).toBeUndefined();
    expect(await addressOf('2001:db8::7')).toBe('2001:db8::7');
    expect(await addressOf()).toBeUndefined();
    // What is no address is no token.
    expect(await verify(await sign(principal, 'crm', 'unknown'))).toBeNull();
  });

  it("does not outlive the caller's own token", async () => {
    let now = start;
    const sign = createIdentitySigner({ key: (await createKey('EdDSA')).key, now: () => now });
    const ending = createPrincipal({ ...claims, expiresAt: startSeconds + 10 });
    const token = await sign(ending, 'crm');
    expect(decodeJwt(token).exp).toBe(startSeconds + 10);
    now += 5_000;
    expect(await sign(ending, 'crm')).toBe(token);
  });

  it('keeps no failed signature', async () => {
    const { key } = await createKey('EdDSA');
    const sign = createIdentitySigner({ key: { ...key, d: 'AAAA' }, now: () => start });
    await expect(sign(createPrincipal(claims), 'crm')).rejects.toThrow();
    await expect(sign(createPrincipal(claims), 'crm')).rejects.toThrow();
  });
});
