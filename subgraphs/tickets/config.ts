import { hkdfSync } from 'node:crypto';
import { z } from 'zod';
import { flag, httpUrl, readEnvironment, secret, wholeNumber } from '../../schema/contract/environment.ts';
import type { Environment } from '../../schema/contract/environment.ts';
import {
  clamdUrl,
  listenHost,
  listenPort,
  neededByAdapter,
  publicUrl,
  serviceKey,
  setTogether,
  sharedEnvironment,
  stateTableFile,
  systemName,
  uploadTypes,
} from '../kit/config.ts';
import { UPLOAD_MEDIA_TYPES } from '../kit/uploads/media-types.ts';
import { TICKET_ADAPTERS } from './adapters/index.ts';
import type { TicketAdapterConfig } from './adapters/index.ts';

const mebibyte = 1024 * 1024;

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
      "The database that keeps what callers do until the help desk has it, in its schemas `tickets_actions` and, for files, `tickets_uploads`. For `postgres` the help desk's own is used without it.",
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
  TICKETS_PUBLIC_URL: publicUrl().describe(
    'Where browsers reach this service, which takes and hands out the files of messages; by default the address that it listens on.',
  ),
  TICKETS_LINK_SECRET: secret()
    .optional()
    .describe(
      'Keys the addresses by which files come and go; the same for all processes of this service. Without it one is made of `CURSOR_SECRET`.',
    ),
  TICKETS_LINK_SECONDS: wholeNumber(10, 3_600).default(300).describe('How long a download link of an attachment works.'),
  TICKETS_WORKFLOW_URL: httpUrl()
    .optional()
    .describe(
      'The GraphQL address of the subgraph `workflow`: asked who lost access, so that their links end. With `TICKETS_SERVICE_KEY`.',
    ),
  TICKETS_SERVICE_KEY: serviceKey()
    .optional()
    .describe(
      'Private JWK (JSON, Ed25519 or P-256): signs the questions to `workflow`, which has its public half in `IDENTITY_KEYS` with `portal_service: tickets`.',
    ),
  TICKETS_ATTACHMENT_BYTES_MAX: wholeNumber(1, 50 * mebibyte)
    .default(10 * mebibyte)
    .describe('The largest file that can be sent with a message.'),
  TICKETS_ATTACHMENTS_MAX: wholeNumber(1, 100).default(10).describe('How many files can be sent with one message.'),
  TICKETS_MESSAGE_BYTES_MAX: wholeNumber(1, 100 * mebibyte)
    .default(20 * mebibyte)
    .describe(
      'How many bytes the files of one message have together. A delivery holds as many in memory, and for some help desks a multiple.',
    ),
  TICKETS_UPLOAD_TYPES: uploadTypes().describe(
    'The media types of files that can be sent with messages, with commas; by default all that can be told by their content.',
  ),
  TICKETS_UPLOAD_SECONDS: wholeNumber(60, 86_400)
    .default(3_600)
    .describe('How long a file that was announced waits for the message that sends it; then it is forgotten.'),
  TICKETS_UPLOADS_HELD_MAX: wholeNumber(1, 1_000)
    .default(50)
    .describe('How many files of one person and client can wait at once: for their message, or for the help desk.'),
  TICKETS_UPLOADS_HELD_BYTES_MAX: wholeNumber(1, 10_000 * mebibyte)
    .default(100 * mebibyte)
    .describe('How many bytes these files have together.'),
  TICKETS_CLAMD_URL: clamdUrl().describe(
    'Where a clamd listens: it looks at every file before it can be sent. Left out, nobody looks for malware.',
  ),
  ...sharedEnvironment,
});

const needed = {
  postgres: ['TICKETS_DATABASE_URL'],
  'request-tracker': ['TICKETS_RT_URL', 'TICKETS_RT_TOKEN', 'TICKETS_ACTIONS_DATABASE_URL'],
} as const;

export type TicketsConfig = ReturnType<typeof readTicketsConfig>;

export function readTicketsConfig(environment: Environment) {
  const given = readEnvironment(ticketsEnvironment, environment, problemsOf);
  const { TICKETS_WORKFLOW_URL: workflowUrl, TICKETS_SERVICE_KEY: key } = given;
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
    publicUrl: given.TICKETS_PUBLIC_URL,
    linkSecret: given.TICKETS_LINK_SECRET ?? linkSecretOf(given.CURSOR_SECRET),
    linkLifetimeMs: given.TICKETS_LINK_SECONDS * 1000,
    /** Whom to ask who lost access, and the key to ask with; null for nobody. */
    workflow: workflowUrl !== undefined && key ? { url: workflowUrl, key } : null,
    clamd: given.TICKETS_CLAMD_URL ?? null,
    attachments: {
      bytesMax: given.TICKETS_ATTACHMENT_BYTES_MAX,
      mediaTypes: given.TICKETS_UPLOAD_TYPES ?? UPLOAD_MEDIA_TYPES,
      countMax: given.TICKETS_ATTACHMENTS_MAX,
      messageBytesMax: given.TICKETS_MESSAGE_BYTES_MAX,
      held: { countMax: given.TICKETS_UPLOADS_HELD_MAX, bytesMax: given.TICKETS_UPLOADS_HELD_BYTES_MAX },
      lifetimeMs: given.TICKETS_UPLOAD_SECONDS * 1000,
    },
    logLevel: given.LOG_LEVEL,
  });
}

function* problemsOf(set: Environment): Generator<string> {
  yield* neededByAdapter(set, { variable: 'TICKETS_ADAPTER', adapterDefault: 'postgres' }, needed);
  // An address without a key would end in links that nobody can revoke, and nobody would know why.
  yield* setTogether(set, 'TICKETS_WORKFLOW_URL', 'TICKETS_SERVICE_KEY');
}

/** Of the same secret as cursors, and good for nothing that is signed with that one. */
function linkSecretOf(cursorSecret: string): string {
  return Buffer.from(hkdfSync('sha256', cursorSecret, '', 'tickets links', 32)).toString('base64url');
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
