import type { ScanState } from './domain.ts';

/**
 * Whether the bytes may be handed out: to nobody when the scanner found something in this version or in the current one.
 * `Document.download`, `availableActions` and the download itself ask here.
 */
export function mayDownload(document: { readonly scan: ScanState }, version: { readonly scan: ScanState } = document): boolean {
  return document.scan !== 'QUARANTINED' && version.scan !== 'QUARANTINED';
}
