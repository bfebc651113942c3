import { canClose, canOpenShared, canReopen, canReply, firstRefusal, isUnchanged } from '../ticket-rules.ts';
import { act, readAddressed, readClientId } from './act.ts';
import type { MutationResolvers } from './generated.ts';
import { decideKeptAction } from './kept-actions.ts';
import { noSuchTicket, notFound, nothingDone } from './nothing-done.ts';
import { peopleMutations } from './people-mutations.ts';
import { createInputReader } from './read-input.ts';
import { requestAttachmentUpload } from './upload.ts';

export const mutation: MutationResolvers = {
  ...peopleMutations,
  requestAttachmentUpload,
  decideKeptAction,

  openTicket: async (_root, { input }, context) => {
    const reader = createInputReader();
    const subject = reader.subject(input.subject);
    const body = reader.body(input.body);
    const sharing = reader.sharing(input.sharing ?? { audience: 'COMPANY' });
    const attachments = reader.attachments(input.attachments, context.uploads.limits.countMax);
    const idempotencyKey = reader.idempotencyKey(input.idempotencyKey);
    if (reader.userErrors.length > 0) return nothingDone(reader.userErrors);
    const clientId = readClientId(input.clientId, context);
    if (clientId === null) return notFound('There is no such client.', 'clientId');
    return act(context, {
      mutation: 'openTicket',
      clientId,
      ticketId: null,
      idempotencyKey,
      command: { clientId, subject, body, priority: input.priority ?? 'NORMAL', sharing: { ...sharing } },
      attachments,
      judge: () => canOpenShared(context.scope, clientId, sharing),
    });
  },

  replyToTicket: async (_root, { input }, context) => {
    const reader = createInputReader();
    const body = reader.body(input.body);
    const attachments = reader.attachments(input.attachments, context.uploads.limits.countMax);
    const idempotencyKey = reader.idempotencyKey(input.idempotencyKey);
    if (reader.userErrors.length > 0) return nothingDone(reader.userErrors);
    const addressed = await readAddressed(input.ticketId, context);
    if (!addressed) return noSuchTicket();
    const { ticketId, clientId, judge } = addressed;
    return act(context, {
      mutation: 'replyToTicket',
      clientId,
      ticketId,
      idempotencyKey,
      command: { ticketId, body },
      attachments,
      judge: () => judge((now) => canReply(context.scope, now)),
    });
  },

  closeTicket: async (_root, { input }, context) => {
    const reader = createInputReader();
    const ifUnchangedSince = reader.time(input.ifUnchangedSince);
    const idempotencyKey = reader.idempotencyKey(input.idempotencyKey);
    if (reader.userErrors.length > 0) return nothingDone(reader.userErrors);
    const addressed = await readAddressed(input.ticketId, context);
    if (!addressed) return noSuchTicket();
    const { ticketId, clientId, judge } = addressed;
    return act(context, {
      mutation: 'closeTicket',
      clientId,
      ticketId,
      idempotencyKey,
      command: { ticketId, ...(ifUnchangedSince !== null && { ifUnchangedSince }) },
      judge: () => judge((now) => firstRefusal(isUnchanged(now, ifUnchangedSince), () => canClose(context.scope, now))),
    });
  },

  reopenTicket: async (_root, { input }, context) => {
    const reader = createInputReader();
    const ifUnchangedSince = reader.time(input.ifUnchangedSince);
    const idempotencyKey = reader.idempotencyKey(input.idempotencyKey);
    if (reader.userErrors.length > 0) return nothingDone(reader.userErrors);
    const addressed = await readAddressed(input.ticketId, context);
    if (!addressed) return noSuchTicket();
    const { ticketId, clientId, judge } = addressed;
    return act(context, {
      mutation: 'reopenTicket',
      clientId,
      ticketId,
      idempotencyKey,
      command: { ticketId, ...(ifUnchangedSince !== null && { ifUnchangedSince }) },
      judge: () => judge((now) => firstRefusal(isUnchanged(now, ifUnchangedSince), () => canReopen(context.scope, now))),
    });
  },
};
