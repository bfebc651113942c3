/**
 * Ids as the graph shows them: base64url of `Type:localId`. They are opaque to callers by promise, not by secrecy: knowing
 * how they are made gives nothing, because every look-up is scoped by the caller's identity.
 */

/** The types that `node` can resolve, and the subgraph that keeps each of them. */
export const NODE_OWNERS = {
  Client: 'crm',
  Contact: 'crm',
  Project: 'crm',
  Milestone: 'crm',
  Quote: 'crm',
  Invoice: 'crm',
  Document: 'files',
  Folder: 'files',
  Ticket: 'tickets',
  Message: 'tickets',
  Approval: 'workflow',
  DocumentRequest: 'workflow',
} as const;

export type NodeType = keyof typeof NODE_OWNERS;

/** The longest id that is looked at: an adapter's local id is at most 1,024 UTF-8 bytes. */
const encodedLengthMax = 1_500;

const canonicalForm = /^[A-Za-z0-9_-]+$/;

export function toGlobalId(type: NodeType, localId: string): string {
  return Buffer.from(`${type}:${localId}`, 'utf8').toString('base64url');
}

/** What an id names, or null for anything that `toGlobalId` did not make: an unknown type, another spelling, garbage. */
export function readGlobalId(id: string): { readonly type: NodeType; readonly localId: string } | null {
  if (id.length > encodedLengthMax || !canonicalForm.test(id)) return null;
  const text = Buffer.from(id, 'base64url').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 1 || colon === text.length - 1) return null;
  const type = text.slice(0, colon);
  if (!Object.hasOwn(NODE_OWNERS, type)) return null;
  const localId = text.slice(colon + 1);
  // One thing has one id: a second spelling (stray bits, replacement characters) must not reach a cache under another key.
  if (localId.includes('\0') || toGlobalId(type as NodeType, localId) !== id) return null;
  return { type: type as NodeType, localId };
}

/** The local id when `id` names a thing of that very type, else null. */
export function readGlobalIdOf(type: NodeType, id: string): string | null {
  const read = readGlobalId(id);
  return read?.type === type ? read.localId : null;
}
