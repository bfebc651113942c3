import { WORKDAY_MINUTES } from './calendar.ts';
import type { Calendar } from './calendar.ts';
import type { MadeProject } from './make-projects.ts';
import { createRandom, cycled } from './random.ts';
import type { Random } from './random.ts';
import type { Company } from './text/companies.ts';
import { STANDING_SERVICES } from './text/project-types.ts';
import type { SeedInvoice, SeedMoney, SeedQuote } from './world-types.ts';

export interface OffersOptions {
  readonly company: Company;
  readonly projects: readonly MadeProject[];
  readonly count: number;
  /** A running number over all clients. */
  readonly nextNumber: () => number;
  readonly calendar: Calendar;
}

const QUOTE_STATES = [
  'sent', 'accepted', 'accepted', 'sent', 'expired', 'accepted', 'rejected', 'accepted', 'accepted', 'sent', 'accepted',
] as const; // prettier-ignore

/** How long an open quote is still valid, in days from the anchor. */
const VALID_FOR = [2, 9, 1, 21, 3, 28, 14] as const;

const quoteValidityDays = 30;
const firstChargeAfterDays = 60;

export function makeQuotes(options: OffersOptions): SeedQuote[] {
  const { company, calendar } = options;
  const random = createRandom(`quotes of ${company.id}`);
  const showCase = company.id === 'harbor-finch' || company.id === 'lumen-bakery';
  const offset = showCase ? 0 : random.whole(0, QUOTE_STATES.length - 1);
  let open = showCase ? 0 : random.whole(0, VALID_FOR.length - 1);
  return matters(options, random, 'quote').map((matter, place): SeedQuote => {
    const number = options.nextNumber();
    const state = cycled(QUOTE_STATES, place + offset);
    const validUntil =
      state === 'sent' ? cycled(VALID_FOR, open++) : state === 'expired' ? -random.whole(2, 300) : -random.whole(2, 420);
    const issued = Math.min(validUntil - quoteValidityDays, -1);
    const decided = state === 'expired' ? validUntil + 1 : state === 'sent' ? issued : Math.min(-1, issued + random.whole(2, 27));
    const stateSince = calendar.workTime((-Math.min(decided, -1) - 1) * WORKDAY_MINUTES + random.whole(1, WORKDAY_MINUTES));
    return {
      id: `quo-${2_000 + number}`,
      clientId: company.id,
      projectId: matter.projectId,
      number: `Q-${calendar.day(issued).slice(0, 4)}-${String(number).padStart(4, '0')}`,
      title: matter.title,
      state,
      stateSince,
      total: { amount: matter.amount, currency: company.currency },
      issuedOn: calendar.day(issued),
      validUntil: calendar.day(validUntil),
      updatedAt: stateSince,
    };
  });
}

const INVOICE_STATES = [
  'paid', 'open', 'paid', 'paid', 'overdue', 'paid', 'paid', 'open', 'paid', 'cancelled', 'paid', 'paid', 'overdue', 'paid',
] as const; // prettier-ignore

export function makeInvoices(options: OffersOptions): SeedInvoice[] {
  const { company, calendar } = options;
  const random = createRandom(`invoices of ${company.id}`);
  const offset = random.whole(0, INVOICE_STATES.length - 1);
  return matters(options, random, 'invoice').map((matter, place): SeedInvoice => {
    const number = options.nextNumber();
    const state = cycled(INVOICE_STATES, place + offset);
    const termDays = random.pick([14, 30]);
    const issued =
      state === 'open'
        ? -random.whole(1, termDays)
        : state === 'overdue'
          ? -(termDays + random.whole(2, 25))
          : -random.whole(32, Math.min(640, matter.ageDays));
    const due = issued + termDays;
    const changed = state === 'open' ? issued : state === 'overdue' ? due + 1 : Math.min(-1, due + random.whole(-9, 4));
    const stateSince = calendar.workTime((-Math.min(changed, -1) - 1) * WORKDAY_MINUTES + random.whole(1, WORKDAY_MINUTES));
    return {
      id: `inv-${3_000 + number}`,
      clientId: company.id,
      projectId: matter.projectId,
      number: `R-${calendar.day(issued).slice(0, 4)}-${String(number).padStart(4, '0')}`,
      title: matter.title,
      state,
      stateSince,
      total: { amount: matter.amount, currency: company.currency },
      balance: { amount: balanceOf(state, matter.amount, random), currency: company.currency },
      issuedOn: calendar.day(issued),
      dueOn: calendar.day(due),
      updatedAt: stateSince,
    };
  });
}

/** Some clients have paid a part of what is still open. */
function balanceOf(state: SeedInvoice['state'], total: string, random: Random): SeedMoney['amount'] {
  if (state === 'paid' || state === 'cancelled') return '0.00';
  return random.chance(0.2) ? (Math.round(Number(total) * 50) / 100).toFixed(2) : total;
}

interface Matter {
  readonly title: string;
  readonly projectId: string | null;
  /** For how long there has been something to charge. */
  readonly ageDays: number;
  readonly amount: string;
}

/** What is offered or charged: stages of the client's projects in turn, and every fourth time a service besides. */
function matters({ company, projects, count }: OffersOptions, random: Random, kind: 'quote' | 'invoice'): Matter[] {
  // A stage is charged when it is done: not in the first weeks of a project.
  const begun = projects.filter(({ startedDaysAgo }) => kind === 'quote' || startedDaysAgo > firstChargeAfterDays);
  const stages = begun.flatMap(({ project, type, site, startedDaysAgo }) =>
    type.stages.map((stage) => ({
      title: kind === 'quote' ? `${stage}: ${lower(type.name)}, ${site}` : `${type.name}, ${site}: ${lower(stage)}`,
      projectId: project.id,
      ageDays: startedDaysAgo,
      fee: [Math.round(type.fee[0] / type.stages.length), Math.round(type.fee[1] / type.stages.length)] as const,
    })),
  );
  const services = company.sites.flatMap((site) =>
    STANDING_SERVICES.map(({ name, fee }) => ({ title: `${name}, ${site}`, projectId: null, ageDays: 640, fee })),
  );
  const fromStages = random.shuffled(stages);
  const fromServices = random.shuffled(services);
  return Array.from({ length: count }, (_, place) => {
    const next = place % 4 === 3 ? (fromServices.pop() ?? fromStages.pop()) : (fromStages.pop() ?? fromServices.pop());
    const { title, projectId, ageDays, fee } = next ?? {
      title: 'Consulting by the hour',
      projectId: null,
      ageDays: 640,
      fee: [800, 2_400],
    };
    return { title, projectId, ageDays, amount: amountBetween(fee[0], fee[1], random) };
  });
}

function amountBetween(from: number, to: number, random: Random): string {
  const whole = Math.round(random.whole(from, to) / 10) * 10;
  return `${whole}.${random.pick(['00', '00', '50', '80', '25'])}`;
}

function lower(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}
