import { resolve } from 'node:path';
import { z } from 'zod';
import { readEnvironment, wholeNumber } from '../../schema/contract/environment.ts';
import type { Environment } from '../../schema/contract/environment.ts';

/** The variables of `npm start`, besides those of the services that it runs. */
export const embeddedEnvironment = z.object({
  PORTAL_DATA_DIR: z.string().default('.portal').describe('Folder that holds everything that is kept.'),
  PORTAL_POSTGRES_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must be a PostgreSQL connection string')
    .optional()
    .describe('An empty PostgreSQL database in the place of the embedded server.'),
  IDENTITY_PROVIDER_PORT: wholeNumber(1, 65_535).default(4400).describe('Port of the local identity provider.'),
});

export function readEmbeddedConfig(environment: Environment) {
  const read = readEnvironment(embeddedEnvironment, environment);
  return Object.freeze({
    dataDirectory: resolve(read.PORTAL_DATA_DIR),
    postgresUrl: read.PORTAL_POSTGRES_URL ?? null,
    identityProviderPort: read.IDENTITY_PROVIDER_PORT,
  });
}
