import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Scope } from '../../../kit/scope.ts';
import { fingerprintOf } from '../../command-marker.ts';
import type { AddParticipant, Applied, Refused, RemoveParticipant, ShareTicket, TicketStore } from '../../port.ts';
import { participantColumns, sharedWith, toParticipant } from './rows.ts';
import type { ParticipantRow } from './rows.ts';
import { createTransactions, findApplied } from './transactions.ts';
import type { LockedTicket, Writing } from './transactions.ts';

type PeopleWrites = Pick<TicketStore, 'shareTicket' | 'addParticipant' | 'removeParticipant'>;

/** Who sees a ticket and who takes part in it. */
export function createPeopleWrites(writing: Writing): PeopleWrites {
  const { now, newId } = writing;
  const { inTransaction, lockTicket } = createTransactions(writing);

  /** Locks the ticket, and lets `perform` change it unless the marker was applied already. */
  async function change<Otherwise>(
    scope: Scope,
    command: ShareTicket | AddParticipant | RemoveParticipant,
    kind: 'SHARED' | 'PARTICIPANT_ADDED' | 'PARTICIPANT_REMOVED',
    perform: (transaction: Kysely<unknown>, locked: LockedTicket, at: Date) => Promise<Otherwise | 'done'>,
  ): Promise<Applied | Otherwise | null> {
    return inTransaction(async (transaction) => {
      const locked = await lockTicket(transaction, scope, command.ticketId);
      if (!locked) return null;
      const before = await findApplied(transaction, 'ticket_changes', command);
      if (before) return before;
      const at = now();
      const outcome = await perform(transaction, locked, at);
      if (outcome !== 'done') return outcome;
      const { id, client_id: clientId } = locked.row;
      await sql`update tickets.tickets set updated_at = greatest(updated_at, ${at}::timestamptz) where id = ${id}`.execute(
        transaction,
      );
      await sql`insert into tickets.ticket_changes (id, ticket_id, client_id, kind, changed_at, actor_name, external_id, input_hash)
        values (${newId()}, ${id}, ${clientId}, ${kind}, ${at}, ${command.actor.name}, ${command.marker},
          ${fingerprintOf(command)})`.execute(transaction);
      return { outcome: 'applied', ticketId: id, messageId: null, appliedAt: at };
    });
  }

  return {
    shareTicket: (scope, command, judge) =>
      change<Refused>(scope, command, 'SHARED', async (transaction, { row, ticket }) => {
        const verdict = judge(ticket);
        if (!verdict.allowed) return { outcome: 'refused', verdict };
        await sql`update tickets.tickets set sharing = ${command.sharing.audience}, shared_with = ${sharedWith(command.sharing)}::text[]
          where id = ${row.id}`.execute(transaction);
        return 'done';
      }),

    addParticipant: (scope, command, judge) =>
      change<Refused>(scope, command, 'PARTICIPANT_ADDED', async (transaction, locked, at) => {
        const { row, ticket } = locked;
        const { contactId, name, email } = command.person;
        const people = await participantsOf(transaction, locked);
        const verdict = judge(ticket, people.map(toParticipant));
        if (!verdict.allowed) return { outcome: 'refused', verdict };
        const known = findPerson(people, command.person);
        if (!known) {
          await sql`insert into tickets.participants (id, ticket_id, person, name, email, side, joined_at)
            values (${newId()}, ${row.id}, ${contactId ?? email.toLowerCase()}, ${name}, ${email}, 'CLIENT', ${at})`.execute(
            transaction,
          );
        } else if (contactId !== null && known.person !== contactId) {
          // Who was known by an address turns out to be a contact; the name in the ticket stays.
          await sql`update tickets.participants set person = ${contactId} where id = ${known.id}`.execute(transaction);
        }
        if (contactId !== null && row.sharing === 'CONTACTS' && !row.shared_with.includes(contactId)) {
          await sql`update tickets.tickets set shared_with = array_append(shared_with, ${contactId}) where id = ${row.id}`.execute(
            transaction,
          );
        }
        return 'done';
      }),

    removeParticipant: (scope, command, judge) =>
      change<Refused | { readonly outcome: 'no such participant' }>(
        scope,
        command,
        'PARTICIPANT_REMOVED',
        async (transaction, locked) => {
          const { row, ticket } = locked;
          const found = (await participantsOf(transaction, locked)).find(({ id }) => id === command.participantId);
          if (!found) return { outcome: 'no such participant' };
          const verdict = judge(ticket, toParticipant(found));
          if (!verdict.allowed) return { outcome: 'refused', verdict };
          await sql`delete from tickets.participants where id = ${found.id}`.execute(transaction);
          if (row.sharing === 'CONTACTS') {
            await sql`update tickets.tickets set shared_with = array_remove(shared_with, ${found.person}) where id = ${row.id}`.execute(
              transaction,
            );
          }
          return 'done';
        },
      ),
  };
}

/** Whoever is known by an address alone is found by it; of two contacts with one address each is somebody. */
function findPerson(
  people: readonly ParticipantRow[],
  { contactId, email }: AddParticipant['person'],
): ParticipantRow | undefined {
  const address = email.toLowerCase();
  const byAddress = people.filter(({ side, email: own }) => side === 'CLIENT' && own?.toLowerCase() === address);
  if (contactId === null) return byAddress[0];
  return people.find(({ person }) => person === contactId) ?? byAddress.find(({ person }) => person === address);
}

async function participantsOf(transaction: Kysely<unknown>, { row }: LockedTicket): Promise<readonly ParticipantRow[]> {
  const { rows } = await sql<ParticipantRow>`
    select ${participantColumns} from tickets.participants p join tickets.tickets t on t.id = p.ticket_id
    where t.id = ${row.id} order by p.joined_at, p.person`.execute(transaction);
  return rows;
}
