import { createHash, randomBytes } from 'node:crypto';

/** Names an announced file: 16 bytes in base64url. Whatever has another form was never given out. */
export function isUploadId(text: string): boolean {
  return /^[A-Za-z0-9_-]{22}$/.test(text);
}

/** Random without an idempotency key. With one it is the same for all repetitions, and there is no way back to the marker. */
export function uploadIdOf(
  purpose: 'upload' | 'attachment',
  { marker, idempotencyKey }: { readonly marker: string; readonly idempotencyKey: string | null },
): string {
  if (idempotencyKey === null) return randomBytes(16).toString('base64url');
  return createHash('sha256').update(`${purpose}:${marker}`).digest().subarray(0, 16).toString('base64url');
}
