import { WORKDAY_MINUTES } from './calendar.ts';
import type { Calendar } from './calendar.ts';
import type { MadeProject } from './make-projects.ts';
import { drawPlan } from './plan-image.ts';
import { writePaper } from './paper.ts';
import { createRandom, cycled } from './random.ts';
import type { Random } from './random.ts';
import type { Company } from './text/companies.ts';
import { PAPER_KINDS } from './text/paper-kinds.ts';
import type { PaperKind } from './text/paper-kinds.ts';
import type { SeedContact, SeedDocument, SeedInvoice, SeedQuote, SeedSharing, SeedStaff } from './world-types.ts';

export interface DocumentsOptions {
  readonly company: Company;
  readonly contacts: readonly SeedContact[];
  readonly projects: readonly MadeProject[];
  readonly quotes: readonly SeedQuote[];
  readonly invoices: readonly SeedInvoice[];
  readonly staff: readonly SeedStaff[];
  readonly count: number;
  readonly calendar: Calendar;
}

/** By when the client should have signed or reviewed, in days from the anchor. */
const CLIENT_DUE = [2, -4, 10, 1, -1, 21] as const;

/** Which of the papers that can wait on the client do. */
const WAITS = [true, false, true, false, false] as const;

export function makeDocuments(options: DocumentsOptions): SeedDocument[] {
  const { company, count, calendar, staff } = options;
  const random = createRandom(`documents of ${company.id}`);
  const invoices = random.shuffled(options.invoices);
  const quotes = random.shuffled(options.quotes);
  const taken = new Set<string>();
  let waiting = random.whole(0, CLIENT_DUE.length - 1);
  let signable = 0;
  const showCase = company.id === 'harbor-finch' || company.id === 'lumen-bakery';

  return Array.from({ length: count }, (_, place): SeedDocument => {
    const kind = cycled(PAPER_KINDS, place);
    const invoice = kind.form === 'invoice' ? invoices.pop() : undefined;
    const quote = kind.form === 'quote' ? quotes.pop() : undefined;
    const { site, work } = subjectOf(options, random);
    const waits = kind.waitsFor !== null && cycled(WAITS, signable++) && (showCase || random.chance(0.6));
    const money = invoice ?? quote;
    const newestDaysAgo = money ? daysBetween(money.issuedOn, calendar) : waits ? random.whole(2, 18) : random.whole(6, 500);
    const day = calendar.day(-newestDaysAgo);
    const fill = (text: string): string =>
      text
        .replaceAll('{site}', site)
        .replaceAll('{work}', work)
        .replaceAll('{year}', day.slice(0, 4))
        .replaceAll('{day}', day)
        .replaceAll('{invoice}', invoice ? `Invoice ${invoice.number}` : `Statement of account ${day}`)
        .replaceAll('{quote}', quote ? `Quote ${quote.number}` : `Price list ${day.slice(0, 4)}`);
    const folder = fill(kind.folder);
    const extension = kind.form === 'plan' ? 'png' : 'pdf';
    const title = unused(fill(kind.title), (candidate) => `${folder}/${candidate}.${extension}`.toLowerCase(), taken);
    const versionCount = kind.form === 'plan' ? random.whole(1, 4) : money ? 1 : random.pick([1, 1, 1, 2, 3]);
    const times = versionTimes(newestDaysAgo, versionCount, random, calendar);
    const state = waits ? kind.waitsFor : !money && newestDaysAgo > 380 ? 'archived' : 'published';
    const authors = times.map(() => random.pick(staff).name);
    return {
      clientId: company.id,
      folder,
      name: `${title}.${extension}`,
      title,
      mediaType: extension === 'png' ? 'image/png' : 'application/pdf',
      state,
      stateSince: times.at(-1) ?? calendar.workTime(1),
      dueBy: waits ? calendar.endOfDay(cycled(CLIENT_DUE, waiting++)) : null,
      sharing: sharingOf(kind, options.contacts, random),
      versions: times.map((createdAt, version) => ({
        createdAt,
        author: authors[version] ?? company.name,
        content: () =>
          extension === 'png'
            ? Promise.resolve(drawPlan(`${company.id} ${folder} ${title}`, version + 1))
            : writePaper({
                form: kind.form,
                title,
                clientName: company.name,
                day: createdAt.toISOString().slice(0, 10),
                version: version + 1,
                site,
                work,
                money: money ?? null,
                seed: `${company.id} ${folder} ${title}`,
              }),
      })),
    };
  });
}

/** What the paper is about: one of the client's projects, or a building where there is none. */
function subjectOf({ company, projects }: DocumentsOptions, random: Random): { site: string; work: string } {
  const project = projects.length > 0 ? random.pick(projects) : null;
  return { site: project?.site ?? random.pick(company.sites), work: project?.type.name ?? 'Condition survey' };
}

function sharingOf(kind: PaperKind, contacts: readonly SeedContact[], random: Random): SeedSharing {
  if (kind.sharing === 'MONEY') return { audience: 'ROLES', roles: ['OWNER', 'BILLING'] };
  if (kind.sharing === 'COMPANY') return { audience: 'COMPANY' };
  const contactIds = random.shuffled(contacts.map(({ id }) => id)).slice(0, random.whole(1, 2));
  return { audience: 'CONTACTS', contactIds };
}

/** Names are unique within a folder: a second one gets a letter, as the office numbers its sheets. */
function unused(title: string, keyOf: (title: string) => string, taken: Set<string>): string {
  const candidates = [title, ...['B', 'C', 'D', 'E', 'F', 'G'].map((letter) => `${title} ${letter}`)];
  const free = candidates.find((candidate) => !taken.has(keyOf(candidate)));
  if (free === undefined) throw new Error(`there are too many papers by the name ${title}`);
  taken.add(keyOf(free));
  return free;
}

/** Oldest first; the last one on the given day. */
function versionTimes(newestDaysAgo: number, count: number, random: Random, calendar: Calendar): Date[] {
  let minutes = (newestDaysAgo - 1) * WORKDAY_MINUTES + random.whole(1, WORKDAY_MINUTES);
  return Array.from({ length: count }, () => {
    const time = calendar.workTime(minutes);
    minutes += random.whole(200, 12 * WORKDAY_MINUTES);
    return time;
  }).reverse();
}

function daysBetween(day: string, calendar: Calendar): number {
  return Math.max(1, Math.round((calendar.anchor.getTime() - Date.parse(day)) / 86_400_000));
}
