import { Agent, request } from 'undici';
import type { Dispatcher } from 'undici';
import { AppError } from '../../schema/contract/app-error.ts';

export interface HttpClientOptions {
  /** How the business calls the system; stands in public messages. */
  readonly system: string;
  /** Without a slash at the end. */
  readonly baseUrl: string;
  /** Sent with every request, credentials among them. */
  readonly headers?: Readonly<Record<string, string>>;
  /** From the first byte sent to the last byte received, over all tries. */
  readonly timeoutMs?: number;
  /** A longer answer is refused as `UPSTREAM_CONTRACT`. */
  readonly bodyBytesMax?: number;
  /** How often a read is tried in all. Writes are tried once. */
  readonly readTriesMax?: number;
  readonly connectionsMax?: number;
}

export interface HttpRequest {
  /** Starts with a slash, already encoded. */
  readonly path: string;
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: { readonly json: unknown } | { readonly form: Readonly<Record<string, string>> };
  /** Whether it changes nothing, so that it may be tried again. By default what `GET` is. */
  readonly reads?: boolean;
  /** Statuses that the caller makes sense of by itself, besides 2xx. Others become an `AppError`. */
  readonly expectedStatuses?: readonly number[];
  /** In the place of the client's own, for what carries a file. */
  readonly timeoutMs?: number;
  readonly bodyBytesMax?: number;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The parsed JSON body; throws `UPSTREAM_CONTRACT` when it is none. */
  json(): unknown;
  readonly bytes: Buffer;
}

export interface HttpClient {
  send(what: HttpRequest): Promise<HttpAnswer>;
  close(): Promise<void>;
}

/** Worth another try: the system said that it was busy or passing through a fault. */
const passing = new Set([429, 502, 503, 504]);

/**
 * How every adapter talks HTTP. One deadline covers all tries, an answer is never inflated (`accept-encoding: identity`) and
 * never larger than `bodyBytesMax`, only reads are repeated, and the system's wish to be left alone (`Retry-After`) is kept
 * when it fits within the deadline. Errors: `UPSTREAM_TIMEOUT`, `UPSTREAM_UNAVAILABLE` (unreachable, 429, 5xx, refused
 * credentials), `UPSTREAM_CONTRACT` (too large, not JSON, a status that nobody expects). What the system answered never
 * reaches the public message.
 */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const { system, baseUrl, timeoutMs = 1_500, bodyBytesMax = 8 * 1024 * 1024, readTriesMax = 3 } = options;
  const agent = new Agent({ connections: options.connectionsMax ?? 16, connect: { timeout: Math.min(timeoutMs, 1_000) } });

  async function once(what: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
    const url = new URL(baseUrl + what.path);
    for (const [name, value] of Object.entries(what.query ?? {}))
      if (value !== undefined) url.searchParams.set(name, String(value));
    const { body, contentType } = writeBody(what.body);
    const answer = await request(url, {
      dispatcher: agent,
      method: what.method ?? 'GET',
      signal,
      headers: {
        accept: 'application/json',
        'accept-encoding': 'identity',
        ...(contentType && { 'content-type': contentType }),
        ...options.headers,
        ...what.headers,
      },
      ...(body !== undefined && { body }),
    });
    const bytes = await readBody(answer.body, what.bodyBytesMax ?? bodyBytesMax, system);
    return {
      status: answer.statusCode,
      headers: answer.headers,
      bytes,
      json: () => {
        try {
          return JSON.parse(bytes.toString('utf8')) as unknown;
        } catch (error) {
          throw contractBroken(system, 'an answer that is not JSON', error);
        }
      },
    };
  }

  async function send(what: HttpRequest): Promise<HttpAnswer> {
    const reads = what.reads ?? (what.method ?? 'GET') === 'GET';
    let triesMax = reads ? readTriesMax : 1;
    const timeMs = what.timeoutMs ?? timeoutMs;
    const deadline = Date.now() + timeMs;
    const signal = AbortSignal.timeout(timeMs);
    for (let tries = 1; ; tries += 1) {
      let failure: AppError;
      let waitMs = 50 * 2 ** (tries - 1) * (0.5 + Math.random());
      try {
        const answer = await once(what, signal);
        if (isExpected(answer.status, what)) return answer;
        failure = refusal(system, answer.status);
        if (!passing.has(answer.status)) triesMax = 0;
        waitMs = retryAfterMs(answer.headers['retry-after']) ?? waitMs;
      } catch (error) {
        if (error instanceof AppError) throw error;
        failure = transportFailure(system, error, signal);
      }
      if (tries >= triesMax || signal.aborted || Date.now() + waitMs >= deadline) throw failure;
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }

  return { send, close: () => agent.close() };
}

function writeBody(body: HttpRequest['body']): { body?: string; contentType?: string } {
  if (!body) return {};
  if ('json' in body) return { body: JSON.stringify(body.json), contentType: 'application/json' };
  return { body: new URLSearchParams(body.form).toString(), contentType: 'application/x-www-form-urlencoded' };
}

async function readBody(body: Dispatcher.ResponseData['body'], bytesMax: number, system: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > bytesMax) {
      body.destroy();
      throw contractBroken(system, `an answer of over ${String(bytesMax)} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, bytes);
}

function isExpected(status: number, what: HttpRequest): boolean {
  return (status >= 200 && status < 300) || (what.expectedStatuses?.includes(status) ?? false);
}

function refusal(system: string, status: number): AppError {
  const cause = new Error(`status ${String(status)}`);
  if (status >= 500 || status === 429 || status === 401 || status === 403) {
    return new AppError('UPSTREAM_UNAVAILABLE', `${system} cannot be reached at the moment.`, { cause });
  }
  return contractBroken(system, `status ${String(status)}`, cause);
}

function transportFailure(system: string, cause: unknown, signal: AbortSignal): AppError {
  return signal.aborted
    ? new AppError('UPSTREAM_TIMEOUT', `${system} did not answer in time.`, { cause })
    : new AppError('UPSTREAM_UNAVAILABLE', `${system} cannot be reached at the moment.`, { cause });
}

/** For payloads that a `wire` schema does not accept, too. `what` goes to the log, not to the caller. */
export function contractBroken(system: string, what: string, cause?: unknown): AppError {
  return new AppError('UPSTREAM_CONTRACT', `${system} gave an answer that could not be read.`, {
    cause: new Error(what, { cause }),
  });
}

function retryAfterMs(header: string | string[] | undefined): number | null {
  if (typeof header !== 'string') return null;
  if (/^\d{1,6}$/.test(header)) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - Date.now());
}
