import { z } from 'zod';
import { CLIENT_ROLES } from '../../schema/contract/identity-claims.ts';
import type { CallerKind, IdentityClaims } from '../../schema/contract/identity-claims.ts';
import type { TokenIssuer } from './token-issuer.ts';

/** The form that a client's id in the systems of record must have to be granted by a token. */
const clientId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/);
const contactId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:@-]{0,127}$/);
const name = z
  .string()
  .max(200)
  .regex(/^\P{Cc}*$/u);

/** RFC 6749, section 3.3; some identity providers give the scopes as an array. */
const scopeToken = z.string().regex(/^[\x21\x23-\x5B\x5D-\x7E]{1,128}$/);
const scopes = z
  .union([z.string().transform((text) => (text === '' ? [] : text.split(' '))), z.array(z.string())])
  .pipe(z.array(scopeToken).max(100));

function memberships<Role extends z.ZodType>(role: Role) {
  return z
    .array(z.strictObject({ clientId, role }))
    .max(100)
    .refine((list) => new Set(list.map((membership) => membership.clientId)).size === list.length);
}

const noRole = z.null().default(null);

/** A kind of caller says only what belongs to it: a partner with a role, or staff with a contact, is a mistake somewhere. */
const portalClaims = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('client'),
    contactId: contactId.optional(),
    memberships: memberships(z.enum(CLIENT_ROLES)).default([]),
    scopes: scopes.default([]),
    name: name.optional(),
  }),
  z.strictObject({
    kind: z.enum(['partner', 'staff']),
    memberships: memberships(noRole).default([]),
    scopes: scopes.default([]),
    name: name.optional(),
  }),
]);

export interface PortalClaims {
  readonly kind: CallerKind;
  readonly contactId?: string | undefined;
  readonly memberships: IdentityClaims['memberships'];
  readonly scopes: readonly string[];
  readonly name?: string | undefined;
}

/** What a token's payload says about the portal, read by the names that its issuer uses; null when it is not well formed. */
export function readPortalClaims(payload: Readonly<Record<string, unknown>>, names: TokenIssuer['claims']): PortalClaims | null {
  const given = Object.entries(names).flatMap(([meaning, claim]) =>
    Object.hasOwn(payload, claim) ? [[meaning, payload[claim]] as const] : [],
  );
  const read = portalClaims.safeParse(Object.fromEntries(given));
  return read.success ? read.data : null;
}
