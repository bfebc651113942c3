import { z } from 'zod';
import { holderClaims } from './link-holder.ts';
import { readLinkToken, signLinkToken } from './link-token.ts';

/** What stands in an upload's address: which upload it takes the bytes of, and for whom it was made. */
const uploadClaims = z.strictObject({
  ...holderClaims,
  uploadId: z.string().min(1),
  /** Which part of it, from 1; left out for a file that is sent in one piece. */
  part: z.number().int().positive().optional(),
  /** Seconds since 1970. */
  expires: z.number().int(),
});

export type UploadClaims = Readonly<z.infer<typeof uploadClaims>>;

const purpose = 'portal-upload';

export function signUploadToken(secret: string, claims: UploadClaims): string {
  return signLinkToken(purpose, secret, claims);
}

/** Null for whatever `signUploadToken` did not make with this secret, and for what has expired. */
export function readUploadToken(secret: string, token: string, now: Date): UploadClaims | null {
  return readLinkToken({ purpose, secret, shape: uploadClaims }, token, now);
}
