import { z } from 'zod';

const kid = z.string().regex(/^[A-Za-z0-9._-]{1,128}$/, 'must be 1 to 128 letters, digits, dots, dashes or underscores');
const part = z.string().regex(/^[A-Za-z0-9_-]+$/, 'must be base64url');

const ed25519 = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  alg: z.literal('EdDSA').default('EdDSA'),
  kid,
  x: part,
  d: part,
});
const p256 = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  alg: z.literal('ES256').default('ES256'),
  kid,
  x: part,
  y: part,
  d: part,
});

/** The private JWK with which the gateway signs who asks; its `alg` follows from the kind of key. */
export const identityPrivateKey = z.discriminatedUnion('kty', [ed25519, p256], 'must be a private JWK of Ed25519 or P-256');

export type IdentityPrivateKey = Readonly<z.output<typeof identityPrivateKey>>;
