import type { ApolloServerOptions, BaseContext } from '@apollo/server';
import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';

export type DocumentStore = NonNullable<ApolloServerOptions<BaseContext>['documentStore']>;

export const documentsMax = 1_000;
/** A parsed document takes many times the room of its text: its nodes, and with them the tokens that it was read from. */
export const charactersMax = 256 * 1024;

/**
 * The documents that Apollo Server has parsed and found valid. Its own store counts what they would be as JSON, which leaves out the tokens: it
 * lets several times its 30 MB be taken, for each audience.
 */
export function createDocumentStore(): DocumentStore & { readonly size: () => number } {
  const documents = new LRUCache<string, DocumentNode>({
    max: documentsMax,
    maxSize: charactersMax,
    sizeCalculation: ({ loc }) => Math.max(1, loc?.end ?? charactersMax),
  });
  return {
    get: (key) => Promise.resolve(documents.get(key)),
    set: (key, document) => {
      documents.set(key, document);
      return Promise.resolve();
    },
    delete: (key) => Promise.resolve(documents.delete(key)),
    size: () => documents.size,
  };
}
