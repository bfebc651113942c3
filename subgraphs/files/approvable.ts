import { canonicalSummary, checkFresh } from '../kit/approvable.ts';
import type { Approvable } from '../kit/domain.ts';
import type { Document } from './domain.ts';

/** What the current version of a document puts before those who are to approve of it: its content, by checksum. */
export function approvableDocument(document: Document, checksum: string): Approvable {
  checkFresh(document.provenance);
  const { clientId, title, version, name, sizeBytes, mediaType, sharing } = document;
  const summary = canonicalSummary({ name, sizeBytes, mediaType, version });
  return { clientId, title, version, checksum, summary, hasMoney: false, sharing };
}
