import { createHmac, timingSafeEqual } from 'node:crypto';
import type { z } from 'zod';

/*
 * The token in an address that a browser follows without any sign-in: what it opens, for whom, and until when, with an HMAC-SHA256 over
 * the very text that is sent.
 */

export interface Expiring {
  /** Seconds since 1970. */
  readonly expires: number;
}

const tokenLengthMax = 6_000;

/** `purpose` keeps a token that was made for one thing from being of use for another. */
export function signLinkToken(purpose: string, secret: string, claims: Expiring): string {
  const payload = Buffer.from(JSON.stringify(claims), 'utf8').toString('base64url');
  return `${payload}.${macOf(purpose, secret, payload)}`;
}

/** Null for whatever `signLinkToken` did not make for this purpose with this secret, and for what has expired. */
export function readLinkToken<Claims extends Expiring>(
  link: { readonly purpose: string; readonly secret: string; readonly shape: z.ZodType<Claims> },
  token: string,
  now: Date,
): Claims | null {
  if (token.length > tokenLengthMax) return null;
  const [payload = '', mac = '', ...rest] = token.split('.');
  if (rest.length > 0) return null;
  // The text of the MAC is compared, not its bytes: base64url has several spellings of one value, and a token has one.
  const expected = Buffer.from(macOf(link.purpose, link.secret, payload), 'utf8');
  const given = Buffer.from(mac, 'utf8');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const claims = link.shape.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
  return claims.success && claims.data.expires * 1000 > now.getTime() ? claims.data : null;
}

function macOf(purpose: string, secret: string, payload: string): string {
  return createHmac('sha256', secret).update(`${purpose}:${payload}`).digest('base64url');
}
