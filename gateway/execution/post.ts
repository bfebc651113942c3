import type { Agent, Dispatcher } from 'undici';

/** Where a subgraph is asked. A `URL` would work out its parts again for every request. */
export interface PostAddress {
  readonly origin: string;
  readonly path: string;
}

export interface PostRequest {
  readonly address: PostAddress;
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly timeoutMs: number;
  readonly answerBytesMax: number;
}

export interface PostAnswer {
  readonly status: number;
  readonly text: string;
  /** The `Cache-Control` header. */
  readonly cacheControl: string | null;
}

/** How a question gets to a subgraph: over HTTP (`post`), or within the process. Rejects with `TimedOutError` and `AnswerTooLargeError`. */
export type Send = (request: PostRequest) => Promise<PostAnswer>;

/** No whole answer came in time. */
export class TimedOutError extends Error {}

export class AnswerTooLargeError extends Error {}

export function toPostAddress(url: string): PostAddress {
  const { origin, pathname, search } = new URL(url);
  return { origin, path: `${pathname}${search}` };
}

/**
 * Posts and reads the whole answer as text. It takes undici's own handlers, without the stream, the promise and the abort signal
 * that `request` makes of them for each call: they are most of what a call costs.
 */
export function post(agent: Agent, request: PostRequest): Promise<PostAnswer> {
  return new Promise((resolve, reject) => {
    const exchange = new Exchange(request, resolve, reject);
    agent.dispatch(
      {
        origin: request.address.origin,
        path: request.address.path,
        method: 'POST',
        headers: request.headers,
        body: request.body,
        headersTimeout: 0,
        bodyTimeout: 0,
      },
      exchange,
    );
  });
}

/**
 * One question and its answer, in the form of undici's core: around a handler of the newer form it puts two objects for each call, and
 * makes an object of the answer's headers, of which one is read here.
 */
class Exchange implements Dispatcher.DispatchHandler {
  private readonly resolve: (answer: PostAnswer) => void;
  private readonly reject: (error: Error) => void;
  private readonly answerBytesMax: number;
  private readonly timer: NodeJS.Timeout;
  private abort: ((error?: Error) => void) | null = null;
  private failure: Error | null = null;
  private status = 0;
  private cacheControl: string | null = null;
  private bytes = 0;
  private first: Buffer | null = null;
  private more: Buffer[] | null = null;

  constructor({ timeoutMs, answerBytesMax }: PostRequest, resolve: (answer: PostAnswer) => void, reject: (error: Error) => void) {
    this.resolve = resolve;
    this.reject = reject;
    this.answerBytesMax = answerBytesMax;
    this.timer = setTimeout(() => this.fail(new TimedOutError(`no answer within ${timeoutMs} ms`)), timeoutMs);
  }

  onConnect(abort: (error?: Error) => void): void {
    this.abort = abort;
    // It waited for a connection for longer than anybody waits for it.
    if (this.failure) abort(this.failure);
  }

  onHeaders(status: number, headers: Buffer[]): boolean {
    this.status = status;
    this.cacheControl = readCacheControl(headers);
    return true;
  }

  onData(chunk: Buffer): boolean {
    this.bytes += chunk.length;
    if (this.bytes > this.answerBytesMax) this.fail(new AnswerTooLargeError(`an answer of over ${this.answerBytesMax} bytes`));
    else if (this.first === null) this.first = chunk;
    else (this.more ??= [this.first]).push(chunk);
    return true;
  }

  onComplete(): void {
    clearTimeout(this.timer);
    const whole = this.more ? Buffer.concat(this.more, this.bytes) : this.first;
    const text = whole ? whole.toString('utf8') : '';
    this.resolve({ status: this.status, text, cacheControl: this.cacheControl });
  }

  onError(error: Error): void {
    clearTimeout(this.timer);
    this.reject(error);
  }

  private fail(error: Error): void {
    this.failure = error;
    clearTimeout(this.timer);
    this.reject(error);
    this.abort?.(error);
  }
}

const cacheControlName = 'cache-control';

/** Of names and values in turns. Several of one name are one list: the strictest of them counts. */
function readCacheControl(headers: readonly Buffer[]): string | null {
  let found: string | null = null;
  for (let index = 0; index + 1 < headers.length; index += 2) {
    const [name, value] = [headers[index], headers[index + 1]];
    if (name?.length !== cacheControlName.length || name.toString('latin1').toLowerCase() !== cacheControlName) continue;
    const text = value?.toString('latin1') ?? '';
    found = found === null ? text : `${found}, ${text}`;
  }
  return found;
}
