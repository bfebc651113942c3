import { contractBroken } from '../../../kit/http-client.ts';
import { createStatusTable } from '../../../kit/status-table.ts';
import type { StateTable } from '../../../kit/status-table.ts';
import type { TicketStore } from '../../port.ts';
import { createChanges } from './changes.ts';
import { createClient } from './client.ts';
import { ACTION_FIELD, AUTHOR_FIELD, MARKER_FIELD, OPENER_FIELD, PEOPLE_FIELD, SHARING_FIELD } from './mapping.ts';
import { createMessageReads } from './message-reads.ts';
import { createOpaqueIds } from './opaque-ids.ts';
import { createPeopleWrites } from './people-writes.ts';
import { quote } from './query.ts';
import { requestTrackerStateTable } from './state-table.ts';
import { createTicketReads } from './ticket-reads.ts';
import { createWrites } from './writes.ts';

export interface RequestTrackerTicketsOptions {
  /** `https://rt.example.com/REST/2.0` */
  readonly url: string;
  /** Of the portal's account; see the README for its rights. */
  readonly token: string;
  /** Of an account that sees internal comments. Without it nobody sees any. */
  readonly staffToken: string | null;
  readonly queue: string;
  /** The ticket custom field that holds the client's id. */
  readonly accountField: string;
  readonly timeoutMs: number;
  /** Keys the ids and numbers that stand for RT's own. */
  readonly idSecret: string;
  /** How the business calls it. */
  readonly system: string;
  /** In place of the adapter's own. */
  readonly stateTable?: StateTable | undefined;
  readonly reportUnknownState: (kind: string, state: string) => void;
  readonly now?: (() => Date) | undefined;
  /** Told of every request. */
  readonly onStatement?: ((statement: string) => void) | undefined;
}

/** A business's Request Tracker 5, by its REST 2.0. */
export function createRequestTrackerTickets(options: RequestTrackerTicketsOptions): TicketStore {
  const { system, accountField, queue, staffToken } = options;
  const states = createStatusTable(options.stateTable ?? requestTrackerStateTable, options.reportUnknownState);
  const reading = {
    system,
    states,
    accountField,
    queue,
    ids: createOpaqueIds(options.idSecret),
    now: options.now ?? (() => new Date()),
  };
  const client = createClient(options);
  const staffClient = staffToken === null ? null : createClient({ ...options, token: staffToken });
  const tickets = createTicketReads(client, reading);
  const changes = createChanges(client, tickets, reading);
  const messages = createMessageReads(
    ({ kind }) =>
      kind === 'staff' && staffClient ? { client: staffClient, seesComments: true } : { client, seesComments: false },
    tickets,
    reading,
  );
  return {
    tickets: (scope, ids) => tickets.tickets(scope, ids),
    ticketsOf: tickets.ticketsOf,
    countTicketsOf: tickets.countTicketsOf,
    waitingTicketsOf: tickets.waitingTicketsOf,
    ...messages,
    ...createWrites(client, tickets, changes, reading),
    ...createPeopleWrites(client, changes, reading),

    // RT's REST does not list a lifecycle's states, so it is asked for tickets in a state that the table lacks.
    async statesInUse() {
      const known = states.knownStates('ticket');
      const others = known.map((state) => `Status != ${quote(state)}`);
      const { items } = await client.tickets({
        query: [tickets.shown, ...others].join(' AND '),
        orderBy: [['id', 'DESC']],
        perPage: 100,
      });
      return [...new Set([...known, ...items.map(({ Status }) => Status)])];
    },

    /** Also when a custom field is missing: RT takes writes without a word and loses what was meant for a field that it does not have. */
    async checkReady() {
      const ofTicket = [accountField, MARKER_FIELD, AUTHOR_FIELD, ACTION_FIELD, OPENER_FIELD, SHARING_FIELD, PEOPLE_FIELD];
      const found = await client.queue(queue);
      const names = (fields: typeof found.TicketCustomFields): Set<string> => new Set(fields?.map(({ name }) => name));
      const ofTickets = names(found.TicketCustomFields);
      const ofMessages = names(found.TicketTransactionCustomFields);
      const missing = [
        ...ofTicket.filter((field) => !ofTickets.has(field)),
        ...[MARKER_FIELD, AUTHOR_FIELD].filter((field) => !ofMessages.has(field)),
      ];
      if (missing.length > 0) throw contractBroken(system, `the queue ${queue} lacks the custom fields ${missing.join(', ')}`);
    },

    async close() {
      await Promise.all([client.close(), staffClient?.close()]);
    },
  };
}
