import type { Scope } from '../kit/scope.ts';
import { reaches, roleIn } from '../kit/scope.ts';
import type { ClientId, DocumentSharing, ScanState } from './domain.ts';

/**
 * Whether a caller may know that a document exists. The one place that decides it: lists, counts, folders, facts and downloads of
 * every adapter ask here. Staff within reach see everything, a partner what is shared with the whole company, an owner everything
 * of the company, other contacts what is shared with the company, with their role, or with themselves.
 */
export function maySee(scope: Scope, document: { readonly clientId: ClientId; readonly sharing: DocumentSharing }): boolean {
  const { clientId, sharing } = document;
  if (!reaches(scope, clientId)) return false;
  if (scope.kind === 'staff') return true;
  if (sharing.audience === 'COMPANY') return true;
  if (scope.kind === 'partner') return false;
  const role = roleIn(scope, clientId);
  if (role === 'OWNER') return true;
  if (sharing.audience === 'ROLES') return role !== null && sharing.roles.includes(role);
  return scope.contactId !== null && sharing.contactIds.includes(scope.contactId);
}

/**
 * Whether the bytes may be handed out: to nobody when the scanner found something in this version or in the current one.
 * `Document.download`, `availableActions` and the download itself ask here.
 */
export function mayDownload(document: { readonly scan: ScanState }, version: { readonly scan: ScanState } = document): boolean {
  return document.scan !== 'QUARANTINED' && version.scan !== 'QUARANTINED';
}
