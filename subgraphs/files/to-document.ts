import type { StatusTable } from '../kit/status-table.ts';
import { documentIdOf } from './document-id.ts';
import type { ClientId, Document, DocumentVersion } from './domain.ts';
import type { Sharing } from '../kit/domain.ts';

/** What an adapter knows of a document as a whole; the rest is the current version's. */
export interface DocumentDescription {
  readonly clientId: ClientId;
  readonly token: string;
  readonly folder: string;
  readonly name: string;
  readonly title: string;
  readonly sharing: Sharing;
  readonly state: string;
  readonly stateSince: Date;
  readonly dueBy: Date | null;
  readonly createdAt: Date;
  /** What the store itself calls it; for staff. */
  readonly recordId: string;
}

export interface DocumentSurroundings {
  readonly statusTable: StatusTable;
  readonly system: string;
  readonly asOf: Date;
}

export function toDocument(
  description: DocumentDescription,
  current: DocumentVersion,
  { statusTable, system, asOf }: DocumentSurroundings,
): Document {
  const { clientId, token, state, stateSince, dueBy } = description;
  return {
    id: documentIdOf(clientId, token),
    clientId,
    title: description.title,
    name: description.name,
    mediaType: current.mediaType,
    sizeBytes: current.sizeBytes,
    sha256: current.sha256,
    version: current.version,
    folderPath: description.folder,
    status: statusTable.statusOf('document', { state, since: stateSince, dueBy }),
    sharing: description.sharing,
    scan: current.scan,
    createdAt: description.createdAt,
    updatedAt: current.createdAt,
    provenance: { system, recordId: description.recordId, asOf, stale: false },
  };
}
