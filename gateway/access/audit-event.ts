import type { Principal } from '../auth/principal.ts';

/** Something that the audit trail should keep, as the workflow subgraph takes it. */
export interface AuditEvent {
  /** Unique: an event that is sent again is kept once. */
  readonly id: string;
  /** When it happened, as an ISO 8601 text. */
  readonly at: string;
  readonly kind: 'DENIED' | 'ACTION';
  readonly actorKind: 'CLIENT' | 'PARTNER' | 'STAFF';
  readonly actorName: string | null;
  readonly actorSubject: string;
  readonly actorIssuer: string | null;
  readonly actorContactId: string | null;
  /** The recorded view through which the actor looked. */
  readonly viewId: string | null;
  readonly clientIds: readonly string[];
  readonly field: string | null;
  readonly outcome: 'DONE' | 'REFUSED' | 'FAILED' | null;
  /** Ids that the caller named, as given. */
  readonly subjects: readonly string[];
  readonly summary: string;
  /** JSON text. */
  readonly details: string | null;
}

export const RECORD_AUDIT_MUTATION = /* GraphQL */ `
  mutation RecordAudit($events: [AuditEventInput!]!) {
    recordAudit(events: $events)
  }
`;

type WhoActed = Pick<
  AuditEvent,
  'actorKind' | 'actorName' | 'actorSubject' | 'actorIssuer' | 'actorContactId' | 'viewId' | 'clientIds'
>;

/** Through a contact's eyes it is the member of staff who acts, and never the contact. */
export function whoActed(principal: Principal, clientId: string | null): WhoActed {
  const { actor } = principal;
  const clientIds = clientId === null ? principal.memberships.map((membership) => membership.clientId) : [clientId];
  if (actor) {
    return {
      actorKind: 'STAFF',
      actorName: actor.name ?? null,
      actorSubject: actor.subject,
      actorIssuer: actor.issuer ?? null,
      actorContactId: null,
      viewId: actor.viewId,
      clientIds,
    };
  }
  return {
    actorKind: kinds[principal.kind],
    actorName: principal.name ?? null,
    actorSubject: principal.subject,
    actorIssuer: principal.issuer ?? null,
    actorContactId: principal.contactId ?? null,
    viewId: null,
    clientIds,
  };
}

const kinds = { client: 'CLIENT', partner: 'PARTNER', staff: 'STAFF' } as const;
