import { z } from 'zod';
import { TOKEN_BYTES_MAX } from './bearer-token.ts';
import { subject } from './portal-claims.ts';
import { TOKEN_ALGORITHMS } from './token-issuer.ts';
import { hasUniqueMembers } from './unique-members.ts';

/** Other members are refused: `jku`, `jwk`, `x5u` and `x5c` bring a key along, `crit` and `zip` change what the rest means. */
const header = z.strictObject({
  alg: z.enum(TOKEN_ALGORITHMS),
  kid: z.string().min(1).max(256),
  /** RFC 9068 or plain; an id token, a logout token or an assertion of a provider that names its kinds is none of these. */
  typ: z.string().regex(/^(application\/)?(at\+jwt|jwt)$/i),
});

const moment = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

const payload = z
  .looseObject({
    iss: z.string().min(1),
    aud: z.union([z.string(), z.array(z.string()).min(1).max(20)]),
    sub: subject,
    exp: moment,
    iat: moment,
    nbf: moment.optional(),
    jti: z.string().min(1).max(256).optional(),
  })
  .refine(isNoOtherKind);

export interface TokenParts {
  readonly header: z.output<typeof header>;
  readonly payload: z.output<typeof payload>;
}

/** What a compact JWS says, in the one form that is taken, with nothing verified; null for anything else. */
export function readTokenParts(token: string): TokenParts | null {
  if (token.length > TOKEN_BYTES_MAX) return null;
  const parts = token.split('.');
  const [headerPart, payloadPart, signaturePart] = parts;
  if (parts.length !== 3 || !headerPart || !payloadPart || !signaturePart || !isCanonical(signaturePart)) return null;
  const readHeader = header.safeParse(readJson(headerPart));
  if (!readHeader.success) return null;
  const readPayload = payload.safeParse(readJson(payloadPart));
  return readPayload.success ? { header: readHeader.data, payload: readPayload.data } : null;
}

/** Kinds of token that providers sign with the same key and call `JWT` all the same. */
function isNoOtherKind(claims: Readonly<Record<string, unknown>>): boolean {
  // An id token (OpenID Core 2, Cognito, Keycloak), a logout token (back-channel logout 2.4), a refresh token (Keycloak).
  const kind = claims['typ'];
  return (
    !['at_hash', 'c_hash', 'events'].some((name) => Object.hasOwn(claims, name)) &&
    // Of the sign-in that asked for an id token. Keycloak before 25 repeats it in access tokens, which say that they are `Bearer`.
    (!Object.hasOwn(claims, 'nonce') || kind === 'Bearer') &&
    (claims['token_use'] === undefined || claims['token_use'] === 'access') &&
    (kind === undefined || (typeof kind === 'string' && /^(bearer|at\+jwt)$/i.test(kind)))
  );
}

function readJson(part: string): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(part, 'base64url'));
    const value: unknown = JSON.parse(text);
    return hasUniqueMembers(text) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** One token has one spelling: no padding, no stray bits, no other alphabet. For the other parts the signature sees to that. */
function isCanonical(part: string): boolean {
  return Buffer.from(part, 'base64url').toString('base64url') === part;
}
