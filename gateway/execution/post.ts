import type { Agent, Dispatcher } from 'undici';

export interface PostRequest {
  readonly agent: Agent;
  readonly url: URL;
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
export type Send = (request: Omit<PostRequest, 'agent'>) => Promise<PostAnswer>;

/** No whole answer came in time. */
export class TimedOutError extends Error {}

export class AnswerTooLargeError extends Error {}

/**
 * Posts and reads the whole answer as text. It takes undici's own handlers, without the stream, the promise and the abort signal
 * that `request` makes of them for each call: they are most of what a call costs.
 */
export function post(request: PostRequest): Promise<PostAnswer> {
  const { agent, url, headers, body, timeoutMs, answerBytesMax } = request;
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    let status = 0;
    let cacheControl: string | null = null;
    let controller: Dispatcher.DispatchController | null = null;
    let failure: Error | null = null;
    const fail = (error: Error): void => {
      failure = error;
      clearTimeout(timer);
      reject(error);
      controller?.abort(error);
    };
    const timer = setTimeout(() => fail(new TimedOutError(`no answer within ${timeoutMs} ms`)), timeoutMs);
    agent.dispatch(
      {
        origin: url.origin,
        path: `${url.pathname}${url.search}`,
        method: 'POST',
        headers,
        body,
        headersTimeout: 0,
        bodyTimeout: 0,
      },
      {
        onRequestStart(started) {
          controller = started;
          // It waited for a connection for longer than anybody waits for it.
          if (failure) started.abort(failure);
        },
        onResponseStart(_controller, statusCode, responseHeaders) {
          status = statusCode;
          const given = responseHeaders['cache-control'];
          cacheControl = typeof given === 'string' ? given : null;
        },
        onResponseData(_controller, chunk) {
          bytes += chunk.length;
          if (bytes > answerBytesMax) fail(new AnswerTooLargeError(`an answer of over ${answerBytesMax} bytes`));
          else chunks.push(chunk);
        },
        onResponseEnd() {
          clearTimeout(timer);
          const [only] = chunks;
          const text = (chunks.length === 1 && only ? only : Buffer.concat(chunks, bytes)).toString('utf8');
          resolve({ status, text, cacheControl });
        },
        onResponseError(_controller, error) {
          clearTimeout(timer);
          reject(error);
        },
      },
    );
  });
}
