import { ALLOWED, refused } from '../../../kit/verdict.ts';
import type { AddParticipant, NoSuchParticipant, Refused, TicketStore } from '../../port.ts';
import type { Changes } from './changes.ts';
import type { RequestTrackerClient } from './client.ts';
import {
  PEOPLE_FIELD,
  SHARING_FIELD,
  addressOf,
  fromGivenPerson,
  fromSharing,
  givenPeople,
  openerOf,
  toParticipants,
  toSharing,
  toTicket,
} from './mapping.ts';
import type { Reading, WireUser } from './mapping.ts';
import type { WireTicket } from './wire.ts';

type PeopleWrites = Pick<TicketStore, 'shareTicket' | 'addParticipant' | 'removeParticipant'>;

/** Who sees a ticket, which is the portal's own matter and kept in custom fields, and who is in copy. */
export function createPeopleWrites(
  client: RequestTrackerClient,
  changes: Changes,
  reading: Reading & { readonly queue: string },
): PeopleWrites {
  const { change, inTurnOfTicket } = changes;

  /** RT breaks down over an address in copy at which it receives mail itself. It tells those of the queue. */
  async function receivesMail(email: string): Promise<boolean> {
    const { CorrespondAddress, CommentAddress } = await client.queue(reading.queue);
    return [CorrespondAddress, CommentAddress].some((address) => address?.toLowerCase() === email.toLowerCase());
  }

  return {
    shareTicket: (scope, command, judge) =>
      inTurnOfTicket(command, () =>
        change<Refused>(scope, command, 'after it', (row, isBegun) => {
          const verdict = isBegun ? ALLOWED : judge(toTicket(row, reading));
          if (!verdict.allowed) return { outcome: 'refused', verdict };
          const wanted = fromSharing(command.sharing);
          return { change: { fields: { [SHARING_FIELD]: wanted } }, isMade: (after) => isShared(after, wanted) };
        }),
      ),

    addParticipant: (scope, command, judge) =>
      inTurnOfTicket(command, async () => {
        const { person } = command;
        const own = await receivesMail(person.email);
        return change<Refused>(scope, command, 'after it', (row, isBegun) => {
          // After its own first step the ticket has one more of those whom the rule counts.
          const verdict = isBegun ? ALLOWED : judge(toTicket(row, reading), toParticipants(row, reading.ids));
          if (!verdict.allowed) return { outcome: 'refused', verdict };
          if (own) return { outcome: 'refused', verdict: refused('This address cannot take part.', 'Use another one.') };
          const address = person.email.toLowerCase();
          const isThis = ({ email }: { email: string }): boolean => email.toLowerCase() === address;
          const given = givenPeople(row);
          if (!takesPart(row, person)) {
            const people = [...given.filter((one) => !isThis(one)), person].map(fromGivenPerson);
            const change = { Cc: [...row.Cc.map(principalOf), toMailbox(person)], fields: { [PEOPLE_FIELD]: people } };
            return { change, isMade: (after) => takesPart(after, person), more: true };
          }
          // The name that was given first stays. Who is in copy reads along already, so sight comes last.
          const people = given.map((one) => (isThis(one) ? { ...one, contactId: one.contactId ?? person.contactId } : one));
          const wanted = fromSharing(withContact(row, person.contactId));
          const fields = { [PEOPLE_FIELD]: people.map(fromGivenPerson), [SHARING_FIELD]: wanted };
          return { change: { fields }, isMade: (after) => isShared(after, wanted) };
        });
      }),

    removeParticipant: (scope, command, judge) =>
      inTurnOfTicket(command, () =>
        change<Refused | NoSuchParticipant>(scope, command, 'after it', (row, isBegun) => {
          const found = toParticipants(row, reading.ids).find(({ id }) => id === command.participantId);
          // Out of copy, and still among those whom the portal put there, when RT stopped in between.
          const isThis = (address: string): boolean => reading.ids.personOf(row.id, address) === command.participantId;
          if (!isBegun) {
            if (!found) return { outcome: 'no such participant' };
            const verdict = judge(toTicket(row, reading), found);
            if (!verdict.allowed) return { outcome: 'refused', verdict };
          }
          const isLeaving = ({ email }: { email: string }): boolean => isThis(email.toLowerCase());
          const given = givenPeople(row);
          const contactIds = given.filter(isLeaving).map(({ contactId }) => contactId);
          const sharing = toSharing(row);
          const wanted = fromSharing({ ...sharing, contactIds: sharing.contactIds.filter((one) => !contactIds.includes(one)) });
          return {
            change: {
              Cc: row.Cc.filter((user) => !isThis(addressOf(user))).map(principalOf),
              fields: {
                [PEOPLE_FIELD]: given.filter((person) => !isLeaving(person)).map(fromGivenPerson),
                [SHARING_FIELD]: wanted,
              },
            },
            isMade: (after) => isShared(after, wanted) && !after.Cc.some((user) => isThis(addressOf(user))),
          };
        }),
      ),
  };
}

/** Somebody who takes part already, by address, or as the contact who opened the ticket. */
function takesPart(row: WireTicket, { contactId, email }: AddParticipant['person']): boolean {
  if (contactId !== null && contactId === openerOf(row)) return true;
  return [...row.Requestor, ...row.Cc].some((user) => addressOf(user) === email.toLowerCase());
}

function withContact(row: WireTicket, contactId: string | null): ReturnType<typeof toSharing> {
  const sharing = toSharing(row);
  if (sharing.audience !== 'CONTACTS' || contactId === null || sharing.contactIds.includes(contactId)) return sharing;
  return { ...sharing, contactIds: [...sharing.contactIds, contactId] };
}

function isShared(row: WireTicket, wanted: readonly string[]): boolean {
  const values = row.CustomFields.get(SHARING_FIELD) ?? [];
  return values.length === wanted.length && wanted.every((value) => values.includes(value));
}

/** Who is in copy already, as RT takes them: a role is always given whole, and who is left out is taken out. */
function principalOf(user: WireUser): string {
  return user.type === 'group' ? String(user.id) : user.EmailAddress || user.Name || String(user.id);
}

/** In quotes and pointed brackets: RT reads what begins with `group:` as the name of a group of its own. */
function toMailbox({ name, email }: AddParticipant['person']): string {
  return `"${name.replaceAll(/["\\<>@]|\p{Cc}/gu, ' ').trim()}" <${email}>`;
}
