import { toGlobalId } from '../../../schema/contract/global-id.ts';
import { OTHER_OWNER, STAFF } from './callers.ts';
import type { Caller } from './callers.ts';
import type { TwoWorlds } from './deployments.ts';
import type { MadeOperation } from './make-operation.ts';
import { OTHER, OWN } from './other-data.ts';

/**
 * What others do right before an operation is asked, so that what is kept from one caller for the next shows. A query is asked in both worlds.
 * A document that is sent by its hash alone is registered by staff, and a mutation done by the other company's owner, in the second one alone.
 */
export async function askBefore({ first, second }: TwoWorlds, crowd: readonly Caller[], operation: MadeOperation): Promise<void> {
  if (operation.way === 'hash') {
    await second.ask(STAFF, { ...operation, way: 'register' });
    return;
  }
  if (operation.isMutation) {
    // The other company's owner does the like in the second world: to its own company where the operation names one.
    const own = toGlobalId('Client', OWN);
    const variables = JSON.parse(JSON.stringify(operation.variables).replaceAll(own, toGlobalId('Client', OTHER))) as Record<
      string,
      unknown
    >;
    const query = operation.query.replaceAll(own, toGlobalId('Client', OTHER));
    await second.aside(() => second.ask(OTHER_OWNER, { query, variables }));
    return;
  }
  await Promise.all(crowd.flatMap((caller) => [first.ask(caller, operation), second.ask(caller, operation)]));
}
