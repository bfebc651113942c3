import { CompactSign, compactVerify, importJWK } from 'jose';
import type { JSONWebKeySet, JWK } from 'jose';
import { z } from 'zod';

/*
 * The proof of a decision that leaves the portal: a compact JWS (RFC 7515) that anybody can verify years later with the published key, and
 * without asking us.
 *
 * It is signed with ES384 for a reason besides its strength: 96 bytes of signature are exactly 128 characters of base64url. A signature of
 * 64 bytes (Ed25519, ES256) leaves four bits of its last character unused, which most decoders ignore: there are then sixteen texts of
 * one receipt that all verify, and a changed byte would pass. `verifyReceipt` goes further and takes nothing but the one text.
 */

/** The `typ` of a receipt, so that no other token of the same key can stand in for one. */
export const RECEIPT_TYPE = 'portal-receipt+jws';
const algorithm = 'ES384';

const text = z.string();
const time = z.iso.datetime();

/** What a receipt says. Ids are those of the graph. */
export const receiptContent = z.strictObject({
  iss: z.literal('urn:portal-graph:receipts'),
  approval: z.strictObject({ id: text, requestedBy: text, requestedAt: time }),
  client: z.strictObject({ id: text }),
  /** Exactly what was shown: `checksum` is the SHA-256 (hexadecimal) of the content, or of `summary` where the summary is the content. */
  subject: z.strictObject({
    type: text,
    id: text,
    title: text,
    version: z.number().int().nullable(),
    checksum: z.string().regex(/^[0-9a-f]{64}$/),
    summary: text,
  }),
  decision: z.strictObject({
    id: text,
    kind: z.enum(['APPROVE', 'REJECT', 'REQUEST_CHANGES']),
    comment: text.nullable(),
    at: time,
    by: z.strictObject({
      contactId: text.nullable(),
      name: text.nullable(),
      subject: text,
      issuer: text.nullable(),
      role: text.nullable(),
    }),
    from: z.strictObject({ requestId: text, address: text.nullable() }),
  }),
});

export type ReceiptContent = Readonly<z.output<typeof receiptContent>>;

/** Signs with a private JWK of P-384 that has a `kid`. */
export async function signReceipt(content: ReceiptContent, key: JWK): Promise<string> {
  const { kid } = key;
  if (key.crv !== 'P-384' || kid === undefined) throw new Error('receipts are signed with a P-384 key that has a kid');
  return new CompactSign(new TextEncoder().encode(JSON.stringify(receiptContent.parse(content))))
    .setProtectedHeader({ alg: algorithm, kid, typ: RECEIPT_TYPE })
    .sign(await importJWK(key, algorithm));
}

/** What a receipt says, or null when it is not one of ours as it was signed, to the last character. */
export async function verifyReceipt(receipt: string, keys: JSONWebKeySet): Promise<ReceiptContent | null> {
  try {
    const parts = receipt.split('.');
    if (parts.length !== 3 || !parts.every(isCanonical)) return null;
    const header: unknown = JSON.parse(decode(parts[0]));
    const key = keys.keys.find(({ kid }) => kid !== undefined && kid === (header as { kid?: unknown }).kid);
    if (!key) return null;
    const { payload, protectedHeader } = await compactVerify(receipt, await importJWK(key, algorithm), {
      algorithms: [algorithm],
    });
    if (protectedHeader.typ !== RECEIPT_TYPE) return null;
    const content = receiptContent.safeParse(JSON.parse(new TextDecoder().decode(payload)));
    return content.success ? content.data : null;
  } catch {
    return null;
  }
}

/** Decoders are lenient: they skip what is no base64url, and take `+` for `-`. There is one text for each value, and only that counts. */
function isCanonical(part: string): boolean {
  return part !== '' && Buffer.from(part, 'base64url').toString('base64url') === part;
}

function decode(part = ''): string {
  return Buffer.from(part, 'base64url').toString('utf8');
}
