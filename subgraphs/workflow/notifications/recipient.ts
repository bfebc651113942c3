import type { IdentityClaims } from '../../../schema/contract/identity-claims.ts';

/** Who is told something, as one text. A contact is the same person under whatever token; staff are who their token names. */
export type Recipient = string;

export function contactRecipient(contactId: string): Recipient {
  return JSON.stringify(['contact', contactId]);
}

export function staffRecipient(subject: string, issuer: string | null): Recipient {
  return JSON.stringify(['staff', issuer, subject]);
}

/** Null for whoever is told nothing: partners, and the portal's own services. */
export function recipientOf(claims: Pick<IdentityClaims, 'kind' | 'contactId' | 'subject' | 'issuer'>): Recipient | null {
  if (claims.kind === 'client') return claims.contactId === undefined ? null : contactRecipient(claims.contactId);
  return claims.kind === 'staff' ? staffRecipient(claims.subject, claims.issuer ?? null) : null;
}
