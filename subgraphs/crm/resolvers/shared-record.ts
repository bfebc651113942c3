import { z } from 'zod';
import { readGlobalIdOf } from '../../../schema/contract/global-id.ts';
import { CLIENT_ROLES } from '../../../schema/contract/identity-claims.ts';
import { asClientId } from '../../kit/domain.ts';
import type { Scope } from '../../kit/scope.ts';
import { reaches } from '../../kit/scope.ts';
import { mayBeSeenBy } from '../../kit/sharing.ts';
import type { Context } from '../context.ts';
import type { Contact, Document } from '../domain.ts';

/** What stands behind a record of another system here: nothing but whom it is shared with. */
type SharedRecord = Document;
type Shared = NonNullable<SharedRecord['shared']>;

/** What the owning subgraph said, as the gateway hands it on. */
const reference = z.object({
  clientId: z.string(),
  sharing: z.object({
    audience: z.enum(['COMPANY', 'ROLES', 'CONTACTS']),
    roles: z.array(z.enum(CLIENT_ROLES)).max(CLIENT_ROLES.length),
    contactIds: z.array(z.string()).max(100),
  }),
  openedBy: z.string().nullish(),
});

/**
 * A reference says which client the record is of, and that is not believed: people are looked up only for a client within the caller's
 * scope, and only for a record that the caller may see by the very rule that the reference carries.
 */
export const sharedRecord = {
  __resolveReference: (given: { readonly id: string }, { scope }: Context): SharedRecord => {
    const shared = readShared(given);
    return { id: given.id, shared: shared && maySee(scope, shared) ? shared : null };
  },
  sharedWith: ({ shared }: SharedRecord, _arguments: unknown, { loaders }: Context): Promise<readonly Contact[] | null> | null =>
    shared && loaders.sharedWith.load(shared),
};

function readShared(given: unknown): Shared | null {
  const read = reference.safeParse(given);
  if (!read.success) return null;
  const { clientId, sharing, openedBy } = read.data;
  const localClientId = readGlobalIdOf('Client', clientId);
  if (localClientId === null) return null;
  return {
    clientId: asClientId(localClientId),
    sharing: { ...sharing, contactIds: sharing.contactIds.flatMap((contactId) => readGlobalIdOf('Contact', contactId) ?? []) },
    openedBy: openedBy == null ? null : readGlobalIdOf('Contact', openedBy),
  };
}

function maySee(scope: Scope, { clientId, sharing, openedBy }: Shared): boolean {
  if (mayBeSeenBy(scope, clientId, sharing)) return true;
  return openedBy !== null && scope.kind === 'client' && scope.contactId === openedBy && reaches(scope, clientId);
}
