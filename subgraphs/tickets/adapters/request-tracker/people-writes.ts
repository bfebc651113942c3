import type { TicketParticipant } from '../../domain.ts';
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
export function createPeopleWrites(client: RequestTrackerClient, changes: Changes, reading: Reading): PeopleWrites {
  const { change, inTurnOfTicket } = changes;

  return {
    shareTicket: (scope, command, judge) =>
      inTurnOfTicket(command, () =>
        change<Refused>(scope, command, 'after it', (row) => {
          const verdict = judge(toTicket(row, reading));
          if (!verdict.allowed) return { outcome: 'refused', verdict };
          const wanted = fromSharing(command.sharing);
          return { change: { CustomFields: { [SHARING_FIELD]: wanted } }, isMade: (after) => isShared(after, wanted) };
        }),
      ),

    addParticipant: (scope, command, judge) =>
      inTurnOfTicket(command, () =>
        change<Refused>(scope, command, 'after it', (row) => {
          const { person } = command;
          const verdict = judge(toTicket(row, reading), toParticipants(row, reading.ids));
          if (!verdict.allowed) return { outcome: 'refused', verdict };
          const address = person.email.toLowerCase();
          const given = givenPeople(row);
          const isKnown = takesPart(row, person);
          const others = given.filter(({ email }) => email.toLowerCase() !== address);
          const before = given.find(({ email }) => email.toLowerCase() === address);
          const fields = {
            // A name that was given before stays; a contact's id that was not is added to it.
            [PEOPLE_FIELD]:
              isKnown && !before
                ? given.map(fromGivenPerson)
                : [...others, { ...(before ?? person), contactId: before?.contactId ?? person.contactId }].map(fromGivenPerson),
            [SHARING_FIELD]: fromSharing(withContact(row, person.contactId)),
          };
          const copied = isKnown ? {} : { Cc: [...row.Cc.map(principalOf), toMailbox(person)] };
          return {
            change: { ...copied, CustomFields: fields },
            isMade: (after) => takesPart(after, person) && isShared(after, fields[SHARING_FIELD]),
            // RT takes no address in copy at which it receives mail itself.
            refused: async () => {
              const undone = { [PEOPLE_FIELD]: given.map(fromGivenPerson), [SHARING_FIELD]: fromSharing(toSharing(row)) };
              await client.updateTicket(row.id, null, { CustomFields: undone });
              return {
                outcome: 'refused',
                verdict: { allowed: false, reason: 'This address cannot take part.', remedy: 'Use another one.' },
              };
            },
          };
        }),
      ),

    removeParticipant: (scope, command, judge) =>
      inTurnOfTicket(command, () =>
        change<Refused | NoSuchParticipant>(scope, command, 'after it', (row) => {
          const people = toParticipants(row, reading.ids);
          const found = people.find(({ id }) => id === command.participantId);
          if (!found) return { outcome: 'no such participant' };
          const verdict = judge(toTicket(row, reading), found);
          if (!verdict.allowed) return { outcome: 'refused', verdict };
          const leaving = row.Cc.filter((user) => idOf(row, user, reading) === found.id);
          const addresses = new Set(leaving.map(addressOf));
          const isLeaving = ({ email }: { email: string }): boolean => addresses.has(email.toLowerCase());
          const given = givenPeople(row);
          const contactIds = given.filter(isLeaving).map(({ contactId }) => contactId);
          const sharing = toSharing(row);
          const wanted = fromSharing({ ...sharing, contactIds: sharing.contactIds.filter((one) => !contactIds.includes(one)) });
          return {
            change: {
              Cc: row.Cc.filter((user) => !leaving.includes(user)).map(principalOf),
              CustomFields: {
                [PEOPLE_FIELD]: given.filter((person) => !isLeaving(person)).map(fromGivenPerson),
                [SHARING_FIELD]: wanted,
              },
            },
            isMade: (after) => isShared(after, wanted) && !after.Cc.some((user) => idOf(after, user, reading) === found.id),
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

function idOf(row: WireTicket, user: WireUser, { ids }: Reading): TicketParticipant['id'] {
  return ids.personOf(row.id, addressOf(user));
}

/** Who is in copy already, as RT takes them: a role is always given whole, and who is left out is taken out. */
function principalOf(user: WireUser): string {
  return user.type === 'group' ? String(user.id) : user.EmailAddress || user.Name || String(user.id);
}

/** In quotes and pointed brackets: RT reads what begins with `group:` as the name of a group of its own. */
function toMailbox({ name, email }: AddParticipant['person']): string {
  return `"${name.replaceAll(/["\\<>@]|\p{Cc}/gu, ' ').trim()}" <${email}>`;
}
