import { z } from 'zod';
import { json } from '../../../schema/contract/environment.ts';

const keyPart = z.string().regex(/^[A-Za-z0-9_-]{64}$/, 'must be 48 bytes as base64url');

/** The private JWK that signs receipts. */
export function receiptKey() {
  const shape = z.object({
    kty: z.literal('EC'),
    crv: z.literal('P-384'),
    alg: z.literal('ES384').default('ES384'),
    kid: z.string().regex(/^[A-Za-z0-9._-]{1,128}$/, 'must have a kid of letters, digits, dots, dashes or underscores'),
    x: keyPart,
    y: keyPart,
    d: keyPart,
  });
  return json(shape);
}

export type ReceiptKey = z.output<ReturnType<typeof receiptKey>>;

/** What everybody may know of it, as a JWKS in JSON. */
export function publicReceiptKeys({ kty, crv, alg, kid, x, y }: ReceiptKey): string {
  return JSON.stringify({ keys: [{ kty, crv, alg, use: 'sig', kid, x, y }] });
}
