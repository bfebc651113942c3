import { AppError } from '../../../schema/contract/app-error.ts';
import { toGlobalId } from '../../../schema/contract/global-id.ts';
import { FACTS_MAX } from '../../kit/domain.ts';
import type { ActivityKind, EventFact, StepFact } from '../../kit/domain.ts';
import type { Scope } from '../../kit/scope.ts';
import { isDecider } from '../approvals/approval-rules.ts';
import type { Context } from '../context.ts';
import type { Client, DocumentRequest } from '../domain.ts';
import type { Contribution } from '../system-facts.ts';
import { canFulfil } from './document-request-rules.ts';
import { statusOf } from './document-request-status.ts';

/** What requests contribute to a client's next steps; null when they cannot be read now. */
export function readDocumentRequestSteps(client: Client, context: Context): Promise<Contribution<StepFact> | null> {
  const { scope, documentRequests } = context;
  return contribution(
    context,
    () => documentRequests.openOf(scope, client.clientId),
    (found) => stepsOf(scope, found),
  );
}

/** What requests contribute to a client's timeline; null when they cannot be read now. */
export function readDocumentRequestEvents(client: Client, context: Context): Promise<Contribution<EventFact> | null> {
  const { scope, documentRequests } = context;
  return contribution(context, () => documentRequests.latestOf(scope, client.clientId), eventsOf);
}

/** Owners may answer everything; what is asked of others is those people's next step. */
function stepsOf(scope: Scope, open: readonly DocumentRequest[]): StepFact[] {
  return open
    .filter((request) => isDecider(scope, request) && canFulfil(scope, request).allowed)
    .map((request) => ({
      ...{ subjectType: 'DocumentRequest', subjectId: toGlobalId('DocumentRequest', request.id), title: request.title },
      ...{ headline: statusOf(request).headline, action: 'FULFIL_DOCUMENT_REQUEST' as const },
      ...{ dueBy: request.dueBy, since: request.changedAt },
    }));
}

function eventsOf(requests: readonly DocumentRequest[]): EventFact[] {
  return requests
    .flatMap(eventsOfOne)
    .sort((one, other) => other.at.getTime() - one.at.getTime())
    .slice(0, FACTS_MAX);
}

function eventsOfOne({ id, title, state, requestedBy, requestedAt, changedAt, submissions }: DocumentRequest): EventFact[] {
  const event = (part: string, kind: ActivityKind, at: Date, headline: string, actor: string | null): EventFact => ({
    ...{ key: `${id}:${part}`, kind, at, headline, actor },
    ...{ subjectType: 'DocumentRequest', subjectId: toGlobalId('DocumentRequest', id) },
  });
  const events = [event('requested', 'DOCUMENT_REQUESTED', requestedAt, `"${title}" was asked for`, requestedBy)];
  for (const sent of submissions) {
    events.push(event(sent.id, 'DOCUMENT_SUBMITTED', sent.submittedAt, `"${title}" was sent`, sent.submittedBy));
    if (sent.judgedAt === null) continue;
    const headline = sent.verdict === 'ACCEPTED' ? `"${title}" was taken` : `"${title}" was sent back: ${sent.reason ?? ''}`;
    events.push(event(`${sent.id}:judged`, 'DOCUMENT_JUDGED', sent.judgedAt, headline, sent.judgedBy));
  }
  if (state === 'CANCELLED')
    events.push(event('cancelled', 'DOCUMENT_REQUEST_CANCELLED', changedAt, `"${title}" is no longer asked for`, null));
  return events;
}

async function contribution<Fact>(
  { scope, system, logger }: Context,
  read: () => Promise<DocumentRequest[]>,
  factsOf: (requests: readonly DocumentRequest[]) => Fact[],
): Promise<Contribution<Fact> | null> {
  // For whoever may not read requests there are none.
  if (!readScopes.every((needed) => scope.scopes.has(needed))) return { source: 'workflow', system, facts: [] };
  try {
    const found = await read();
    const own = new Map(found.map((request) => [toGlobalId('DocumentRequest', request.id), request]));
    return { source: 'workflow', system, facts: factsOf(found), own };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    logger.warn({ err: error }, 'the requests for documents could not be read');
    return null;
  }
}

/** Those of the type `DocumentRequest`. */
const readScopes = ['clients:read', 'documents:read'];
