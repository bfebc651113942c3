import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import { parse } from 'graphql';
import type { DocumentNode, GraphQLFormattedError, GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import { request } from 'undici';
import type { Agent } from 'undici';
import { z } from 'zod';
import { AppError } from '../../schema/contract/app-error.ts';
import { IDENTITY_HEADER, REQUEST_ID_HEADER } from '../../schema/contract/header-names.ts';
import type { Principal } from '../auth/principal.ts';
import type { RequestContext } from '../context.ts';
import { standInFor } from './failed-fetch.ts';

export interface SubgraphClientOptions {
  /** As the supergraph names it. */
  readonly name: string;
  readonly url: string;
  /** Shared by all subgraphs: keeps connections open. */
  readonly agent: Agent;
  /** The longest that one call may take, within the request's own deadline. */
  readonly timeoutMs: number;
  readonly answerBytesMax: number;
  /** Signs who asks; null in open mode, where nobody signs in. */
  readonly identityTokenFor: ((principal: Principal, subgraph: string) => Promise<string>) | null;
  /** The supergraph's schema, for what stands in for an answer that did not come. */
  readonly schema: GraphQLSchema;
  readonly reportCall: (call: { subgraph: string; seconds: number; failed: boolean }) => void;
}

const answer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        path: z.array(z.union([z.string(), z.number()])).optional(),
        extensions: z.looseObject({ code: z.string().optional() }).optional(),
      }),
    )
    .optional(),
});

type AnsweredError = NonNullable<z.output<typeof answer>['errors']>[number];

/**
 * How the gateway asks a subgraph. A subgraph that cannot be asked (unreachable, too slow, not JSON, too large) costs its own
 * part of the answer and nothing else: nulls stand in for it, with one error that says no more than that.
 */
export class SubgraphClient implements GraphQLDataSource {
  private readonly options: SubgraphClientOptions;
  private readonly parsed = new LRUCache<string, DocumentNode>({ max: 1_000 });

  constructor(options: SubgraphClientOptions) {
    this.options = options;
  }

  async process(options: GraphQLDataSourceProcessOptions): ReturnType<GraphQLDataSource['process']> {
    const { query = '', variables = {}, operationName } = options.request;
    const context = options.context as RequestContext;
    const startedAt = performance.now();
    const report = (failed: boolean): void => {
      this.options.reportCall({ subgraph: this.options.name, seconds: (performance.now() - startedAt) / 1000, failed });
    };
    try {
      const { data, errors } = await this.ask({ query, variables, operationName }, context);
      report(false);
      return { data: data ?? null, ...(errors?.length && { errors: errors.map(toFormattedError) }) };
    } catch (error) {
      report(true);
      const failure = error instanceof AppError ? error : unavailable(error);
      context.logger.warn({ err: failure, subgraph: this.options.name }, 'a subgraph could not be asked');
      const { data, path } = standInFor(this.options.schema, this.documentOf(query), variables['representations']);
      return { data, errors: [{ message: failure.publicMessage, path, extensions: { code: failure.code } }] };
    }
  }

  private async ask(body: object, context: RequestContext): Promise<z.output<typeof answer>> {
    const { name, url, agent, identityTokenFor, answerBytesMax } = this.options;
    const timeoutMs = Math.min(this.options.timeoutMs, context.deadlineAt - Date.now());
    if (timeoutMs <= 0) throw timedOut(new Error('no time was left to ask'));
    const identity = context.principal && identityTokenFor ? await identityTokenFor(context.principal, name) : null;
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      const response = await request(url, {
        dispatcher: agent,
        method: 'POST',
        signal,
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          'accept-encoding': 'identity',
          [REQUEST_ID_HEADER]: context.requestId,
          ...(identity !== null && { [IDENTITY_HEADER]: identity }),
        },
        body: JSON.stringify(body),
      });
      const text = await readText(response.body, answerBytesMax);
      return readAnswer(text, response.statusCode);
    } catch (error) {
      if (error instanceof AppError) throw error;
      throw signal.aborted ? timedOut(error) : unavailable(error);
    }
  }

  private documentOf(query: string): DocumentNode {
    const known = this.parsed.get(query);
    if (known) return known;
    const document = parse(query, { noLocation: true });
    this.parsed.set(query, document);
    return document;
  }
}

async function readText(body: AsyncIterable<Buffer> & { destroy(): unknown }, bytesMax: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > bytesMax) {
      body.destroy();
      throw contractBroken(new Error(`an answer of over ${bytesMax} bytes`));
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, bytes).toString('utf8');
}

/** A GraphQL answer counts with any status, since servers differ there; anything else is not an answer. */
function readAnswer(text: string, status: number): z.output<typeof answer> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw status >= 500 ? unavailable(new Error(`status ${status}`)) : contractBroken(error);
  }
  const read = answer.safeParse(json);
  if (!read.success || (read.data.data === undefined && !read.data.errors)) throw contractBroken(read.error);
  if (status === 401) throw unavailable(new Error('the subgraph refused the identity token'));
  return read.data;
}

/** Of a subgraph's error, what may go on: its URL, its stack and whatever else it says of itself stay behind. */
function toFormattedError({ message, path, extensions }: AnsweredError): GraphQLFormattedError {
  return { message, ...(path && { path }), extensions: { code: extensions?.code } };
}

const publicMessage = 'This part of the answer cannot be had at the moment.';

function unavailable(cause: unknown): AppError {
  return new AppError('UPSTREAM_UNAVAILABLE', publicMessage, { cause });
}

function timedOut(cause: unknown): AppError {
  return new AppError('UPSTREAM_TIMEOUT', publicMessage, { cause });
}

function contractBroken(cause: unknown): AppError {
  return new AppError('UPSTREAM_CONTRACT', publicMessage, { cause });
}
