import { z } from 'zod';
import type { ClientId } from '../../kit/domain.ts';
import { isUploadId } from '../../kit/uploads/upload-id.ts';
import { CLIENT_ROLES } from '../../../schema/contract/identity-claims.ts';
import type { IdentityClaims } from '../../../schema/contract/identity-claims.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const instant = z.iso.datetime().transform((written) => new Date(written));

const sharing = z.strictObject({
  audience: z.enum(['COMPANY', 'ROLES', 'CONTACTS']),
  roles: z.array(z.enum(CLIENT_ROLES)).readonly(),
  contactIds: z.array(z.string()).readonly(),
});

const upload = z.strictObject({
  id: z.string().refine(isUploadId),
  clientId: z.string().min(1),
  /** Who asked for it: nobody else completes it. */
  holder: z.strictObject({ kind: z.string(), subject: z.string(), issuer: z.string().nullable() }),
  /** Of the input, so that an idempotency key is not used for another. */
  fingerprint: sha256,
  folder: z.string(),
  name: z.string(),
  title: z.string().nullable(),
  /** Null for the document's own. */
  sharing: sharing.nullable(),
  /** The document that it is a version of; null for a new one. */
  documentId: z.string().nullable(),
  /** 0 for a new document. */
  expectedVersion: z.number().int().nonnegative(),
  mediaType: z.string(),
  sizeBytes: z.number().int().positive(),
  /** Of each part but the last; null for a file that is sent in one piece. */
  partBytes: z.number().int().positive().nullable().default(null),
  sha256,
  expiresAt: instant,
  /** Whether somebody began to make it a document. */
  isAttempted: z.boolean(),
  /** What became of it; null while it is pending. */
  completed: z.strictObject({ documentId: z.string(), at: instant }).nullable(),
});

/** A file that somebody announced. It is no document: nobody sees anything of it until it is complete. */
export type Upload = Readonly<Omit<z.output<typeof upload>, 'clientId'>> & { readonly clientId: ClientId };

export function readUpload(text: string): Upload {
  const read = upload.parse(JSON.parse(text));
  return { ...read, clientId: read.clientId as ClientId };
}

/** Whoever looks through somebody's eyes holds nothing of theirs. */
export function isHeldBy({ holder }: Upload, claims: IdentityClaims): boolean {
  if (claims.actor) return false;
  return holder.kind === claims.kind && holder.subject === claims.subject && holder.issuer === (claims.issuer ?? null);
}
