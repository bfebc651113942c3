import type { AppliedChange } from '../../document-change.ts';
import { documentIdOf } from '../../document-id.ts';
import type { ClientSnapshot, SnapshotEntry } from '../../client-snapshot.ts';
import type { ClientId, Document, DocumentVersion } from '../../domain.ts';
import type { Sharing } from '../../../kit/domain.ts';
import { toDocument } from '../../to-document.ts';
import type { DocumentSurroundings } from '../../to-document.ts';
import { diskContractBroken } from './disk-error.ts';
import type { JournalStep } from './journal.ts';
import type { VersionRecord } from './record.ts';
import { readSharingOf } from './record.ts';

export interface DiskEntry extends SnapshotEntry {
  /** The journal step that holds the content of a version, by its number. */
  readonly stepOf: ReadonlyMap<number, number>;
}

interface Building {
  readonly token: string;
  /** The newest one. */
  record: VersionRecord;
  /** Oldest first. */
  readonly versions: DocumentVersion[];
  readonly stepOf: Map<number, number>;
}

/** What a client's documents are after all steps of its journal. A document with one broken step is broken as a whole. */
export function foldJournal(
  clientId: ClientId,
  steps: readonly JournalStep[],
  surroundings: DocumentSurroundings,
): ClientSnapshot<DiskEntry> {
  const building = new Map<string, Building>();
  const broken = new Map<string, { step: JournalStep; sharing: Sharing | null }>();
  for (const step of steps) {
    const { record, token } = step;
    if (record.kind === 'broken' || record.clientId !== clientId || broken.has(token)) {
      const wreck = broken.get(token);
      const before = wreck ? wreck.sharing : (building.get(token)?.record.sharing ?? null);
      broken.set(token, { step: wreck?.step ?? step, sharing: sharingAfter(clientId, step, before) });
      continue;
    }
    const known = building.get(token);
    if (record.kind === 'version') {
      building.set(token, addVersion(clientId, known, step, record));
    } else if (known) {
      const { sharing, state, scan } = record;
      if (sharing) known.record = { ...known.record, sharing };
      if (state) known.record = { ...known.record, state: state.name, stateSince: state.since, dueBy: state.dueBy };
      const scanned = scan && known.versions[scan.version - 1];
      if (scanned) known.versions[scan.version - 1] = { ...scanned, scan: scan.state };
    }
  }
  return {
    documents: new Map(
      [...building.values()]
        .filter(({ token }) => !broken.has(token))
        .map((one) => [documentIdOf(clientId, one.token), finish(clientId, one, surroundings)]),
    ),
    broken: new Map(
      [...broken].map(([token, { step, sharing }]) => [
        documentIdOf(clientId, token),
        {
          sharing,
          error: diskContractBroken(
            surroundings.system,
            `step ${String(step.number)} of ${clientId} holds a description that cannot be read`,
            step.record.kind === 'broken' ? step.record.error : undefined,
          ),
        },
      ]),
    ),
  };
}

/** A step that cannot be read may be the one that closed the document: then nobody but its owners may know of it. */
function sharingAfter(clientId: ClientId, { record }: JournalStep, before: Sharing | null): Sharing | null {
  if (record.kind === 'broken') return readSharingOf(record.text);
  return record.clientId === clientId ? (record.sharing ?? before) : before;
}

/** What was kept under a marker. */
export function changeUnder(steps: readonly JournalStep[], marker: string): AppliedChange | null {
  for (const { record } of steps) {
    if (record.kind === 'change' && record.applied?.marker === marker) return record.applied;
  }
  return null;
}

/** The token of the document that is called so, whatever the caller may see. */
export function tokenAt(
  steps: readonly JournalStep[],
  clientId: ClientId,
  place: { readonly folder: string; readonly name: string },
): string | null {
  const found = steps.find(
    ({ record }) =>
      record.kind === 'version' && record.clientId === clientId && record.folder === place.folder && record.name === place.name,
  );
  return found?.token ?? null;
}

function addVersion(clientId: ClientId, known: Building | undefined, step: JournalStep, record: VersionRecord): Building {
  const entry: Building = known ?? { token: step.token, record, versions: [], stepOf: new Map() };
  entry.record = record;
  const version = entry.versions.length + 1;
  entry.stepOf.set(version, step.number);
  entry.versions.push({
    documentId: documentIdOf(clientId, step.token),
    clientId,
    version,
    sizeBytes: record.sizeBytes,
    sha256: record.sha256,
    mediaType: record.mediaType,
    scan: record.scan,
    createdAt: record.createdAt,
    author: record.author,
  });
  return entry;
}

function finish(
  clientId: ClientId,
  { token, record, versions, stepOf }: Building,
  surroundings: DocumentSurroundings,
): DiskEntry {
  const newestFirst = versions.toReversed();
  const current = newestFirst[0];
  if (!current) throw new Error('a document without versions was built');
  const document: Document = toDocument(
    { ...record, clientId, token, createdAt: versions[0]?.createdAt ?? record.createdAt, recordId: token },
    current,
    surroundings,
  );
  return { document, versions: newestFirst, stepOf };
}
