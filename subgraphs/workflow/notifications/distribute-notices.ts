import { randomUUID } from 'node:crypto';
import type { CrmDirectory } from '../access/crm-directory.ts';
import type { ClientId } from '../../kit/domain.ts';
import type { NoticeOutbox, PendingEvent } from './notice-outbox.ts';

const batchMax = 100;

/**
 * Finds what is due, and tells everybody whom what happened concerns; holders of roles are those of this moment. Says how many events there
 * were. What cannot be told because the CRM is away waits, and keeps nothing else waiting; the first such error is thrown in the end.
 */
export async function distributeNotices(
  outbox: NoticeOutbox,
  crm: Pick<CrmDirectory, 'contactsOf'>,
  now: () => Date,
): Promise<number> {
  await outbox.remind(now());
  const requestId = `notices-${randomUUID()}`;
  const known = new Map<ClientId, ReturnType<CrmDirectory['contactsOf']>>();
  const contactsOf = (clientId: ClientId) => {
    let contacts = known.get(clientId);
    if (!contacts) known.set(clientId, (contacts = crm.contactsOf(clientId, requestId)));
    return contacts;
  };
  const problems: unknown[] = [];
  let told = 0;
  for (const event of await outbox.pending(batchMax)) {
    try {
      await outbox.distribute(event, await contactsToTell(event, contactsOf), now());
      told += 1;
    } catch (error) {
      problems.push(error);
    }
  }
  if (problems.length > 0) throw problems[0];
  return told;
}

async function contactsToTell(
  { clientId, contactIds, roles, exceptContactIds }: PendingEvent,
  contactsOf: (clientId: ClientId) => ReturnType<CrmDirectory['contactsOf']>,
): Promise<string[]> {
  const holders = roles.length === 0 ? [] : (await contactsOf(clientId)).filter(({ role }) => roles.includes(role));
  const asked = new Set([...contactIds, ...holders.map(({ id }) => id)]);
  return [...asked].filter((id) => !exceptContactIds.includes(id)).sort();
}
