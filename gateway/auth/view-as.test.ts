import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { exportJWK, generateKeyPair } from 'jose';
import type { CryptoKey } from 'jose';
import { VIEW_AS_ISSUER } from '../../schema/contract/view-as.ts';
import { createTestIssuer } from './testing/test-issuer.ts';
import type { TestIssuer } from './testing/test-issuer.ts';
import { createTrustedIssuers } from './trusted-issuer.ts';
import { createTokenVerifier } from './verify-token.ts';
import type { VerifyToken } from './verify-token.ts';
import { createLogger } from '../../schema/contract/logger.ts';
import { createViewAsIssuer, viewAsKeys } from './view-as-keys.ts';

const logger = createLogger({ name: 'test', level: 'silent' });
let issuer: TestIssuer;
let key: CryptoKey;
let verify: VerifyToken;

beforeAll(async () => {
  issuer = await createTestIssuer();
  const pair = await generateKeyPair('EdDSA', { extractable: true });
  key = pair.privateKey;
  const keys = viewAsKeys.parse({ keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'views', alg: 'EdDSA' }] });
  verify = createTokenVerifier({
    issuers: [...createTrustedIssuers([issuer.config], { logger }), createViewAsIssuer(keys)],
  });
});

afterAll(() => issuer.close());

type Claims = Record<string, unknown>;

function view(changes: Claims = {}): Claims {
  const now = Math.floor(Date.now() / 1_000);
  return {
    iss: VIEW_AS_ISSUER,
    aud: VIEW_AS_ISSUER,
    sub: 'mia',
    jti: 'view-1',
    iat: now,
    exp: now + 900,
    portal: { contactId: 'mia', clientId: 'acme', role: 'OWNER', name: 'Mia', scopes: ['clients:read'] },
    act: { sub: 'sara', iss: 'https://id.example.com', name: 'Sara' },
    ...changes,
  };
}

const portal = (changes: Claims) => ({ portal: { ...(view()['portal'] as Claims), ...changes } });
const sign = (payload: Claims, header: Claims = {}) =>
  issuer.sign(payload, { alg: 'EdDSA', key, header: { kid: 'views', ...header } });

describe("the token of a view through a contact's eyes", () => {
  it('has the rights of the contact, and says who looks', async () => {
    expect(await verify(await sign(view()))).toMatchObject({
      kind: 'client',
      issuer: VIEW_AS_ISSUER,
      subject: 'mia',
      name: 'Mia',
      contactId: 'mia',
      memberships: [{ clientId: 'acme', role: 'OWNER' }],
      scopes: new Set(['clients:read']),
      tokenId: 'view-1',
      actor: { subject: 'sara', issuer: 'https://id.example.com', name: 'Sara', viewId: 'view-1' },
    });
    const unnamed = { portal: { ...(view()['portal'] as Claims), name: null }, act: { sub: 'sara' } };
    expect(await verify(await sign(view(unnamed)))).toMatchObject({ actor: { subject: 'sara', viewId: 'view-1' } });
  });

  it.each<[string, () => Promise<string>]>([
    ['without somebody who looks', () => sign(view({ act: undefined }))],
    ['with somebody who has no subject', () => sign(view({ act: { name: 'Sara' } }))],
    ['with somebody who looks through somebody', () => sign(view({ act: { sub: 'sara', act: { sub: 'otto' } } }))],
    ['without an id', () => sign(view({ jti: undefined }))],
    ['of a contact other than its subject', () => sign(view({ sub: 'tom' }))],
    ['without a client', () => sign(view(portal({ clientId: undefined })))],
    ['of a role that does not exist', () => sign(view(portal({ role: 'STAFF' })))],
    ['of no role', () => sign(view(portal({ role: null })))],
    ['with scopes that are not well formed', () => sign(view(portal({ scopes: [['clients:all']] })))],
    ['that says more than it may', () => sign(view(portal({ kind: 'staff' })))],
    ['that says more than it may outside', () => sign(view({ portal_kind: 'staff' }))],
    ['for callers of the portal', () => sign(view({ aud: issuer.config.audience }))],
    ['for callers of the portal too', () => sign(view({ aud: [VIEW_AS_ISSUER, issuer.config.audience] }))],
    ['that lives too long', () => sign(view({ exp: Math.floor(Date.now() / 1_000) + 901 }))],
    ['signed by the identity provider', () => issuer.sign(view(), { alg: 'EdDSA' })],
    [
      "signed by the identity provider under the key's name",
      () => issuer.sign(view(), { alg: 'EdDSA', header: { kid: 'views' } }),
    ],
    ['of another kind', () => sign(view(), { typ: 'portal-identity+jwt' })],
    ['whose key says it is of the identity provider', () => sign(issuer.payload())],
  ])('%s is refused', async (_what, make) => {
    expect(await verify(await make())).toBeNull();
  });

  it('is not taken from an identity provider that adds who acts to its own tokens as if it were one', async () => {
    const claims = await verify(await issuer.sign(issuer.payload({ act: { sub: 'sara' } })));
    expect(claims).not.toBeNull();
    expect(claims?.actor).toBeUndefined();
  });

  it('is refused where views are not taken', async () => {
    const without = createTokenVerifier({ issuers: createTrustedIssuers([issuer.config], { logger }) });
    expect(await without(await sign(view()))).toBeNull();
  });
});
