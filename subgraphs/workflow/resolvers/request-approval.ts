import { readGlobalId, readGlobalIdOf } from '../../../schema/contract/global-id.ts';
import { CLIENT_ROLES } from '../../../schema/contract/identity-claims.ts';
import type { Approvable, UserError } from '../../kit/domain.ts';
import { reaches } from '../../kit/scope.ts';
import { actorOf } from '../access/actor.ts';
import { commandOf } from '../access/once.ts';
import { maySeeSubject } from '../approvals/approval-rules.ts';
import type { Context } from '../context.ts';
import type { ApprovalSubject, RequestApprovalPayload } from '../domain.ts';
import { readApproval } from './approval-lists.ts';
import type { MutationResolvers } from './generated.ts';
import { createInputReader } from './read-input.ts';
import { conflict, notFound, receiptOf } from './write-payload.ts';
import { toGlobalId } from '../../../schema/contract/global-id.ts';

const contactsMax = 20;

export const requestApproval: NonNullable<MutationResolvers['requestApproval']> = async (_root, { input }, context) => {
  const reader = createInputReader();
  const message = reader.text('message', 'The message', input.message);
  const dueBy = input.dueBy ?? null;
  if (dueBy !== null && dueBy <= context.now) reader.refuse('dueBy', 'This time has passed.');
  const given = [...new Set(input.contactIds ?? [])].sort();
  const roles = CLIENT_ROLES.filter((role) => input.roles?.includes(role));
  if (given.length > contactsMax) reader.refuse('contactIds', `Name at most ${String(contactsMax)} contacts.`);
  if (roles.includes('VIEWER')) reader.refuse('roles', 'Viewers are asked by name only.');
  if (given.length + roles.length === 0) reader.refuse('contactIds', 'Say who is to decide: contacts, or roles.');
  const idempotencyKey = reader.idempotencyKey(input.idempotencyKey);
  if (reader.userErrors.length > 0) return notRequested(...reader.userErrors);
  const { claims, scope, approvals, now } = context;
  const mode = input.mode ?? 'ANY';
  const command = commandOf({
    ...{ caller: claims, mutation: 'requestApproval', idempotencyKey },
    input: [input.subjectId, input.checksum ?? null, given, roles, mode, dueBy, message],
  });
  // What was asked for before is answered before anything is looked at: it may have changed since.
  let done = await approvals.doneBefore(command);
  if (done === null) {
    const subject = await readSubject(input.subjectId, context);
    if (!subject) return notRequested(noSuchSubject);
    const { about, shown } = subject;
    if (input.checksum != null && input.checksum !== shown.checksum) return notRequested(changed);
    const contacts = await Promise.all(given.map((id) => readContact(id, shown, context)));
    const userErrors = [...contacts.filter((contact) => typeof contact !== 'string'), ...blindRoles(roles, shown)];
    if (userErrors.length > 0) return notRequested(...userErrors);
    const contactIds = contacts.filter((contact) => typeof contact === 'string');
    const asking = { about, shown, contactIds, roles, mode, dueBy, message };
    done = await approvals.request(scope, command, asking, { actor: actorOf(claims), at: now });
    if (done === null) return notRequested(noSuchSubject);
  }
  if (done === 'conflict') return notRequested(conflict);
  const approval = await readApproval(toGlobalId('Approval', done.recordId), context);
  return { approval, receipt: receiptOf(command, done, context), userErrors: [] };
};

/** Its keeper is asked before anything is judged, so that the time it takes does not tell a foreign record from a missing one. */
async function readSubject(
  id: string,
  { records, scope, requestId }: Context,
): Promise<{ readonly about: ApprovalSubject; readonly shown: Approvable } | null> {
  const read = readGlobalId(id);
  if (read?.type !== 'Document' && read?.type !== 'Quote' && read?.type !== 'Milestone') return null;
  const about = { type: read.type, id: read.localId };
  const [shown = null] = await records.read([about], requestId);
  return shown && reaches(scope, shown.clientId) ? { about, shown } : null;
}

/** The local id of a contact of the client who may see what is to be decided. */
async function readContact(id: string, shown: Approvable, { crm, requestId }: Context): Promise<string | UserError> {
  const contactId = readGlobalIdOf('Contact', id);
  const contact = contactId === null ? null : await crm.contact(contactId, requestId);
  if (contactId === null || contact?.clientId !== toGlobalId('Client', shown.clientId)) return noSuchContact;
  if (maySeeSubject(shown, { role: contact.role, contactId })) return contactId;
  return invalid('contactIds', `${contact.name} may not see this. Share it first, or name somebody else.`);
}

function blindRoles(roles: readonly (typeof CLIENT_ROLES)[number][], shown: Approvable): UserError[] {
  return roles
    .filter((role) => !maySeeSubject(shown, { role, contactId: null }))
    .map((role) => invalid('roles', `Contacts with the role ${role} may not see this. Share it first, or name somebody else.`));
}

const noSuchSubject = notFound('There is no such document, quote or milestone that could be decided on.', 'subjectId');
const noSuchContact = notFound('The client has no such contact.', 'contactIds');
const changed: UserError = { code: 'CONFLICT', message: 'It is no longer what you looked at.', path: ['checksum'] };

function invalid(field: string, message: string): UserError {
  return { code: 'INVALID', message, path: [field] };
}

function notRequested(...userErrors: UserError[]): RequestApprovalPayload {
  return { approval: null, receipt: null, userErrors };
}
