import { randomBytes } from 'node:crypto';
import { exportJWK, generateKeyPair } from 'jose';
import { z } from 'zod';

/** The services that ask others in their own name, and the scopes that their keys are good for. */
export const SERVICE_SCOPES = {
  workflow: ['clients:read', 'documents:read', 'documents:write', 'billing:read', 'clients:all'],
  files: [],
  crm: [],
  tickets: [],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type ServiceName = keyof typeof SERVICE_SCOPES;

export const SERVICES = Object.keys(SERVICE_SCOPES) as ServiceName[];

/** A private JWK of Ed25519. */
export const privateJwk = z.looseObject({
  kty: z.string(),
  crv: z.string(),
  x: z.string(),
  d: z.string(),
  kid: z.string(),
  alg: z.string(),
});

export type PrivateJwk = z.output<typeof privateJwk>;

export async function makePrivateJwk(): Promise<PrivateJwk> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  return privateJwk.parse({ ...(await exportJWK(privateKey)), alg: 'EdDSA', kid: randomBytes(6).toString('base64url') });
}

/** A private JWK of P-384, which signs receipts. */
export const receiptJwk = privateJwk.extend({ y: z.string() });

export async function makeReceiptJwk(): Promise<z.output<typeof receiptJwk>> {
  const { privateKey } = await generateKeyPair('ES384', { extractable: true });
  return receiptJwk.parse({ ...(await exportJWK(privateKey)), alg: 'ES384', kid: randomBytes(6).toString('base64url') });
}

type PublicJwk = Readonly<Record<string, unknown>>;

export function publicHalfOf({ kty, crv, x, kid, alg }: PrivateJwk): PublicJwk {
  return { kty, crv, x, kid, alg, use: 'sig' };
}

/** What the subgraphs take as `IDENTITY_KEYS`: the gateways' key, and each service's with its name and its scopes. */
export function identityKeysOf(keys: {
  readonly gateway: PrivateJwk;
  readonly services: Readonly<Record<ServiceName, PrivateJwk>>;
}): { keys: PublicJwk[] } {
  const ofServices = SERVICES.map((service) => ({
    ...publicHalfOf(keys.services[service]),
    portal_service: service,
    portal_scopes: SERVICE_SCOPES[service],
  }));
  return { keys: [publicHalfOf(keys.gateway), ...ofServices] };
}
