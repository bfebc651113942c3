import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CompactSign, exportJWK, generateKeyPair } from 'jose';
import type { CryptoKey, JWK } from 'jose';
import { tokenIssuers } from '../token-issuer.ts';
import type { TokenIssuer } from '../token-issuer.ts';

/** An identity provider for tests: a key for each algorithm, a JWKS on loopback, and tokens of any form. */
export interface TestIssuer {
  readonly config: TokenIssuer;
  readonly publicKeys: ReadonlyMap<string, JWK>;
  /** The payload of a good token of a client's contact; `changes` set to undefined remove a claim. */
  payload(changes?: Readonly<Record<string, unknown>>): Record<string, unknown>;
  /** A token whose payload is `payload`, as an object or as text. `header` replaces members of `{alg, kid, typ: 'at+jwt'}`. */
  sign(payload: Readonly<Record<string, unknown>> | string | Uint8Array, options?: SignOptions): Promise<string>;
  /** How often the keys were asked for. */
  fetches(): number;
  /** From now on the JWKS is answered with this status. */
  answerWith(status: number): void;
  /** Adds a key to the JWKS. */
  addKey(alg: string, kid: string): Promise<void>;
  close(): Promise<void>;
}

export interface SignOptions {
  readonly alg?: string;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly key?: CryptoKey | Uint8Array;
}

export const ISSUER = 'https://id.example.com';
export const AUDIENCE = 'https://portal.example.com/graphql';

export async function createTestIssuer(overrides: Partial<TokenIssuer> = {}): Promise<TestIssuer> {
  const privateKeys = new Map<string, CryptoKey>();
  const publicKeys = new Map<string, JWK>();
  let fetches = 0;
  let status = 200;

  async function addKey(alg: string, kid: string): Promise<void> {
    const pair = await generateKeyPair(alg, { extractable: true });
    privateKeys.set(kid, pair.privateKey);
    publicKeys.set(kid, { ...(await exportJWK(pair.publicKey)), kid, alg, use: 'sig' });
  }
  for (const alg of ['ES256', 'ES384', 'RS256', 'PS256', 'EdDSA']) await addKey(alg, `key-${alg}`);

  const server = createServer((_request, response) => {
    fetches += 1;
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: [...publicKeys.values()] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const jwksUri = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`;
  const [config] = tokenIssuers.parse([{ issuer: ISSUER, audience: AUDIENCE, jwksUri, ...overrides }]);
  if (!config) throw new Error('no issuer');

  return {
    config,
    publicKeys,
    payload(changes = {}) {
      const now = Math.floor(Date.now() / 1_000);
      return {
        iss: config.issuer,
        aud: config.audience,
        sub: 'anna',
        iat: now,
        exp: now + 600,
        jti: 'token-1',
        portal_kind: 'client',
        portal_contact: 'c-1',
        portal_memberships: [{ clientId: 'acme', role: 'OWNER' }],
        scope: 'clients:read tickets:read',
        ...changes,
      };
    },
    async sign(payload, options = {}) {
      const alg = options.alg ?? 'ES256';
      const key = options.key ?? privateKeys.get(`key-${alg}`);
      if (!key) throw new Error(`no key for ${alg}`);
      const header = { alg, kid: `key-${alg}`, typ: 'at+jwt', ...options.header };
      const bytes =
        payload instanceof Uint8Array
          ? payload
          : new TextEncoder().encode(typeof payload === 'string' ? payload : JSON.stringify(payload));
      return new CompactSign(bytes).setProtectedHeader(header).sign(key);
    },
    fetches: () => fetches,
    answerWith(next) {
      status = next;
    },
    addKey,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
