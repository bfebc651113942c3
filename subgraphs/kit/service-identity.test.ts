import { beforeAll, describe, expect, it } from '@jest/globals';
import { SignJWT, exportJWK, generateKeyPair } from 'jose';
import type { CryptoKey, JSONWebKeySet, JWK } from 'jose';
import { IDENTITY_ISSUER, IDENTITY_TYPE, identityAudience, serviceIssuer } from '../../schema/contract/identity-claims.ts';
import type { IdentityClaims } from '../../schema/contract/identity-claims.ts';
import { createIdentityVerifier } from './identity.ts';
import { createServiceIdentity } from './service-identity.ts';

describe('a service that asks in its own name', () => {
  let keys: JSONWebKeySet;
  let privateKey: CryptoKey;
  let jwk: JWK;
  const verify = (token: string) => createIdentityVerifier({ subgraph: 'crm', keys })(token);

  beforeAll(async () => {
    const pair = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
    privateKey = pair.privateKey;
    jwk = { ...(await exportJWK(privateKey)), kid: 'w', alg: 'EdDSA' };
    const publicKey = { ...(await exportJWK(pair.publicKey)), kid: 'w', alg: 'EdDSA' };
    keys = { keys: [{ ...publicKey, portal_service: 'workflow', portal_scopes: ['clients:read', 'clients:all'] } as JWK] };
  });

  function sign(claims: Partial<IdentityClaims>, issuer: string): Promise<string> {
    const portal = { kind: 'service', subject: 'workflow', memberships: [], scopes: [], expiresAt: 2e9, ...claims };
    return new SignJWT({ portal })
      .setProtectedHeader({ alg: 'EdDSA', kid: 'w', typ: IDENTITY_TYPE })
      .setIssuer(issuer)
      .setAudience(identityAudience('crm'))
      .setSubject(portal.subject)
      .setIssuedAt()
      .setExpirationTime('60s')
      .sign(privateKey);
  }

  it('is known by the name and the scopes that its public key has', async () => {
    const identity = createServiceIdentity({ service: 'workflow', key: jwk, scopes: ['clients:read'] });
    expect(await verify(await identity('crm'))).toMatchObject({
      kind: 'service',
      subject: 'workflow',
      memberships: [],
      scopes: ['clients:read'],
    });
    expect(await verify(await identity('files'))).toBeNull();
  });

  it('uses a token again until it nears its end', async () => {
    let nowMs = Date.now();
    const identity = createServiceIdentity({ service: 'workflow', key: jwk, scopes: [], now: () => nowMs });
    const first = await identity('crm');
    nowMs += 39_000;
    expect(await identity('crm')).toBe(first);
    nowMs += 2_000;
    expect(await identity('crm')).not.toBe(first);
  });

  const own = serviceIssuer('workflow');
  it.each<[string, Partial<IdentityClaims>, string]>([
    ['as a client', { kind: 'client', memberships: [{ clientId: 'acme', role: 'OWNER' }] }, own],
    ['as staff', { kind: 'staff' }, own],
    ['as another service', { subject: 'files' }, own],
    ['as a gateway', {}, IDENTITY_ISSUER],
    ['as a gateway for a client', { kind: 'client', memberships: [{ clientId: 'acme', role: 'OWNER' }] }, IDENTITY_ISSUER],
    ['under the name of a service without a key', { subject: 'files' }, serviceIssuer('files')],
    ['with a scope that its key does not have', { scopes: ['documents:read'] }, own],
    ['with memberships', { memberships: [{ clientId: 'acme', role: null }] }, own],
  ])('does not pass %s', async (_case, claims, issuer) => {
    expect(await verify(await sign({}, own))).not.toBeNull();
    expect(await verify(await sign(claims, issuer))).toBeNull();
  });

  it('cannot be spoken for by a gateway, except for the gateway itself', async () => {
    keys = { keys: keys.keys.map(({ kty, crv, x, kid, alg }) => ({ kty, crv, x, kid, alg }) as JWK) };
    expect(await verify(await sign({ subject: 'gateway' }, IDENTITY_ISSUER))).toMatchObject({
      kind: 'service',
      subject: 'gateway',
    });
    expect(await verify(await sign({}, IDENTITY_ISSUER))).toBeNull();
  });
});
