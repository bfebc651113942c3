import { readGlobalIdOf } from '../../../schema/contract/global-id.ts';
import type { UserError } from '../../kit/domain.ts';
import { actorOf } from '../access/actor.ts';
import { commandOf } from '../access/once.ts';
import { clientWithinScope } from '../client-within-scope.ts';
import type { Context } from '../context.ts';
import type { EndViewPayload, StaffView, ViewAsPayload } from '../domain.ts';
import type { MutationResolvers } from './generated.ts';
import { createInputReader } from './read-input.ts';
import { conflict, neverHere, notFound, receiptOf } from './write-payload.ts';

export const views: Pick<MutationResolvers, 'viewAs' | 'endView'> = {
  viewAs: async (_root, { input }, context) => {
    const reader = createInputReader();
    const reason = reader.reason(input.reason);
    const idempotencyKey = reader.idempotencyKey(input.idempotencyKey);
    if (reader.userErrors.length > 0) return noView(...reader.userErrors);
    const found = await readContact(input, context);
    if (!found) return noView(noSuchContact);
    const { client, contact } = found;
    const caller = context.claims;
    const command = commandOf({
      ...{ caller, mutation: 'viewAs', idempotencyKey },
      input: [client.clientId, contact.id, reason],
    });
    const opening = {
      ...{ clientId: client.clientId, contact, reason },
      expiresAt: new Date(context.now.getTime() + context.viewAsSeconds * 1_000),
    };
    const { store, scope } = context;
    const done = await store.views.open(scope, command, opening, { actor: actorOf(caller), at: context.now });
    if (done === null) return noView(noSuchContact);
    if (done === 'conflict') return noView(conflict);
    const view = await store.views.viewById(scope, done.recordId);
    if (!view) throw neverHere('a view that was opened is not there');
    const token = isUnderWay(view, context.now) ? await context.signViewToken(view) : null;
    return {
      ...{ view, token, expiresAt: token === null ? null : view.expiresAt },
      ...{ receipt: receiptOf(command, done, context), userErrors: [] },
    };
  },

  endView: async (_root, { input }, context) => {
    const reader = createInputReader();
    const idempotencyKey = reader.idempotencyKey(input.idempotencyKey);
    if (reader.userErrors.length > 0) return nothingEnded(...reader.userErrors);
    if (!uuid.test(input.viewId)) return nothingEnded(noSuchView);
    const { store, scope, claims } = context;
    const command = commandOf({ caller: claims, mutation: 'endView', idempotencyKey, input: [input.viewId] });
    const done = await store.views.end(scope, command, input.viewId, { actor: actorOf(claims), at: context.now });
    if (done === null) return nothingEnded(noSuchView);
    if (done === 'conflict') return nothingEnded(conflict);
    const view = await store.views.viewById(scope, done.recordId);
    return { view, receipt: receiptOf(command, done, context), userErrors: [] };
  },
};

/** One spelling: what PostgreSQL would read as the same view, but is written otherwise, is none. */
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The one answer for a contact who does not exist, is another client's, or is out of reach. */
const noSuchContact = notFound('There is no such contact.', 'contactId');
const noSuchView = notFound('There is no such view, or it is over.', 'viewId');

/** The CRM is asked before anything is judged, so that the time it takes does not tell one of these from another. */
async function readContact(input: { readonly clientId: string; readonly contactId: string }, context: Context) {
  const id = readGlobalIdOf('Contact', input.contactId);
  if (id === null) return null;
  const contact = await context.crm.contact(id, context.requestId);
  const client = clientWithinScope(context.scope, input.clientId);
  if (!client || contact?.clientId !== client.id) return null;
  return { client, contact: { id, name: contact.name, role: contact.role } };
}

function isUnderWay(view: StaffView, now: Date): boolean {
  return view.endedAt === null && view.expiresAt > now;
}

function noView(...userErrors: UserError[]): ViewAsPayload {
  return { view: null, token: null, expiresAt: null, receipt: null, userErrors };
}

function nothingEnded(...userErrors: UserError[]): EndViewPayload {
  return { view: null, receipt: null, userErrors };
}
