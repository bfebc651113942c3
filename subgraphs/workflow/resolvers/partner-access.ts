import type { UserError } from '../../kit/domain.ts';
import { isOwnerOf } from '../../kit/scope.ts';
import { notAllowed, refused } from '../../kit/verdict.ts';
import { actorOf } from '../access/actor.ts';
import { commandOf } from '../access/once.ts';
import type { Command, Done } from '../access/once.ts';
import { clientWithinScope } from '../client-within-scope.ts';
import type { Context } from '../context.ts';
import type { Client, GrantPartnerAccessPayload } from '../domain.ts';
import type { MutationResolvers } from './generated.ts';
import { createInputReader } from './read-input.ts';
import { conflict, noSuchClient, notFound, receiptOf } from './write-payload.ts';

export const partnerAccess: Pick<MutationResolvers, 'grantPartnerAccess' | 'revokePartnerAccess'> = {
  grantPartnerAccess: async (_root, { input }, context) => {
    const reader = createInputReader();
    const partner = reader.name('partner', 'The partner', input.partner);
    const expiresAt = input.expiresAt ?? null;
    if (expiresAt !== null && expiresAt <= context.now) reader.refuse('expiresAt', 'This time has passed.');
    const idempotencyKey = reader.idempotencyKey(input.idempotencyKey);
    if (reader.userErrors.length > 0) return nothingDone(...reader.userErrors);
    const client = await readOwnedClient(input.clientId, context);
    if ('code' in client) return nothingDone(client);
    const access = { clientId: client.clientId, partner, billing: input.billing ?? false, expiresAt };
    const command = commandOf({
      ...{ caller: context.claims, mutation: 'grantPartnerAccess', idempotencyKey },
      input: [access.clientId, partner, access.billing, expiresAt],
    });
    const acting = { actor: actorOf(context.claims), at: context.now };
    return payloadOf(context, command, await context.store.grants.grant(context.scope, command, access, acting), noSuchClient);
  },

  revokePartnerAccess: async (_root, { input }, context) => {
    const reader = createInputReader();
    const partner = reader.name('partner', 'The partner', input.partner);
    const idempotencyKey = reader.idempotencyKey(input.idempotencyKey);
    if (reader.userErrors.length > 0) return nothingDone(...reader.userErrors);
    const client = await readOwnedClient(input.clientId, context);
    if ('code' in client) return nothingDone(client);
    const access = { clientId: client.clientId, partner };
    const command = commandOf({
      ...{ caller: context.claims, mutation: 'revokePartnerAccess', idempotencyKey },
      input: [access.clientId, partner],
    });
    const acting = { actor: actorOf(context.claims), at: context.now };
    const done = await context.store.grants.withdraw(context.scope, command, access, acting);
    return payloadOf(context, command, done, notFound('This partner has no access.', 'partner'));
  },
};

/**
 * The client of the input, when the caller decides who has access to it. For staff who reach every client any id names one within reach, so
 * the CRM is asked whether there is one.
 */
async function readOwnedClient(id: string, context: Context): Promise<Client | UserError> {
  const client = clientWithinScope(context.scope, id);
  if (!client) return noSuchClient;
  if (!isOwnerOf(context.scope, client.clientId)) return notAllowed(onlyOwners);
  if (context.scope.clients === 'every client' && !(await context.crm.hasClient(client.clientId, context.requestId)))
    return noSuchClient;
  return client;
}

const onlyOwners = refused('Only an owner of your company decides who has access.', 'Ask an owner of your company.');

async function payloadOf(
  context: Context,
  command: Command,
  done: Done | 'conflict' | null,
  nothing: UserError,
): Promise<GrantPartnerAccessPayload> {
  if (done === null) return nothingDone(nothing);
  if (done === 'conflict') return nothingDone(conflict);
  const grant = await context.store.grants.grantById(context.scope, done.recordId);
  return { grant, receipt: receiptOf(command, done, context), userErrors: [] };
}

function nothingDone(...userErrors: UserError[]): GrantPartnerAccessPayload {
  return { grant: null, receipt: null, userErrors };
}
