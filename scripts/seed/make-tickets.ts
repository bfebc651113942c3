import { WORKDAY_MINUTES } from './calendar.ts';
import type { Calendar } from './calendar.ts';
import { writeConversation } from './conversation.ts';
import { drawPlan } from './plan-image.ts';
import { writePaper } from './paper.ts';
import { createRandom, cycled } from './random.ts';
import type { Random } from './random.ts';
import type { Company } from './text/companies.ts';
import { BUILDING_STORIES } from './text/building-stories.ts';
import { OFFICE_STORIES } from './text/office-stories.ts';
import type { SeedContact, SeedMessage, SeedPerson, SeedStaff, SeedTicket } from './world-types.ts';

export interface TicketsOptions {
  readonly company: Company;
  readonly contacts: readonly SeedContact[];
  readonly accountManager: SeedStaff;
  readonly staff: readonly SeedStaff[];
  readonly count: number;
  readonly calendar: Calendar;
}

const STATES = [
  'waiting_on_client', 'open', 'closed', 'solved', 'new', 'closed', 'waiting_on_client', 'closed', 'waiting_on_third_party',
  'solved', 'open', 'closed', 'closed', 'waiting_on_client', 'solved', 'closed',
] as const; // prettier-ignore

const PRIORITIES = ['NORMAL', 'NORMAL', 'HIGH', 'NORMAL', 'LOW', 'NORMAL', 'URGENT', 'NORMAL', 'HIGH', 'LOW'] as const;

/** What the office promises: hours to the first answer, days until it is settled. */
const PROMISES = {
  LOW: { responseHours: 72, resolutionDays: 30 },
  NORMAL: { responseHours: 24, resolutionDays: 14 },
  HIGH: { responseHours: 8, resolutionDays: 7 },
  URGENT: { responseHours: 4, resolutionDays: 3 },
} as const;

const PLACES = [
  'the meeting room',
  'the plant room',
  'the corridor',
  'the store',
  'the kitchen',
  'the east stair',
  'the first floor',
  'the workshop',
];
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'];
const STORIES = [...BUILDING_STORIES, ...OFFICE_STORIES];

const readOnlyStaffId = 'otto';
const privateEvery = 6;

export function makeTickets(options: TicketsOptions): SeedTicket[] {
  const { company, count, calendar } = options;
  const random = createRandom(`tickets of ${company.id}`);
  const offset = company.id === 'harbor-finch' || company.id === 'lumen-bakery' ? 0 : random.whole(0, STATES.length - 1);
  const matters = random.shuffled(STORIES.flatMap((story) => story.subjects.map((_, subject) => ({ story, subject }))));
  // Viewers do not write, and neither does the member of staff who may only read.
  const writers = options.contacts.filter(({ role }) => role !== 'VIEWER');
  const engineers = options.staff.filter(({ id }) => id !== readOnlyStaffId);
  const manager = options.accountManager.id === readOnlyStaffId ? random.pick(engineers) : options.accountManager;
  return Array.from({ length: count }, (_, place): SeedTicket => {
    const { story, subject } = cycled(matters, place);
    const state = cycled(STATES, place + offset);
    const priority = cycled(PRIORITIES, place + random.whole(0, 1));
    const words = { site: random.pick(company.sites), place: random.pick(PLACES), day: random.pick(WEEKDAYS) };
    const fill = (text: string): string => text.replace(/\{(site|place|day)\}/g, (_, slot: keyof typeof words) => words[slot]);
    const contact = random.pick(writers);
    const client = personOf(contact, 'CLIENT');
    const engineer = personOf(random.chance(0.6) ? manager : random.pick(engineers), 'BUSINESS');
    const lines = writeConversation({ story, subject, state, fill, client, engineer, random });
    const times = messageTimes(state, lines.length, random, calendar);
    const messages = lines.map((line, at): SeedMessage => {
      const sentAt = times[at] ?? calendar.workTime(1);
      return {
        ...line,
        sentAt,
        attachments: line.showsEvidence ? attachmentsOf(company, fill(story.subjects[subject] ?? ''), sentAt, random) : [],
      };
    });
    const createdAt = times[0] ?? calendar.workTime(1);
    const last = times.at(-1) ?? createdAt;
    const isSettled = state === 'solved' || state === 'closed';
    const isAnswered = messages.some(({ author, audience }) => author.side === 'BUSINESS' && audience === 'PUBLIC');
    const promise = PROMISES[priority];
    return {
      clientId: company.id,
      subject: fill(story.subjects[subject] ?? ''),
      state,
      stateSince: last,
      priority,
      createdAt,
      updatedAt: last,
      responseDueBy: isSettled || isAnswered ? null : new Date(createdAt.getTime() + promise.responseHours * 3_600_000),
      resolutionDueBy: isSettled ? null : new Date(createdAt.getTime() + promise.resolutionDays * 86_400_000),
      participants: distinct(messages.map(({ author }) => author)),
      openedBy: contact.id,
      // Now and then a question is not for everybody's eyes.
      sharedWith: place % privateEvery === privateEvery - 1 ? [cycled(writers, place).id] : null,
      messages: messages.map(({ author, body, sentAt, audience, attachments }) => ({
        author,
        body,
        sentAt,
        audience,
        attachments,
      })),
    };
  });
}

function personOf(person: SeedContact | SeedStaff, side: SeedPerson['side']): SeedPerson {
  return { name: person.name, email: person.email, side };
}

function distinct(people: readonly SeedPerson[]): SeedPerson[] {
  return [...new Map(people.map((person) => [person.email, person])).values()];
}

/** Ascending; what is settled may be long ago, what is not settled is recent. */
function messageTimes(state: SeedTicket['state'], count: number, random: Random, calendar: Calendar): Date[] {
  const isSettled = state === 'solved' || state === 'closed';
  const lastDaysAgo = state === 'closed' ? random.whole(8, 420) : state === 'solved' ? random.whole(1, 14) : random.whole(0, 6);
  let minutes = lastDaysAgo * WORKDAY_MINUTES + random.whole(1, WORKDAY_MINUTES);
  return Array.from({ length: count }, () => {
    const time = calendar.workTime(minutes);
    minutes += random.whole(12, isSettled ? 900 : 700);
    return time;
  }).reverse();
}

function attachmentsOf(company: Company, subject: string, sentAt: Date, random: Random): SeedMessage['attachments'] {
  const seed = `${company.id} ${subject}`;
  if (random.chance(0.6)) {
    return [
      {
        name: `plan-with-mark-${random.whole(1, 99)}.png`,
        mediaType: 'image/png',
        content: () => Promise.resolve(drawPlan(seed, 2)),
      },
    ];
  }
  return [
    {
      name: `readings-${sentAt.toISOString().slice(0, 10)}.pdf`,
      mediaType: 'application/pdf',
      content: () =>
        writePaper({
          form: 'report',
          title: `Readings: ${subject}`,
          clientName: company.name,
          day: sentAt.toISOString().slice(0, 10),
          version: 1,
          site: company.sites[0] ?? company.name,
          work: 'Readings',
          money: null,
          seed,
        }),
    },
  ];
}
