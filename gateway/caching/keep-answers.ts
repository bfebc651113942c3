import { createHash } from 'node:crypto';
import type { ApolloServerPlugin } from '@apollo/server';
import type { FastifyInstance } from 'fastify';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { Logger } from '../../schema/contract/logger.ts';
import type { RecordChanges } from '../../schema/contract/record-changes.ts';
import type { Principal } from '../auth/principal.ts';
import type { RequestContext } from '../context.ts';
import type { ChooseOverrides } from '../execution/overrides.ts';
import type { Store } from '../stores/store.ts';
import type { CacheKeys } from './cache-keys.ts';
import { createClientOf } from './client-of.ts';
import type { AskAs } from './client-of.ts';
import { asksForReceipt, createChangeFollower } from './follow-changes.ts';
import { createRecordChangeFollower } from './follow-record-changes.ts';
import { createResponseCache } from './response-cache.ts';
import { serveKept } from './serve-kept.ts';

/** All that is done about answers that are kept, as one part of a gateway; the README has how. */
export interface KeptAnswers {
  /** For every Apollo Server of the gateway. */
  readonly plugin: ApolloServerPlugin<RequestContext>;
  /** Whether an operation may be answered past Apollo Server, where `plugin` does not see it. */
  readonly maySkipPlugin: (document: DocumentNode) => boolean;
  /** Serves what is kept; to be registered behind everything that may refuse a request. */
  serve(scope: FastifyInstance): void;
  start(): Promise<void>;
  close(): Promise<void>;
}

export interface KeptAnswersOptions {
  readonly store: Store;
  readonly logger: Logger;
  readonly secondsMax: number;
  /** Milliseconds since 1970. */
  readonly now?: (() => number) | undefined;
  readonly keys: CacheKeys;
  /** Another graph keeps its answers apart. */
  readonly supergraphSdl: string;
  readonly schema: GraphQLSchema;
  readonly audienceOf: (principal: Principal) => string;
  /** Where the caller's answers come from, for fields that are moved from one subgraph to another. */
  readonly chooseOverrides: ChooseOverrides | null;
  readonly askAs: AskAs;
  /** Longer than any answer takes. */
  readonly answerMsMax: number;
  /** The subgraphs that tell which clients something changed for, and how one is asked; null where nobody can be. */
  readonly recordChanges: {
    readonly subgraphs: readonly string[];
    readonly ask: (subgraph: string, after: string | null) => Promise<RecordChanges>;
  } | null;
}

export function createKeptAnswers(options: KeptAnswersOptions): KeptAnswers {
  const { store, logger, secondsMax, now, recordChanges } = options;
  const cache = createResponseCache({ store, logger, secondsMax, ...(now && { now }) });
  const follower =
    recordChanges &&
    createRecordChangeFollower({ subgraphs: recordChanges.subgraphs, askForChanges: recordChanges.ask, cache, logger });
  return {
    plugin: createChangeFollower(cache, createClientOf(options.schema, options.askAs)),
    // Whoever asks what became of an action tells what is kept of it, each time.
    maySkipPlugin: (document) => !asksForReceipt(document),
    serve: (scope) =>
      serveKept(scope, {
        cache,
        namespaceFor: createNamespaceFor(options),
        audienceOf: options.audienceOf,
        keys: options.keys,
        answerMsMax: options.answerMsMax,
      }),
    start: async () => follower?.start(),
    close: async () => follower?.close(),
  };
}

/**
 * The graph, and where its fields are: a process for which other labels of `@override` are on finds nothing of what this one keeps. For one
 * caller and one configuration it is always the same.
 */
function createNamespaceFor({ supergraphSdl, chooseOverrides }: KeptAnswersOptions): (principal: Principal) => string {
  const graph = createHash('sha256').update(supergraphSdl).digest('base64url');
  return chooseOverrides === null ? () => graph : (principal) => `${graph} ${chooseOverrides(principal).key}`;
}
