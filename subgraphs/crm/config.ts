import { z } from 'zod';
import type { JSONWebKeySet } from 'jose';
import { flag, readEnvironment, wholeNumber } from '../../schema/contract/environment.ts';
import type { Environment } from '../../schema/contract/environment.ts';
import { listenHost, listenPort, sharedEnvironment, stateTableFile, systemName } from '../kit/config.ts';
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
  ...sharedEnvironment,
});

export interface CrmConfig {
  readonly host: string;
  readonly port: number;
  readonly adapter: CrmAdapterName;
  readonly adapterOptions: CrmAdapterOptions;
  readonly identityKeys: JSONWebKeySet;
  readonly cursorSecret: string;
  readonly logLevel: z.output<typeof sharedEnvironment.LOG_LEVEL>;
}

/** Throws a `ConfigurationError` that names every problem. */
export function readCrmConfig(environment: Environment): CrmConfig {
  const read = readEnvironment(crmEnvironment, environment);
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
    cursorSecret: read.CURSOR_SECRET,
    logLevel: read.LOG_LEVEL,
  });
}
