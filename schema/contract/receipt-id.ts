/** The services that give receipts, and that a receipt's id therefore can name. */
export type ReceiptOwner = 'crm' | 'files' | 'tickets' | 'workflow';

/**
 * A receipt's id as callers see it: base64url of `Receipt:service:localId`. It names the service that keeps the action, so that whoever
 * holds the id alone knows whom to ask.
 */
export function toReceiptId(owner: ReceiptOwner, localId: string): string {
  return Buffer.from(`Receipt:${owner}:${localId}`, 'utf8').toString('base64url');
}

const form = /^Receipt:(crm|files|tickets|workflow):([A-Za-z0-9-]{1,100})$/;

/** What an id names, or null for anything that `toReceiptId` did not make. */
export function readReceiptId(id: string): { readonly owner: ReceiptOwner; readonly localId: string } | null {
  if (id.length > 200) return null;
  const [, owner, localId] = form.exec(Buffer.from(id, 'base64url').toString('utf8')) ?? [];
  if (owner === undefined || localId === undefined) return null;
  return toReceiptId(owner as ReceiptOwner, localId) === id ? { owner: owner as ReceiptOwner, localId } : null;
}
