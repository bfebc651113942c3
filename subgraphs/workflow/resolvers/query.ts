import { readGlobalId } from '../../../schema/contract/global-id.ts';
import { clientWithinScope } from '../client-within-scope.ts';
import { stubOf } from '../subject.ts';
import { viewerOf } from '../viewer.ts';
import { auditTrail } from './access-lists.ts';
import type { QueryResolvers } from './generated.ts';

export const query: QueryResolvers = {
  accessChanges: (_parent, { after }, { store, now }) => store.feed.changes(after ?? null, now),
  auditTrail,
  viewer: (_parent, _args, { claims }) => viewerOf(claims),
  client: (_parent, { id }, { scope }) => clientWithinScope(scope, id),
  // A stub says nothing about existence. The guard drops it when the caller lacks the scope of its type, and the gateway asks its
  // keeper for the owner before it lets it into an answer.
  node: (_parent, { id }, { scope }) => {
    const read = readGlobalId(id);
    if (read === null) return null;
    return read.type === 'Client' ? clientWithinScope(scope, id) : stubOf(read.type, id, null);
  },
};
