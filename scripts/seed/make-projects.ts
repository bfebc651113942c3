import { WORKDAY_MINUTES } from './calendar.ts';
import type { Calendar } from './calendar.ts';
import { createRandom, cycled } from './random.ts';
import type { Company } from './text/companies.ts';
import { PROJECT_TYPES } from './text/project-types.ts';
import type { ProjectType } from './text/project-types.ts';
import { makeMilestones } from './make-milestones.ts';
import type { SeedProject, SeedStaff } from './world-types.ts';

/** A project together with what only the makers of quotes, invoices and documents have to know of it. */
export interface MadeProject {
  readonly project: SeedProject;
  readonly type: ProjectType;
  readonly site: string;
  /** How many days ago it began; negative when it has not. */
  readonly startedDaysAgo: number;
}

export interface ProjectsOptions {
  readonly company: Company;
  readonly count: number;
  /** Gives every project of the world an id of its own. */
  readonly nextId: () => string;
  readonly staff: readonly SeedStaff[];
  readonly calendar: Calendar;
}

/** In this order, again and again, so that every client with a few projects has one of the interesting states. */
const STATES = [
  'active', 'waiting_for_client', 'completed', 'active', 'completed', 'waiting_for_client', 'planned', 'completed', 'on_hold',
  'active', 'completed', 'waiting_for_client', 'cancelled', 'completed',
] as const; // prettier-ignore

/** When the client's step is due, in days from the anchor: overdue, soon and later in turn. */
const CLIENT_DUE = [-5, 2, 12, 1, -1, 24, 3, 40] as const;

export function makeProjects(options: ProjectsOptions): MadeProject[] {
  const { company, count, calendar, staff } = options;
  const random = createRandom(`projects of ${company.id}`);
  const offset = company.id === 'harbor-finch' || company.id === 'lumen-bakery' ? 0 : random.whole(0, STATES.length - 1);
  const kinds = random.shuffled(pairsOf(company)).slice(0, count);
  let waiting = random.whole(0, 3) * 2;
  return kinds.map(({ type, site }, place) => {
    const state = cycled(STATES, place + offset);
    const clientDue = state === 'waiting_for_client' ? cycled(CLIENT_DUE, waiting++) : 0;
    const { milestones, firstDay, lastDay, sinceMinutes } = makeMilestones({ type, state, clientDue, random, calendar });
    return {
      type,
      site,
      startedDaysAgo: -firstDay,
      project: {
        id: options.nextId(),
        clientId: company.id,
        title: `${type.name}, ${site}`,
        summary: type.summary.replaceAll('{site}', site),
        state,
        stateSince: calendar.workTime(sinceMinutes),
        manager: random.pick(staff),
        startsOn: calendar.day(firstDay),
        dueOn: state === 'on_hold' && random.chance(0.5) ? null : calendar.day(lastDay),
        updatedAt: calendar.workTime(random.whole(Math.max(1, sinceMinutes - 2 * WORKDAY_MINUTES), sinceMinutes)),
        milestones,
      },
    };
  });
}

/** Every kind of work that suits the company, at each of its buildings. */
function pairsOf(company: Company): { type: ProjectType; site: string }[] {
  const types = PROJECT_TYPES.filter(({ trades }) => trades.length === 0 || trades.includes(company.trade));
  return types.flatMap((type) => company.sites.map((site) => ({ type, site })));
}
