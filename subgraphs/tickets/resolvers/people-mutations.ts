import {
  canAddParticipant,
  canRemoveParticipant,
  canShareTicket,
  firstRefusal,
  hasRoomFor,
  isRemovable,
} from '../ticket-rules.ts';
import type { MutationResolvers } from './generated.ts';
import { createInputReader } from './read-input.ts';
import { noSuchTicket, nothingDone, readTicket, write } from './write.ts';

type PeopleMutations = Pick<MutationResolvers, 'shareTicket' | 'addTicketParticipant' | 'removeTicketParticipant'>;

/** Who sees a ticket and who takes part in it. */
export const peopleMutations: PeopleMutations = {
  shareTicket: async (_root, { input }, context) => {
    const reader = createInputReader();
    const sharing = reader.sharing(input.sharing);
    const idempotencyKey = reader.idempotencyKey(input.idempotencyKey);
    if (reader.userErrors.length > 0) return nothingDone(reader.userErrors);
    const ticket = await readTicket(input.ticketId, context);
    if (!ticket) return noSuchTicket();
    const { scope, store } = context;
    return write(context, { mutation: 'shareTicket', clientId: ticket.clientId, idempotencyKey }, 'ticketId', (command) =>
      store.shareTicket(scope, { ...command, ticketId: ticket.id, sharing }, (now) => canShareTicket(scope, now)),
    );
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
    const ticket = await readTicket(input.ticketId, context);
    if (!ticket) return noSuchTicket();
    const { scope, store } = context;
    const action = { mutation: 'addTicketParticipant', clientId: ticket.clientId, idempotencyKey };
    return write(context, action, 'ticketId', (command) =>
      store.addParticipant(scope, { ...command, ticketId: ticket.id, person }, (now, participants) =>
        firstRefusal(canAddParticipant(scope, now), () => hasRoomFor(now, participants, person.contactId)),
      ),
    );
  },

  removeTicketParticipant: async (_root, { input }, context) => {
    const reader = createInputReader();
    const idempotencyKey = reader.idempotencyKey(input.idempotencyKey);
    if (reader.userErrors.length > 0) return nothingDone(reader.userErrors);
    const ticket = await readTicket(input.ticketId, context);
    if (!ticket) return noSuchTicket();
    const { scope, store } = context;
    const action = { mutation: 'removeTicketParticipant', clientId: ticket.clientId, idempotencyKey };
    const { participantId } = input;
    return write(context, action, 'ticketId', (command) =>
      store.removeParticipant(scope, { ...command, ticketId: ticket.id, participantId }, (now, participant) =>
        firstRefusal(canRemoveParticipant(scope, now), () => isRemovable(participant)),
      ),
    );
  },
};
