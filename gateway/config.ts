import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { flag, httpUrl, json, readEnvironment, wholeNumber } from '../schema/contract/environment.ts';
import type { Environment } from '../schema/contract/environment.ts';
import { LOG_LEVELS } from '../schema/contract/logger.ts';
import { identityPrivateKey } from './auth/identity-private-key.ts';
import type { IdentityPrivateKey } from './auth/identity-private-key.ts';
import { tokenIssuers } from './auth/token-issuer.ts';
import type { TokenIssuer } from './auth/token-issuer.ts';
import { viewAsKeys } from './auth/view-as-keys.ts';
import type { ViewAsKeys } from './auth/view-as-keys.ts';
import { readAddressRange } from './http/caller-address.ts';
import { isLoopbackHost } from './http/loopback.ts';
import { trustModes } from './trusted-documents/trust-mode.ts';
import type { TrustModes } from './trusted-documents/trust-mode.ts';

/** The variables of the gateway. The descriptions are the configuration table of the README. */
export const gatewayEnvironment = z.object({
  GATEWAY_HOST: z.string().default('127.0.0.1').describe('Address to listen on.'),
  GATEWAY_PORT: wholeNumber(0, 65_535).default(4000).describe('Port to listen on; 0 takes a free one.'),
  SUPERGRAPH_FILE: z
    .string()
    .optional()
    .describe('The composed supergraph; by default the committed `schema/supergraph.graphql`.'),
  SUBGRAPH_CRM_URL: subgraphUrl('crm'),
  SUBGRAPH_FILES_URL: subgraphUrl('files'),
  SUBGRAPH_TICKETS_URL: subgraphUrl('tickets'),
  SUBGRAPH_WORKFLOW_URL: subgraphUrl('workflow'),
  TOKEN_ISSUERS: json(tokenIssuers)
    .optional()
    .describe(
      'Whose access tokens are taken, as a JSON array of `{issuer, audience, jwksUri, algorithms?, kind?, claims?, groups?, required?, lifetimeMax?}` (gateway/auth/README.md). Needed unless `OPEN_MODE`.',
    ),
  VIEW_AS_KEYS: json(viewAsKeys)
    .optional()
    .describe(
      "Public JWKS (JSON) of the key with which workflow signs the tokens of staff who look through a contact's eyes; without it, none is taken.",
    ),
  IDENTITY_PRIVATE_KEY: json(identityPrivateKey)
    .optional()
    .describe(
      'Private JWK (JSON) with a `kid`, Ed25519 or P-256: signs who asks for the subgraphs, which hold its public half in `IDENTITY_KEYS`. Needed unless `OPEN_MODE`.',
    ),
  OPEN_MODE: flag()
    .default(false)
    .describe('Sign-in and permissions off, to try a graph out; refused unless `GATEWAY_HOST` is a loopback address.'),
  PLAYGROUND: flag().default(false).describe('Whether `/playground` is served.'),
  PLAYGROUND_ISSUER: httpUrl().optional().describe('OpenID issuer at which people sign in to the playground.'),
  PLAYGROUND_CLIENT_ID: z.string().optional().describe("The playground's public client at that issuer."),
  SUBGRAPH_TIMEOUT_MS: wholeNumber(1, 60_000).default(1_500).describe('How long one call of a subgraph may take.'),
  REQUEST_BODY_BYTES_MAX: wholeNumber(1, 10_485_760).default(65_536).describe('The longest request body.'),
  TOKENS_MAX: wholeNumber(1, 100_000).default(1_000).describe('How many lexical tokens a GraphQL document may have.'),
  DEPTH_MAX: wholeNumber(1, 1_000).default(10).describe('How deep the fields of an operation may be nested.'),
  ALIASES_MAX: wholeNumber(0, 10_000).default(30).describe('How many fields of an operation may have another name.'),
  ROOT_FIELDS_MAX: wholeNumber(1, 10_000).default(20).describe('How many fields an operation itself may have.'),
  DIRECTIVES_MAX: wholeNumber(0, 10_000).default(20).describe('How many directives an operation may have.'),
  COST_MAX: wholeNumber(1, 1_000_000_000)
    .default(500)
    .describe(
      'What an operation may cost, with its variables, by `@cost` and `@listSize` in the SDL (gateway/limits/cost/README.md); a supergraph without them has no such limit.',
    ),
  LIST_SIZE_DEFAULT: wholeNumber(1, 10_000)
    .default(10)
    .describe('How many elements a list counts for in the cost of an operation where no `@listSize` says it.'),
  BATCH_MAX: wholeNumber(1, 100).default(5).describe('How many operations one request may have.'),
  RESPONSE_CACHE_SECONDS_MAX: wholeNumber(0, 3_600)
    .default(30)
    .describe(
      'The longest that an answer is served again to the same caller, where `@cacheControl` in the SDL allows it; 0 for never (gateway/caching/README.md).',
    ),
  TRUSTED_DOCUMENTS: trustModes()
    .default({ client: 'allow', partner: 'allow', staff: 'allow' })
    .describe(
      'Whether documents are taken by the ids of `schema/operations/manifest.json`: `off`, `allow` (by default; any other document, too), or `required` (nothing else is answered); for one audience as in `client=allow,partner=required`.',
    ),
  TRUSTED_DOCUMENTS_FILE: z
    .string()
    .optional()
    .describe('The trusted documents, as a JSON object of their texts by their SHA-256; by default the committed manifest.'),
  OVERRIDE_LABELS: overrideLabels()
    .default([])
    .describe(
      'Labels of `@override(label:)` in the SDL that are on, comma separated: their fields are asked of the subgraph that they move to. `percent(…)` needs no word here (gateway/execution/README.md).',
    ),
  CORS_ORIGINS: origins()
    .default([])
    .describe("Origins of the frontends that may call from a browser, comma separated; by default only the gateway's own."),
  TRUSTED_PROXIES: addressRanges()
    .default([])
    .describe(
      "Addresses or ranges (`10.0.0.0/8`) of the proxies in front, comma separated: their `x-forwarded-for` tells where a caller is, for the evidence of what was done. By default nobody's.",
    ),
  STORE_URL: z
    .url({ protocol: /^rediss?$/, error: 'must be a redis:// or rediss:// address' })
    .optional()
    .describe('Redis for what the gateway processes share; needed when `NODE_ENV` is `production`, else kept in the process.'),
  METRICS_HOST: z.string().default('127.0.0.1').describe('Address on which `/metrics` is served.'),
  METRICS_PORT: wholeNumber(0, 65_535).optional().describe('Port on which `/metrics` is served; without it, it is not.'),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info').describe('The least severe kind of log line to print.'),
  NODE_ENV: z.string().optional().describe('`production` refuses what is for development only.'),
});

