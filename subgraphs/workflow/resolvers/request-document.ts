import { readGlobalIdOf, toGlobalId } from '../../../schema/contract/global-id.ts';
import { CLIENT_ROLES } from '../../../schema/contract/identity-claims.ts';
import type { UserError } from '../../kit/domain.ts';
import { actorOf } from '../access/actor.ts';
import { commandOf } from '../access/once.ts';
import { clientWithinScope } from '../client-within-scope.ts';
import type { Context } from '../context.ts';
import type { Client, RequestDocumentPayload } from '../domain.ts';
import { readDocumentRequest } from './document-request.ts';
import type { MutationResolvers } from './generated.ts';
import { createInputReader } from './read-input.ts';
import { conflict, noSuchClient, notFound, receiptOf } from './write-payload.ts';

const contactsMax = 20;
const mediaTypesMax = 20;

export const requestDocument: NonNullable<MutationResolvers['requestDocument']> = async (_root, { input }, context) => {
  const reader = createInputReader();
  const title = reader.line('title', 'The title', input.title);
  const description = reader.text('description', 'The description', input.description);
  const mediaTypes = [...new Set(input.mediaTypes.map((type) => type.trim().toLowerCase()))].sort();
  if (mediaTypes.length === 0) reader.refuse('mediaTypes', 'Say which types of file are taken.');
  if (mediaTypes.length > mediaTypesMax) reader.refuse('mediaTypes', `Name at most ${String(mediaTypesMax)} types.`);
  if (!mediaTypes.every((type) => mediaType.test(type)))
    reader.refuse('mediaTypes', 'A media type looks like `application/pdf`.');
  const dueBy = input.dueBy ?? null;
  if (dueBy !== null && dueBy <= context.now) reader.refuse('dueBy', 'This time has passed.');
  const given = [...new Set(input.contactIds ?? [])].sort();
  const roles = CLIENT_ROLES.filter((role) => input.roles?.includes(role));
  if (given.length > contactsMax) reader.refuse('contactIds', `Name at most ${String(contactsMax)} contacts.`);
  if (roles.includes('VIEWER')) reader.refuse('roles', viewersCannot);
  if (given.length + roles.length === 0) reader.refuse('contactIds', 'Say who is asked: contacts, or roles.');
  const idempotencyKey = reader.idempotencyKey(input.idempotencyKey);
  if (reader.userErrors.length > 0) return notRequested(...reader.userErrors);
  const { claims, scope, documentRequests, now } = context;
  const command = commandOf({
    ...{ caller: claims, mutation: 'requestDocument', idempotencyKey },
    input: [input.clientId, title, description, mediaTypes, given, roles, dueBy],
  });
  let done = await documentRequests.doneBefore(command);
  if (done === null) {
    const client = await readClient(input.clientId, context);
    if (!client) return notRequested(noSuchClient);
    const contacts = await Promise.all(given.map((id) => readContact(id, client, context)));
    const untaken = await refuseUntaken(mediaTypes, client, context);
    const userErrors = [...untaken, ...contacts.filter((contact) => typeof contact !== 'string')];
    if (userErrors.length > 0) return notRequested(...userErrors);
    const contactIds = contacts.filter((contact) => typeof contact === 'string');
    const asked = { clientId: client.clientId, title, description, mediaTypes, contactIds, roles, dueBy };
    done = await documentRequests.request(scope, command, asked, { actor: actorOf(claims), at: now });
    if (done === null) return notRequested(noSuchClient);
  }
  if (done === 'conflict') return notRequested(conflict);
  const documentRequest = await readDocumentRequest(toGlobalId('DocumentRequest', done.recordId), context);
  return { documentRequest, receipt: receiptOf(command, done, context), userErrors: [] };
};

/** RFC 6838, and lower case. */
const mediaType = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/;

const viewersCannot = 'Viewers upload nothing, so they cannot be asked.';

/** For staff who reach every client any id names one within reach, so the CRM is asked whether there is one. */
async function readClient(id: string, { scope, crm, requestId }: Context): Promise<Client | null> {
  const client = clientWithinScope(scope, id);
  if (!client) return null;
  return (await crm.hasClient(client.clientId, requestId)) ? client : null;
}

/** What nobody can upload cannot be asked for: whoever is asked would stand before a closed door. */
async function refuseUntaken(
  mediaTypes: readonly string[],
  { clientId }: Client,
  { sentDocuments, requestId }: Context,
): Promise<readonly UserError[]> {
  const taken = await sentDocuments.mediaTypesTaken(clientId, requestId);
  const untaken = mediaTypes.filter((type) => !taken.includes(type));
  if (untaken.length === 0) return [];
  const message = `Files of these types cannot be uploaded: ${untaken.join(', ')}. Taken are: ${taken.join(', ')}.`;
  return [{ code: 'INVALID', message, path: ['mediaTypes'] }];
}

/** The local id of a contact of the client who can answer. */
async function readContact(id: string, client: Client, { crm, requestId }: Context): Promise<string | UserError> {
  const contactId = readGlobalIdOf('Contact', id);
  const contact = contactId === null ? null : await crm.contact(contactId, requestId);
  if (contactId === null || contact?.clientId !== client.id) return notFound('The client has no such contact.', 'contactIds');
  return contact.role === 'VIEWER' ? { code: 'INVALID', message: viewersCannot, path: ['contactIds'] } : contactId;
}

function notRequested(...userErrors: UserError[]): RequestDocumentPayload {
  return { documentRequest: null, receipt: null, userErrors };
}
