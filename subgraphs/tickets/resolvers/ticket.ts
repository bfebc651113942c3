import { readGlobalIdOf, toGlobalId } from '../../../schema/contract/global-id.ts';
import { readPageRequest, toConnection } from '../../kit/connection.ts';
import type { ActionKind, AvailableAction } from '../../kit/domain.ts';
import type { Scope } from '../../kit/scope.ts';
import type { Verdict } from '../../kit/verdict.ts';
import { readConversation } from '../conversation.ts';
import type { Ticket } from '../domain.ts';
import { canAddParticipant, canClose, canRemoveParticipant, canReopen, canReply, canShareTicket } from '../ticket-rules.ts';
import type { TicketResolvers } from './generated.ts';

export const ticket: TicketResolvers = {
  __resolveReference: ({ id }, { loaders }) => {
    const localId = readGlobalIdOf('Ticket', id);
    return localId === null ? null : loaders.ticket(localId);
  },
  id: ({ id }) => toGlobalId('Ticket', id),
  clientId: ({ clientId }) => toGlobalId('Client', clientId),
  client: ({ clientId }) => ({ clientId }),
  title: ({ subject }) => subject,
  openedBy: ({ openedBy }) => (openedBy === null ? null : toGlobalId('Contact', openedBy)),
  participants: ({ id }, _arguments, { loaders }) => loaders.participants(id),
  messages: async (parent, given, { scope, cursors, loaders }) => {
    const { id } = parent;
    const binding = { scope: scope.fingerprint, list: 'Ticket.messages', parentId: id, filter: null };
    const request = readPageRequest(given, cursors, binding);
    const waiting = await loaders.waitingMessages(parent);
    const page = await readConversation(request, waiting, (part) => loaders.messagesOf(id, part));
    const totalCount = async () => (await loaders.messageCount(id)) + waiting.length;
    return toConnection({ page, request, cursors, binding, totalCount });
  },
  lastMessage: async (parent, _arguments, { loaders }) => {
    const [waiting, last] = await Promise.all([loaders.waitingMessages(parent), loaders.lastMessage(parent.id)]);
    return waiting.at(-1) ?? last;
  },
  availableActions: (parent, _arguments, { scope }) => availableActions(scope, parent),
};

function availableActions(scope: Scope, parent: Ticket): AvailableAction[] {
  const waitsOnClient = parent.status.waitingOn === 'CLIENT';
  const tell = (action: ActionKind, verdict: Verdict): AvailableAction => ({
    action,
    ...verdict,
    dueBy: action === 'REPLY_TO_TICKET' && waitsOnClient ? parent.status.dueBy : null,
  });
  return [
    tell('REPLY_TO_TICKET', canReply(scope, parent)),
    tell('CLOSE_TICKET', canClose(scope, parent)),
    tell('REOPEN_TICKET', canReopen(scope, parent)),
    tell('SHARE_TICKET', canShareTicket(scope, parent)),
    tell('ADD_TICKET_PARTICIPANT', canAddParticipant(scope, parent)),
    tell('REMOVE_TICKET_PARTICIPANT', canRemoveParticipant(scope, parent)),
  ];
}
