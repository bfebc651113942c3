import type { IdentityClaims } from '../../../schema/contract/identity-claims.ts';
import type { AuditActorKind } from '../domain.ts';

/** Who acts, as the audit trail keeps it. */
export interface Actor {
  readonly kind: AuditActorKind;
  /** What the others are shown of them. */
  readonly name: string;
  readonly subject: string;
  readonly issuer: string | null;
  readonly contactId: string | null;
}

const kinds = { client: 'CLIENT', partner: 'PARTNER', staff: 'STAFF', service: 'SERVICE' } as const;
const nameless = { client: 'A contact', partner: 'A partner', staff: 'Staff', service: 'The portal' } as const;

export function actorOf(claims: IdentityClaims): Actor {
  return {
    kind: kinds[claims.kind],
    name: claims.name?.trim() ? claims.name : nameless[claims.kind],
    subject: claims.subject,
    issuer: claims.issuer ?? null,
    contactId: claims.contactId ?? null,
  };
}
