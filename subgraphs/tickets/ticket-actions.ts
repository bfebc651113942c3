import { z } from 'zod';
import { CLIENT_ROLES } from '../../schema/contract/identity-claims.ts';
import type { Action } from '../kit/actions/action.ts';
import { authorityOf, authorOf } from '../kit/actions/evidence.ts';
import type { Evidence } from '../kit/actions/evidence.ts';
import { scopeOf } from '../kit/scope.ts';
import type { AnnouncedFile } from '../kit/uploads/announced-file.ts';
import type { AttachedFile, Message, Ticket } from './domain.ts';
import { maySee } from './may-see.ts';
import type { Actor } from './port.ts';

const sharing = z.strictObject({
  audience: z.enum(['COMPANY', 'ROLES', 'CONTACTS']),
  roles: z.array(z.enum(CLIENT_ROLES)),
  contactIds: z.array(z.string()),
});

/** When the ticket that the person looked at had last changed; null for whatever it is like. Left out of what is stored when it is null. */
const ifUnchangedSince = z.iso.datetime().nullable().default(null);

/** The ids of the uploads that are sent with a message; they wait in the store of uploads. Left out of what is stored when there are none. */
const attachments = z.array(z.string()).default([]);

/** What is stored of each action. Its author, the client and the marker stand beside it. */
export const ticketCommands = {
  openTicket: z.strictObject({
    clientId: z.string(),
    subject: z.string(),
    body: z.string(),
    priority: z.enum(['LOW', 'NORMAL', 'HIGH', 'URGENT']),
    sharing,
    attachments,
  }),
  replyToTicket: z.strictObject({ ticketId: z.string(), body: z.string(), attachments }),
  closeTicket: z.strictObject({ ticketId: z.string(), ifUnchangedSince }),
  reopenTicket: z.strictObject({ ticketId: z.string(), ifUnchangedSince }),
  shareTicket: z.strictObject({ ticketId: z.string(), sharing, ifUnchangedSince }),
  addTicketParticipant: z.strictObject({
    ticketId: z.string(),
    person: z.strictObject({ contactId: z.string().nullable(), name: z.string(), email: z.string() }),
  }),
  removeTicketParticipant: z.strictObject({ ticketId: z.string(), participantId: z.string() }),
};

/** What is kept of a result. */
const result = z.strictObject({ ticketId: z.string(), messageId: z.string().nullable() });

/**
 * Actions on one ticket are delivered in order; opening one waits for nothing. The author's client is part of it: while the help desk is
 * away, whoever names another client's ticket must neither stand in its queue nor show in its conversation.
 */
export function recordKeyOf({ clientId, id }: Pick<Ticket, 'clientId' | 'id'>): string {
  return `ticket:${clientId}:${id}`;
}

/** The records that an applied action made or changed; null before it is applied. */
export function resultOf(action: Action): z.output<typeof result> | null {
  return action.state === 'APPLIED' ? result.parse(action.result) : null;
}

const waitingPrefix = 'on-its-way-';

/** The id of a reply's message as long as the help desk has given it none; null for other actions. */
export function waitingMessageIdOf({ kind, id }: Action): string | null {
  return kind === 'replyToTicket' ? `${waitingPrefix}${id}` : null;
}

/** The ticket that a reply is about; null for other actions. */
export function repliedTicketOf({ kind, command }: Action): string | null {
  return kind === 'replyToTicket' ? ticketCommands.replyToTicket.parse(command).ticketId : null;
}

/** Whether uploads are sent with it. */
export function hasAttachments({ kind, command }: Action): boolean {
  return kind === 'replyToTicket' && ticketCommands.replyToTicket.parse(command).attachments.length > 0;
}

/** The action whose message this id names, for a message that was given out before the help desk had it. */
export function readWaitingMessageId(messageId: string): string | null {
  return messageId.startsWith(waitingPrefix) ? messageId.slice(waitingPrefix.length) : null;
}

/**
 * A reply as it stands in the conversation until the help desk has it. Null for other actions, and for the reply of somebody who may not see
 * the ticket: while the help desk is away it is accepted unseen, and the delivery will refuse it. `files` are the uploads that it took up, by id.
 */
export function toWaitingMessage(action: Action, ticket: Ticket, files: ReadonlyMap<string, AnnouncedFile>): Message | null {
  if (action.kind !== 'replyToTicket' || !maySee(scopeOf(authorityOf(action.evidence, action.clientId)), ticket)) return null;
  const { ticketId, body, attachments: uploadIds } = ticketCommands.replyToTicket.parse(action.command);
  const { name, side } = actorOf(action.evidence);
  return {
    id: `${waitingPrefix}${action.id}`,
    ticketId,
    clientId: action.clientId,
    author: { id: null, name, email: null, side, opened: false },
    body,
    sentAt: action.acceptedAt,
    attachments: uploadIds.flatMap((id) => toWaitingFile(files.get(id))),
    audience: 'PUBLIC',
    delivery: 'ON_ITS_WAY',
  };
}

/** It is handed out when the help desk has it: what its people see is then what is downloaded. */
function toWaitingFile(file: AnnouncedFile | undefined): AttachedFile[] {
  return file ? [{ fileId: null, name: file.name, mediaType: file.mediaType, sizeBytes: file.sizeBytes }] : [];
}

export function actorOf({ who }: Pick<Evidence, 'who'>): Actor {
  const side = who.kind === 'staff' ? 'BUSINESS' : 'CLIENT';
  return { id: who.contactId ?? who.subject, name: authorOf({ who }), side };
}
