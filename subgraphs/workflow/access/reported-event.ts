import { badUserInput } from '../../../schema/contract/app-error.ts';
import type { AuditActorKind, AuditKind, AuditOutcome } from '../domain.ts';
import type { RecordedEvent } from './recorded-event.ts';

/** `AuditEventInput`: what another part of the portal reports. */
export interface ReportedEvent {
  readonly id: string;
  readonly at: Date;
  readonly kind: AuditKind;
  readonly actorKind: AuditActorKind;
  readonly actorName?: string | null | undefined;
  readonly actorSubject: string;
  readonly actorIssuer?: string | null | undefined;
  readonly actorContactId?: string | null | undefined;
  readonly viewId?: string | null | undefined;
  readonly clientIds: readonly string[];
  readonly field?: string | null | undefined;
  readonly outcome?: AuditOutcome | null | undefined;
  readonly subjects: readonly string[];
  readonly summary: string;
  readonly details?: string | null | undefined;
}

const eventsMax = 500;
const clientsMax = 100;
const subjectsMax = 100;

/** Mutations that decide who in a client company sees or may do what. */
const actionsShown: ReadonlySet<string> = new Set(['shareDocument', 'shareTicket', 'setContactRole']);

/**
 * Reads what was reported. What a caller typed (ids, names) is in there, and it must not keep an event out of the trail: what cannot be
 * stored is replaced, what is too long is cut. Only what the reporting part itself has wrong is refused.
 *
 * A client is shown no text that was reported, and an id only where it is sure to be its own: one who acts for two companies may have named
 * what belongs to the other, and whoever was refused may have asked for anybody's.
 */
export function readReportedEvents(reported: readonly ReportedEvent[]): RecordedEvent[] {
  if (reported.length > eventsMax) throw badUserInput(`At most ${String(eventsMax)} events at once.`);
  return reported.map(readReportedEvent);
}

function readReportedEvent(event: ReportedEvent): RecordedEvent {
  if (!/^[\x21-\x7e]{1,100}$/.test(event.id)) throw badUserInput('An event has an `id` of another form.');
  if (event.clientIds.length > clientsMax) throw badUserInput(`An event has more than ${String(clientsMax)} clients.`);
  const clientIds = [...new Set(event.clientIds.map((id) => storable(id, 1_024)))];
  const subjects = event.subjects.slice(0, subjectsMax).map((id) => storable(id, 1_500));
  const field = optional(event.field, 200);
  const outcome = event.outcome ?? null;
  const actorName = optional(event.actorName, 200);
  const shownTo = isShown(event, clientIds.length) ? clientIds : [];
  const isOwnThing = event.kind === 'ACTION' && outcome === 'DONE' && clientIds.length === 1;
  return {
    eventId: event.id,
    at: event.at,
    kind: event.kind,
    actorKind: event.actorKind,
    actorName,
    actorSubject: storable(event.actorSubject, 300),
    actorIssuer: optional(event.actorIssuer, 300),
    actorContactId: optional(event.actorContactId, 1_024),
    viewId: optional(event.viewId, 100),
    clientIds,
    field,
    outcome,
    subjects,
    summary: storable(event.summary, 500),
    details: optional(event.details, 4_000),
    shownTo,
    clientSummary: shownTo.length > 0 ? summaryForClient(event, actorName ?? nameless[event.actorKind], field) : null,
    clientSubjects: shownTo.length > 0 && isOwnThing ? subjects : [],
  };
}

function isShown(event: ReportedEvent, clients: number): boolean {
  // What staff may not see is the business's own matter.
  if (event.kind === 'DENIED') return event.actorKind === 'CLIENT' || event.actorKind === 'PARTNER';
  // Of the other kinds this subgraph knows by itself, and writes them down together with what it did.
  return event.kind === 'ACTION' && clients === 1 && actionsShown.has(event.field ?? '');
}

const nameless = { CLIENT: 'A contact', PARTNER: 'A partner', STAFF: 'Staff', SERVICE: 'The portal' } as const;
const outcomes = { DONE: 'it was done', REFUSED: 'it was refused', FAILED: 'it failed' } as const;

function summaryForClient({ kind, outcome }: ReportedEvent, who: string, field: string | null): string {
  const what = field !== null && /^[A-Za-z_][A-Za-z0-9_.]*$/.test(field) ? `\`${field}\`` : 'something';
  if (kind === 'DENIED') return `${who} asked for ${what} and was refused.`;
  return outcome ? `${who} asked for ${what}: ${outcomes[outcome]}.` : `${who} asked for ${what}.`;
}

function optional(text: string | null | undefined, lengthMax: number): string | null {
  return text == null ? null : storable(text, lengthMax);
}

/** Without what PostgreSQL cannot store (NUL, halves of surrogate pairs) and what a reader cannot see. */
function storable(text: string, lengthMax: number): string {
  return text.slice(0, lengthMax).replaceAll(/[\p{Cc}\p{Cs}]/gu, '\uFFFD');
}
