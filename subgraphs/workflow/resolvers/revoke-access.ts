import { AppError, badUserInput } from '../../../schema/contract/app-error.ts';
import { readGlobalIdOf } from '../../../schema/contract/global-id.ts';
import { asClientId } from '../../kit/domain.ts';
import type { ClientId, UserError } from '../../kit/domain.ts';
import { notAllowed, refused } from '../../kit/verdict.ts';
import { actorOf } from '../access/actor.ts';
import { commandOf } from '../access/once.ts';
import { clientWithinScope } from '../client-within-scope.ts';
import type { Context } from '../context.ts';
import type { RevokeAccessPayload, Revoked } from '../domain.ts';
import type { MutationResolvers, RevokeAccessInput } from './generated.ts';
import { createInputReader } from './read-input.ts';
import { conflict, neverHere, noSuchClient, notFound, receiptOf } from './write-payload.ts';

export const revokeAccess: Pick<MutationResolvers, 'revokeAccess' | 'revokePerson'> = {
  revokeAccess: async (_root, { input }, context) => {
    const reader = createInputReader();
    const reason = reader.reason(input.reason);
    const idempotencyKey = reader.idempotencyKey(input.idempotencyKey);
    for (const field of ['tokenId', 'subject', 'issuer'] as const) {
      const given = input[field];
      if (given != null) reader.name(field, `\`${field}\``, given);
    }
    const given = kinds.filter((kind) => input[kind] != null);
    if (given.length !== 1) reader.refuse(given[1] ?? 'contactId', 'Name one of a token, a subject, a contact or a client.');
    if (input.issuer != null && input.tokenId == null && input.subject == null)
      reader.refuse('issuer', 'An issuer goes with a token or a subject.');
    if (reader.userErrors.length > 0) return nothingDone(...reader.userErrors);
    const named = await readNamed(input, context);
    if ('code' in named) return nothingDone(named);
    const { store, claims } = context;
    const command = commandOf({
      ...{ caller: claims, mutation: 'revokeAccess', idempotencyKey },
      input: [input.tokenId, input.subject, input.issuer, input.contactId, input.clientId, reason].map((one) => one ?? null),
    });
    const done = await store.revocations.revoke(command, { ...named, reason }, { actor: actorOf(claims), at: context.now });
    if (done === null) throw neverHere('a revocation was not written');
    if (done === 'conflict') return nothingDone(conflict);
    const revocation = await store.revocations.revocationById(done.recordId);
    return { revocation, receipt: receiptOf(command, done, context), userErrors: [] };
  },

  revokePerson: async (_root, { contactId, clientId, reason, issuedBefore }, { store, claims, now }) => {
    const reader = createInputReader();
    reader.reason(reason);
    if (reader.userErrors.length > 0 || contactId === '') throw badUserInput('A revocation needs a contact and a reason.');
    const command = commandOf({ caller: claims, mutation: 'revokePerson', idempotencyKey: null, input: [] });
    const revoke = {
      revoked: { kind: 'PERSON', contactId } as const,
      clientId: clientId == null ? null : asClientId(clientId),
      reason: reason.trim(),
      ...(issuedBefore && { issuedBefore }),
    };
    await store.revocations.revoke(command, revoke, { actor: actorOf(claims), at: now });
    return true;
  },
};

const kinds = ['tokenId', 'subject', 'contactId', 'clientId'] as const;

interface Named {
  readonly revoked: Revoked;
  readonly clientId: ClientId | null;
}

/** What the input names, when the caller may shut it out. */
async function readNamed(input: RevokeAccessInput, context: Context): Promise<Named | UserError> {
  const { scope } = context;
  if (input.clientId != null) {
    const client = clientWithinScope(scope, input.clientId);
    return client ? { revoked: { kind: 'CLIENT', clientId: client.clientId }, clientId: client.clientId } : noSuchClient;
  }
  if (input.contactId != null) return readContact(input.contactId, context);
  // Nobody knows whose a token is, or all clients that a subject belongs to.
  if (scope.clients !== 'every client') return notAllowed(onlyEveryClient);
  const issuer = input.issuer ?? null;
  return input.tokenId != null
    ? { revoked: { kind: 'TOKEN', tokenId: input.tokenId, issuer }, clientId: null }
    : { revoked: { kind: 'PERSON', subject: input.subject ?? '', issuer }, clientId: null };
}

/**
 * Whoever reaches every client shuts out a contact of any, whether or not the CRM has it still or can be asked: it is only asked for
 * whom to tell. Others have to reach the contact's client.
 */
async function readContact(id: string, { scope, crm, requestId, logger }: Context): Promise<Named | UserError> {
  const contactId = readGlobalIdOf('Contact', id);
  if (contactId === null) return noSuchContact;
  const everyClient = scope.clients === 'every client';
  const revoked = { kind: 'PERSON', contactId } as const;
  try {
    const contact = await crm.contact(contactId, requestId);
    const client = contact && clientWithinScope(scope, contact.clientId);
    if (!client && !everyClient) return noSuchContact;
    return { revoked, clientId: client?.clientId ?? null };
  } catch (error) {
    if (!everyClient || !(error instanceof AppError)) throw error;
    logger.warn({ err: error }, 'a contact is shut out without knowing its client');
    return { revoked, clientId: null };
  }
}

const noSuchContact = notFound('There is no such contact.', 'contactId');
const onlyEveryClient = refused(
  'Only staff who reach every client can revoke a token or a subject.',
  'Name the contact or the client, or sign in with the scope `clients:all`.',
);

function nothingDone(...userErrors: UserError[]): RevokeAccessPayload {
  return { revocation: null, receipt: null, userErrors };
}
