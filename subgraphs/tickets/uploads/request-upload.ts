import { createHash } from 'node:crypto';
import type { IdentityClaims } from '../../../schema/contract/identity-claims.ts';
import type { ClientId, UserError } from '../../kit/domain.ts';
import { markerOf } from '../../kit/idempotency.ts';
import type { Scope } from '../../kit/scope.ts';
import { canOpenTicket } from '../../kit/ticket-rules.ts';
import { invalid, problemsOfAnnouncement, readMediaType } from '../../kit/uploads/announced-file.ts';
import type { AnnouncedFile } from '../../kit/uploads/announced-file.ts';
import { FILE_NAME_RULE, isFileName } from '../../kit/uploads/file-name.ts';
import { uploadIdOf } from '../../kit/uploads/upload-id.ts';
import { uploadTicketFor } from '../../kit/uploads/upload-ticket.ts';
import type { UploadTicket } from '../../kit/uploads/upload-ticket.ts';
import { notAllowed } from '../../kit/verdict.ts';
import { holderOf } from './upload.ts';
import type { Uploads } from './uploads.ts';

export interface UploadWish extends AnnouncedFile {
  readonly clientId: ClientId;
  readonly idempotencyKey: string | null;
}

export type RequestOutcome =
  { readonly ticket: UploadTicket; readonly announcedAt: Date } | { readonly userErrors: readonly UserError[] };

/** Announces a file for a message: judges all that can be judged before a byte is there, and says where to put the bytes. */
export async function requestUpload(
  { store, limits, secret, publicUrl, now }: Uploads,
  { scope, claims }: { readonly scope: Scope; readonly claims: IdentityClaims },
  { clientId, idempotencyKey, ...given }: UploadWish,
): Promise<RequestOutcome> {
  // Whoever may write nothing sends nothing.
  const verdict = canOpenTicket(scope, clientId);
  if (!verdict.allowed) return { userErrors: [notAllowed(verdict)] };
  const file = { ...given, name: given.name.normalize('NFC'), mediaType: readMediaType(given.mediaType) ?? '' };
  const isName = isFileName(file.name);
  const userErrors = [
    ...(isName ? [] : [invalid('name', `A file needs ${FILE_NAME_RULE}.`)]),
    ...problemsOfAnnouncement(file, limits, isName),
  ];
  if (userErrors.length > 0) return { userErrors };
  const marker = markerOf({ actor: claims, clientId, mutation: 'requestAttachmentUpload', idempotencyKey });
  const announcedAt = now();
  const announced = {
    ...file,
    clientId,
    id: uploadIdOf('attachment', { marker, idempotencyKey }),
    holder: holderOf(claims),
    fingerprint: fingerprintOf(file),
    announcedAt,
    // Whole seconds, as in the token of its address.
    expiresAt: new Date(Math.floor((announcedAt.getTime() + limits.lifetimeMs) / 1000) * 1000),
  };
  const opened = await store.open(announced, limits.held);
  if (opened.outcome === 'too many') {
    const message = 'Too many files wait for a message of yours. Send it, or wait until they expire.';
    return { userErrors: [{ code: 'NOT_ALLOWED', message, path: [] }] };
  }
  const { upload } = opened;
  if (upload.fingerprint !== announced.fingerprint) {
    const message = 'This idempotency key was used before with another input.';
    return { userErrors: [{ code: 'CONFLICT', message, path: ['idempotencyKey'] }] };
  }
  return {
    ticket: uploadTicketFor({ scope, claims }, upload, { secret, publicUrl: publicUrl() }),
    announcedAt: upload.announcedAt,
  };
}

function fingerprintOf({ name, mediaType, sizeBytes, sha256 }: AnnouncedFile): string {
  return createHash('sha256')
    .update(JSON.stringify([name, mediaType, sizeBytes, sha256]))
    .digest('hex');
}
