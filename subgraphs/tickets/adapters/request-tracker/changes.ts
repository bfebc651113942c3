import { AppError } from '../../../../schema/contract/app-error.ts';
import { contractBroken } from '../../../kit/http-client.ts';
import type { Scope } from '../../../kit/scope.ts';
import { fingerprintOf } from '../../command-marker.ts';
import type { Applied, WriteCommand } from '../../port.ts';
import type { RequestTrackerClient } from './client.ts';
import { createTurns } from './in-turn.ts';
import { ACTION_FIELD } from './mapping.ts';
import type { Reading } from './mapping.ts';
import { quote } from './query.ts';
import type { TicketReads } from './ticket-reads.ts';
import type { WireTicket } from './wire.ts';

const triesMax = 5;

type CommandOnTicket = Extract<WriteCommand, { readonly ticketId: string }>;

/** What to change about a ticket, decided by how it stands. */
export interface Plan {
  readonly change: {
    readonly Status?: string;
    /** A role is given whole. */
    readonly Cc?: readonly string[];
    /** Custom fields, each whole. */
    readonly fields?: Readonly<Record<string, readonly string[]>>;
  };
  /** Whether the ticket, read again, has the change: RT answers 200 to what it refuses. */
  readonly isMade: (after: WireTicket) => boolean;
  /** Whether this was a step: when it is made, the plan is asked for the next one, by how the ticket stands then. */
  readonly more?: boolean;
}

export type Changes = ReturnType<typeof createChanges>;

/** Changes of tickets that are kept under a marker, as `createWrites` says how. */
export function createChanges(client: RequestTrackerClient, tickets: TicketReads, reading: Reading) {
  const { ids } = reading;
  const inTurn = createTurns();

  /** What the ticket's history knows of this command: that it was applied, or that it was begun. */
  async function findChange(command: CommandOnTicket): Promise<{ readonly applied: Applied | null; readonly isBegun: boolean }> {
    const marked = `NewCFValue STARTSWITH ${quote(`${command.marker}:`)}`;
    const query = `ObjectType = 'RT::Ticket' AND Type = 'CustomField' AND ${marked}`;
    const items = await client.transactions({ query, orderBy: [['id', 'ASC']], perPage: 10 });
    const withoutEnding = (value: string | null | undefined): string | undefined =>
      value?.endsWith(begunEnding) ? value.slice(0, -begunEnding.length) : (value ?? undefined);
    const own = items.filter(({ NewValue }) => isMarked(withoutEnding(NewValue), command));
    const found = own.find(({ NewValue }) => NewValue === mark(command));
    if (!found) return { applied: null, isBegun: own.length > 0 };
    const ticketId = ids.ticket.seal(found.ObjectId);
    const applied = { outcome: 'applied', ticketId, messageId: null, appliedAt: found.Created ?? new Date(0) } as const;
    return { applied, isBegun: true };
  }

  /**
   * Changes a ticket as it stands, unless the marker was applied already. `marks` says when the mark is stored: `with the change`, or `after
   * it`, for a change of several values, between which RT can stop. Of such a one the change itself keeps that it was begun. Whoever
   * repeats it then makes the rest of it, since making it twice is making it once, and does not judge it again by what it has changed.
   */
  async function change<Refusal extends { readonly outcome: string }>(
    scope: Scope,
    command: CommandOnTicket,
    marks: 'with the change' | 'after it',
    planFor: (row: WireTicket, isBegun: boolean) => Plan | Refusal,
  ): Promise<Applied | Refusal | null> {
    const marking = { CustomFields: { [ACTION_FIELD]: mark(command) } };
    const ofChange = marks === 'after it' ? `${mark(command)}${begunEnding}` : mark(command);
    for (let tries = 0; tries < triesMax; tries += 1) {
      const [row] = await tickets.byOpaqueIds(scope, [command.ticketId]);
      if (!row) return null;
      const before = await findChange(command);
      if (before.applied) return before.applied;
      // The tag is read before what is judged: whatever happens after it makes the write fail.
      const tag = await client.ticketTag(row.id);
      const [now] = await tickets.byOpaqueIds(scope, [command.ticketId]);
      if (!now || tag === null) return null;
      const plan = planFor(now, before.isBegun);
      if ('outcome' in plan) return plan;
      const { fields = {}, ...rest } = plan.change;
      const change = { ...rest, CustomFields: { ...fields, [ACTION_FIELD]: ofChange } };
      if (!(await client.updateTicket(row.id, tag, change))) continue;
      const [after] = await tickets.byOpaqueIds(scope, [command.ticketId]);
      if (!after || !plan.isMade(after)) throw contractBroken(reading.system, 'a change that did not stay');
      if (plan.more === true) continue;
      if (marks === 'after it') await client.updateTicket(row.id, null, marking);
      const { applied } = await findChange(command);
      if (!applied) throw contractBroken(reading.system, 'a change without its marker');
      return applied;
    }
    throw new AppError('UPSTREAM_UNAVAILABLE', `${reading.system} is too busy with this ticket at the moment.`);
  }

  const inTurnOfMarker = <Answer>(command: WriteCommand, write: () => Promise<Answer>): Promise<Answer> =>
    inTurn(`marker ${command.marker}`, write);

  return {
    change,
    inTurnOfMarker,
    /** Writes to one ticket wait for each other, and so do equal markers. */
    inTurnOfTicket: <Answer>(command: CommandOnTicket, write: () => Promise<Answer>): Promise<Answer> =>
      inTurnOfMarker(command, () => inTurn(`ticket ${command.ticketId}`, write)),
  };
}

/** Behind the mark of a change that was begun, and of which it is not known whether all of it was made. */
const begunEnding = ':begun';

/** A custom field's value is at most 255 characters long: a marker of 100, a colon, the fingerprint of 64, and `begunEnding`. */
export function mark(command: WriteCommand): string {
  return `${command.marker}:${fingerprintOf(command)}`;
}

/** Whether a field's value is this command's mark; throws `CONFLICT` when it is the same marker over another input. */
export function isMarked(value: string | undefined, command: WriteCommand): boolean {
  if (value === undefined || !value.startsWith(`${command.marker}:`)) return false;
  if (value !== mark(command)) throw new AppError('CONFLICT', 'The same idempotency key was used before with another input.');
  return true;
}
