import { toGlobalId } from '../../schema/contract/global-id.ts';
import type { EventFact, StepFact, SystemFacts } from '../kit/domain.ts';
import type { Document, DocumentVersion } from './domain.ts';
import { mayDownload } from './may-download.ts';
import type { FileFacts } from './port.ts';

/** What the file store contributes to a client's next steps and timeline. */
export function fileFactsOf(system: string, { waiting, added }: FileFacts): SystemFacts {
  return { system, steps: waiting.map(stepOf), events: added.map(({ document, version }) => eventOf(document, version)) };
}

function stepOf(document: Document): StepFact {
  const { headline, dueBy, since } = document.status;
  return {
    subjectType: 'Document',
    subjectId: toGlobalId('Document', document.id),
    title: document.title,
    headline,
    action: mayDownload(document) ? 'DOWNLOAD_DOCUMENT' : null,
    dueBy,
    since,
  };
}

function eventOf(document: Document, version: DocumentVersion): EventFact {
  const isFirst = version.version === 1;
  return {
    key: `${document.id}#${String(version.version)}`,
    kind: 'DOCUMENT_ADDED',
    at: version.createdAt,
    headline: isFirst ? `"${document.title}" was added` : `Version ${String(version.version)} of "${document.title}" was added`,
    actor: version.author,
    subjectType: 'Document',
    subjectId: toGlobalId('Document', document.id),
  };
}
