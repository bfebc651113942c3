import { AnswerTooLargeError, TimedOutError } from '../../gateway/execution/post.ts';
import type { Send } from '../../gateway/execution/post.ts';
import type { SubgraphServer } from '../../subgraphs/kit/server.ts';

/** How a gateway asks a subgraph that runs in its own process: what HTTP would bring, without the sockets. */
export function askInProcess(server: Pick<SubgraphServer, 'ask'>): Send {
  return async ({ headers, body, timeoutMs, answerBytesMax }) => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new TimedOutError(`no answer within ${timeoutMs} ms`)), timeoutMs);
    });
    try {
      const answer = await Promise.race([server.ask({ headers, body }), late]);
      if (Buffer.byteLength(answer.text) > answerBytesMax)
        throw new AnswerTooLargeError(`an answer of over ${answerBytesMax} bytes`);
      return answer;
    } finally {
      clearTimeout(timer);
    }
  };
}
