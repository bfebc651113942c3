import { SignJWT, importJWK } from 'jose';
import type { JWK } from 'jose';
import { VIEW_AS_ISSUER, VIEW_AS_TYPE } from '../../../schema/contract/view-as.ts';
import type { StaffView } from '../domain.ts';

/** Signs the access token with which staff look through a contact's eyes: the contact's claims, and who it really is (`act`, RFC 8693). */
export type SignViewToken = (view: StaffView) => Promise<string>;

export function createViewTokens(options: { readonly key: JWK; readonly scopes: readonly string[] }): SignViewToken {
  const { key, scopes } = options;
  return async (view) => {
    const act = {
      sub: view.staffSubject,
      ...(view.staffIssuer !== null && { iss: view.staffIssuer }),
      name: view.staffName,
    };
    const portal = {
      contactId: view.contactId,
      clientId: view.clientId,
      role: view.contactRole,
      name: view.contactName,
      scopes,
    };
    return new SignJWT({ portal, act })
      .setProtectedHeader({ alg: String(key.alg), kid: String(key.kid), typ: VIEW_AS_TYPE })
      .setIssuer(VIEW_AS_ISSUER)
      .setAudience(VIEW_AS_ISSUER)
      .setSubject(view.contactId)
      .setJti(view.id)
      .setIssuedAt(seconds(view.openedAt))
      .setExpirationTime(seconds(view.expiresAt))
      .sign(await importJWK(key));
  };
}

function seconds(time: Date): number {
  return Math.floor(time.getTime() / 1_000);
}
