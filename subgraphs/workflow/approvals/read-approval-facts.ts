import { AppError } from '../../../schema/contract/app-error.ts';
import { toGlobalId } from '../../../schema/contract/global-id.ts';
import type { EventFact, StepFact } from '../../kit/domain.ts';
import type { Context } from '../context.ts';
import type { Approval, Client } from '../domain.ts';
import type { Contribution } from '../system-facts.ts';
import { approvalEvents, approvalSteps } from './approval-facts.ts';

/** What approvals contribute to a client's next steps; null when they cannot be read now. */
export function readApprovalSteps(client: Client, context: Context): Promise<Contribution<StepFact> | null> {
  const { approvals, scope } = context;
  return contribution(
    client,
    context,
    (documents) => approvals.pendingOf(scope, client.clientId, documents),
    (found) => approvalSteps(scope, found),
  );
}

/** What approvals contribute to a client's timeline; null when they cannot be read now. */
export function readApprovalEvents(client: Client, context: Context): Promise<Contribution<EventFact> | null> {
  const { approvals, scope } = context;
  return contribution(client, context, (documents) => approvals.latestOf(scope, client.clientId, documents), approvalEvents);
}

async function contribution<Fact extends { readonly subjectId: string }>(
  { clientId }: Client,
  { scope, sight, system, logger }: Context,
  read: (documents: readonly string[]) => Promise<Approval[]>,
  factsOf: (approvals: readonly Approval[]) => Fact[],
): Promise<Contribution<Fact> | null> {
  // For whoever may not read approvals there are none.
  if (!readScopes.every((needed) => scope.scopes.has(needed))) return { source: 'workflow', system, facts: [] };
  try {
    const found = await read(await sight([clientId]));
    const own = new Map(found.map((approval) => [toGlobalId('Approval', approval.id), approval]));
    return { source: 'workflow', system, facts: factsOf(found), own };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    logger.warn({ err: error }, 'the approvals could not be read');
    return null;
  }
}

/** Those of the type `Approval`. */
const readScopes = ['clients:read', 'documents:read'];
