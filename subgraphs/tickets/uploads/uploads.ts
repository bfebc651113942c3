import type { Kysely } from 'kysely';
import { AppError } from '../../../schema/contract/app-error.ts';
import type { IdentityClaims } from '../../../schema/contract/identity-claims.ts';
import type { ClientId } from '../../kit/domain.ts';
import type { FileLimits } from '../../kit/uploads/announced-file.ts';
import type { NewAttachment } from '../port.ts';
import type { HeldLimits, UploadStore } from './upload-store.ts';
import { holderOf } from './upload.ts';

/** What is to be kept within bounds. */
export interface AttachmentLimits extends FileLimits {
  /** How many files one message has. */
  readonly countMax: number;
  /** How many bytes the files of one message have together. */
  readonly messageBytesMax: number;
  readonly held: HeldLimits;
  readonly lifetimeMs: number;
}

/** What the mutations about attachments work with. */
export interface Uploads {
  readonly store: UploadStore;
  readonly limits: AttachmentLimits;
  /** Keys the addresses of uploads. */
  readonly secret: string;
  /** Where this subgraph is reached by browsers. */
  readonly publicUrl: () => string;
  readonly now: () => Date;
}

/** Takes uploads up in the transaction that accepts the action with this marker. */
export function claimFor(
  { store, limits }: Uploads,
  ids: readonly string[],
  action: { readonly claims: IdentityClaims; readonly clientId: ClientId; readonly marker: string },
): (transaction: Kysely<unknown>) => Promise<void> {
  const { claims, clientId, marker } = action;
  const holder = holderOf(claims);
  return (transaction) => store.claim(transaction, { ids, holder, clientId, marker, bytesMax: limits.messageBytesMax });
}

/** The files of an action on its way to the help desk, in the order in which they were named. Their bytes are read when they are wanted. */
export async function filesOf(store: UploadStore, ids: readonly string[], marker: string): Promise<readonly NewAttachment[]> {
  if (ids.length === 0) return [];
  const found = await store.usedBy([marker]);
  return ids.map((id) => {
    const upload = found.get(id);
    if (!upload) throw new AppError('BAD_USER_INPUT', 'An attachment is no longer there: it waited for too long.');
    const { name, mediaType, sizeBytes, sha256 } = upload;
    return { name, mediaType, sizeBytes, sha256, read: () => store.content(id) };
  });
}
