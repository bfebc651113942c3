import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdir, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AppError } from '../../../../schema/contract/app-error.ts';
import type { Scope } from '../../../kit/scope.ts';
import { reaches } from '../../../kit/scope.ts';
import type { StatusTable } from '../../../kit/status-table.ts';
import { answerEach, createSnapshotStore, mapAnswer } from '../../client-snapshot.ts';
import { changedSince, checkSharing, fingerprintOf, repeatedAt } from '../../document-change.ts';
import { documentIdOf, readDocumentId } from '../../document-id.ts';
import type { ClientId, Document } from '../../domain.ts';
import { mayDownload } from '../../may-download.ts';
import { mayBeSeenBy } from '../../../kit/sharing.ts';
import { checkNewVersion, summarizeContent } from '../../new-version.ts';
import type { DocumentChange, Download, FileStore, NewVersion } from '../../port.ts';
import { versionKey } from '../../port.ts';
import { clientDirectoryName } from './client-directory.ts';
import { diskContractBroken, diskFailure } from './disk-error.ts';
import { changeUnder, foldJournal, tokenAt } from './fold-journal.ts';
import type { DiskEntry } from './fold-journal.ts';
import { createJournal } from './journal.ts';
import type { Journal } from './journal.ts';
import type { ChangeRecord } from './record.ts';
import { openRegularFile, writeNewFile } from './safe-file.ts';

export interface DiskFileStoreOptions {
  /** Made when it is not there. */
  readonly folder: string;
  readonly system: string;
  readonly statusTable: StatusTable;
  readonly contentBytesMax: number;
  /** Called once for each document that cannot be read. */
  readonly reportBroken: (error: AppError, documentId: string) => void;
  /** Whether each write waits until it would survive a loss of power; only example data can do without. */
  readonly durable?: boolean;
  /** What a dead process left behind is removed at start when it is older than this. */
  readonly leftoverAgeMs?: number;
  readonly now?: () => Date;
  readonly newToken?: () => string;
}

const hourMs = 3_600_000;

