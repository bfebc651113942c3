import { readGlobalIdOf } from '../../../schema/contract/global-id.ts';
import type { UserError } from '../../kit/domain.ts';
import { mayBeSeenBy } from '../../kit/sharing.ts';
import { notAllowed } from '../../kit/verdict.ts';
import type { Verdict } from '../../kit/verdict.ts';
import { actorOf } from '../access/actor.ts';
import type { Acting } from '../access/grants.ts';
import { commandOf } from '../access/once.ts';
import type { Command, Done } from '../access/once.ts';
import type { Context } from '../context.ts';
import { canCancel, canFulfil, canJudge } from '../document-requests/document-request-rules.ts';
import type { Known, NewSubmission, Written } from '../document-requests/document-request-store.ts';
import type { DocumentRequest, RequestDocumentPayload } from '../domain.ts';
import { readDocumentRequest } from './document-request.ts';
import type { MutationResolvers } from './generated.ts';
import { createInputReader } from './read-input.ts';
import { requestDocument } from './request-document.ts';
import { conflict, notFound, receiptOf } from './write-payload.ts';

type Mutations = 'requestDocument' | 'fulfilDocumentRequest' | 'acceptDocument' | 'returnDocument' | 'cancelDocumentRequest';

export const documentRequestMutations: Pick<MutationResolvers, Mutations> = {
  requestDocument,

  fulfilDocumentRequest: (_root, { input }, context) =>
    act(context, 'fulfilDocumentRequest', input, [input.documentId], canFulfil, async (command, request, known, acting) => {
      const sent = await readSent(input.documentId, request, context);
      if ('code' in sent) return sent;
      return context.documentRequests.fulfil(context.scope, command, known, sent, acting);
    }),

  acceptDocument: (_root, { input }, context) =>
    act(context, 'acceptDocument', input, [], canJudge, async (command, request, known, acting) => {
      const sent = request.submissions[0];
      const now = sent ? await context.sentDocuments.read(sent.documentId, context.requestId) : null;
      // Staff take what they looked at: a version that came since is another document.
      if (now?.clientId !== request.clientId || now.checksum !== sent?.checksum || now.version !== sent.version) return changed;
      return context.documentRequests.accept(context.scope, command, known, acting);
    }),

  returnDocument: (_root, { input }, context) => {
    const reader = createInputReader();
    const reason = reader.reason(input.reason);
    if (reader.userErrors.length > 0) return { documentRequest: null, receipt: null, userErrors: reader.userErrors };
    return act(context, 'returnDocument', input, [reason], canJudge, (command, _request, known, acting) =>
      context.documentRequests.sendBack(context.scope, command, known, reason, acting),
    );
  },

  cancelDocumentRequest: (_root, { input }, context) =>
    act(context, 'cancelDocumentRequest', input, [], canCancel, (command, _request, known, acting) =>
      context.documentRequests.cancel(context.scope, command, known, acting),
    ),
};

interface ActInput {
  readonly requestId: string;
  readonly revision?: number | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
}

/**
 * Everything that can say no is asked before, and the rules again while the request is locked: whoever loses there was overtaken, which is
 * a conflict. A repetition of what was done is answered with what was done, also when it is done by another request at this very moment.
 */
async function act(
  context: Context,
  mutation: Mutations,
  input: ActInput,
  more: readonly unknown[],
  rule: (scope: Context['scope'], request: DocumentRequest) => Verdict,
  perform: (command: Command, request: DocumentRequest, known: Known, acting: Acting) => Promise<Written | UserError>,
): Promise<RequestDocumentPayload> {
  const { claims, scope, documentRequests, now } = context;
  const reader = createInputReader();
  const idempotencyKey = reader.idempotencyKey(input.idempotencyKey);
  if (reader.userErrors.length > 0) return { documentRequest: null, receipt: null, userErrors: reader.userErrors };
  const revision = input.revision ?? null;
  const command = commandOf({ caller: claims, mutation, idempotencyKey, input: [input.requestId, revision, ...more] });
  const answer = async (outcome: Done | 'conflict' | UserError): Promise<RequestDocumentPayload> => {
    const documentRequest = await readDocumentRequest(input.requestId, context);
    if (outcome === 'conflict') return { documentRequest, receipt: null, userErrors: [conflict] };
    if ('code' in outcome) return { documentRequest, receipt: null, userErrors: [outcome] };
    return { documentRequest, receipt: receiptOf(command, outcome, context), userErrors: [] };
  };
  const refuse = async (error: UserError) => answer((await documentRequests.doneBefore(command)) ?? error);

  const before = await documentRequests.doneBefore(command);
  if (before !== null) return answer(before);
  const request = await readDocumentRequest(input.requestId, context);
  if (!request) return answer(noSuchRequest);
  if (revision !== null && revision !== request.revision) return refuse(overtaken);
  const verdict = rule(scope, request);
  if (!verdict.allowed) return refuse(notAllowed(verdict));
  // As it was judged: whoever changes it from here on wins.
  const known = { id: request.id, revision: request.revision };
  const written = await perform(command, request, known, { actor: actorOf(claims), at: now });
  if (written === null) return answer(noSuchRequest);
  if (written === 'stale') return refuse(overtaken);
  if (written === 'conflict') return answer(written);
  if ('refused' in written) return refuse(notAllowed(written.refused));
  return 'done' in written ? answer(written.done) : refuse(written);
}

/** The document that is sent, as its keeper has it; what the caller may not see is answered like what is not there. */
async function readSent(
  id: string,
  { clientId, mediaTypes }: DocumentRequest,
  { sentDocuments, scope, requestId }: Context,
): Promise<NewSubmission | UserError> {
  const documentId = readGlobalIdOf('Document', id);
  const found = documentId === null ? null : await sentDocuments.read(documentId, requestId);
  if (documentId === null || found?.clientId !== clientId || !mayBeSeenBy(scope, clientId, found.sharing)) return noSuchDocument;
  if (found.isQuarantined)
    return { code: 'INVALID', message: 'The malware scanner found something in this file.', path: ['documentId'] };
  if (!mediaTypes.includes(found.mediaType)) {
    const message = `Files of the type ${found.mediaType} are not taken here. Taken are: ${mediaTypes.join(', ')}.`;
    return { code: 'INVALID', message, path: ['documentId'] };
  }
  return { documentId, version: found.version, checksum: found.checksum };
}

const noSuchRequest = notFound('There is no such request.', 'requestId');
const noSuchDocument = notFound('The company has no such document.', 'documentId');

const overtaken: UserError = {
  code: 'CONFLICT',
  message: 'Somebody was faster: the request is no longer as you saw it. Look at it again.',
  path: [],
};

const changed: UserError = {
  code: 'CONFLICT',
  message: 'The document is no longer what was sent. Look at it again, or send it back.',
  path: [],
};
