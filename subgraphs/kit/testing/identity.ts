import { SignJWT, exportJWK, generateKeyPair } from 'jose';
import type { JSONWebKeySet } from 'jose';
import type { IdentityClaims } from '../../../schema/contract/identity-claims.ts';
import { IDENTITY_ISSUER, IDENTITY_TYPE, identityAudience } from '../../../schema/contract/identity-claims.ts';

/** Stands for the gateway in a subgraph's tests: signs identity tokens with a key of its own. */
export interface TestGateway {
  readonly keys: JSONWebKeySet;
  sign(subgraph: string, claims: IdentityClaims): Promise<string>;
}

export async function createTestGateway(): Promise<TestGateway> {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
  const kid = 'test';
  return {
    keys: { keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'EdDSA' }] },
    sign: (subgraph, claims) =>
      new SignJWT({ portal: claims })
        .setProtectedHeader({ alg: 'EdDSA', kid, typ: IDENTITY_TYPE })
        .setIssuer(IDENTITY_ISSUER)
        .setAudience(identityAudience(subgraph))
        .setSubject(claims.subject)
        .setIssuedAt()
        .setExpirationTime('60s')
        .sign(privateKey),
  };
}

const allScopes = ['clients:read', 'documents:read', 'tickets:read', 'tickets:write'];

/** A contact of one client company with all of a client's scopes; `overrides` changes what a test is about. */
export function clientClaims(clientId: string, overrides: Partial<IdentityClaims> = {}): IdentityClaims {
  return {
    kind: 'client',
    subject: `contact-of-${clientId}`,
    contactId: `contact-of-${clientId}`,
    memberships: [{ clientId, role: 'OWNER' }],
    scopes: allScopes,
    expiresAt: Math.floor(Date.now() / 1000) + 3_600,
    ...overrides,
  };
}

/** A member of staff who reaches every client. */
export function staffClaims(overrides: Partial<IdentityClaims> = {}): IdentityClaims {
  return {
    kind: 'staff',
    subject: 'staff',
    memberships: [],
    scopes: [...allScopes, 'clients:all'],
    expiresAt: Math.floor(Date.now() / 1000) + 3_600,
    ...overrides,
  };
}
