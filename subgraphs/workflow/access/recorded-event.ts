import { randomUUID } from 'node:crypto';
import type { ClientId } from '../../kit/domain.ts';
import type { AuditActorKind, AuditKind, AuditOutcome } from '../domain.ts';
import type { Actor } from './actor.ts';

/** An event as the audit trail keeps it. */
export interface RecordedEvent {
  /** Unique: the same event is kept once. */
  readonly eventId: string;
  readonly at: Date;
  readonly kind: AuditKind;
  readonly actorKind: AuditActorKind;
  readonly actorName: string | null;
  readonly actorSubject: string;
  readonly actorIssuer: string | null;
  readonly actorContactId: string | null;
  readonly viewId: string | null;
  readonly clientIds: readonly string[];
  readonly field: string | null;
  readonly outcome: AuditOutcome | null;
  /** Ids as they were given. */
  readonly subjects: readonly string[];
  /** For staff. */
  readonly summary: string;
  readonly details: string | null;
  /** What the clients in `shownTo` see in the place of the above. */
  readonly shownTo: readonly string[];
  readonly clientSummary: string | null;
  readonly clientSubjects: readonly string[];
}

/** An event that this subgraph caused. Its client, if there is one, is shown it. */
export function ownEvent(event: {
  readonly at: Date;
  readonly kind: AuditKind;
  readonly actor: Actor;
  readonly clientId: ClientId | null;
  readonly viewId?: string;
  readonly subjects: readonly string[];
  readonly summary: string;
  /** Where the client is told less than staff. */
  readonly clientSummary?: string;
  readonly details: Readonly<Record<string, unknown>>;
}): RecordedEvent {
  const { actor, clientId, summary } = event;
  const clientIds = clientId === null ? [] : [clientId];
  return {
    eventId: `workflow:${randomUUID()}`,
    at: event.at,
    kind: event.kind,
    actorKind: actor.kind,
    actorName: actor.name,
    actorSubject: actor.subject,
    actorIssuer: actor.issuer,
    actorContactId: actor.contactId,
    viewId: event.viewId ?? null,
    clientIds,
    field: null,
    outcome: 'DONE',
    subjects: event.subjects,
    summary,
    details: JSON.stringify(event.details),
    shownTo: clientIds,
    clientSummary: clientId === null ? null : (event.clientSummary ?? summary),
    clientSubjects: clientId === null ? [] : event.subjects,
  };
}
