import { badUserInput } from '../../../schema/contract/app-error.ts';
import { readGlobalIdOf, toGlobalId } from '../../../schema/contract/global-id.ts';
import { readPageRequest, toConnection } from '../../kit/connection.ts';
import { PARTIES, PHASES, asClientId } from '../../kit/domain.ts';
import { reaches } from '../../kit/scope.ts';
import { canOpenTicket } from '../../kit/ticket-rules.ts';
import type { TicketFilter } from '../domain.ts';
import { eventOf, stepOf } from '../facts.ts';
import type { ClientResolvers, InputMaybe, SystemFactsResolvers, TicketFilter as TicketFilterInput } from './generated.ts';

export const client: ClientResolvers = {
  // The help desk is not asked whether it knows the client: what is read below is within the scope anyhow.
  __resolveReference: ({ id }, { scope }) => {
    const localId = readGlobalIdOf('Client', id);
    if (localId === null) return null;
    const clientId = asClientId(localId);
    return reaches(scope, clientId) ? { clientId } : null;
  },
  id: ({ clientId }) => toGlobalId('Client', clientId),
  tickets: async ({ clientId }, given, { scope, cursors, loaders }) => {
    const filter = readFilter(given.filter);
    const binding = { scope: scope.fingerprint, list: 'Client.tickets', parentId: clientId, filter };
    const request = readPageRequest(given, cursors, binding);
    const page = await loaders.ticketsOf(clientId, filter, request);
    return toConnection({ page, request, cursors, binding, totalCount: () => loaders.ticketCount(clientId, filter) });
  },
  attachmentRules: ({ clientId }, _arguments, { scope, uploads: { limits } }) => ({
    ...canOpenTicket(scope, clientId),
    // What does not fit into a message is of no use.
    maxBytes: Math.min(limits.bytesMax, limits.messageBytesMax),
    maxCount: limits.countMax,
    maxMessageBytes: limits.messageBytesMax,
    mediaTypes: limits.mediaTypes,
  }),
  ticketFacts: ({ clientId }, _arguments, { scope }) =>
    scope.scopes.has('tickets:read') && reaches(scope, clientId) ? { clientId } : null,
};

export const systemFacts: SystemFactsResolvers = {
  system: (_facts, _arguments, { system }) => system,
  steps: async ({ clientId }, _arguments, { scope, loaders }) =>
    (await loaders.waitingTickets(clientId)).map((ticket) => stepOf(ticket, scope)),
  events: async ({ clientId }, _arguments, { loaders }) => (await loaders.events(clientId)).map(eventOf),
};

/** In one order and without repetition, so that filters that mean the same share a batch and a cursor. */
function readFilter(given: InputMaybe<TicketFilterInput>): TicketFilter {
  const { phases, waitingOn, search } = given ?? {};
  return {
    phases: phases ? PHASES.filter((phase) => phases.includes(phase)) : null,
    waitingOn: waitingOn ? PARTIES.filter((party) => waitingOn.includes(party)) : null,
    search: search?.trim() ? readSearch(search.trim()) : null,
  };
}

const searchLengthMax = 200;

function readSearch(search: string): string {
  if (search.length > searchLengthMax || /[\p{Cc}\p{Cs}]/u.test(search)) {
    throw badUserInput(`\`search\` must be at most ${searchLengthMax} characters, none of them a control character.`);
  }
  return search;
}
