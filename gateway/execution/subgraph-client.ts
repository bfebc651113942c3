import type { GraphQLFormattedError } from 'graphql';
import type { Agent } from 'undici';
import { z } from 'zod';
import { AppError } from '../../schema/contract/app-error.ts';
import { IDENTITY_HEADER, REQUEST_ID_HEADER } from '../../schema/contract/header-names.ts';
import type { Principal } from '../auth/principal.ts';
import type { RequestContext } from '../context.ts';
import { isData } from './plan/own-value.ts';
import type { AskSubgraph, OperationKind, SubgraphAnswer } from './plan/plan-run.ts';
import { AnswerTooLargeError, TimedOutError, post, toPostAddress } from './post.ts';
import type { Send } from './post.ts';
import { createQuestionSharing } from './share-questions.ts';
import type { SharedAnswer } from './share-questions.ts';

export interface SubgraphClientOptions {
  /** As the supergraph names it. */
  readonly name: string;
  readonly url: string;
  /** Shared by all subgraphs: keeps connections open. */
  readonly agent: Agent;
  /** In the place of HTTP. */
  readonly send?: Send | undefined;
  /** The longest that one call may take, within the request's own deadline. */
  readonly timeoutMs: number;
  readonly answerBytesMax: number;
  /** Signs who asks; null in open mode, where nobody signs in. */
  readonly identityTokenFor: ((principal: Principal, subgraph: string, address?: string) => Promise<string>) | null;
  readonly reportCall: (call: { subgraph: string; seconds: number; failed: boolean }) => void;
}

/**
 * How the gateway asks a subgraph. One that cannot be asked (unreachable, too slow, not JSON, too large) is an `AppError` that
 * says no more than that.
 */
export function createSubgraphClient(options: SubgraphClientOptions): AskSubgraph {
  const { name, agent, identityTokenFor, answerBytesMax } = options;
  const postAddress = toPostAddress(options.url);
  const send: Send = options.send ?? ((request) => post(agent, request));

  async function ask(body: string, context: RequestContext, kind: OperationKind | undefined): Promise<SharedAnswer> {
    const timeoutMs = Math.min(options.timeoutMs, context.deadlineAt - Date.now());
    if (timeoutMs <= 0) throw timedOut(new Error('no time was left to ask'));
    const { principal } = context;
    const address = kind === 'mutation' ? context.address : undefined;
    const identity = principal && identityTokenFor ? await identityTokenFor(principal, name, address) : null;
    const headers: Record<string, string> = {
      'content-type': 'application/json',
      accept: 'application/json',
      'accept-encoding': 'identity',
      [REQUEST_ID_HEADER]: context.requestId,
    };
    if (identity !== null) headers[IDENTITY_HEADER] = identity;
    try {
      const { status, text, cacheControl } = await send({ address: postAddress, headers, body, timeoutMs, answerBytesMax });
      return { answer: readAnswer(text, status), copy: () => readAnswer(text, status), cacheControl };
    } catch (error) {
      if (error instanceof AppError) throw error;
      if (error instanceof AnswerTooLargeError) throw contractBroken(error);
      throw error instanceof TimedOutError ? timedOut(error) : unavailable(error);
    }
  }

  async function askAndReport(body: string, context: RequestContext, kind?: OperationKind): Promise<SharedAnswer> {
    const startedAt = performance.now();
    let failed = true;
    try {
      const answer = await ask(body, context, kind);
      failed = false;
      return answer;
    } finally {
      options.reportCall({ subgraph: name, seconds: (performance.now() - startedAt) / 1000, failed });
    }
  }

  const shareQuestion = createQuestionSharing(askAndReport);
  return async (body, context, kind) => {
    try {
      const { answer, cacheControl } = await shareQuestion(body, context, kind);
      context.caching?.restrict(cacheControl);
      return answer;
    } catch (error) {
      context.caching?.forbid();
      throw error;
    }
  };
}

const errorsOfAnswer = z.array(
  z.object({
    message: z.string(),
    path: z.array(z.union([z.string(), z.number()])).nullish(),
    extensions: z.looseObject({ code: z.string().optional() }).nullish(),
  }),
);

/** A GraphQL answer counts with any status, since servers differ there; anything else is not an answer. */
function readAnswer(text: string, status: number): SubgraphAnswer {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw status >= 500 ? unavailable(new Error(`status ${status}`)) : contractBroken(error);
  }
  // The data is not looked through here: it is held to the schema field by field when the answer is shaped.
  if (!isData(json)) throw contractBroken(new Error('not an object'));
  const { data = null, errors } = json;
  if (errors === undefined && isData(data) && status !== 401) return { data, errors: none };
  const read = errorsOfAnswer.safeParse(errors ?? []);
  if (!read.success || (data !== null && !isData(data)) || (json['data'] === undefined && read.data.length === 0)) {
    throw contractBroken(read.error ?? new Error('neither data nor errors'));
  }
  if (status === 401) throw unavailable(new Error('the subgraph refused the identity token'));
  return { data, errors: read.data.map(toFormattedError) };
}

const none: readonly GraphQLFormattedError[] = [];

/** Of a subgraph's error, what may go on: its URL, its stack and whatever else it says of itself stay behind. */
function toFormattedError({ message, path, extensions }: z.output<typeof errorsOfAnswer>[number]): GraphQLFormattedError {
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
