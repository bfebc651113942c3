import { z } from 'zod';
import { CLIENT_ROLES } from '../../schema/contract/identity-claims.ts';
import type { CallerKind } from '../../schema/contract/identity-claims.ts';
import type { PrincipalMembership } from './principal.ts';
import type { ClaimPath, TokenIssuer } from './token-issuer.ts';

/** The form that a client's id in the systems of record must have to be granted by a token. */
export const clientId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/);
export const contactId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:@-]{0,127}$/);
/** Not one control character: subjects and names stand in logs and in records. */
export const subject = z
  .string()
  .min(1)
  .max(255)
  .regex(/^\P{Cc}+$/u);
export const personName = z
  .string()
  .max(200)
  .regex(/^\P{Cc}*$/u);

/** RFC 6749, section 3.3; some identity providers give the scopes as an array. */
const scopeToken = z.string().regex(/^[\x21\x23-\x5B\x5D-\x7E]{1,128}$/);
export const scopes = z
  .union([z.string().transform((text) => (text === '' ? [] : text.split(' '))), z.array(z.string())])
  .pipe(z.array(scopeToken).max(100));

function memberships<Role extends z.ZodType>(role: Role) {
  return z
    .array(z.strictObject({ clientId, role }))
    .max(100)
    .refine((list) => new Set(list.map((membership) => membership.clientId)).size === list.length);
}

const tokenId = z.string().min(1).max(256);
const noRole = z.null().default(null);

/** A kind of caller says only what belongs to it: a partner with a role, or staff with a contact, is a mistake somewhere. */
const portalClaims = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('client'),
    subject,
    tokenId: tokenId.optional(),
    contactId: contactId.optional(),
    memberships: memberships(z.enum(CLIENT_ROLES)).optional(),
    scopes,
    name: personName.optional(),
  }),
  z.strictObject({
    kind: z.enum(['partner', 'staff']),
    subject,
    tokenId: tokenId.optional(),
    memberships: memberships(noRole).optional(),
    scopes,
    name: personName.optional(),
  }),
]);

export interface PortalClaims {
  readonly kind: CallerKind;
  readonly subject: string;
  readonly tokenId?: string | undefined;
  readonly contactId?: string | undefined;
  /** Left out when the token says nothing of clients. */
  readonly memberships?: readonly PrincipalMembership[] | undefined;
  readonly scopes: readonly string[];
  readonly name?: string | undefined;
}

type Payload = Readonly<Record<string, unknown>>;
type Mapping = Pick<TokenIssuer, 'kind' | 'claims' | 'groups'>;

/** What a token's payload says about the portal, read as its issuer writes it; null when it is not well formed. */
export function readPortalClaims(payload: Payload, { kind, claims, groups }: Mapping): PortalClaims | null {
  const { scopes: scopesFrom, ...paths } = claims;
  const given = {
    ...claimsAt(payload, paths),
    ...(kind !== undefined && { kind }),
    ...(groups && { memberships: membershipsOf(claimAt(payload, groups.claim), groups.memberships) }),
    scopes: readScopes(payload, scopesFrom),
  };
  const read = portalClaims.safeParse(given);
  return read.success ? read.data : null;
}

/** What is not there is left out; what is there and is `undefined` cannot come out of JSON. */
function claimsAt(payload: Payload, paths: Readonly<Record<string, ClaimPath>>): Record<string, unknown> {
  const found = Object.entries(paths).map(([meaning, path]) => [meaning, claimAt(payload, path)] as const);
  return Object.fromEntries(found.filter(([, value]) => value !== undefined));
}

/** Own members only: `constructor` is nothing that a token said. */
function claimAt(payload: Payload, path: ClaimPath): unknown {
  let value: unknown = payload;
  for (const name of typeof path === 'string' ? [path] : path) {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, name)) return undefined;
    value = (value as Payload)[name];
  }
  return value;
}

/** Each claim has to be well formed by itself; one that is not there says nothing. Null stands for a claim that is not well formed. */
function readScopes(payload: Payload, from: TokenIssuer['claims']['scopes']): readonly string[] | null {
  const paths = typeof from === 'object' && 'all' in from ? from.all : [from];
  const all = new Set<string>();
  for (const path of paths) {
    const given = claimAt(payload, path);
    if (given === undefined) continue;
    const read = scopes.safeParse(given);
    if (!read.success) return null;
    for (const scope of read.data) all.add(scope);
  }
  return [...all];
}

const groupNames = z.union([z.string().transform((one) => [one]), z.array(z.string()).max(1_000)]);

/** What is no list of names is handed on as it is, to be refused with the rest. */
function membershipsOf(given: unknown, meanings: NonNullable<TokenIssuer['groups']>['memberships']): unknown {
  if (given === undefined) return [];
  const names = groupNames.safeParse(given);
  if (!names.success) return given;
  const opened = names.data.flatMap((name) => (Object.hasOwn(meanings, name) ? [JSON.stringify(meanings[name])] : []));
  // Two names for the same are fine; two roles in one client are refused like those of a claim of memberships.
  return [...new Set(opened)].map((one) => JSON.parse(one) as unknown);
}
