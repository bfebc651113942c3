import { AppError } from '../../schema/contract/app-error.ts';
import type { RequestContext } from '../context.ts';
import type { AskSubgraph, SubgraphAnswer } from './plan/plan-run.ts';

/** One answer of a subgraph, for whoever asked the same at the same time. */
export interface SharedAnswer {
  /** For one asker, who changes it in place. */
  readonly answer: SubgraphAnswer;
  /** The same once more, for another one. */
  readonly copy: () => SubgraphAnswer;
  readonly cacheControl: string | null;
}

export interface AskShared {
  (...asked: Parameters<AskSubgraph>): Promise<SharedAnswer>;
}

/**
 * Asks a question that is already under way once, within a request and across requests: a page that a hundred tabs of one person open at once
 * costs the systems of record as much as one.
 *
 * What may be shared is said by `sharedBy`, and this is where one caller's answer would become another's: it holds the caller with all
 * rights, and the token, and the state of everything that the caller's answers can be about. So a question that was asked before a change
 * is none for whoever asks after it. A mutation shares nothing, neither its own question nor what it reads afterwards.
 */
export function createQuestionSharing(ask: AskShared): AskShared {
  const underWay = new Map<string, Promise<SharedAnswer>>();
  return (body, context, kind) => {
    const sharedBy = kind === 'mutation' ? null : (context.caching?.sharedBy() ?? null);
    if (sharedBy === null) return ask(body, context, kind);
    const key = `${sharedBy} ${body}`;
    const asked = underWay.get(key);
    if (asked) return inTime(asked, context).then(({ copy, cacheControl }) => ({ answer: copy(), copy, cacheControl }));
    const asking = ask(body, context, kind).finally(() => underWay.delete(key));
    underWay.set(key, asking);
    return asking;
  };
}

/** Whoever began to ask may have more time than the one who joined. */
async function inTime<Result>(asked: Promise<Result>, { deadlineAt }: RequestContext): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => {
        const cause = new Error('the question that was under way took too long');
        reject(new AppError('UPSTREAM_TIMEOUT', 'This part of the answer cannot be had at the moment.', { cause }));
      },
      Math.max(0, deadlineAt - Date.now()),
    );
  });
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
}
