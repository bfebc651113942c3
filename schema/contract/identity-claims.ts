import { z } from 'zod';

/** The issuer of the identity tokens that a gateway signs. */
export const IDENTITY_ISSUER = 'portal-gateway';

/** The issuer of the identity tokens that a service of the portal signs for itself, when it asks another one. */
export function serviceIssuer(service: string): string {
  return `portal-service:${service}`;
}

/** The `typ` of every identity token, so that no other token of the same key can stand in for one. */
export const IDENTITY_TYPE = 'portal-identity+jwt';

/** The audience of the identity tokens for one subgraph: a token for one is refused by the others. */
export function identityAudience(subgraph: string): string {
  return `portal-subgraph:${subgraph}`;
}

export const CLIENT_ROLES = ['OWNER', 'MEMBER', 'BILLING', 'VIEWER'] as const;

/** What a contact may do within the client company; `ClientRole` in the graph. */
export type ClientRole = (typeof CLIENT_ROLES)[number];

const membership = z.strictObject({
  /** The client's id in the systems of record (not the graph's opaque id). */
  clientId: z.string().min(1),
  /** Null for a partner, who has scopes and no role. */
  role: z.enum(CLIENT_ROLES).nullable(),
  /** Whether a partner was granted this client's sums of money too; for partners only. */
  billing: z.boolean().optional(),
});

/** The member of staff who looks through a contact's eyes (`act` of RFC 8693). Whoever has one reads and changes nothing. */
const actor = z.strictObject({
  subject: z.string().min(1),
  issuer: z.string().min(1).optional(),
  name: z.string().optional(),
  /** The recorded view: `StaffView` in the graph. */
  viewId: z.string().min(1),
});

/**
 * Who asks, as the gateway read it from the caller's token. A subgraph believes these claims, and nothing else, because the
 * gateway signed them. They stand under `portal` in the identity token.
 */
export const identityClaims = z.strictObject({
  /** `service` is a part of the portal that acts on its own behalf; no caller's token makes one. */
  kind: z.enum(['client', 'partner', 'staff', 'service']),
  /** The identity provider's subject. */
  subject: z.string().min(1),
  /** Whose subject it is: two identity providers may use the same one for different people. */
  issuer: z.string().min(1).optional(),
  name: z.string().optional(),
  /** The contact's id in the CRM, for a client's contact. */
  contactId: z.string().min(1).optional(),
  memberships: z.array(membership).max(100),
  /** OAuth scopes, without order. */
  scopes: z.array(z.string()).max(100),
  /** When the caller's own token runs out: seconds since 1970. */
  expiresAt: z.number().int(),
  /** When the caller's own token was issued: seconds since 1970. What is made for its holder is as old as the token. */
  issuedAt: z.number().int().optional(),
  /** The caller's own token's id (`jti`), when it has one: what a revocation can name. */
  tokenId: z.string().min(1).optional(),
  /** The network address that a mutation comes from, as the gateway saw it. Evidence, and no part of any right. */
  address: z.union([z.ipv4(), z.ipv6()]).optional(),
  /** For a contact's view that staff opened. */
  actor: actor.optional(),
});

export type IdentityClaims = Readonly<z.infer<typeof identityClaims>>;

/** Whom a token can be of. */
export type CallerKind = Exclude<IdentityClaims['kind'], 'service'>;

/** Every OAuth scope that has a meaning in the graph. */
export const PORTAL_SCOPES = [
  'clients:read',
  'documents:read',
  'tickets:read',
  'tickets:write',
  'documents:write',
  'access:write',
  'audit:read',
  'billing:read',
  'clients:all',
] as const;

/** The scope for deciding who has access: partners' grants and contacts' roles for a client's owners, views and revocations for staff. */
export const ACCESS_WRITE_SCOPE = 'access:write';

/** The scope that lets staff reach every client. Without it a staff token reaches the clients named in it. */
export const EVERY_CLIENT_SCOPE = 'clients:all';

/** The scope that lets a partner see sums of money. */
export const BILLING_SCOPE = 'billing:read';
