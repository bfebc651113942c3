import type { IdentityClaims } from '../../../schema/contract/identity-claims.ts';
import type { Scope } from '../../kit/scope.ts';
import type { Part } from '../../kit/uploads/parts.ts';
import { isUploadId } from '../../kit/uploads/upload-id.ts';
import { uploadAddressFor } from '../../kit/uploads/upload-ticket.ts';
import type { UploadAddress } from '../../kit/uploads/upload-ticket.ts';
import type { MultipartUpload } from '../domain.ts';
import { canUpload } from './upload-rules.ts';
import { isHeldBy } from './upload.ts';
import type { Upload } from './upload.ts';
import type { OpenParts, UploadStore } from './upload-store.ts';
import type { Uploads } from './uploads.ts';

interface Caller {
  readonly scope: Scope;
  readonly claims: IdentityClaims;
}

/**
 * How an upload in parts stands, for whoever announced it and may still upload. Null for everybody else, and for an upload that goes in one
 * piece, has expired, is complete, or never was: none of these can be told from another.
 */
export async function findMultipart(
  { uploads, now }: Uploads,
  { scope, claims }: Caller,
  id: string,
): Promise<MultipartUpload | null> {
  const upload = isUploadId(id) ? await uploads.find(id) : null;
  if (!upload || !isHeldBy(upload, claims) || upload.completed) return null;
  if (upload.partBytes === null || upload.expiresAt <= now() || !canUpload(scope, upload.clientId).allowed) return null;
  return multipartOf(uploads, upload, upload.partBytes);
}

export async function multipartOf(uploads: UploadStore, upload: Upload, partBytes: number): Promise<MultipartUpload> {
  return { upload, partBytes, stand: await uploads.partsOf(upload) };
}

/** Where a part goes: for the caller alone, and for no longer than the upload itself. */
export async function addressOfPart(
  { secret, publicUrl, lifetimeMs, now }: Uploads,
  caller: Caller,
  { upload, open, part }: { readonly upload: Upload; readonly open: OpenParts; readonly part: Part },
): Promise<UploadAddress> {
  // Whole seconds, as in the token.
  const until = Math.floor((now().getTime() + lifetimeMs) / 1000) * 1000;
  const expiresAt = new Date(Math.min(upload.expiresAt.getTime(), until));
  if (!open.presign) {
    return uploadAddressFor(caller, { ...upload, expiresAt, part: part.number }, { secret, publicUrl: publicUrl() });
  }
  const { url, headers } = await open.presign(part, expiresAt);
  return { method: 'PUT', url, headers: Object.entries(headers).map(([name, value]) => ({ name, value })), expiresAt };
}
