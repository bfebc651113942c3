import { toGlobalId } from '../../../schema/contract/global-id.ts';
import { FACTS_MAX } from '../../kit/domain.ts';
import type { ActivityKind, EventFact, StepFact } from '../../kit/domain.ts';
import type { Scope } from '../../kit/scope.ts';
import type { Approval, ApprovalChoice } from '../domain.ts';
import { canDecide } from './approval-rules.ts';

/** What approvals contribute to next steps: those that the caller can decide. */
export function approvalSteps(scope: Scope, pending: readonly Approval[]): StepFact[] {
  return pending
    .filter((approval) => canDecide(scope, approval).allowed)
    .map((approval) => ({
      ...{ subjectType: 'Approval', subjectId: toGlobalId('Approval', approval.id), title: approval.title },
      ...{ headline: `Decide on "${approval.title}".`, action: 'DECIDE_APPROVAL' as const },
      ...{ dueBy: approval.dueBy, since: approval.requestedAt },
    }));
}

/** What approvals contribute to the timeline. */
export function approvalEvents(approvals: readonly Approval[]): EventFact[] {
  return approvals
    .flatMap(eventsOf)
    .sort((one, other) => other.at.getTime() - one.at.getTime())
    .slice(0, FACTS_MAX);
}

function eventsOf(approval: Approval): EventFact[] {
  const { id, title, state, endedAt, requestedBy, requestedAt, decisions } = approval;
  const event = (part: string, kind: ActivityKind, at: Date, headline: string, actor: string | null): EventFact => ({
    ...{ key: `${id}:${part}`, kind, at, headline, actor, subjectType: 'Approval', subjectId: toGlobalId('Approval', id) },
  });
  const events = [
    event('requested', 'APPROVAL_REQUESTED', requestedAt, `A decision on "${title}" was asked for`, requestedBy),
    ...decisions.map(({ id: decisionId, decision, decidedAt, name }) =>
      event(decisionId, 'APPROVAL_DECIDED', decidedAt, `"${title}" was ${was[decision]}`, name),
    ),
  ];
  if (endedAt !== null && state === 'VOIDED') {
    events.push(
      event('voided', 'APPROVAL_VOIDED', endedAt, `"${title}" changed: the decision that was asked for no longer counts`, null),
    );
  }
  if (endedAt !== null && state === 'WITHDRAWN') {
    events.push(event('withdrawn', 'APPROVAL_VOIDED', endedAt, `A decision on "${title}" is no longer asked for`, null));
  }
  return events;
}

const was: Readonly<Record<ApprovalChoice, string>> = {
  APPROVE: 'approved',
  REJECT: 'rejected',
  REQUEST_CHANGES: 'sent back for changes',
};
