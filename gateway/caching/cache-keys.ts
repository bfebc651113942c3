import { createHash } from 'node:crypto';
import type { Asked } from './asked.ts';
import type { CacheScope } from './cache-scope.ts';

/** The keys under which one request finds what another one left. In both, the caller's scope is what keeps callers apart. */
export interface CacheKeys {
  /** Where an answer is kept. */
  answer(parts: AnswerParts): string;
  /** What requests have in common that may share their questions to subgraphs: the state that they see, by its stamp, and the caller. */
  sharing(scope: CacheScope, stamp: string): string;
}

export interface AnswerParts {
  /** Another graph keeps its answers apart. */
  readonly namespace: string;
  readonly audience: string;
  readonly scope: CacheScope;
  readonly asked: Asked;
}

/** JSON keeps the parts apart, whatever they hold. */
export const CACHE_KEYS: CacheKeys = {
  answer({ namespace, audience, scope, asked }) {
    const { document, operationName, variables, accept } = asked;
    const text = JSON.stringify([namespace, audience, scope.key, document, operationName, variables, accept]);
    return createHash('sha256').update(text).digest('base64url');
  },
  sharing: ({ key }, stamp) => `${key}:${stamp}`,
};
