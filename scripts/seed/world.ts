import { createCalendar } from './calendar.ts';
import { makeDocuments } from './make-documents.ts';
import { makeInvoices, makeQuotes } from './make-offers.ts';
import { makeContacts, makeStaff } from './make-people.ts';
import { makeProjects } from './make-projects.ts';
import { makeTickets } from './make-tickets.ts';
import { createRandom, cycled } from './random.ts';
import { COMPANIES } from './text/companies.ts';
import type { World } from './world-types.ts';

/** How many records of each kind the two show cases and all the other clients together have. */
const COUNTS = {
  projects: { 'harbor-finch': 26, 'lumen-bakery': 12, others: 122 },
  quotes: { 'harbor-finch': 27, 'lumen-bakery': 12, others: 161 },
  invoices: { 'harbor-finch': 28, 'lumen-bakery': 13, others: 199 },
  documents: { 'harbor-finch': 32, 'lumen-bakery': 14, others: 254 },
  tickets: { 'harbor-finch': 30, 'lumen-bakery': 13, others: 277 },
} as const;

/** The same world for the same day, on every machine; dates count from the midnight (UTC) that begins the anchor's day. */
export function createWorld(options: { anchor: Date }): World {
  const calendar = createCalendar(options.anchor);
  const staff = makeStaff();
  const contacts = makeContacts(COMPANIES);
  const random = createRandom('clients');
  const nextProject = counter(1_001);
  const nextQuote = counter(1);
  const nextInvoice = counter(1);
  const portfolios = COMPANIES.map((company, place) => {
    const own = contacts.filter(({ clientId }) => clientId === company.id);
    const count = (kind: keyof typeof COUNTS): number => countOf(kind, company.id);
    const accountManager = cycled(staff, place);
    const shared = { company, contacts: own, staff, accountManager, calendar };
    const projects = makeProjects({ ...shared, count: count('projects'), nextId: () => `prj-${nextProject()}` });
    const quotes = makeQuotes({ ...shared, projects, count: count('quotes'), nextNumber: nextQuote });
    const invoices = makeInvoices({ ...shared, projects, count: count('invoices'), nextNumber: nextInvoice });
    return {
      client: {
        id: company.id,
        name: company.name,
        clientSince: calendar.day(-random.whole(700, 4_800)),
        accountManager,
      },
      projects: projects.map(({ project }) => project),
      quotes,
      invoices,
      documents: makeDocuments({ ...shared, projects, quotes, invoices, count: count('documents') }),
      tickets: makeTickets({ ...shared, count: count('tickets') }),
    };
  });
  return {
    anchor: calendar.anchor,
    staff,
    clients: portfolios.map(({ client }) => client),
    contacts,
    projects: portfolios.flatMap(({ projects }) => projects),
    quotes: portfolios.flatMap(({ quotes }) => quotes),
    invoices: portfolios.flatMap(({ invoices }) => invoices),
    documents: portfolios.flatMap(({ documents }) => documents),
    tickets: portfolios.flatMap(({ tickets }) => tickets),
  };
}

/** The others share what is left: each the same, give or take one. */
function countOf(kind: keyof typeof COUNTS, clientId: string): number {
  const counts = COUNTS[kind];
  if (clientId === 'harbor-finch' || clientId === 'lumen-bakery') return counts[clientId];
  const others = COMPANIES.slice(2);
  const place = others.findIndex(({ id }) => id === clientId);
  const upTo = (end: number): number => Math.floor((counts.others * end) / others.length);
  return upTo(place + 1) - upTo(place);
}

function counter(from: number): () => number {
  let next = from;
  return () => next++;
}
