import type { IdentityClaims } from '../../../schema/contract/identity-claims.ts';
import type { ClientId } from '../domain.ts';
import type { Scope } from '../scope.ts';
import { holderClaimsOf } from './link-holder.ts';
import { UPLOAD_PATH } from './upload-route.ts';
import { signUploadToken } from './upload-token.ts';

/** `Upload` in the graph: where somebody puts the bytes of a file. */
export interface UploadTicket {
  readonly id: string;
  readonly method: 'PUT';
  readonly url: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly expiresAt: Date;
}

/** The address of `addUploadRoute` for an announced file, good for whoever announced it. */
export function uploadTicketFor(
  { scope, claims }: { readonly scope: Scope; readonly claims: IdentityClaims },
  { id, clientId, mediaType, expiresAt }: { id: string; clientId: ClientId; mediaType: string; expiresAt: Date },
  { secret, publicUrl }: { readonly secret: string; readonly publicUrl: string },
): UploadTicket {
  const holder = holderClaimsOf(scope, claims, clientId);
  if (!holder) throw new Error('a service may not upload');
  const token = signUploadToken(secret, { ...holder, uploadId: id, expires: expiresAt.getTime() / 1000 });
  const headers = [{ name: 'content-type', value: mediaType }];
  return { id, method: 'PUT', url: `${publicUrl}${UPLOAD_PATH}${token}`, headers, expiresAt };
}
