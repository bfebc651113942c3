import { toGlobalId } from '../../../schema/contract/global-id.ts';
import { emptyPage, readPageRequest, toConnection } from '../../kit/connection.ts';
import type { Receipt, UserError } from '../../kit/domain.ts';
import type { Action } from '../../kit/actions/action.ts';
import { reaches } from '../../kit/scope.ts';
import { actorOf } from '../access/actor.ts';
import { commandOf } from '../access/once.ts';
import { clientOf } from '../client-within-scope.ts';
import type { Context } from '../context.ts';
import type { FailedMail, RetryMailPayload } from '../domain.ts';
import type { FailedMailResolvers, MutationResolvers, QueryResolvers } from './generated.ts';
import { createInputReader } from './read-input.ts';
import { conflict, notFound } from './write-payload.ts';

export const failedMails: NonNullable<QueryResolvers['failedMails']> = async (_root, args, { scope, cursors, mails }) => {
  const binding = { scope: scope.fingerprint, list: 'Query.failedMails', parentId: '', filter: null };
  const request = readPageRequest(args, cursors, binding);
  // Where e-mail is off, none has failed.
  const page = (await mails?.actions.failed(scope, request)) ?? emptyPage<Action>();
  const items = page.items.map(({ record, position }) => ({ record: toFailedMail(record), position }));
  const totalCount = () => mails?.actions.countFailed(scope) ?? 0;
  return toConnection({ page: { ...page, items }, request, cursors, binding, totalCount });
};

export const failedMail: FailedMailResolvers = {
  clientId: ({ clientId }) => toGlobalId('Client', clientId),
  client: ({ clientId }) => clientOf(clientId),
  contact: ({ contactId }) => ({ __typename: 'Contact', id: toGlobalId('Contact', contactId), clientId: null }),
};

function toFailedMail({ id, clientId, recordKey, failedAt, acceptedAt, failure, attempts, error, problem }: Action): FailedMail {
  return {
    ...{ id, clientId, contactId: recordKey, failedAt: failedAt ?? acceptedAt, refused: failure === 'REFUSED', attempts },
    ...{ reason: error ?? '', problem },
  };
}

/** A try that is under way already is what was asked for. */
export const retryMail: NonNullable<MutationResolvers['retryMail']> = async (_root, { input }, context) => {
  const { claims, mails, store, now } = context;
  const reader = createInputReader();
  const idempotencyKey = reader.idempotencyKey(input.idempotencyKey);
  if (reader.userErrors.length > 0) return nothingDone(...reader.userErrors);
  const found = await readMail(input.mailId, context);
  if (!mails || !found) return nothingDone(notFound('There is no such e-mail.', 'mailId'));
  const command = commandOf({ caller: claims, mutation: 'retryMail', idempotencyKey, input: [found.id] });
  let done = await store.mailOutbox.doneBefore(command);
  if (done === null) {
    await mails.actions.retry(found.id, actorOf(claims).name);
    done = await store.mailOutbox.remember(command, found.id, now);
  }
  if (done === 'conflict') return nothingDone(conflict);
  return { receipt: receiptOf((await readMail(found.id, context)) ?? found, context), userErrors: [] };
};

async function readMail(id: string, { mails, scope }: Context): Promise<Action | null> {
  const action = (await mails?.actions.actions([id]))?.get(id);
  return action && reaches(scope, action.clientId) ? action : null;
}

function receiptOf({ id, state, acceptedAt, appliedAt, error }: Action, { system }: Context): Receipt {
  return { id, state, system, acceptedAt, appliedAt, error };
}

function nothingDone(...userErrors: UserError[]): RetryMailPayload {
  return { receipt: null, userErrors };
}
