import type { Position } from '../kit/cursor.ts';
import type { Client, NextStep, Urgency } from './domain.ts';
import { localKey } from './local-key.ts';
import { subjectOf } from './subject.ts';
import type { SortedList } from './sorted-list.ts';
import { sortedList } from './sorted-list.ts';
import type { Contribution } from './system-facts.ts';
import type { StepFact } from '../kit/domain.ts';

/** What is due within this time from now is `SOON`. */
const soonMs = 3 * 24 * 60 * 60 * 1000;

/**
 * The steps of all systems, most urgent first. `OVERDUE`, `SOON` and `LATER` are stretches of one axis, so ordering by due time,
 * with "no agreed time" last, orders by urgency as well. Positions hold no urgency therefore: a step that turns from `SOON` to
 * `OVERDUE` between two pages keeps its place.
 */
export function nextStepsOf(client: Client, given: readonly Contribution<StepFact>[], now: Date): SortedList<NextStep> {
  const steps = given.flatMap(({ source, system, facts, own }) =>
    facts.map((fact): NextStep => ({
      id: localKey('NextStep', source, fact.subjectType, fact.subjectId),
      title: fact.title,
      headline: fact.headline,
      urgency: urgencyOf(fact.dueBy, now),
      dueBy: fact.dueBy,
      since: fact.since,
      action: fact.action,
      subject: own?.get(fact.subjectId) ?? subjectOf(client, fact),
      system,
    })),
  );
  return sortedList(steps, { idOf: (step) => step.id, positionOf });
}

export function urgencyOf(dueBy: Date | null, now: Date): Urgency {
  if (dueBy === null) return 'LATER';
  const leftMs = dueBy.getTime() - now.getTime();
  if (leftMs < 0) return 'OVERDUE';
  return leftMs <= soonMs ? 'SOON' : 'LATER';
}

/** No agreed time sorts behind every agreed one; the first column tells the two apart. */
function positionOf(step: NextStep): Position {
  return [step.dueBy === null ? 1 : 0, step.dueBy?.getTime() ?? 0, step.since.getTime(), step.id];
}
