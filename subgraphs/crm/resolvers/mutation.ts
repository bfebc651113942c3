import { AppError } from '../../../schema/contract/app-error.ts';
import { readGlobalIdOf } from '../../../schema/contract/global-id.ts';
import { toReceiptId } from '../../../schema/contract/receipt-id.ts';
import type { UserError } from '../../kit/domain.ts';
import { markerOf, readIdempotencyKey, receiptIdOf } from '../../kit/idempotency.ts';
import { notAllowed } from '../../kit/verdict.ts';
import { canDecideRoles, canHaveRole } from '../contact-rules.ts';
import type { Context } from '../context.ts';
import type { Contact, SetContactRolePayload } from '../domain.ts';
import type { RoleSet } from '../port.ts';
import type { MutationResolvers } from './generated.ts';
import { recordDecision } from './record-decision.ts';

export const mutation: MutationResolvers = {
  recordDecision,

  setContactRole: async (_root, { input }, context) => {
    const read = readIdempotencyKey(input.idempotencyKey);
    if ('code' in read) return nothingDone([read]);
    const contact = await readContact(input.contactId, context);
    if (!contact) return noSuchContact();
    const { scope, store, systemName } = context;
    const permission = canDecideRoles(scope, contact, store);
    if (!permission.allowed) return nothingDone([notAllowed(permission)]);

    const { id: contactId, clientId } = contact;
    const marker = markerOf({ actor: context.claims, clientId, mutation: 'setContactRole', idempotencyKey: read.key });
    const command = { marker, contactId, clientId, role: input.role };
    try {
      const result = await store.setContactRole(scope, command, (now, owners) => canHaveRole(now, input.role, owners));
      context.loaders.forgetContacts();
      if (result === null) return noSuchContact();
      if (result.outcome === 'refused') return nothingDone([notAllowed(result.verdict)]);
      await endOldRole(contact, result, context);
      const { appliedAt } = result;
      const receipt = {
        id: toReceiptId('crm', receiptIdOf(marker)),
        state: 'APPLIED',
        system: systemName,
        acceptedAt: appliedAt,
        appliedAt,
        error: null,
      } as const;
      return { contactId, receipt, userErrors: [] };
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'CONFLICT') throw error;
      return nothingDone([{ code: 'CONFLICT', message: error.publicMessage, path: ['idempotencyKey'] }]);
    }
  },
};

/** Time for a sign-in that read the old role to be over: between the change and its being seen by others there is a moment. */
const settlingMs = 2_000;

/** Tokens live an hour, or what the gateway is told; after a day there is nothing left to end. */
const tokenLifeMs = 86_400_000;

/**
 * The tokens of before say the old role. A call that changed nothing may be the repetition of one that changed the role and then could
 * not reach anybody: so it ends the tokens of before that change once more, and those of later sign-ins it leaves alone.
 */
async function endOldRole(
  { id: contactId, clientId }: Contact,
  { changed, changedAt }: RoleSet,
  { revokeTokens, requestId, now }: Context,
): Promise<void> {
  if (!revokeTokens || !(changed || (changedAt !== null && now().getTime() - changedAt.getTime() < tokenLifeMs))) return;
  const issuedBefore = changed || changedAt === null ? null : new Date(changedAt.getTime() + settlingMs);
  await revokeTokens({ contactId, clientId, reason: 'The role was changed.', issuedBefore, requestId });
}

async function readContact(id: string, { loaders }: Context): Promise<Contact | null> {
  const localId = readGlobalIdOf('Contact', id);
  return localId === null ? null : loaders.contact.load(localId);
}

/** The one answer for a contact that is missing, another client's, or named by an id of another form. */
function noSuchContact(): SetContactRolePayload {
  return nothingDone([{ code: 'NOT_FOUND', message: 'There is no such contact.', path: ['contactId'] }]);
}

function nothingDone(userErrors: readonly UserError[]): SetContactRolePayload {
  return { contactId: null, receipt: null, userErrors };
}
