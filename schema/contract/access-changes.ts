import { z } from 'zod';

/*
 * Who lost access, and which partners were granted it: kept by the workflow subgraph, and followed by every process that lets somebody
 * in (the gateways, and the service that hands out files). A process asks for what changed since its last answer; what it knows is
 * therefore at most as old as its last successful question.
 */

const seconds = z.number().int();

const revocation = z.object({
  /** Unique; the same revocation may come twice. */
  id: z.string().min(1),
  kind: z.enum(['TOKEN', 'PERSON', 'CLIENT']),
  /** `TOKEN`: the token's `jti`. */
  tokenId: z.string().min(1).nullable(),
  /** `PERSON`: the identity provider's subject; null when the person is named by the contact alone. */
  subject: z.string().min(1).nullable(),
  /** `TOKEN` and `PERSON`: the issuer of the token or the subject; null for every issuer. */
  issuer: z.string().min(1).nullable(),
  /** `PERSON`: the contact's id in the CRM; null when the person is named by the subject alone. */
  contactId: z.string().min(1).nullable(),
  /** `CLIENT`: the client's id in the systems of record. */
  clientId: z.string().min(1).nullable(),
  /** What was issued at or before this time is refused: seconds since 1970. It does not count for `TOKEN`. */
  issuedBefore: seconds,
  /** From then on nothing that it revokes can be alive, and it may be forgotten: seconds since 1970. */
  expiresAt: seconds,
});

const grant = z.object({
  /** Unique over all grants; a later state of the same grant replaces the earlier one. */
  id: z.string().min(1),
  /** The partner: the subject of its tokens. */
  partner: z.string().min(1),
  clientId: z.string().min(1),
  /** Whether sums of money are included. */
  billing: z.boolean(),
  /** Seconds since 1970; null for no end. */
  expiresAt: seconds.nullable(),
  /** True for one that was withdrawn. */
  revoked: z.boolean(),
});

export const accessChanges = z.object({
  accessChanges: z.object({
    /** For the next question's `after`. */
    cursor: z.string().min(1),
    /** Whether this is all there is, in the place of what was known before: when `after` was left out or cannot be continued. */
    reset: z.boolean(),
    revocations: z.array(revocation),
    grants: z.array(grant),
  }),
});

export type Revocation = Readonly<z.output<typeof revocation>>;
export type PartnerGrant = Readonly<z.output<typeof grant>>;
export type AccessChanges = z.output<typeof accessChanges>['accessChanges'];

/** Asked of the workflow subgraph, in the name of a service. */
export const ACCESS_CHANGES_QUERY = /* GraphQL */ `
  query AccessChanges($after: String) {
    accessChanges(after: $after) {
      cursor
      reset
      revocations {
        id
        kind
        tokenId
        subject
        issuer
        contactId
        clientId
        issuedBefore
        expiresAt
      }
      grants {
        id
        partner
        clientId
        billing
        expiresAt
        revoked
      }
    }
  }
`;

/** How often a process asks for changes, in milliseconds: a revocation is to be effective within two seconds. */
export const ACCESS_POLL_MS = 500;

/** What a token, or something made for its holder such as a download link, says about itself. */
export interface Issued {
  readonly tokenId: string | null;
  readonly issuer: string | null;
  readonly subject: string;
  readonly contactId: string | null;
  /** The clients that it opens. */
  readonly clientIds: readonly string[];
  /** Seconds since 1970. */
  readonly issuedAt: number;
}

/** Whether the revocation is about what was issued. */
export function isRevokedBy(revocation: Revocation, issued: Issued): boolean {
  const sameIssuer = revocation.issuer === null || revocation.issuer === issued.issuer;
  if (revocation.kind === 'TOKEN') return sameIssuer && revocation.tokenId !== null && revocation.tokenId === issued.tokenId;
  if (issued.issuedAt > revocation.issuedBefore) return false;
  if (revocation.kind === 'CLIENT') return revocation.clientId !== null && issued.clientIds.includes(revocation.clientId);
  const sameSubject = revocation.subject !== null && sameIssuer && revocation.subject === issued.subject;
  const sameContact = revocation.contactId !== null && revocation.contactId === issued.contactId;
  return sameSubject || sameContact;
}
