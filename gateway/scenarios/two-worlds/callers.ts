import type { TestIssuer } from '../../auth/testing/test-issuer.ts';
import { findPerson } from '../../../scripts/seed/people.ts';

/** Somebody who asks in the worlds: the claims of a token. The very same token is sent to each world. */
export interface Caller {
  readonly name: string;
  readonly claims: Readonly<Record<string, unknown>>;
  /** Sent in the place of a token of these claims. */
  readonly token?: string;
  /** Sends no token at all. */
  readonly isNobody?: boolean;
  /** Changes the claims of the token after it was signed. */
  readonly forge?: (claims: Record<string, unknown>) => Record<string, unknown>;
}

/** One of the people of the seed, with other scopes or roles where a test needs somebody whom the seed does not have. */
export function callerOf(
  subject: string,
  changes: {
    readonly name?: string;
    readonly scopes?: readonly string[];
    readonly memberships?: readonly { readonly clientId: string; readonly role: string | null }[];
  } = {},
): Caller {
  const person = findPerson(subject);
  if (!person) throw new Error(`the seed has no ${subject}`);
  const memberships = changes.memberships ?? person.memberships.map(({ client, role }) => ({ clientId: client, role }));
  return {
    name: changes.name ?? subject,
    claims: {
      sub: subject,
      name: person.name,
      jti: `token of ${changes.name ?? subject}`,
      portal_kind: person.kind,
      portal_contact: person.contactId ?? undefined,
      // A partner's token that names clients reaches those at most; one that says nothing of them, all that granted it access.
      portal_memberships:
        memberships.length > 0
          ? memberships.map(({ clientId, role }) => (role === null ? { clientId } : { clientId, role }))
          : undefined,
      scope: (changes.scopes ?? person.scopes).join(' '),
    },
  };
}

export function signFor(issuer: TestIssuer, { claims }: Caller): Promise<string> {
  return issuer.sign(issuer.payload({ exp: Math.floor(Date.now() / 1_000) + 3_500, ...claims }));
}

export function forged(token: string, { forge }: Caller): string {
  if (!forge) return token;
  const [header, payload = '', signature] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Record<string, unknown>;
  return [header, Buffer.from(JSON.stringify(forge(claims))).toString('base64url'), signature].join('.');
}

const readingScopes = ['clients:read', 'documents:read'];
/** All that a contact's token can hold. */
const contactScopes = [...readingScopes, 'documents:write', 'tickets:read', 'tickets:write', 'access:write'];

/** Those of the own company: each role, the partner that it granted access to, and an owner whose program may not see tickets. */
export const OWN_CALLERS: readonly Caller[] = [
  ...['mia', 'tom', 'bea', 'vic'].map((subject) => callerOf(subject, { scopes: contactScopes })),
  callerOf('beacon-studio'),
  callerOf('mia', { name: 'mia without tickets', scopes: readingScopes }),
];

/** Those of the own company who see no sums of money, no tickets, and of the documents only what is shared with them. */
export const LEAST_CALLERS: readonly Caller[] = ['tom', 'vic', 'beacon-studio'].map((subject) =>
  callerOf(subject, { name: `${subject} with little`, scopes: readingScopes }),
);

export const OTHER_OWNER = callerOf('lena');
export const OWNER_WHO_GRANTS = callerOf('mia', { name: 'mia who grants', scopes: ['clients:read', 'access:write'] });
export const STAFF = callerOf('sara');
