import type { IdentityClaims } from '../../../schema/contract/identity-claims.ts';
import type { ClientId } from '../../kit/domain.ts';
import type { AnnouncedFile } from '../../kit/uploads/announced-file.ts';

/** A file that somebody announced for a message that is not written yet. */
export interface AttachmentUpload extends AnnouncedFile {
  readonly id: string;
  readonly clientId: ClientId;
  /** Who announced it; see `holderOf`. Nobody else sends it with a message. */
  readonly holder: string;
  /** Of the input, so that an idempotency key is not used for another. */
  readonly fingerprint: string;
  readonly announcedAt: Date;
  readonly expiresAt: Date;
}

/** Tells apart who may use an upload: the subject, of which kind, and of which identity provider. */
export function holderOf({ kind, issuer, subject }: Pick<IdentityClaims, 'kind' | 'issuer' | 'subject'>): string {
  return JSON.stringify([kind, issuer ?? '', subject]);
}
