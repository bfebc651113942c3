/** Somebody, or a partner's program, that can get tokens; `scripts/seed/people.ts` has those of the believable world. */
export interface Person {
  /** The token's subject, and what `issueToken` and the sign-in page call the person. */
  readonly subject: string;
  readonly name: string;
  readonly kind: 'client' | 'partner' | 'staff';
  readonly contactId: string | null;
  readonly memberships: readonly { readonly client: string; readonly role: string | null }[];
  /** The most that a token can hold. */
  readonly scopes: readonly string[];
  /** For the sign-in page. */
  readonly description: string;
}

/** What a token says about a person, besides `sub`, by the names that the gateway reads unless its configuration says others. */
export function portalClaims(person: Person): Record<string, unknown> {
  return {
    name: person.name,
    portal_kind: person.kind,
    ...(person.contactId !== null && { portal_contact: person.contactId }),
    // A partner's token that says an empty list opens nothing, whatever it was granted; one that says none opens what it was granted.
    ...((person.kind !== 'partner' || person.memberships.length > 0) && {
      portal_memberships: person.memberships.map(({ client, role }) => ({ clientId: client, role })),
    }),
  };
}
