import type { TicketParticipantResolvers } from './generated.ts';

export const ticketParticipant: TicketParticipantResolvers = {
  // The adapters leave these out already. Where staff can be written to is nothing that a slip in one of them should publish.
  email: ({ email, side }) => (side === 'CLIENT' ? email : null),
};