export interface GatewayConfig {
  readonly host: string;
  readonly port: number;
  readonly supergraphFile: string;
  /** Where the subgraphs are, by `subgraphKey(name)`; one that is missing is where the supergraph says. */
  readonly subgraphUrls: ReadonlyMap<string, string>;
  /** Empty in open mode only. */
  readonly tokenIssuers: readonly TokenIssuer[];
  /** Null when no views through a contact's eyes are taken. */
  readonly viewAsKeys: ViewAsKeys | null;
  /** Null in open mode only. */
  readonly identityPrivateKey: IdentityPrivateKey | null;
  readonly openMode: boolean;
  /** Null when no playground is served; without a `signIn` in open mode only. */
  readonly playground: { readonly signIn: { readonly issuer: string; readonly clientId: string } | null } | null;
  readonly subgraphTimeoutMs: number;
  readonly requestBodyBytesMax: number;
  readonly limits: {
    readonly tokensMax: number;
    readonly depthMax: number;
    readonly aliasesMax: number;
    readonly rootFieldsMax: number;
    readonly directivesMax: number;
    /** By `@cost` and `@listSize`. */
    readonly costMax: number;
    readonly listSizeDefault: number;
    /** Operations in one request. */
    readonly batchMax: number;
  };
  /** The longest that an answer is served again; 0 for never. */
  readonly responseCacheSecondsMax: number;
  readonly trustedDocuments: { readonly modes: TrustModes; readonly file: string };
  /** Labels of `@override(label:)` that are on. */
  readonly overrideLabels: readonly string[];
  readonly corsOrigins: readonly string[];
  /** Whose `x-forwarded-for` is believed. */
  readonly trustedProxies: readonly string[];
  /** Null for the store in the process. */
  readonly storeUrl: string | null;
  /** Where `/metrics` is served, if anywhere. */
  readonly metrics: { readonly host: string; readonly port: number } | null;
  readonly logLevel: (typeof LOG_LEVELS)[number];
}

/** Throws one `ConfigurationError` with everything that does not hold. */
export function readGatewayConfig(environment: Environment): GatewayConfig {
  const subgraphUrls = new Map<string, string>();
  const read = readEnvironment(gatewayEnvironment, environment, (given) => [
    ...crossProblems(given),
    ...readSubgraphUrls(given, subgraphUrls),
  ]);
  return Object.freeze({
    host: read.GATEWAY_HOST,
    port: read.GATEWAY_PORT,
    supergraphFile: read.SUPERGRAPH_FILE ?? committedFile('supergraph.graphql'),
    subgraphUrls,
    tokenIssuers: Object.freeze(read.TOKEN_ISSUERS ?? []),
    viewAsKeys: read.VIEW_AS_KEYS ?? null,
    identityPrivateKey: read.IDENTITY_PRIVATE_KEY ?? null,
    openMode: read.OPEN_MODE,
    playground: read.PLAYGROUND ? Object.freeze({ signIn: signInOf(read) }) : null,
    subgraphTimeoutMs: read.SUBGRAPH_TIMEOUT_MS,
    requestBodyBytesMax: read.REQUEST_BODY_BYTES_MAX,
    limits: Object.freeze({
      tokensMax: read.TOKENS_MAX,
      depthMax: read.DEPTH_MAX,
      aliasesMax: read.ALIASES_MAX,
      rootFieldsMax: read.ROOT_FIELDS_MAX,
      directivesMax: read.DIRECTIVES_MAX,
      costMax: read.COST_MAX,
      listSizeDefault: read.LIST_SIZE_DEFAULT,
      batchMax: read.BATCH_MAX,
    }),
    responseCacheSecondsMax: read.RESPONSE_CACHE_SECONDS_MAX,
    trustedDocuments: Object.freeze({
      modes: read.TRUSTED_DOCUMENTS,
      file: read.TRUSTED_DOCUMENTS_FILE ?? committedFile('operations/manifest.json'),
    }),
    overrideLabels: Object.freeze(read.OVERRIDE_LABELS),
    corsOrigins: Object.freeze(read.CORS_ORIGINS),
    trustedProxies: Object.freeze(read.TRUSTED_PROXIES),
    storeUrl: read.STORE_URL ?? null,
    metrics: read.METRICS_PORT === undefined ? null : Object.freeze({ host: read.METRICS_HOST, port: read.METRICS_PORT }),
    logLevel: read.LOG_LEVEL,
  });
}

