import { WORKDAY_MINUTES } from './calendar.ts';
import type { Calendar } from './calendar.ts';
import type { Random } from './random.ts';
import type { ProjectType } from './text/project-types.ts';
import type { SeedMilestone, SeedProject } from './world-types.ts';

export interface MilestonesOptions {
  readonly type: ProjectType;
  /** The project's state. */
  readonly state: SeedProject['state'];
  /** When the client's step is due, in days from the anchor, where the project waits for the client. */
  readonly clientDue: number;
  readonly random: Random;
  readonly calendar: Calendar;
}

export interface Milestones {
  readonly milestones: SeedMilestone[];
  /** The project's first and last day, in days from the anchor. */
  readonly firstDay: number;
  readonly lastDay: number;
  /** Since when the project has its state, in working minutes before the anchor. */
  readonly sinceMinutes: number;
}

/**
 * The milestones lie along a line of days. One of them is current and stands near the anchor; those before it are reached, those
 * after it are planned. For a finished project the current one would come after the last.
 */
export function makeMilestones(options: MilestonesOptions): Milestones {
  const { type, state, random, calendar } = options;
  const current = currentPlace(type, state, random);
  const days = [currentDay(options)];
  const gap = (): number => random.whole(12, 38);
  for (let place = current - 1; place >= 0; place--) days.unshift((days[0] ?? 0) - gap());
  // What was reached was reached before the anchor, even if the current step is due later.
  const shift = Math.max(0, (days[current - 1] ?? -1) + random.whole(2, 9));
  const dueDays = days.map((day, place) => (place < current ? day - shift : day));
  while (dueDays.length < type.milestones.length) dueDays.push((dueDays.at(-1) ?? 0) + gap());

  const planned = (dueDays[0] ?? 0) - random.whole(12, 30);
  const firstDay = state === 'planned' ? planned : Math.min(planned, -random.whole(2, 10));
  const lastReached = dueDays[current - 1] ?? firstDay;
  const sinceDays = state === 'planned' ? random.whole(3, 30) : Math.max(1, -lastReached);
  const sinceMinutes = (sinceDays - 1) * WORKDAY_MINUTES + random.whole(1, WORKDAY_MINUTES);
  const milestones = type.milestones.map((title, place): SeedMilestone => {
    const dueDay = dueDays[place] ?? 0;
    const shared = { key: `m${place + 1}`, title: title.replace(/^\*/, '') };
    if (place < current) {
      const completedDay = Math.min(-1, dueDay + random.whole(-3, 0));
      const stateSince = calendar.workTime((-completedDay - 1) * WORKDAY_MINUTES + random.whole(1, WORKDAY_MINUTES));
      return { ...shared, state: 'reached', stateSince, dueOn: calendar.day(dueDay), completedOn: calendar.day(completedDay) };
    }
    const isCurrent = place === current;
    const own = isCurrent && state === 'active' ? 'active' : isCurrent && state === 'waiting_for_client' ? state : 'planned';
    const dueOn = state === 'on_hold' || state === 'cancelled' ? null : calendar.day(dueDay);
    return { ...shared, state: own, stateSince: calendar.workTime(sinceMinutes), dueOn, completedOn: null };
  });
  return { milestones, firstDay, lastDay: dueDays[type.milestones.length - 1] ?? 0, sinceMinutes };
}

function currentPlace(type: ProjectType, state: SeedProject['state'], random: Random): number {
  const count = type.milestones.length;
  if (state === 'planned') return 0;
  if (state === 'completed') return count;
  if (state === 'waiting_for_client') {
    const places = type.milestones.flatMap((title, place) => (title.startsWith('*') ? [place] : []));
    return random.pick(places);
  }
  return random.whole(0, count - 1);
}

function currentDay({ state, clientDue, random }: MilestonesOptions): number {
  switch (state) {
    case 'waiting_for_client':
      return clientDue;
    case 'active':
      return random.chance(0.15) ? -random.whole(1, 6) : random.whole(4, 45);
    case 'planned':
      return random.whole(40, 80);
    case 'on_hold':
      return random.whole(-20, 30);
    case 'completed':
    case 'cancelled':
      return -random.whole(5, 480);
  }
}
