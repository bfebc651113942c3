import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Principal } from '../auth/principal.ts';
import type { TrustMode } from '../trusted-documents/trust-mode.ts';
import { graphqlError } from './graphql-error.ts';

export interface TrustDocumentsOptions {
  readonly modeOf: (principal: Principal | null) => TrustMode;
  /** The document of this id, or undefined. */
  readonly documentOf: (id: string) => string | undefined;
  readonly idOf: (document: string) => string;
}

/**
 * Puts the text of a trusted document in the place of its id (`documentId` in a body), and refuses what is not one where nothing else is answered: by
 * whichever way a document comes, in a body, in a batch, in an address, or by a hash that was registered before that was so.
 */
export function trustDocuments({ modeOf, documentOf, idOf }: TrustDocumentsOptions) {
  /** What there is against one operation; null for nothing. */
  function problemWith(operation: Record<string, unknown>, mode: TrustMode, inAddress: boolean): string | null {
    const { documentId, query } = operation;
    if (!inAddress && typeof documentId === 'string' && (query === undefined || query === null)) {
      const document = documentOf(documentId.replace(/^sha256:/, ''));
      if (document === undefined) return 'There is no trusted document of this id.';
      delete operation['documentId'];
      operation['query'] = document;
      return null;
    }
    if (mode !== 'required') return null;
    const id = typeof query === 'string' ? idOf(query) : hashOf(operation['extensions']);
    return id !== null && documentOf(id) !== undefined ? null : 'Only trusted documents are answered here: ask by the id of one.';
  }

  return (request: FastifyRequest, reply: FastifyReply, done: () => void): void => {
    const mode = modeOf(request.principal);
    if (mode === 'off') return done();
    const inAddress = request.method === 'GET';
    const given: unknown[] = inAddress ? [request.query] : Array.isArray(request.body) ? request.body : [request.body];
    for (const operation of given) {
      const problem = isObject(operation)
        ? problemWith(operation, mode, inAddress)
        : mode === 'required'
          ? 'There is no document.'
          : null;
      if (problem !== null) {
        reply.status(400).send(graphqlError('DOCUMENT_NOT_TRUSTED', problem));
        return;
      }
    }
    done();
  };
}

/** In an address it is JSON. */
function hashOf(extensions: unknown): string | null {
  let read: unknown = extensions;
  if (typeof extensions === 'string') {
    try {
      read = JSON.parse(extensions);
    } catch {
      return null;
    }
  }
  const persisted = isObject(read) ? read['persistedQuery'] : null;
  return isObject(persisted) && typeof persisted['sha256Hash'] === 'string' ? persisted['sha256Hash'] : null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