/** The key of a subgraph in `subgraphUrls`: `Help_Desk` and `help-desk` are the same. */
export function subgraphKey(name: string): string {
  return name.toLowerCase().replaceAll('_', '-');
}

function subgraphUrl(name: string) {
  return httpUrl()
    .optional()
    .describe(
      `GraphQL address of the subgraph ${name}; \`SUBGRAPH_<NAME>_URL\` for any other. By default what the supergraph says.`,
    );
}

const subgraphUrlVariable = /^SUBGRAPH_([A-Za-z0-9_]+)_URL$/;

/** Fills `urls`, and names what is none. */
function* readSubgraphUrls(given: Environment, urls: Map<string, string>): Generator<string> {
  for (const [variable, value] of Object.entries(given)) {
    const name = subgraphUrlVariable.exec(variable)?.[1];
    if (name === undefined) continue;
    const url = httpUrl().safeParse(value);
    if (url.success) urls.set(subgraphKey(name), url.data);
    // The variables that the table names are told about by the table's own check.
    else if (!(variable in gatewayEnvironment.shape)) yield `${variable}: must be an absolute http or https address`;
  }
}

/** What no single variable can tell. */
function* crossProblems(environment: Environment): Generator<string> {
  const isSet = (name: string) => environment[name] !== undefined;
  const isOn = (name: string) => environment[name] === 'true';
  if (isOn('OPEN_MODE')) {
    const host = environment['GATEWAY_HOST'] ?? '127.0.0.1';
    if (!isLoopbackHost(host)) yield 'OPEN_MODE: refused, because GATEWAY_HOST is not a loopback address';
  } else {
    if (!isSet('TOKEN_ISSUERS')) yield 'TOKEN_ISSUERS: must be set, unless OPEN_MODE is true';
    if (!isSet('IDENTITY_PRIVATE_KEY')) yield 'IDENTITY_PRIVATE_KEY: must be set, unless OPEN_MODE is true';
    if (isOn('PLAYGROUND')) {
      if (!isSet('PLAYGROUND_ISSUER')) yield 'PLAYGROUND_ISSUER: must be set, because PLAYGROUND is true';
      if (!isSet('PLAYGROUND_CLIENT_ID')) yield 'PLAYGROUND_CLIENT_ID: must be set, because PLAYGROUND is true';
    }
  }
  if (environment['NODE_ENV'] === 'production' && !isSet('STORE_URL')) {
    yield 'STORE_URL: must be set in production, where processes share what they keep';
  }
}

function signInOf(read: z.output<typeof gatewayEnvironment>) {
  const { PLAYGROUND_ISSUER: issuer, PLAYGROUND_CLIENT_ID: clientId } = read;
  return issuer !== undefined && clientId !== undefined ? Object.freeze({ issuer, clientId }) : null;
}

/** A file below `schema/`. The built gateway lies one folder deeper than its source. */
function committedFile(path: string): string {
  const beside = fileURLToPath(new URL(`../schema/${path}`, import.meta.url));
  return existsSync(beside) ? beside : fileURLToPath(new URL(`../../schema/${path}`, import.meta.url));
}

function addressRanges() {
  return z
    .string()
    .transform((text) => text.split(',').map((range) => range.trim()))
    .pipe(
      z.array(z.string().refine((range) => readAddressRange(range) !== null, 'must be addresses or ranges such as 10.0.0.0/8')),
    );
}

function overrideLabels() {
  return z
    .string()
    .transform((text) => text.split(',').map((label) => label.trim()))
    .pipe(
      z.array(
        z
          .string()
          .regex(
            /^[a-zA-Z][a-zA-Z0-9_\-:./]*$/,
            'must be labels such as new-help-desk; percent(…) is on by itself, for that many callers',
          ),
      ),
    );
}

function origins() {
  return z
    .string()
    .transform((text) => text.split(',').map((origin) => origin.trim()))
    .pipe(z.array(z.string().refine(isOrigin, 'must be origins such as https://portal.example.com, without a path')));
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && /^https?:/.test(text) && new URL(text).origin === text;
}
