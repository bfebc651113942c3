import type { ApolloServerPlugin } from '@apollo/server';
import { OperationTypeNode } from 'graphql';
import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { RequestContext } from '../context.ts';

/** What Apollo Server found out about an operation. */
export interface KnownOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** The operation's own, whether the request had to choose it by name or not. */
  readonly operationName: string | null;
  readonly queryHash: string;
}

export interface KnownOperations {
  /** Learns from what is answered. */
  readonly plugin: ApolloServerPlugin<RequestContext>;
  /** By the text and, where the request has one, the name of the operation. */
  find(source: string, operationName: string | null): KnownOperation | null;
}

export interface KnownOperationsOptions {
  /** Whether this document may be answered without any plugin being told. */
  readonly learns?: (document: DocumentNode) => boolean;
}

const documentsMax = 2_000;
/** What was parsed of a document takes many times the room of its text. */
const charactersMax = 1024 * 1024;

/**
 * The queries that Apollo Server has parsed, found valid, let through all of its plugins and answered without an error: what it would find
 * out again for the same text is always the same. Only a text that was sent as it is counts, without extensions, so that nothing that was
 * let in by its hash is let in by its text. Mutations are not kept: plugins are told of each of them, and of what `learns` leaves out.
 */
export function createKnownOperations({ learns = () => true }: KnownOperationsOptions = {}): KnownOperations {
  const documents = new LRUCache<string, Map<string | null, KnownOperation>>({
    max: documentsMax,
    maxSize: charactersMax,
    sizeCalculation: (_operations, source) => source.length,
  });
  return {
    plugin: {
      requestDidStart: () =>
        Promise.resolve({
          willSendResponse: ({ request, source, document, operation, queryHash, response: { body } }) => {
            const isWhole = body.kind === 'single' && body.singleResult.errors === undefined;
            const isSentAsItIs = request.query !== undefined && request.query === source && request.extensions === undefined;
            if (!isWhole || !isSentAsItIs || !document) return Promise.resolve();
            if (operation?.operation !== OperationTypeNode.QUERY || !learns(document)) return Promise.resolve();
            const operations = documents.get(source) ?? new Map<string | null, KnownOperation>();
            operations.set(request.operationName ?? null, {
              ...{ document, operation, queryHash },
              operationName: operation.name?.value ?? null,
            });
            documents.set(source, operations);
            return Promise.resolve();
          },
        }),
    },
    find: (source, operationName) => documents.get(source)?.get(operationName) ?? null,
  };
}
