import { Readable } from 'node:stream';
import { z } from 'zod';
import type { IdentityClaims } from '../../schema/contract/identity-claims.ts';
import type { Scope } from '../kit/scope.ts';
import { scopeOfHolder } from '../kit/uploads/download-route.ts';
import type { DownloadRouteOptions, OpenFile } from '../kit/uploads/download-route.ts';
import { holderClaims, holderClaimsOf } from '../kit/uploads/link-holder.ts';
import { readLinkToken, signLinkToken } from '../kit/uploads/link-token.ts';
import type { Attachment } from './domain.ts';
import type { TicketStore } from './port.ts';

export const ATTACHMENT_PATH = '/attachments/';

/** What stands in an attachment's address: which file of which message, for whom, and until when. */
const attachmentClaims = z.strictObject({
  ...holderClaims,
  messageId: z.string().min(1),
  fileId: z.string().min(1),
  /** Seconds since 1970. */
  expires: z.number().int(),
});

type AttachmentClaims = Readonly<z.infer<typeof attachmentClaims>>;

const purpose = 'portal-attachment';

/** Makes the addresses behind `Attachment.download`. */
export interface AttachmentLinks {
  /** Null for a file that cannot be handed out, and for a part of the portal that asks in its own name. */
  linkFor(
    caller: { readonly scope: Scope; readonly claims: IdentityClaims },
    file: Attachment,
  ): { readonly url: string; readonly expiresAt: Date } | null;
}

export function createAttachmentLinks(options: {
  readonly secret: string;
  /** Where this subgraph is reached by browsers; asked each time, as a test learns its port late. */
  readonly publicUrl: () => string;
  readonly lifetimeMs: number;
  readonly now: () => Date;
}): AttachmentLinks {
  const { secret, publicUrl, lifetimeMs, now } = options;
  return {
    linkFor({ scope, claims }, { fileId, message }) {
      const holder = holderClaimsOf(scope, claims, message.clientId);
      if (fileId === null || !holder) return null;
      const latest = Math.floor((now().getTime() + lifetimeMs) / 1000);
      // A view through somebody else's eyes ends when it ends.
      const expires = claims.actor ? Math.min(latest, claims.expiresAt) : latest;
      const claimed: AttachmentClaims = { ...holder, messageId: message.id, fileId, expires };
      const token = signLinkToken(purpose, secret, claimed);
      return { url: `${publicUrl()}${ATTACHMENT_PATH}${token}`, expiresAt: new Date(expires * 1000) };
    },
  };
}

/** How such an address is followed: the help desk is asked anew, as whoever got the link, whether they may read the message. */
export function attachmentRoute(
  store: Pick<TicketStore, 'openAttachment'>,
  { secret, now }: { readonly secret: string; readonly now: () => Date },
): Pick<DownloadRouteOptions<AttachmentClaims>, 'path' | 'readToken' | 'open' | 'factsOf'> {
  return {
    path: ATTACHMENT_PATH,
    readToken: (token) => readLinkToken({ purpose, secret, shape: attachmentClaims }, token, now()),
    async open(claims) {
      const { messageId, fileId } = claims;
      const found = await store.openAttachment(scopeOfHolder(claims, ['tickets:read']), { messageId, fileId });
      if (!found) return null;
      const { name, mediaType, content } = found;
      const file: OpenFile = {
        ...{ name, mediaType, sizeBytes: content.byteLength, sha256: null },
        read: (range) => Promise.resolve(Readable.from([range ? content.subarray(range.start, range.end + 1) : content])),
      };
      return file;
    },
    factsOf: ({ clientId, messageId }) => ({ clientId, messageId }),
  };
}
