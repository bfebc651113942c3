import { request } from 'undici';
import type { Agent } from 'undici';
import { z } from 'zod';
import { AppError } from '../../schema/contract/app-error.ts';
import { ERROR_CODES } from '../../schema/contract/error-codes.ts';
import { IDENTITY_HEADER } from '../../schema/contract/header-names.ts';

/** How the gateway asks a subgraph in its own name, and not in that of a caller. */
export interface ServiceClient {
  /**
   * The answer's `data`, parsed by `shape`. Throws an `AppError`: `UPSTREAM_UNAVAILABLE` when it cannot be asked or takes too long,
   * `UPSTREAM_CONTRACT` when the answer is none, and what the subgraph itself answers.
   */
  ask<Shape extends z.ZodType>(question: {
    readonly query: string;
    readonly variables: Readonly<Record<string, unknown>>;
    readonly shape: Shape;
  }): Promise<z.output<Shape>>;
}

export interface ServiceClientOptions {
  readonly subgraph: string;
  readonly url: string;
  readonly agent: Agent;
  /** Signs that the gateway asks. */
  readonly identityToken: () => Promise<string>;
  readonly timeoutMs: number;
}

/** Room for ten thousand revocations and as many grants. */
const answerBytesMax = 16 * 1024 * 1024;

const answer = z.object({
  data: z.unknown(),
  errors: z
    .array(z.object({ message: z.string(), extensions: z.looseObject({ code: z.string().optional() }).optional() }))
    .optional(),
});

export function createServiceClient(options: ServiceClientOptions): ServiceClient {
  return {
    async ask({ query, variables, shape }) {
      const read = answer.safeParse(parse(options, await send(options, JSON.stringify({ query, variables }))));
      if (!read.success) throw contractBroken(options, read.error);
      const [error] = read.data.errors ?? [];
      if (error) throw toAppError(options, error.extensions?.code, error.message);
      const data = shape.safeParse(read.data.data);
      if (!data.success) throw contractBroken(options, data.error);
      return data.data;
    },
  };
}

async function send(options: ServiceClientOptions, body: string): Promise<string> {
  const { url, agent, identityToken, timeoutMs } = options;
  try {
    const response = await request(url, {
      dispatcher: agent,
      method: 'POST',
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        'accept-encoding': 'identity',
        [IDENTITY_HEADER]: await identityToken(),
      },
      body,
    });
    const text = await readText(options, response.body);
    if (response.statusCode === 401 || response.statusCode >= 500) throw new Error(`status ${response.statusCode}`);
    return text;
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('UPSTREAM_UNAVAILABLE', `The ${options.subgraph} subgraph cannot be asked.`, { cause });
  }
}

async function readText(of: Named, body: AsyncIterable<Buffer> & { destroy(): unknown }): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > answerBytesMax) {
      body.destroy();
      throw contractBroken(of, new Error(`an answer of over ${answerBytesMax} bytes`));
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, bytes).toString('utf8');
}

function parse(of: Named, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw contractBroken(of, error);
  }
}

function toAppError(of: Named, code: string | undefined, message: string): AppError {
  const known = ERROR_CODES.find((one) => one === code);
  return known ? new AppError(known, message) : contractBroken(of, new Error(`an error of code ${String(code)}: ${message}`));
}

type Named = Pick<ServiceClientOptions, 'subgraph'>;

function contractBroken({ subgraph }: Named, cause: unknown): AppError {
  return new AppError('UPSTREAM_CONTRACT', `The ${subgraph} subgraph gave an answer that cannot be read.`, { cause });
}
