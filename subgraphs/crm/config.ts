import { z } from 'zod';
import type { JSONWebKeySet, JWK } from 'jose';
import { flag, httpUrl, readEnvironment, wholeNumber } from '../../schema/contract/environment.ts';
import type { Environment } from '../../schema/contract/environment.ts';
import { listenHost, listenPort, serviceKey, sharedEnvironment, stateTableFile, systemName } from '../kit/config.ts';
import { CRM_ADAPTERS } from './adapters/index.ts';
import type { CrmAdapterOptions } from './adapters/adapter.ts';
import type { CrmAdapterName } from './adapters/index.ts';

export const crmEnvironment = z.object({
  CRM_HOST: listenHost(),
  CRM_PORT: listenPort(4101),
  CRM_ADAPTER: z
    .enum(Object.keys(CRM_ADAPTERS) as [CrmAdapterName, ...CrmAdapterName[]])
    .default('postgres')
    .describe('Which kind of CRM is read.'),
  CRM_SYSTEM_NAME: systemName('CRM'),
  CRM_STATE_TABLE: stateTableFile(),
  CRM_DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must be a PostgreSQL connection string')
    .describe('Connection string of the database that has the views.'),
  CRM_DATABASE_SCHEMA: z
    .string()
    .regex(/^[a-z_][a-z0-9_]{0,62}$/, 'must be the plain name of a PostgreSQL schema')
    .refine((name) => name !== 'crm', 'must not be "crm", which is where the migration puts its tables')
    .default('portal_crm')
    .describe('PostgreSQL schema of the views.'),
  CRM_DATABASE_MIGRATE: flag()
    .default(false)
    .describe('Makes tables (schema `crm`) and the views over them at start; for a business without a CRM, and for trying out.'),
  CRM_DATABASE_CONNECTIONS_MAX: wholeNumber(1, 500).default(10).describe('Most connections to the database at a time.'),
  CRM_DATABASE_TIMEOUT_MS: wholeNumber(10, 60_000).default(5_000).describe('How long one statement may run, in milliseconds.'),
  CRM_WORKFLOW_URL: httpUrl()
    .optional()
    .describe(
      "The GraphQL address of the subgraph `workflow`: asked to end a contact's tokens when its role changes. With `CRM_SERVICE_KEY`.",
    ),
  CRM_SERVICE_KEY: serviceKey()
    .optional()
    .describe(
      'Private JWK (JSON, Ed25519 or P-256): signs the questions to `workflow`, which has its public half in `IDENTITY_KEYS` with `portal_service: crm`.',
    ),
  ...sharedEnvironment,
});

export interface CrmConfig {
  readonly host: string;
  readonly port: number;
  readonly adapter: CrmAdapterName;
  readonly adapterOptions: CrmAdapterOptions;
  readonly identityKeys: JSONWebKeySet;
  /** Whom to ask to end tokens, and the key to ask with; null for nobody. */
  readonly workflow: { readonly url: string; readonly key: JWK } | null;
  readonly cursorSecret: string;
  readonly logLevel: z.output<typeof sharedEnvironment.LOG_LEVEL>;
}

/** Throws a `ConfigurationError` that names every problem. */
export function readCrmConfig(environment: Environment): CrmConfig {
  const read = readEnvironment(crmEnvironment, environment, neededTogether);
  const { CRM_WORKFLOW_URL: workflowUrl, CRM_SERVICE_KEY: key } = read;
  return Object.freeze({
    host: read.CRM_HOST,
    port: read.CRM_PORT,
    adapter: read.CRM_ADAPTER,
    adapterOptions: Object.freeze({
      systemName: read.CRM_SYSTEM_NAME,
      stateTable: read.CRM_STATE_TABLE ?? null,
      databaseUrl: read.CRM_DATABASE_URL,
      viewSchema: read.CRM_DATABASE_SCHEMA,
      migrate: read.CRM_DATABASE_MIGRATE,
      connectionsMax: read.CRM_DATABASE_CONNECTIONS_MAX,
      statementTimeoutMs: read.CRM_DATABASE_TIMEOUT_MS,
    }),
    identityKeys: read.IDENTITY_KEYS,
    workflow: workflowUrl !== undefined && key ? { url: workflowUrl, key } : null,
    cursorSecret: read.CURSOR_SECRET,
    logLevel: read.LOG_LEVEL,
  });
}

/** An address without a key would end in a change of role that ends no token, and nobody would know why. */
function* neededTogether(given: Environment): Generator<string> {
  const [url, key] = ['CRM_WORKFLOW_URL', 'CRM_SERVICE_KEY'] as const;
  if ((given[url] === undefined) === (given[key] === undefined)) return;
  yield given[url] === undefined ? `${url}: must be set, because ${key} is` : `${key}: must be set, because ${url} is`;
}
