import { describe, expect, it } from '@jest/globals';
import { exportJWK, generateKeyPair } from 'jose';
import { ConfigurationError } from '../schema/contract/environment.ts';
import type { Environment } from '../schema/contract/environment.ts';
import { gatewayEnvironment, readGatewayConfig, subgraphKey } from './config.ts';

const issuer = { issuer: 'https://id.example.com', audience: 'portal', jwksUri: 'https://id.example.com/jwks' };

async function identityKey(): Promise<string> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  return JSON.stringify({ ...(await exportJWK(privateKey)), kid: 'one' });
}

const identityPrivateKey = await identityKey();
const complete: Environment = { TOKEN_ISSUERS: JSON.stringify([issuer]), IDENTITY_PRIVATE_KEY: identityPrivateKey };

function problemsOf(environment: Environment): readonly string[] {
  try {
    readGatewayConfig(environment);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
  return [];
}

describe('readGatewayConfig', () => {
  it('fills in what is not set', () => {
    const config = readGatewayConfig(complete);
    expect(config).toMatchObject({
      host: '127.0.0.1',
      port: 4000,
      openMode: false,
      playground: null,
      subgraphTimeoutMs: 1500,
      requestBodyBytesMax: 65536,
      limits: {
        tokensMax: 1000,
        depthMax: 10,
        aliasesMax: 30,
        rootFieldsMax: 20,
        directivesMax: 20,
        costMax: 500,
        listSizeDefault: 10,
        batchMax: 5,
      },
      overrideLabels: [],
      corsOrigins: [],
      storeUrl: null,
      metrics: null,
      logLevel: 'info',
    });
    expect(config.supergraphFile).toMatch(/schema\/supergraph\.graphql$/);
    expect(config.tokenIssuers[0]).toEqual({
      ...issuer,
      algorithms: ['ES256', 'ES384', 'RS256', 'PS256', 'EdDSA'],
      claims: {
        subject: 'sub',
        tokenId: 'jti',
        kind: 'portal_kind',
        contactId: 'portal_contact',
        memberships: 'portal_memberships',
        scopes: 'scope',
        name: 'name',
      },
      required: {},
      lifetimeMax: 3600,
    });
    expect(config.viewAsKeys).toBeNull();
    expect(config.identityPrivateKey).toMatchObject({ alg: 'EdDSA', kid: 'one' });
    expect(Object.isFrozen(config)).toBe(true);
  });

  it('describes every variable', () => {
    for (const [name, variable] of Object.entries(gatewayEnvironment.shape)) {
      expect([name, variable.description]).toEqual([name, expect.stringMatching(/\.$/)]);
    }
  });

  it('takes the address of any subgraph, whatever its name looks like', () => {
    const { subgraphUrls } = readGatewayConfig({
      ...complete,
      SUBGRAPH_CRM_URL: 'http://127.0.0.1:4101/graphql',
      SUBGRAPH_HELP_DESK_URL: 'http://127.0.0.1:4105/graphql',
      SUBGRAPH_FILES_URL: '',
    });
    expect([...subgraphUrls]).toEqual([
      ['crm', 'http://127.0.0.1:4101/graphql'],
      ['help-desk', 'http://127.0.0.1:4105/graphql'],
    ]);
    expect(subgraphUrls.get(subgraphKey('Help_Desk'))).toBe('http://127.0.0.1:4105/graphql');
  });

  it('reports everything that does not hold at once', () => {
    const problems = problemsOf({
      GATEWAY_PORT: 'many',
      CORS_ORIGINS: 'https://a.example.com, https://b.example.com/path',
      OVERRIDE_LABELS: 'new-help-desk,percent(5)',
      STORE_URL: 'http://127.0.0.1',
      SUBGRAPH_CRM_URL: 'crm',
      SUBGRAPH_OTHER_URL: 'ftp://other',
      TOKEN_ISSUERS: '[]',
      PLAYGROUND: 'true',
    });
    for (const variable of [
      'GATEWAY_PORT',
      'OVERRIDE_LABELS',
      'CORS_ORIGINS',
      'STORE_URL',
      'SUBGRAPH_CRM_URL',
      'SUBGRAPH_OTHER_URL',
      'TOKEN_ISSUERS',
      'IDENTITY_PRIVATE_KEY',
      'PLAYGROUND_ISSUER',
      'PLAYGROUND_CLIENT_ID',
    ]) {
      expect(problems.filter((problem) => problem.startsWith(variable))).toHaveLength(1);
    }
  });

  it.each(['0.0.0.0', '::', '10.0.0.1', 'portal.example.com', '127.0.0.1.example.com'])('refuses open mode on %s', (host) => {
    expect(problemsOf({ OPEN_MODE: 'true', GATEWAY_HOST: host })).toEqual([expect.stringMatching(/^OPEN_MODE: /)]);
  });

  it.each([undefined, '127.0.0.1', '127.9.9.9', '::1', 'localhost'])(
    'needs neither issuers nor a key in open mode on %s',
    (host) => {
      const config = readGatewayConfig({ OPEN_MODE: 'true', GATEWAY_HOST: host, PLAYGROUND: 'true' });
      expect(config).toMatchObject({ openMode: true, tokenIssuers: [], identityPrivateKey: null, playground: { signIn: null } });
    },
  );

  it('refuses the store in the process in production', () => {
    expect(problemsOf({ ...complete, NODE_ENV: 'production' })).toEqual([expect.stringMatching(/^STORE_URL: /)]);
    expect(problemsOf({ ...complete, NODE_ENV: 'production', STORE_URL: 'redis://127.0.0.1:6379' })).toEqual([]);
  });

  it.each([
    ['http://id.example.com/jwks', false],
    ['http://127.0.0.1.example.com/jwks', false],
    ['file:///etc/keys', false],
    ['http://127.0.0.1:9000/jwks', true],
    ['http://[::1]:9000/jwks', true],
    ['https://id.example.com/jwks', true],
  ])('judges the key address %s', (jwksUri, allowed) => {
    const problems = problemsOf({ ...complete, TOKEN_ISSUERS: JSON.stringify([{ ...issuer, jwksUri }]) });
    expect(problems.length === 0).toBe(allowed);
  });

  it.each([
    ['an unknown algorithm', [{ ...issuer, algorithms: ['HS256'] }]],
    ['no algorithm', [{ ...issuer, algorithms: [] }]],
    ['a misspelt member', [{ ...issuer, lifetime: 10 }]],
    ['one issuer twice for one audience', [issuer, issuer]],
    ['the portal itself', [{ ...issuer, issuer: 'urn:portal-graph:view-as' }]],
    ['a kind of caller that does not exist', [{ ...issuer, kind: 'service' }]],
    ['a claim without a name', [{ ...issuer, claims: { scopes: [] } }]],
    ['a claim that has to be nothing', [{ ...issuer, required: { tid: [] } }]],
    [
      'a group with a role that does not exist',
      [{ ...issuer, groups: { claim: 'g', memberships: { a: { clientId: 'a', role: 'X' } } } }],
    ],
  ])('refuses issuers with %s', (_what, issuers) => {
    expect(problemsOf({ ...complete, TOKEN_ISSUERS: JSON.stringify(issuers) })).toHaveLength(1);
  });

  it('takes the public keys of views, as they stand in IDENTITY_KEYS too, and never a private one', () => {
    const { d, ...publicKey } = JSON.parse(identityPrivateKey) as Record<string, unknown>;
    const keysOf = (key: unknown) => ({ ...complete, VIEW_AS_KEYS: JSON.stringify({ keys: [key] }) });
    const { viewAsKeys } = readGatewayConfig(
      keysOf({ ...publicKey, alg: 'EdDSA', portal_service: 'workflow', portal_scopes: 'a' }),
    );
    expect(viewAsKeys).toEqual({ keys: [{ ...publicKey, alg: 'EdDSA' }] });
    for (const wrong of [
      { ...publicKey, d },
      { ...publicKey, kid: undefined },
      { ...publicKey, kty: 'oct', k: 'AAAA' },
    ]) {
      expect(problemsOf(keysOf(wrong)).length).toBeGreaterThan(0);
    }
  });

  it('refuses an identity key that is public, has no kid, or is of another kind', () => {
    const key = JSON.parse(identityPrivateKey) as Record<string, unknown>;
    for (const wrong of [
      { ...key, d: undefined },
      { ...key, kid: undefined },
      { ...key, kty: 'RSA' },
      { ...key, alg: 'ES256' },
    ]) {
      expect(problemsOf({ ...complete, IDENTITY_PRIVATE_KEY: JSON.stringify(wrong) }).length).toBeGreaterThan(0);
    }
  });
});
