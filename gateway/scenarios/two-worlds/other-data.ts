import type { SeedMessage, SeedStaff, SeedTicket, World } from '../../../scripts/seed/world-types.ts';
import { smallWorld } from '../testing/worlds.ts';

/** The client whose people ask; its records are the same in both worlds. */
export const OWN = 'harbor-finch';
/** The client whose owner asks the same, to show that the worlds do differ. */
export const OTHER = 'lumen-bakery';
/** Clients that the second world alone has. */
export const FURTHER = ['alder-row-clinic', 'quill-and-rye', 'three-bells-inn'] as const;

/** A word that stands in every text of a record which the other world does not have, for searches and for the eye. */
export const MARK = 'zanzibar';

export function firstWorld(whole: World): World {
  const world = smallWorld(whole);
  return { ...world, tickets: world.tickets.map((ticket) => (ticket.clientId === OWN ? withFile(ticket) : ticket)) };
}

/** The seed's clients send no files. */
function withFile(ticket: SeedTicket): SeedTicket {
  const [opening, ...rest] = ticket.messages;
  if (!opening) return ticket;
  const attachment = { name: 'photo.jpg', mediaType: 'image/jpeg', content: () => Promise.resolve(new Uint8Array(9)) };
  return { ...ticket, messages: [{ ...opening, attachments: [attachment] }, ...rest] };
}

/**
 * The same business for `OWN`, with everything else changed: the records of `OTHER` have other ids, names, states, sums and times,
 * there are fewer of some kinds and more of others, and there are clients besides.
 *
 * The internal notes on the own tickets differ too: they are as invisible to the client as another client's records.
 */
export function secondWorld(whole: World): World {
  const first = firstWorld(whole);
  const further = new Set<string>(FURTHER);
  const isOwn = ({ clientId }: { readonly clientId: string }): boolean => clientId === OWN;
  const isFurther = ({ clientId }: { readonly clientId: string }): boolean => further.has(clientId);
  const own = <Record extends { readonly clientId: string }>(records: readonly Record[]): Record[] => records.filter(isOwn);
  const others = <Record extends { readonly clientId: string }>(records: readonly Record[], leaveOut = 0): Record[] =>
    records.filter((record) => !isOwn(record)).slice(leaveOut);
  const manager = whole.staff[4] ?? whole.staff[0];
  if (!manager) throw new Error('the world has no staff');
  return {
    ...first,
    clients: [
      ...first.clients.map((client) =>
        client.id === OWN
          ? client
          : { ...client, name: `Harbour ${MARK} Bakers`, clientSince: '2001-02-03', accountManager: manager },
      ),
      ...whole.clients.filter(({ id }) => further.has(id)),
    ],
    contacts: [
      ...own(first.contacts),
      ...others(first.contacts).map((contact, place) => ({
        ...contact,
        // Those who can sign in keep their ids.
        ...(place < 2 ? {} : { id: `${MARK}-${contact.id}`, name: `${contact.name} ${MARK}`, email: `${MARK}.${contact.email}` }),
        jobTitle: `${MARK} ${contact.jobTitle}`,
      })),
      ...whole.contacts.filter(isFurther),
    ],
    projects: [
      ...own(first.projects),
      ...others(first.projects, 3).map((project, place) => ({
        ...project,
        id: `prj-9${place}00`,
        title: `${MARK} ${project.title}`,
        state: place % 2 === 0 ? ('waiting_for_client' as const) : ('active' as const),
        manager,
        updatedAt: later(project.updatedAt, place),
        milestones: project.milestones.slice(1).map((milestone) => ({ ...milestone, title: `${MARK} ${milestone.title}` })),
      })),
      ...whole.projects.filter(isFurther),
    ],
    quotes: [
      ...own(first.quotes),
      ...others(first.quotes, 2).map((quote, place) => ({
        ...quote,
        id: `quo-9${place}00`,
        projectId: null,
        number: `Q-${MARK}-${place}`,
        title: `${MARK} ${quote.title}`,
        state: 'sent' as const,
        total: { ...quote.total, amount: `${777_000 + place}.00` },
        updatedAt: later(quote.updatedAt, place),
      })),
      ...whole.quotes.filter(isFurther).map((quote) => ({ ...quote, projectId: null })),
    ],
    invoices: [
      ...own(first.invoices),
      ...others(first.invoices, 4).map((invoice, place) => ({
        ...invoice,
        id: `inv-9${place}00`,
        projectId: null,
        number: `R-${MARK}-${place}`,
        title: `${MARK} ${invoice.title}`,
        state: 'overdue' as const,
        total: { ...invoice.total, amount: `${888_000 + place}.00` },
        updatedAt: later(invoice.updatedAt, place),
      })),
      ...whole.invoices.filter(isFurther).map((invoice) => ({ ...invoice, projectId: null })),
    ],
    documents: [
      ...own(first.documents),
      ...others(first.documents, 5).map((document, place) => ({
        ...document,
        folder: place % 2 === 0 ? MARK : document.folder,
        name: `${MARK}-${place}-${document.name}`,
        title: `${MARK} ${document.title}`,
        state: 'awaiting_review' as const,
        versions: document.versions.slice(0, 1),
      })),
      ...whole.documents.filter(isFurther),
    ],
    tickets: first.tickets.map((ticket, place) =>
      isOwn(ticket) ? withOtherNotes(ticket, manager) : otherTicket(ticket, place, manager),
    ),
  };
}

function later(time: Date, place: number): Date {
  return new Date(time.getTime() + (place + 1) * 3_600_000);
}

function withOtherNotes(ticket: SeedTicket, author: SeedStaff): SeedTicket {
  return {
    ...ticket,
    messages: ticket.messages.map((message): SeedMessage =>
      message.audience === 'INTERNAL'
        ? {
            ...message,
            author: { name: author.name, email: author.email, side: 'BUSINESS' },
            body: `${MARK}: ${message.body}`,
            attachments: [{ name: `${MARK}.txt`, mediaType: 'text/plain', content: () => Promise.resolve(new Uint8Array(7)) }],
          }
        : message,
    ),
  };
}

/** Some of them are another client's altogether. */
function otherTicket(ticket: SeedTicket, place: number, staff: SeedStaff): SeedTicket {
  const someone = { name: `Zoe ${MARK}`, email: `zoe@${MARK}.example`, side: 'CLIENT' as const };
  return {
    ...ticket,
    clientId: place % 3 === 0 ? FURTHER[0] : ticket.clientId,
    subject: `${MARK} ${ticket.subject}`,
    state: place % 2 === 0 ? 'waiting_on_client' : 'new',
    priority: 'URGENT',
    resolutionDueBy: new Date(ticket.createdAt.getTime() + 999_000_000),
    participants: [someone, { name: staff.name, email: staff.email, side: 'BUSINESS' }],
    messages: ticket.messages.map((message, index) => ({
      ...message,
      author: index % 2 === 0 ? someone : { name: staff.name, email: staff.email, side: 'BUSINESS' as const },
      body: `${MARK} ${index}: ${message.body}`,
      attachments: [],
    })),
  };
}
