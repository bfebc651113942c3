import { NODE_OWNERS, toGlobalId } from '../../../schema/contract/global-id.ts';
import type { ResolverMap } from '../../kit/guard.ts';
import type { Stub, StubType } from '../domain.ts';

const types = (Object.keys(NODE_OWNERS) as (keyof typeof NODE_OWNERS)[]).filter(
  (type): type is StubType => type !== 'Client' && type !== 'Approval' && type !== 'DocumentRequest',
);

/**
 * The records that other subgraphs keep. Nothing can be looked up about them here: `_entities` has null for each, and the one field
 * besides the key is the client on whose behalf a fact named them.
 */
export const stubs: ResolverMap = Object.fromEntries(
  types.map((type) => [
    type,
    { __resolveReference: () => null, clientId: ({ clientId }: Stub<StubType>) => globalIdOf(clientId) },
  ]),
);

function globalIdOf(clientId: Stub<StubType>['clientId']): string | null {
  return clientId === null ? null : toGlobalId('Client', clientId);
}
