import { createReadStream } from 'node:fs';
import { AppError } from '../../../schema/contract/app-error.ts';
import type { IdentityClaims } from '../../../schema/contract/identity-claims.ts';
import type { UserError } from '../../kit/domain.ts';
import { markerOf } from '../../kit/idempotency.ts';
import { reaches } from '../../kit/scope.ts';
import type { Scope } from '../../kit/scope.ts';
import { judgeContent } from '../../kit/uploads/judge-content.ts';
import { isUploadId } from '../../kit/uploads/upload-id.ts';
import { notAllowed } from '../../kit/verdict.ts';
import type { Document, ScanState } from '../domain.ts';
import { documentAt, documentBy } from './find-document.ts';
import { canUpload } from './upload-rules.ts';
import { isHeldBy } from './upload.ts';
import type { Upload } from './upload.ts';
import type { Uploads } from './uploads.ts';

interface Caller {
  readonly scope: Scope;
  readonly claims: IdentityClaims;
}

export type CompleteOutcome =
  | { readonly upload: Upload; readonly documentId: string; readonly at: Date }
  | { readonly userErrors: readonly UserError[]; readonly documentId?: string | null };

/**
 * Looks at what arrived and makes it a document, or refuses it and leaves nothing behind. While somebody who has to be asked is away
 * (the scanner, the store) it throws, and the upload stays as it is. Once it is a document, every repetition gives the first answer, also
 * when this process died in between: the version that the upload expected tells whether it is there already.
 */
export function completeUpload(parts: Uploads, caller: Caller, input: CompleteInput): Promise<CompleteOutcome> {
  return parts.oneAtATime(input.uploadId, () => complete(parts, caller, input));
}

interface CompleteInput {
  readonly uploadId: string;
  readonly idempotencyKey: string | null;
}

async function complete(parts: Uploads, caller: Caller, input: CompleteInput): Promise<CompleteOutcome> {
  const { uploads, now } = parts;
  const { scope, claims } = caller;
  const upload = isUploadId(input.uploadId) ? await uploads.find(input.uploadId) : null;
  if (!upload || !isHeldBy(upload, claims) || !reaches(scope, upload.clientId)) return noSuchUpload();
  if (!upload.completed && upload.expiresAt <= now()) {
    await uploads.drop(upload.id);
    return noSuchUpload();
  }
  const verdict = canUpload(scope, upload.clientId);
  if (!verdict.allowed) return { userErrors: [notAllowed(verdict)] };
  const { idempotencyKey } = input;
  const key =
    idempotencyKey === null
      ? null
      : markerOf({ actor: claims, clientId: upload.clientId, mutation: 'completeUpload', idempotencyKey });
  if (key !== null && (await uploads.claimKey(key, upload.id)) !== upload.id) {
    const message = 'This idempotency key was used before with another input.';
    return { userErrors: [{ code: 'CONFLICT', message, path: ['idempotencyKey'] }] };
  }
  const release = async (): Promise<void> => {
    if (key !== null) await uploads.releaseKey(key);
  };
  if (upload.completed) return { upload, ...upload.completed };
  try {
    const outcome = await uploads.withContent(upload, (path) => takeIn(parts, caller, { upload, path }));
    if ('userErrors' in outcome) await release();
    return outcome;
  } catch (error) {
    await release();
    throw error;
  }
}

async function takeIn(
  parts: Uploads,
  caller: Caller,
  { upload, path }: { upload: Upload; path: string | null },
): Promise<CompleteOutcome> {
  if (path === null) return { userErrors: [{ code: 'INVALID', message: 'The file has not arrived yet.', path: ['uploadId'] }] };
  const judged = await judgeContent(path, upload, parts.scan);
  if ('reason' in judged) {
    const { reason, message, detail } = judged;
    await parts.uploads.drop(upload.id);
    parts.countRefused(reason);
    const { id: uploadId, clientId, holder, name, sha256 } = upload;
    const level = reason === 'malware' ? 'error' : 'warn';
    parts.logger[level](
      { uploadId, clientId, holder, sha256, reason, detail, ...(level === 'error' && { name }) },
      'an upload was refused',
    );
    return { userErrors: [{ code: 'INVALID', message, path: ['uploadId'] }] };
  }
  return putInPlace(parts, caller, { upload, path, scan: judged.scan });
}

