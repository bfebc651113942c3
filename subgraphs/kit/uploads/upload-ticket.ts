import type { IdentityClaims } from '../../../schema/contract/identity-claims.ts';
import type { ClientId } from '../domain.ts';
import type { Scope } from '../scope.ts';
import { holderClaimsOf } from './link-holder.ts';
import { UPLOAD_PATH } from './upload-route.ts';
import { signUploadToken } from './upload-token.ts';

/** Where somebody puts the bytes of a file, or of a part of it. */
export interface UploadAddress {
  readonly method: 'PUT';
  readonly url: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly expiresAt: Date;
}

/** `Upload` in the graph. */
export interface UploadTicket extends UploadAddress {
  readonly id: string;
}

interface Addressed {
  readonly id: string;
  readonly clientId: ClientId;
  readonly mediaType: string;
  /** In whole seconds. */
  readonly expiresAt: Date;
}

/** The address of `addUploadRoute` for an announced file, good for whoever announced it. */
export function uploadTicketFor(
  caller: { readonly scope: Scope; readonly claims: IdentityClaims },
  upload: Addressed,
  place: { readonly secret: string; readonly publicUrl: string },
): UploadTicket {
  return { id: upload.id, ...uploadAddressFor(caller, upload, place) };
}

/** The same for one part of it. */
export function uploadAddressFor(
  { scope, claims }: { readonly scope: Scope; readonly claims: IdentityClaims },
  { id, clientId, mediaType, expiresAt, part }: Addressed & { readonly part?: number },
  { secret, publicUrl }: { readonly secret: string; readonly publicUrl: string },
): UploadAddress {
  const holder = holderClaimsOf(scope, claims, clientId);
  if (!holder) throw new Error('a service may not upload');
  const token = signUploadToken(secret, {
    ...holder,
    uploadId: id,
    ...(part !== undefined && { part }),
    expires: expiresAt.getTime() / 1000,
  });
  const headers = [{ name: 'content-type', value: mediaType }];
  return { method: 'PUT', url: `${publicUrl}${UPLOAD_PATH}${token}`, headers, expiresAt };
}
