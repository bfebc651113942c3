import { createHash } from 'node:crypto';
import { AppError } from '../../../schema/contract/app-error.ts';
import type { IdentityClaims } from '../../../schema/contract/identity-claims.ts';
import type { ClientId, Sharing, UserError } from '../../kit/domain.ts';
import { markerOf } from '../../kit/idempotency.ts';
import type { Scope } from '../../kit/scope.ts';
import { invalid, problemsOfAnnouncement, readMediaType } from '../../kit/uploads/announced-file.ts';
import { uploadIdOf } from '../../kit/uploads/upload-id.ts';
import { uploadTicketFor } from '../../kit/uploads/upload-ticket.ts';
import type { UploadTicket } from '../../kit/uploads/upload-ticket.ts';
import { notAllowed } from '../../kit/verdict.ts';
import { checkDocumentPath } from '../document-path.ts';
import { canShareDocument } from '../document-rules.ts';
import type { Document } from '../domain.ts';
import { documentAt } from './find-document.ts';
import { canUpload } from './upload-rules.ts';
import type { Upload } from './upload.ts';
import type { Uploads } from './uploads.ts';

/** What is asked for, after ids were read. */
export interface UploadWish {
  readonly clientId: ClientId;
  /** The document to add a version to; null for a new one. */
  readonly document: Document | null;
  readonly folder: string;
  readonly name: string;
  readonly title: string | null;
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly sharing: Sharing | null;
  readonly expectedVersion: number | null;
  readonly idempotencyKey: string | null;
}

export type RequestOutcome =
  | {
      /** Null for a file that goes in parts. */
      readonly ticket: UploadTicket | null;
      readonly upload: Upload;
      readonly announcedAt: Date;
    }
  | { readonly userErrors: readonly UserError[] };

/** Announces a file: judges all that can be judged before a byte is there, and says where to put the bytes. */
export async function requestUpload(
  parts: Uploads,
  { scope, claims }: { scope: Scope; claims: IdentityClaims },
  wish: UploadWish,
): Promise<RequestOutcome> {
  const { clientId, document, idempotencyKey } = wish;
  const verdict = canUpload(scope, clientId);
  if (!verdict.allowed) return { userErrors: [notAllowed(verdict)] };
  if (document && wish.sharing) {
    const mayShare = canShareDocument(scope, document);
    if (!mayShare.allowed) return { userErrors: [{ ...notAllowed(mayShare), path: ['sharing'] }] };
  }
  const path = document ? { folder: document.folderPath, name: document.name } : wish;
  const mediaType = readMediaType(wish.mediaType) ?? '';
  const userErrors = [...problemsOf(parts, { ...wish, ...path, mediaType })];
  if (userErrors.length > 0) return { userErrors };
  const { folder, name } = checkDocumentPath(path);

  const current = document ?? (await documentAt(parts.store, scope, { clientId, folder, name }));
  const conflict = current && conflictWith(current, wish);
  const marker = markerOf({ actor: claims, clientId, mutation: 'requestUpload', idempotencyKey });
  const id = uploadIdOf('upload', { marker, idempotencyKey });
  // What was announced before under the same key stays what it was, whatever became of the document since.
  const known = idempotencyKey === null ? null : await parts.uploads.find(id);
  if (conflict && !known) return { userErrors: [conflict] };
  const partBytes = wish.sizeBytes > parts.multipart.aboveBytes ? parts.multipart.partBytes : null;
  const announced: Upload = {
    id,
    clientId,
    holder: { kind: claims.kind, subject: claims.subject, issuer: claims.issuer ?? null },
    fingerprint: fingerprintOf({ ...wish, folder, name, mediaType }),
    folder,
    name,
    title: wish.title ?? document?.title ?? null,
    sharing: wish.sharing ?? (document ? null : { audience: 'COMPANY', roles: [], contactIds: [] }),
    documentId: document?.id ?? null,
    expectedVersion: wish.expectedVersion ?? document?.version ?? 0,
    mediaType,
    sizeBytes: wish.sizeBytes,
    partBytes,
    sha256: wish.sha256,
    // Whole seconds, as in the token of its address.
    expiresAt: new Date(Math.floor((parts.now().getTime() + lifetimeOf(parts, { partBytes })) / 1000) * 1000),
    isAttempted: false,
    completed: null,
  };
  let kept = await parts.uploads.open(announced);
  if (kept.expiresAt <= parts.now() && !kept.completed) {
    await parts.uploads.drop(id);
    kept = await parts.uploads.open(announced);
  }
  if (kept.fingerprint !== announced.fingerprint) {
    const message = 'This idempotency key was used before with another input.';
    return { userErrors: [{ code: 'CONFLICT', message, path: ['idempotencyKey'] }] };
  }
  return {
    ticket: kept.partBytes === null ? await ticketFor(parts, { scope, claims }, kept) : null,
    upload: kept,
    announcedAt: new Date(kept.expiresAt.getTime() - lifetimeOf(parts, kept)),
  };
}

