import { defineAction } from '../kit/actions/action.ts';
import type { Action, ActionKind, Delivery } from '../kit/actions/action.ts';
import { authorityOf } from '../kit/actions/evidence.ts';
import { asClientId } from '../kit/domain.ts';
import { scopeOf } from '../kit/scope.ts';
import { notAllowed } from '../kit/verdict.ts';
import type { Verdict } from '../kit/verdict.ts';
import { filesOf } from './uploads/uploads.ts';
import type { UploadStore } from './uploads/upload-store.ts';
import type { Applied, NoSuchParticipant, Refused, TicketStore } from './port.ts';
import { actorOf, ticketCommands } from './ticket-actions.ts';
import {
  NO_SUCH_PARTICIPANT,
  canAddPerson,
  canClose,
  canOpenShared,
  canRemovePerson,
  canReopen,
  canReply,
  canShareTicket,
  firstRefusal,
  isUnchanged,
} from './ticket-rules.ts';

/**
 * How each action gets to the help desk: with the rights that its author had when it was accepted, for that one client, and judged by the
 * same rules again, about the ticket as it stands then.
 */
export function ticketActionKinds(store: TicketStore, uploads: UploadStore): readonly ActionKind[] {
  /** What waited is let go when the help desk has it. When that fails the sweep does it, days later. */
  const sent = async <Answer extends Applied | Refused | null>(ids: readonly string[], answer: Answer): Promise<Answer> => {
    if (ids.length > 0 && answer?.outcome === 'applied') await uploads.forgetContents(ids).catch(() => undefined);
    return answer;
  };
  const prepare = (action: Action) => ({
    scope: scopeOf(authorityOf(action.evidence, action.clientId)),
    common: { marker: action.marker, actor: actorOf(action.evidence) },
  });
  return [
    defineAction({
      kind: 'openTicket',
      command: ticketCommands.openTicket,
      async deliver(command, action) {
        const { scope, common } = prepare(action);
        const clientId = asClientId(command.clientId);
        const verdict = canOpenShared(scope, clientId, command.sharing);
        if (!verdict.allowed) return refusal(verdict);
        const openedBy = scope.kind === 'client' ? scope.contactId : null;
        const attachments = await filesOf(uploads, command.attachments, action.marker);
        const opened = await store.openTicket(scope, { ...common, ...command, attachments, clientId, openedBy });
        return toDelivery(await sent(command.attachments, opened), 'There is no such client.');
      },
    }),
    defineAction({
      kind: 'replyToTicket',
      command: ticketCommands.replyToTicket,
      async deliver(command, action) {
        const { scope, common } = prepare(action);
        const attachments = await filesOf(uploads, command.attachments, action.marker);
        const replied = await store.reply(scope, { ...common, ...command, attachments }, (now) => canReply(scope, now));
        return toDelivery(await sent(command.attachments, replied));
      },
    }),
    defineAction({
      kind: 'closeTicket',
      command: ticketCommands.closeTicket,
      async deliver({ ticketId, ifUnchangedSince }, action) {
        const { scope, common } = prepare(action);
        const closed = await store.closeTicket(scope, { ...common, ticketId }, (now) =>
          firstRefusal(isUnchanged(now, ifUnchangedSince), () => canClose(scope, now)),
        );
        return toDelivery(closed);
      },
    }),
    defineAction({
      kind: 'reopenTicket',
      command: ticketCommands.reopenTicket,
      async deliver({ ticketId, ifUnchangedSince }, action) {
        const { scope, common } = prepare(action);
        const reopened = await store.reopenTicket(scope, { ...common, ticketId }, (now) =>
          firstRefusal(isUnchanged(now, ifUnchangedSince), () => canReopen(scope, now)),
        );
        return toDelivery(reopened);
      },
    }),
    defineAction({
      kind: 'shareTicket',
      command: ticketCommands.shareTicket,
      async deliver({ ticketId, sharing, ifUnchangedSince }, action) {
        const { scope, common } = prepare(action);
        const shared = await store.shareTicket(scope, { ...common, ticketId, sharing }, (now) =>
          firstRefusal(canShareTicket(scope, now), () => isUnchanged(now, ifUnchangedSince)),
        );
        return toDelivery(shared);
      },
    }),
    defineAction({
      kind: 'addTicketParticipant',
      command: ticketCommands.addTicketParticipant,
      async deliver(command, action) {
        const { scope, common } = prepare(action);
        const added = await store.addParticipant(scope, { ...common, ...command }, (now, people) =>
          canAddPerson(scope, now, people, command.person.contactId),
        );
        return toDelivery(added);
      },
    }),
    defineAction({
      kind: 'removeTicketParticipant',
      command: ticketCommands.removeTicketParticipant,
      async deliver(command, action) {
        const { scope, common } = prepare(action);
        const removed = await store.removeParticipant(scope, { ...common, ...command }, (now, person) =>
          canRemovePerson(scope, now, person),
        );
        return toDelivery(removed);
      },
    }),
  ];
}

function toDelivery(answer: Applied | Refused | NoSuchParticipant | null, missing = 'There is no such ticket.'): Delivery {
  if (answer === null) return { outcome: 'refused', reason: missing };
  if (answer.outcome === 'no such participant') return refusal(NO_SUCH_PARTICIPANT);
  if (answer.outcome === 'refused') return refusal(answer.verdict);
  const { ticketId, messageId, appliedAt } = answer;
  return { outcome: 'applied', result: { ticketId, messageId }, appliedAt };
}

function refusal(verdict: Verdict): Delivery {
  return { outcome: 'refused', reason: notAllowed(verdict).message };
}
