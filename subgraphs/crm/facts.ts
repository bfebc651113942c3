import { toGlobalId } from '../../schema/contract/global-id.ts';
import type { NodeType } from '../../schema/contract/global-id.ts';
import { FACTS_MAX } from '../kit/domain.ts';
import type { ActivityKind, EventFact, Status, StepFact, SystemFacts } from '../kit/domain.ts';
import type { Scope } from '../kit/scope.ts';
import { canOpenTicket } from '../kit/ticket-rules.ts';
import type { FactRecords, Milestone, Project } from './domain.ts';

interface Subject {
  readonly type: NodeType;
  readonly id: string;
  readonly clientId: Project['clientId'];
  readonly title: string;
  readonly status: Status;
  readonly kind: ActivityKind;
  /** How a timeline names it. */
  readonly name: string;
}

/**
 * What the CRM contributes to a client's next steps and timeline. Which records there are to make it of is the store's business:
 * invoices come from it only for who may see them, and so they are only here for who may.
 */
export function factsOf(system: string, records: FactRecords, scope: Scope): SystemFacts {
  const subjects = [
    ...records.projects.map(projectSubject),
    ...records.projects.flatMap(milestoneSubjects),
    ...records.quotes.map((quote): Subject => ({
      ...quote,
      type: 'Quote',
      kind: 'QUOTE_CHANGED',
      name: `Quote ${quote.number}`,
    })),
    ...records.invoices.map((invoice): Subject => ({
      ...invoice,
      type: 'Invoice',
      kind: 'INVOICE_CHANGED',
      name: `Invoice ${invoice.number}`,
    })),
  ];
  return {
    system,
    steps: subjects
      .filter(({ status }) => status.waitingOn === 'CLIENT')
      .sort(byUrgency)
      .slice(0, FACTS_MAX)
      .map((subject) => stepOf(subject, scope)),
    events: subjects
      .filter(({ type, status }) => type !== 'Milestone' || status.phase === 'DONE')
      .sort((one, other) => other.status.since.getTime() - one.status.since.getTime() || compare(one, other))
      .slice(0, FACTS_MAX)
      .map(eventOf),
  };
}

function projectSubject(project: Project): Subject {
  return { ...project, type: 'Project', kind: 'PROJECT_CHANGED', name: project.title };
}

/** A milestone of a project that is over waits for nobody any more, whatever word was left in it. */
function milestoneSubjects({ status: { phase }, milestones }: Project): Subject[] {
  const isOver = phase === 'DONE' || phase === 'CANCELLED';
  return milestones
    .filter(({ status }) => !isOver || status.waitingOn !== 'CLIENT')
    .map((milestone: Milestone) => ({ ...milestone, type: 'Milestone', kind: 'MILESTONE_REACHED', name: milestone.title }));
}

function stepOf({ type, id, clientId, title, status }: Subject, scope: Scope): StepFact {
  return {
    subjectType: type,
    subjectId: toGlobalId(type, id),
    title,
    headline: status.headline,
    action: canOpenTicket(scope, clientId).allowed ? 'OPEN_TICKET' : null,
    dueBy: status.dueBy,
    since: status.since,
  };
}

function eventOf({ type, id, status, kind, name }: Subject): EventFact {
  const subjectId = toGlobalId(type, id);
  return {
    // One record makes one event for each state that it enters, and the same one however often it is asked for.
    key: `${subjectId}:${status.since.toISOString()}`,
    kind,
    at: status.since,
    headline: `${name}: ${status.headline}`,
    actor: null,
    subjectType: type,
    subjectId,
  };
}

/** Earliest due first, then what has no date; the longest waiting first among equals. */
function byUrgency(one: Subject, other: Subject): number {
  const dueOne = one.status.dueBy?.getTime() ?? Infinity;
  const dueOther = other.status.dueBy?.getTime() ?? Infinity;
  if (dueOne !== dueOther) return dueOne - dueOther;
  return one.status.since.getTime() - other.status.since.getTime() || compare(one, other);
}

function compare(one: Subject, other: Subject): number {
  const [left, right] = [`${one.type} ${one.id}`, `${other.type} ${other.id}`];
  return left < right ? -1 : left > right ? 1 : 0;
}
