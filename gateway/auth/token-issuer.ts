import { z } from 'zod';
import { isLoopbackHost } from '../http/loopback.ts';

/** Asymmetric only: with a shared secret, whoever can verify a token can make one. */
export const TOKEN_ALGORITHMS = ['ES256', 'ES384', 'RS256', 'PS256', 'EdDSA'] as const;

const claimName = z.string().min(1).max(200);

/** In which claims an issuer says what; identity providers often demand names that are addresses, so any text is allowed. */
const claimNames = z.strictObject({
  kind: claimName.default('portal_kind'),
  contactId: claimName.default('portal_contact'),
  memberships: claimName.default('portal_memberships'),
  scopes: claimName.default('scope'),
  name: claimName.default('name'),
});

const tokenIssuer = z.strictObject({
  /** As it stands in `iss`, byte for byte. */
  issuer: z.string().min(1),
  /** What `aud` must be or hold. */
  audience: z.string().min(1),
  jwksUri: z.url('must be an absolute address').refine(isSafeKeyAddress, 'must be https, or http on a loopback address'),
  algorithms: z
    .array(z.enum(TOKEN_ALGORITHMS))
    .min(1)
    .default([...TOKEN_ALGORITHMS]),
  claims: claimNames.prefault({}),
  /** The longest time between `iat` and `exp`, in seconds. */
  lifetimeMax: z.number().int().min(1).max(86_400).default(3_600),
});

export const tokenIssuers = z
  .array(tokenIssuer)
  .min(1, 'must name at least one issuer')
  .refine((issuers) => new Set(issuers.map(({ issuer }) => issuer)).size === issuers.length, 'must name each issuer once');

/** Somebody whose access tokens are taken. */
export type TokenIssuer = Readonly<z.output<typeof tokenIssuer>>;

/** Who can change the keys on their way can sign in as anybody. */
function isSafeKeyAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || (protocol === 'http:' && isLoopbackHost(hostname));
}
