import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
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
    const text = JSON.stringify([namespace, audience, scope.key, digestOf(document), operationName, variables, accept]);
    return hash('sha256', text, 'base64url');
  },
  sharing: ({ key }, stamp) => `${key}:${stamp}`,
};

const charactersMax = 1024 * 1024;
const digests = new LRUCache<string, string>({
  maxSize: charactersMax,
  sizeCalculation: (_digest, document) => document.length + 1,
});

/** The SHA-256 of a document. The same few come again and again. */
function digestOf(document: string): string {
  const known = digests.get(document);
  if (known !== undefined) return known;
  const digest = hash('sha256', document, 'base64url');
  digests.set(document, digest);
  return digest;
}
