import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { httpUrl, json, secret, wholeNumber } from '../../schema/contract/environment.ts';
import type { Environment } from '../../schema/contract/environment.ts';
import { LOG_LEVELS } from '../../schema/contract/logger.ts';
import { stateTable } from './status-table.ts';
import { UPLOAD_MEDIA_TYPES } from './uploads/media-types.ts';

const publicKeys = z.object({
  keys: z.array(z.looseObject({ kty: z.string(), kid: z.string() }).refine((key) => !('d' in key), 'must be public keys')).min(1),
});

const keyName = z.string().regex(/^[A-Za-z0-9._-]{1,128}$/, 'must have a kid of letters, digits, dots, dashes or underscores');
const keyPart = z.string().regex(/^[A-Za-z0-9_-]+$/, 'must be base64url');
const privateKeyKinds = [
  z.object({
    kty: z.literal('OKP'),
    crv: z.literal('Ed25519'),
    alg: z.literal('EdDSA').default('EdDSA'),
    kid: keyName,
    x: keyPart,
    d: keyPart,
  }),
  z.object({
    kty: z.literal('EC'),
    crv: z.literal('P-256'),
    alg: z.literal('ES256').default('ES256'),
    kid: keyName,
    x: keyPart,
    y: keyPart,
    d: keyPart,
  }),
] as const;

/** The private JWK with which a service signs in its own name; its `alg` follows from the kind of key. */
export function serviceKey() {
  return json(z.discriminatedUnion('kty', privateKeyKinds, 'must be a private JWK of Ed25519 or P-256'));
}

/** A PostgreSQL connection string. */
export function databaseUrl() {
  return z.url({ protocol: /^postgres(ql)?$/, error: 'must be a PostgreSQL connection string' });
}

export function listenHost() {
  return z.string().default('127.0.0.1').describe('Address to listen on.');
}

export function listenPort(port: number) {
  return wholeNumber(0, 65_535).default(port).describe('Port to listen on; 0 takes a free one.');
}

export function systemName(name: string) {
  return z.string().default(name).describe('What the business calls its system; clients see it as `provenance.system`.');
}

/** Where browsers reach a service; without a slash at the end. */
export function publicUrl() {
  return httpUrl()
    .transform((url) => url.replace(/\/+$/, ''))
    .optional();
}

/** Where a clamd listens. */
export function clamdUrl() {
  return z
    .url({ protocol: /^tcp$/, error: 'must be like tcp://127.0.0.1:3310' })
    .refine((url) => new URL(url).port !== '', 'must have a port')
    .transform((url) => ({ host: new URL(url).hostname.replace(/^\[|\]$/g, ''), port: Number(new URL(url).port) }))
    .optional();
}

/** Media types with commas, of those that can be told by their content. */
export function uploadTypes() {
  return z
    .string()
    .transform((list) => list.split(/[\s,]+/).filter((type) => type !== ''))
    .pipe(z.array(z.enum(UPLOAD_MEDIA_TYPES, `must be of ${UPLOAD_MEDIA_TYPES.join(', ')}`)).min(1))
    .optional();
}

/** A file named by the variable, holding a state table as JSON. */
export function stateTableFile() {
  return z
    .string()
    .transform((file, context) => {
      try {
        return readFileSync(file, 'utf8');
      } catch (error) {
        context.addIssue({
          code: 'custom',
          message: `cannot be read: ${error instanceof Error ? error.message : String(error)}`,
        });
        return z.NEVER;
      }
    })
    .pipe(json(stateTable))
    .optional()
    .describe("File with a state table (JSON) in place of the adapter's own.");
}

/**
 * The variables that all subgraphs share. The rest a subgraph names under its own prefix (`CRM_PORT`). The descriptions are the
 * configuration table of the README.
 */
export const sharedEnvironment = {
  IDENTITY_KEYS: json(publicKeys).describe("JWKS (JSON) with the gateways' public identity keys."),
  CURSOR_SECRET: secret().describe('Keys the signature of list cursors; the same for all processes of a subgraph.'),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info').describe('The least severe kind of log line to print.'),
};

/** The cross check of a subgraph with several adapters: the variables that the chosen one needs. */
export function* neededByAdapter(
  given: Environment,
  chosen: { readonly variable: string; readonly adapterDefault: string },
  needed: Readonly<Record<string, readonly string[]>>,
): Generator<string> {
  const adapter = given[chosen.variable] ?? chosen.adapterDefault;
  for (const name of needed[adapter] ?? []) {
    if (given[name] === undefined) yield `${name}: must be set, because ${chosen.variable} is ${adapter}`;
  }
}

/** The cross check of two variables that are of no use without each other. */
export function* setTogether(given: Environment, one: string, other: string): Generator<string> {
  if ((given[one] === undefined) === (given[other] === undefined)) return;
  yield given[one] === undefined ? `${one}: must be set, because ${other} is` : `${other}: must be set, because ${one} is`;
}