function lifetimeOf({ lifetimeMs, multipart }: Uploads, { partBytes }: Pick<Upload, 'partBytes'>): number {
  return partBytes === null ? lifetimeMs : multipart.lifetimeMs;
}

async function ticketFor(
  { uploads, secret, publicUrl }: Uploads,
  { scope, claims }: { scope: Scope; claims: IdentityClaims },
  upload: Upload,
): Promise<UploadTicket> {
  if (uploads.presign) {
    const { id, expiresAt } = upload;
    const { url, headers } = await uploads.presign(upload);
    return { id, method: 'PUT', url, headers: Object.entries(headers).map(([name, value]) => ({ name, value })), expiresAt };
  }
  return uploadTicketFor({ scope, claims }, upload, { secret, publicUrl: publicUrl() });
}

function* problemsOf(
  limits: Uploads,
  { folder, name, mediaType, sizeBytes, sha256, expectedVersion, title }: Omit<UploadWish, 'clientId' | 'document'>,
): Generator<UserError> {
  const nameProblem = problemOfPath({ folder: '', name });
  const folderProblem = problemOfPath({ folder, name: 'name' });
  if (nameProblem !== null) yield invalid('name', nameProblem);
  if (folderProblem !== null) yield invalid('folder', folderProblem);
  yield* problemsOfAnnouncement({ name, mediaType, sizeBytes, sha256 }, limits, nameProblem === null);
  if (expectedVersion !== null && expectedVersion < 0) yield invalid('expectedVersion', 'A version is a number from 0.');
  if (title !== null && (title.trim() === '' || title.length > 300 || /[\p{Cc}\p{Cs}]/u.test(title))) {
    yield invalid('title', 'A title has from 1 to 300 characters that can be shown.');
  }
}

function problemOfPath(path: { folder: string; name: string }): string | null {
  try {
    checkDocumentPath(path);
    return null;
  } catch (error) {
    if (error instanceof AppError && error.code === 'BAD_USER_INPUT') return error.publicMessage;
    throw error;
  }
}

function conflictWith(current: Document, { document, expectedVersion }: UploadWish): UserError | null {
  const version = String(current.version);
  if (!document) {
    const message = `There is a document with this name, in version ${version}. To add a version, name its \`documentId\`.`;
    return { code: 'CONFLICT', message, path: ['name'] };
  }
  if (expectedVersion === null || expectedVersion === current.version) return null;
  return { code: 'CONFLICT', message: `The document has version ${version} by now.`, path: ['expectedVersion'] };
}

/** Of everything that was asked for; the key itself is always the same where it matters. */
function fingerprintOf({ document, ...wish }: UploadWish): string {
  return createHash('sha256')
    .update(JSON.stringify([document?.id ?? null, Object.entries(wish).sort()]))
    .digest('hex');
}
