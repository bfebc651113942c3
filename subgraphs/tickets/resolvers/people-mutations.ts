import { NO_SUCH_PARTICIPANT, canAddPerson, canRemovePerson, canShareTicket, isUnchanged } from '../ticket-rules.ts';
import { act, readAddressed } from './act.ts';
import type { MutationResolvers } from './generated.ts';
import { noSuchTicket, nothingDone } from './nothing-done.ts';
import { createInputReader } from './read-input.ts';

type PeopleMutations = Pick<MutationResolvers, 'shareTicket' | 'addTicketParticipant' | 'removeTicketParticipant'>;

/** Who sees a ticket and who takes part in it. */
export const peopleMutations: PeopleMutations = {
  shareTicket: async (_root, { input }, context) => {
    const reader = createInputReader();
    const sharing = reader.sharing(input.sharing);
    const ifUnchangedSince = reader.time(input.ifUnchangedSince);
    const idempotencyKey = reader.idempotencyKey(input.idempotencyKey);
    if (reader.userErrors.length > 0) return nothingDone(reader.userErrors);
    const addressed = await readAddressed(input.ticketId, context);
    if (!addressed) return noSuchTicket();
    const { ticketId, clientId, judge } = addressed;
    return act(context, {
      mutation: 'shareTicket',
      clientId,
      ticketId,
      idempotencyKey,
      command: { ticketId, sharing: { ...sharing }, ...(ifUnchangedSince !== null && { ifUnchangedSince }) },
      // Who may share is told by the client alone, so it is known while the help desk is away too.
      judge: () => {
        const verdict = canShareTicket(context.scope, { clientId });
        return verdict.allowed ? judge((now) => isUnchanged(now, ifUnchangedSince)) : verdict;
      },
    });
  },

  addTicketParticipant: async (_root, { input }, context) => {
    const reader = createInputReader();
    const person = {
      contactId: reader.contactId(input.contactId),
      name: reader.personName(input.name),
      email: reader.email(input.email),
    };
    const idempotencyKey = reader.idempotencyKey(input.idempotencyKey);
    if (reader.userErrors.length > 0) return nothingDone(reader.userErrors);
    const addressed = await readAddressed(input.ticketId, context);
    if (!addressed) return noSuchTicket();
    const { ticketId, clientId, judge } = addressed;
    return act(context, {
      mutation: 'addTicketParticipant',
      clientId,
      ticketId,
      idempotencyKey,
      command: { ticketId, person },
      judge: () =>
        judge(async (now) => canAddPerson(context.scope, now, await context.loaders.participants(ticketId), person.contactId)),
    });
  },

  removeTicketParticipant: async (_root, { input }, context) => {
    const reader = createInputReader();
    const idempotencyKey = reader.idempotencyKey(input.idempotencyKey);
    if (reader.userErrors.length > 0) return nothingDone(reader.userErrors);
    const addressed = await readAddressed(input.ticketId, context);
    if (!addressed) return noSuchTicket();
    const { ticketId, clientId, judge } = addressed;
    const { participantId } = input;
    return act(context, {
      mutation: 'removeTicketParticipant',
      clientId,
      ticketId,
      idempotencyKey,
      command: { ticketId, participantId },
      judge: () =>
        judge(async (now) => {
          const person = (await context.loaders.participants(ticketId)).find(({ id }) => id === participantId);
          return person ? canRemovePerson(context.scope, now, person) : NO_SUCH_PARTICIPANT;
        }),
    });
  },
};
