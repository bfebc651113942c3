import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { CLIENT_ROLES } from '../../../schema/contract/identity-claims.ts';

/*
 * The token in a download's address: what it opens, for whom, and until when, with an HMAC-SHA256 over the very text that is sent.
 * A browser follows the address without any sign-in, so whoever holds it can use it: it is short-lived, names one version of one
 * document, and carries who it was made for, so that the sharing is judged again when it is used. A link that was made before a
 * document was quarantined, or taken from a contact, opens nothing afterwards.
 */

const downloadClaims = z.strictObject({
  clientId: z.string().min(1),
  documentId: z.string().min(1),
  version: z.number().int().positive(),
  kind: z.enum(['client', 'partner', 'staff']),
  subject: z.string().min(1),
  contactId: z.string().nullable(),
  role: z.enum(CLIENT_ROLES).nullable(),
  /** Whether the holder's own token names the client; staff may reach it because they reach every one. */
  isMember: z.boolean(),
  /** Whose subject it is. */
  issuer: z.string().nullable(),
  /** The token with which it was asked for, when that has an id, and when that token was issued: what a revocation can name. */
  tokenId: z.string().nullable(),
  /** Seconds since 1970. */
  issuedAt: z.number().int(),
  /** The member of staff who looked through this person's eyes. */
  actor: z.strictObject({ subject: z.string().min(1), issuer: z.string().nullable() }).nullable(),
  /** Seconds since 1970. */
  expires: z.number().int(),
});

export type DownloadClaims = Readonly<z.infer<typeof downloadClaims>>;

const tokenLengthMax = 6_000;

export function signDownloadToken(secret: string, claims: DownloadClaims): string {
  const payload = Buffer.from(JSON.stringify(claims), 'utf8').toString('base64url');
  return `${payload}.${macOf(secret, payload)}`;
}

/** Null for whatever `signDownloadToken` did not make with this secret, and for what has expired. */
export function readDownloadToken(secret: string, token: string, now: Date): DownloadClaims | null {
  if (token.length > tokenLengthMax) return null;
  const [payload = '', mac = '', ...rest] = token.split('.');
  if (rest.length > 0) return null;
  // The text of the MAC is compared, not its bytes: base64url has several spellings of one value, and a token has one.
  const expected = Buffer.from(macOf(secret, payload), 'utf8');
  const given = Buffer.from(mac, 'utf8');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const claims = downloadClaims.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
  return claims.success && claims.data.expires * 1000 > now.getTime() ? claims.data : null;
}

/** The prefix keeps a MAC that another part of the portal made with the same secret from being of use here. */
function macOf(secret: string, payload: string): string {
  return createHmac('sha256', secret).update(`portal-download:${payload}`).digest('base64url');
}
