import { DateTimeResolver, LocalDateResolver, SafeIntResolver, URLResolver } from 'graphql-scalars';
import type { ResolverMap } from '../../kit/guard.ts';
import { client, systemFacts } from './client.ts';
import { sharingResolvers } from '../../kit/sharing.ts';
import type { Resolvers } from './generated.ts';
import { attachment, message } from './message.ts';
import { mutation } from './mutation.ts';
import { query } from './query.ts';
import { deadLetter } from './kept-actions.ts';
import { ticketParticipant } from './ticket-participant.ts';
import { ticket } from './ticket.ts';
import { replyPayload, writePayload } from './write-payload.ts';

const own: Resolvers = {
  Query: query,
  Mutation: mutation,
  Client: client,
  SystemFacts: systemFacts,
  Ticket: ticket,
  TicketParticipant: ticketParticipant,
  Message: message,
  Attachment: attachment,
  DeadLetter: deadLetter,
  OpenTicketPayload: writePayload,
  ReplyToTicketPayload: replyPayload,
  CloseTicketPayload: writePayload,
  ReopenTicketPayload: writePayload,
  ShareTicketPayload: writePayload,
  AddTicketParticipantPayload: writePayload,
  RemoveTicketParticipantPayload: writePayload,
  Sharing: sharingResolvers,
  DateTime: DateTimeResolver,
  LocalDate: LocalDateResolver,
  SafeInt: SafeIntResolver,
  URL: URLResolver,
};

export const resolvers: ResolverMap = { ...own };
