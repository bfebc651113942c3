import type { EventFact } from '../kit/domain.ts';
import type { Activity, Client } from './domain.ts';
import { localKey } from './local-key.ts';
import type { SortedList } from './sorted-list.ts';
import { sortedList } from './sorted-list.ts';
import { subjectOf } from './subject.ts';
import type { Contribution } from './system-facts.ts';

/** The events of all systems, newest first. */
export function activityOf(client: Client, given: readonly Contribution<EventFact>[]): SortedList<Activity> {
  const events = given.flatMap(({ source, system, facts, own }) =>
    facts.map((fact): Activity => ({
      id: localKey('Activity', source, fact.key),
      kind: fact.kind,
      at: fact.at,
      headline: fact.headline,
      actor: fact.actor,
      subject: own?.get(fact.subjectId) ?? subjectOf(client, fact),
      system,
    })),
  );
  return sortedList(events, { idOf: (event) => event.id, positionOf: (event) => [-event.at.getTime(), event.id] });
}
