import { readGlobalIdOf } from '../../../schema/contract/global-id.ts';
import { z } from 'zod';
import { CLIENT_ROLES } from '../../../schema/contract/identity-claims.ts';
import { asClientId } from '../../kit/domain.ts';
import { mayBeSeenBy } from '../../kit/sharing.ts';
import type { Context } from '../context.ts';
import type { Contact } from '../domain.ts';

/** What stands behind a record of another system here: nothing but whom it is shared with. */
interface SharedRecord {
  readonly id: string;
  readonly shared: Parameters<Context['loaders']['sharedWith']['load']>[0] | null;
}

/** What the owning subgraph said, as the gateway hands it on. */
const reference = z.object({
  clientId: z.string(),
  sharing: z.object({
    audience: z.enum(['COMPANY', 'ROLES', 'CONTACTS']),
    roles: z.array(z.enum(CLIENT_ROLES)).max(CLIENT_ROLES.length),
    contactIds: z.array(z.string()).max(100),
  }),
});

/**
 * A reference says which client the record is of, and that is not believed: people are looked up only for a client within the caller's
 * scope, and only for a record that the caller may see by the very rule that the reference carries.
 */
export const sharedRecord = {
  __resolveReference: (given: { readonly id: string }, { scope }: Context): SharedRecord => {
    const { id } = given;
    const read = reference.safeParse(given);
    if (!read.success) return { id, shared: null };
    const { audience, roles, contactIds } = read.data.sharing;
    const localClientId = readGlobalIdOf('Client', read.data.clientId);
    if (localClientId === null) return { id, shared: null };
    const clientId = asClientId(localClientId);
    const sharing = {
      audience,
      roles,
      contactIds: contactIds.flatMap((contactId) => readGlobalIdOf('Contact', contactId) ?? []),
    };
    return { id, shared: mayBeSeenBy(scope, clientId, sharing) ? { clientId, sharing } : null };
  },
  sharedWith: ({ shared }: SharedRecord, _arguments: unknown, { loaders }: Context): Promise<readonly Contact[] | null> | null =>
    shared && loaders.sharedWith.load(shared),
};
