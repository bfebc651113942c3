import { z } from 'zod';
import { readGlobalIdOf, toGlobalId } from '../../../schema/contract/global-id.ts';
import { CLIENT_ROLES } from '../../../schema/contract/identity-claims.ts';
import { asClientId } from '../../kit/domain.ts';
import type { Approvable } from '../../kit/domain.ts';
import type { ServiceClient } from '../../kit/service-client.ts';
import type { ApprovalSubject } from '../domain.ts';

/** Asks the systems of record, in the portal's own name, what a record puts before those who approve. Errors are those of `ServiceClient`. */
export interface ApprovableRecords {
  /** In the order asked for; null for what is not there, or cannot be approved of now. */
  read(subjects: readonly ApprovalSubject[], requestId?: string): Promise<(Approvable | null)[]>;
  close(): Promise<void>;
}

const fields = 'approvable { clientId title version checksum summary hasMoney sharing { audience roles contactIds } }';
const query = (types: readonly string[]): string =>
  `query ($of: [_Any!]!) { _entities(representations: $of) { ${types.map((type) => `... on ${type} { ${fields} }`).join(' ')} } }`;

const sharing = z.object({
  audience: z.enum(['COMPANY', 'ROLES', 'CONTACTS']),
  roles: z.array(z.enum(CLIENT_ROLES)),
  contactIds: z.array(z.string().transform((id) => readGlobalIdOf('Contact', id) ?? '')),
});

const approvable = z.object({
  clientId: z
    .string()
    .transform((id) => readGlobalIdOf('Client', id))
    .pipe(z.string().transform(asClientId)),
  title: z.string(),
  version: z.number().int().nullable(),
  checksum: z.string().regex(/^[0-9a-f]{64}$/),
  summary: z.string(),
  hasMoney: z.boolean(),
  sharing: sharing.nullable(),
});

const answer = z.object({ _entities: z.array(z.object({ approvable: approvable.nullable() }).nullable()) });

/** As many as the keepers look up at once. */
const batchMax = 100;

export function createApprovableRecords(systems: {
  readonly crm: ServiceClient;
  readonly files: ServiceClient;
}): ApprovableRecords {
  const queries = { crm: query(['Quote', 'Milestone']), files: query(['Document']) };

  async function ask(
    system: 'crm' | 'files',
    subjects: readonly ApprovalSubject[],
    requestId: string | undefined,
  ): Promise<[string, Approvable | null][]> {
    const found: [string, Approvable | null][] = [];
    for (let at = 0; at < subjects.length; at += batchMax) {
      const batch = subjects.slice(at, at + batchMax);
      const of = batch.map(({ type, id }) => ({ __typename: type, id: toGlobalId(type, id) }));
      const { _entities: records } = await systems[system].ask({
        ...{ query: queries[system], variables: { of }, shape: answer },
        ...(requestId !== undefined && { requestId }),
      });
      for (const [place, subject] of batch.entries()) found.push([keyOf(subject), records[place]?.approvable ?? null]);
    }
    return found;
  }

  return {
    async read(subjects, requestId) {
      const once = [...new Map(subjects.map((subject) => [keyOf(subject), subject])).values()];
      const documents = once.filter(({ type }) => type === 'Document');
      const others = once.filter(({ type }) => type !== 'Document');
      const found = new Map((await Promise.all([ask('files', documents, requestId), ask('crm', others, requestId)])).flat());
      return subjects.map((subject) => found.get(keyOf(subject)) ?? null);
    },
    async close() {
      await Promise.all([systems.crm.close(), systems.files.close()]);
    },
  };
}

function keyOf({ type, id }: ApprovalSubject): string {
  return `${type}:${id}`;
}
