import { AppError } from '../../../schema/contract/app-error.ts';
import type { Scope } from '../../kit/scope.ts';
import type { ClientId, Document } from '../domain.ts';
import type { FileStore } from '../port.ts';

export interface Place {
  readonly clientId: ClientId;
  readonly folder: string;
  readonly name: string;
}

/** The document at a place; null when there is none that the caller sees. */
export async function documentAt(store: FileStore, scope: Scope, { clientId, folder, name }: Place): Promise<Document | null> {
  // All in the folder that have the name as a part of theirs, page by page.
  const filter = { folder, search: name, mediaTypes: null, phases: null };
  let after: Parameters<FileStore['documentsOf']>[3]['after'] = null;
  for (;;) {
    const page = (await store.documentsOf(scope, [clientId], filter, { first: 100, after })).get(clientId);
    if (page instanceof AppError) throw page;
    const found = page?.items.find(({ record }) => record.name === name);
    if (found) return found.record;
    if (!page?.hasNextPage) return null;
    after = page.items.at(-1)?.position ?? null;
  }
}

export async function documentBy(store: FileStore, scope: Scope, documentId: string): Promise<Document | null> {
  const document = (await store.documentsById(scope, [documentId])).get(documentId);
  if (document instanceof AppError) throw document;
  return document ?? null;
}