export async function createDiskFileStore(options: DiskFileStoreOptions): Promise<FileStore> {
  const { system, statusTable, contentBytesMax, reportBroken, durable = true, now = () => new Date() } = options;
  const newToken = options.newToken ?? (() => randomBytes(16).toString('base64url'));
  const clientsDirectory = join(resolve(options.folder), 'clients');
  const journals = new Map<string, Journal>();
  const reported = new Set<string>();
  const surroundings = () => ({ statusTable, system, asOf: now() });

  function journalIn(directoryName: string): Journal {
    const known = journals.get(directoryName);
    if (known) return known;
    const journal = createJournal({ directory: join(clientsDirectory, directoryName), system, durable });
    journals.set(directoryName, journal);
    return journal;
  }

  function journalOf(clientId: ClientId): Journal {
    return journalIn(clientDirectoryName(clientId));
  }

  const snapshots = createSnapshotStore<DiskEntry>((clientId) =>
    guarded(async () => {
      const snapshot = foldJournal(clientId, await journalOf(clientId).read(), surroundings());
      for (const [documentId, { error }] of snapshot.broken) {
        if (!reported.has(documentId)) reportBroken(error, documentId);
        reported.add(documentId);
      }
      return snapshot;
    }),
  );

  async function guarded<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      throw diskFailure(system, error);
    }
  }

  async function write(scope: Scope, given: NewVersion): Promise<string> {
    const { clientId, expectedVersion } = given;
    const checked = checkNewVersion(given, now());
    const step = await journalOf(clientId).prepare();
    try {
      const summary = await writeNewFile(step.contentPath, { durable }, (file) =>
        summarizeContent(given.content, contentBytesMax, async (chunk) => {
          await file.writeFile(chunk);
        }),
      );
      let token = '';
      await step.commit((steps) => {
        const known = tokenAt(steps, clientId, checked);
        token = known ?? newToken();
        const id = documentIdOf(clientId, token);
        const before = foldJournal(clientId, known === null ? [] : steps.filter((one) => one.token === known), surroundings());
        const wreck = before.broken.get(id);
        if (wreck) throw wreck.error;
        const document = before.documents.get(id)?.document;
        if (document && !mayBeSeenBy(scope, document.clientId, document.sharing))
          throw new AppError('CONFLICT', 'There is a document with this name already.');
        if (expectedVersion !== undefined && expectedVersion !== (document?.version ?? 0)) {
          throw changedSince();
        }
        return { token, record: { kind: 'version', clientId, ...checked, ...summary } };
      });
      return documentIdOf(clientId, token);
    } finally {
      await step.discard();
    }
  }

  async function writeChange({ id, clientId, version }: Document, change: DocumentChange): Promise<Date> {
    const { state, scan, marker, expectedVersion } = change;
    const sharing = change.sharing && checkSharing(change.sharing);
    const fingerprint = fingerprintOf(id, { ...change, sharing });
    const token = readDocumentId(id)?.token ?? '';
    let at = now();
    const step = await journalOf(clientId).prepare();
    try {
      await step.commit((steps) => {
        const kept = marker === undefined ? null : changeUnder(steps, marker);
        if (kept) {
          at = repeatedAt(kept, fingerprint);
          return null;
        }
        const current = steps.filter((one) => one.token === token && one.record.kind === 'version').length;
        if (expectedVersion !== undefined && expectedVersion !== current) throw changedSince();
        const record: ChangeRecord = {
          kind: 'change',
          clientId,
          ...(sharing && { sharing }),
          ...(state && { state }),
          ...(scan && { scan: { version, state: scan } }),
          ...(marker !== undefined && { applied: { marker, fingerprint, at } }),
        };
        return { token, record };
      });
      return at;
    } finally {
      await step.discard();
    }
  }

  async function openDownload(scope: Scope, reference: { documentId: string; version: number | null }): Promise<Download | null> {
    const entry = await snapshots.entryOf(scope, reference.documentId);
    if (entry === undefined) return null;
    if (entry instanceof AppError) throw entry;
    const { document, versions, stepOf } = entry;
    const version = versions.find((one) => one.version === (reference.version ?? document.version));
    const stepNumber = version && stepOf.get(version.version);
    if (!version || stepNumber === undefined || !mayDownload(document, version)) return null;
    const path = await journalOf(document.clientId).contentPath(stepNumber);
    return {
      name: document.name,
      mediaType: version.mediaType,
      sizeBytes: version.sizeBytes,
      sha256: version.sha256,
      read: (range) =>
        guarded(async () => {
          const file = await openRegularFile(path);
          if (!file) throw diskContractBroken(system, `the content of step ${String(stepNumber)} is not there`);
          if ((await file.stat()).size !== version.sizeBytes) {
            await file.close();
            throw diskContractBroken(
              system,
              `the content of step ${String(stepNumber)} has another size than its description says`,
            );
          }
          return file.createReadStream(range);
        }),
    };
  }

  async function allDirectories(): Promise<string[]> {
    const entries = await readdir(clientsDirectory, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  }

  await mkdir(clientsDirectory, { recursive: true, mode: 0o700 });
  const leftoversBefore = new Date(Date.now() - (options.leftoverAgeMs ?? hourMs));
  for (const name of await allDirectories()) await journalIn(name).removeLeftovers(leftoversBefore);

  const { entryOf, ...reads } = snapshots;
  return {
    ...reads,
    checksumsOf: (scope, references) =>
      answerEach(
        references.map((reference) => versionKey(reference)),
        async (key) => {
          const reference = references.find((one) => versionKey(one) === key);
          const entry = reference && (await entryOf(scope, reference.documentId));
          return mapAnswer(entry, ({ document, versions }) => {
            const version = versions.find((one) => one.version === (reference?.version ?? document.version));
            return version?.sha256 ?? undefined;
          });
        },
      ),
    async putVersion(scope, version) {
      if (!reaches(scope, version.clientId)) return null;
      const id = await guarded(() => write(scope, version));
      const entry = await entryOf(scope, id);
      if (entry instanceof AppError) throw entry;
      return entry?.document ?? null;
    },
    async changeDocument(scope, documentId, change) {
      const entry = await entryOf(scope, documentId);
      if (entry instanceof AppError) throw entry;
      if (!entry) return null;
      const appliedAt = await guarded(() => writeChange(entry.document, change));
      const changed = await entryOf(scope, documentId);
      return { document: changed && !(changed instanceof AppError) ? changed.document : null, appliedAt };
    },
    openDownload: (scope, reference) => guarded(() => openDownload(scope, reference)),
    presignDownloads: null,
    statesInUse: () =>
      guarded(async () => {
        const states = new Set<string>();
        for (const name of await allDirectories()) {
          for (const { record } of await journalIn(name).read()) if (record.kind === 'version') states.add(record.state);
        }
        return [...states];
      }),
    checkReady: () => guarded(() => access(clientsDirectory, constants.R_OK | constants.W_OK | constants.X_OK)),
    close: () => Promise.resolve(),
  };
}