async function putInPlace(
  parts: Uploads,
  { scope, claims }: Caller,
  { upload, path, scan }: { upload: Upload; path: string; scan: ScanState },
): Promise<CompleteOutcome> {
  const { store, uploads } = parts;
  const { clientId, folder, name, title, mediaType, expectedVersion } = upload;
  const before = upload.documentId === null ? null : await documentBy(store, scope, upload.documentId);
  if (upload.documentId !== null && !before) {
    await uploads.drop(upload.id);
    return noSuchUpload();
  }
  // An earlier attempt, whose process died or whose answer was lost, may have come as far as the store.
  const existing = upload.isAttempted ? await madeOf(parts, scope, upload) : null;
  if (existing) return finish(parts, upload, existing);
  await uploads.keep({ ...upload, isAttempted: true });
  let document: Document | null;
  try {
    document = await store.putVersion(scope, {
      clientId,
      folder,
      name,
      title,
      mediaType,
      // The document's own of this moment: it may have been withdrawn from somebody since the upload was announced.
      sharing: upload.sharing ?? before?.sharing ?? { audience: 'ROLES', roles: [], contactIds: [] },
      state: scope.kind === 'staff' ? 'published' : 'received',
      dueBy: null,
      author: claims.name ?? null,
      content: createReadStream(path),
      expectedVersion,
      scan,
    });
  } catch (error) {
    if (!(error instanceof AppError) || (error.code !== 'CONFLICT' && error.code !== 'BAD_USER_INPUT')) throw error;
    await uploads.drop(upload.id);
    parts.countRefused(error.code === 'CONFLICT' ? 'conflict' : 'path');
    if (error.code === 'BAD_USER_INPUT')
      return { userErrors: [{ code: 'INVALID', message: error.publicMessage, path: ['uploadId'] }] };
    const current = await documentOf(parts, scope, upload);
    const message = current
      ? `The document has version ${String(current.version)} by now. Look at it before you upload again.`
      : 'There is a document with this name already.';
    return { userErrors: [{ code: 'CONFLICT', message, path: ['uploadId'] }], documentId: current?.id ?? null };
  }
  if (!document) throw new AppError('UPSTREAM_CONTRACT', 'The file was stored and cannot be seen.');
  return finish(parts, upload, { documentId: document.id, at: document.updatedAt });
}

async function finish(
  { uploads }: Uploads,
  upload: Upload,
  completed: { readonly documentId: string; readonly at: Date },
): Promise<CompleteOutcome> {
  await uploads.complete({ ...upload, completed });
  return { upload, ...completed };
}

/** The version that an earlier attempt at this very upload made; null when there is none. */
async function madeOf(
  parts: Uploads,
  scope: Scope,
  upload: Upload,
): Promise<{ readonly documentId: string; readonly at: Date } | null> {
  const document = await documentOf(parts, scope, upload);
  if (!document) return null;
  const versions = (await parts.store.versionsOf(scope, [document.id])).get(document.id);
  if (versions instanceof AppError) throw versions;
  const made = versions?.find(({ version }) => version === upload.expectedVersion + 1);
  return made && made.sha256 === upload.sha256 ? { documentId: document.id, at: made.createdAt } : null;
}

function documentOf({ store }: Uploads, scope: Scope, upload: Upload): Promise<Document | null> {
  return upload.documentId === null ? documentAt(store, scope, upload) : documentBy(store, scope, upload.documentId);
}

/** The one answer for an upload that is missing, somebody else's, or expired. */
function noSuchUpload(): CompleteOutcome {
  return { userErrors: [{ code: 'NOT_FOUND', message: 'There is no such upload, or it has expired.', path: ['uploadId'] }] };
}
