import { readGlobalId } from '../../schema/contract/global-id.ts';
import type { ClientId } from '../kit/domain.ts';
import type { Client, StubType, Subject } from './domain.ts';

/**
 * The record that a fact is about, by name. Null for what the graph has no type for, for an id that is not one of that type, and for
 * a client other than the one whose fact it is.
 */
export function subjectOf(client: Client, fact: { readonly subjectType: string; readonly subjectId: string }): Subject | null {
  const read = readGlobalId(fact.subjectId);
  if (read?.type !== fact.subjectType) return null;
  if (read.type === 'Client') return fact.subjectId === client.id ? client : null;
  // These are this subgraph's own: no other system has a fact about one.
  if (read.type === 'Approval' || read.type === 'DocumentRequest') return null;
  return stubOf(read.type, fact.subjectId, client.clientId);
}

/** A stub for a record that another subgraph keeps. */
export function stubOf(type: StubType, id: string, clientId: ClientId | null): Subject {
  return { __typename: type, id, clientId };
}
