import { z } from 'zod';
import { holderClaims } from '../../kit/uploads/link-holder.ts';
import { readLinkToken, signLinkToken } from '../../kit/uploads/link-token.ts';

/*
 * What stands in a download's address. Whoever holds it can use it: it is short-lived, names one version of one document, and carries
 * who it was made for, so that the sharing is judged again when it is used. A link that was made before a document was quarantined,
 * or taken from a contact, opens nothing afterwards.
 */

const downloadClaims = z.strictObject({
  ...holderClaims,
  documentId: z.string().min(1),
  version: z.number().int().positive(),
  /** Seconds since 1970. */
  expires: z.number().int(),
});

export type DownloadClaims = Readonly<z.infer<typeof downloadClaims>>;

const purpose = 'portal-download';

export function signDownloadToken(secret: string, claims: DownloadClaims): string {
  return signLinkToken(purpose, secret, claims);
}

/** Null for whatever `signDownloadToken` did not make with this secret, and for what has expired. */
export function readDownloadToken(secret: string, token: string, now: Date): DownloadClaims | null {
  return readLinkToken({ purpose, secret, shape: downloadClaims }, token, now);
}
