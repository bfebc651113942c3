import { z } from 'zod';
import { flag, httpUrl, readEnvironment, secret, wholeNumber } from '../../schema/contract/environment.ts';
import type { Environment } from '../../schema/contract/environment.ts';
import { listenHost, listenPort, neededByAdapter, sharedEnvironment, stateTableFile, systemName } from '../kit/config.ts';
import { TICKET_ADAPTERS } from './adapters/index.ts';
import type { TicketAdapterConfig } from './adapters/index.ts';

/** The variables of this subgraph; their descriptions are the table in the README. */
export const ticketsEnvironment = z.object({
  TICKETS_HOST: listenHost(),
  TICKETS_PORT: listenPort(4103),
  TICKETS_ADAPTER: z.enum(TICKET_ADAPTERS).default('postgres').describe('Which help desk to use.'),
  TICKETS_SYSTEM_NAME: systemName('Help desk'),
  TICKETS_STATE_TABLE: stateTableFile(),
  TICKETS_DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'must be a PostgreSQL connection string' })
    .optional()
    .describe('For `postgres`: the database; the tables stand in its schema `tickets`.'),
  TICKETS_DATABASE_MIGRATE: flag().default(false).describe('For `postgres`: bring the tables up to date at start.'),
  TICKETS_ACTIONS_DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'must be a PostgreSQL connection string' })
    .optional()
    .describe(
      "The database that keeps what callers do until the help desk has it, in its schema `tickets_actions`. For `postgres` the help desk's own is used without it.",
    ),
  TICKETS_ACTIONS_DATABASE_MIGRATE: flag()
    .optional()
    .describe('Bring these tables up to date at start; as `TICKETS_DATABASE_MIGRATE` when it is not set.'),
  TICKETS_RT_URL: httpUrl()
    .optional()
    .describe('For `request-tracker`: the address of its REST interface, `https://rt.example.com/REST/2.0`.'),
  TICKETS_RT_TOKEN: z.string().optional().describe("For `request-tracker`: the token of the portal's account."),
  TICKETS_RT_STAFF_TOKEN: z
    .string()
    .optional()
    .describe(
      'For `request-tracker`: the token of an account that sees internal comments, used for staff alone. Without it staff see none.',
    ),
  TICKETS_RT_QUEUE: z.string().default('Support').describe('For `request-tracker`: the queue with the tickets of clients.'),
  TICKETS_RT_ACCOUNT_FIELD: z
    .string()
    .regex(/^[A-Za-z0-9 _-]{1,64}$/, 'must be letters, digits, blanks, dashes and underscores')
    .default('Account')
    .describe("For `request-tracker`: the ticket custom field that holds the client's id."),
  TICKETS_RT_ID_SECRET: secret()
    .optional()
    .describe(
      'For `request-tracker`: keys the ids and numbers that clients see in place of its own. Another key gives every ticket another id and number. Without it `CURSOR_SECRET` is used.',
    ),
  TICKETS_RT_TIMEOUT_MS: wholeNumber(100, 60_000)
    .default(3_000)
    .describe('For `request-tracker`: how long one request may take.'),
  ...sharedEnvironment,
});

const needed = {
  postgres: ['TICKETS_DATABASE_URL'],
  'request-tracker': ['TICKETS_RT_URL', 'TICKETS_RT_TOKEN', 'TICKETS_ACTIONS_DATABASE_URL'],
} as const;

export type TicketsConfig = ReturnType<typeof readTicketsConfig>;

export function readTicketsConfig(environment: Environment) {
  const given = readEnvironment(ticketsEnvironment, environment, (set) =>
    neededByAdapter(set, { variable: 'TICKETS_ADAPTER', adapterDefault: 'postgres' }, needed),
  );
  return Object.freeze({
    host: given.TICKETS_HOST,
    port: given.TICKETS_PORT,
    system: given.TICKETS_SYSTEM_NAME,
    stateTable: given.TICKETS_STATE_TABLE,
    adapter: toAdapterConfig(given),
    actions: {
      // The cross check has seen to it that one of them is there.
      url: given.TICKETS_ACTIONS_DATABASE_URL ?? given.TICKETS_DATABASE_URL ?? '',
      migrate: given.TICKETS_ACTIONS_DATABASE_MIGRATE ?? given.TICKETS_DATABASE_MIGRATE,
    },
    identityKeys: given.IDENTITY_KEYS,
    cursorSecret: given.CURSOR_SECRET,
    logLevel: given.LOG_LEVEL,
  });
}

function toAdapterConfig(given: z.output<typeof ticketsEnvironment>): TicketAdapterConfig {
  // The cross check has seen to it that what the adapter needs is there.
  switch (given.TICKETS_ADAPTER) {
    case 'postgres':
      return { adapter: 'postgres', url: given.TICKETS_DATABASE_URL ?? '', migrate: given.TICKETS_DATABASE_MIGRATE };
    case 'request-tracker':
      return {
        adapter: 'request-tracker',
        url: given.TICKETS_RT_URL ?? '',
        token: given.TICKETS_RT_TOKEN ?? '',
        staffToken: given.TICKETS_RT_STAFF_TOKEN ?? null,
        queue: given.TICKETS_RT_QUEUE,
        accountField: given.TICKETS_RT_ACCOUNT_FIELD,
        timeoutMs: given.TICKETS_RT_TIMEOUT_MS,
        idSecret: given.TICKETS_RT_ID_SECRET ?? given.CURSOR_SECRET,
      };
  }
}
