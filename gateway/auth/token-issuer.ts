import { z } from 'zod';
import { CLIENT_ROLES } from '../../schema/contract/identity-claims.ts';
import { VIEW_AS_ISSUER } from '../../schema/contract/view-as.ts';
import { isLoopbackHost } from '../http/loopback.ts';
import { clientId } from './portal-claims.ts';

/** Asymmetric only: with a shared secret, whoever can verify a token can make one. */
export const TOKEN_ALGORITHMS = ['ES256', 'ES384', 'RS256', 'PS256', 'EdDSA'] as const;

const claimName = z.string().min(1).max(200);

/**
 * Where a token says something: the name of a claim, or the names on the way to a nested one. A name is never taken apart at its dots:
 * identity providers often demand names that are addresses (`https://portal.example.com/kind`).
 */
const claimPath = z.union([claimName, z.array(claimName).min(1).max(5)]);

export type ClaimPath = Readonly<z.output<typeof claimPath>>;

/** In which claims an issuer says what. */
const claimPaths = z.strictObject({
  subject: claimPath.default('sub'),
  /** The token's own id, by which a single token can be revoked. */
  tokenId: claimPath.default('jti'),
  kind: claimPath.default('portal_kind'),
  contactId: claimPath.default('portal_contact'),
  memberships: claimPath.default('portal_memberships'),
  /** One claim, or several that all count. */
  scopes: z.union([claimPath, z.strictObject({ all: z.array(claimPath).min(1).max(5) })]).default('scope'),
  name: claimPath.default('name'),
});

/** For an issuer that says groups or roles by name, and not which client and which role each of them means. */
const groups = z.strictObject({
  claim: claimPath,
  /** What each name opens; a name that is not here opens nothing. */
  memberships: z.record(
    z.string().min(1).max(200),
    z.strictObject({ clientId, role: z.enum(CLIENT_ROLES).nullable().default(null) }),
  ),
});

const tokenIssuer = z.strictObject({
  /** As it stands in `iss`, byte for byte. */
  issuer: z
    .string()
    .min(1)
    .refine((name) => name !== VIEW_AS_ISSUER, 'must not be the portal itself'),
  /** What `aud` must be or hold. */
  audience: z.string().min(1),
  jwksUri: z.url('must be an absolute address').refine(isSafeKeyAddress, 'must be https, or http on a loopback address'),
  algorithms: z
    .array(z.enum(TOKEN_ALGORITHMS))
    .min(1)
    .default([...TOKEN_ALGORITHMS]),
  /** What everybody is who comes with such a token; without it, a claim says so. */
  kind: z.enum(['client', 'partner', 'staff']).optional(),
  claims: claimPaths.prefault({}),
  groups: groups.optional(),
  /** Claims that must be there and hold one of these texts, such as the tenant (`tid`) or the program that asked for the token (`azp`). */
  required: z.record(claimName, z.array(z.string().min(1)).min(1).max(100)).default({}),
  /** The longest time between `iat` and `exp`, in seconds. */
  lifetimeMax: z.number().int().min(1).max(86_400).default(3_600),
});

export const tokenIssuers = z
  .array(tokenIssuer)
  .min(1, 'must name at least one issuer')
  .refine(areDistinct, 'must name each issuer once for an audience');

/** Somebody whose access tokens are taken. */
export type TokenIssuer = Readonly<z.output<typeof tokenIssuer>>;

/** One issuer may sign for two audiences, such as one for staff and one for partners. */
function areDistinct(issuers: readonly TokenIssuer[]): boolean {
  return new Set(issuers.map(({ issuer, audience }) => JSON.stringify([issuer, audience]))).size === issuers.length;
}

/** Who can change the keys on their way can sign in as anybody. */
function isSafeKeyAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || (protocol === 'http:' && isLoopbackHost(hostname));
}
