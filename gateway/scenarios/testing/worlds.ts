import type { World } from '../../../scripts/seed/world-types.ts';

/** The same world, in which one client has at least `countMin` of each kind of record: copies with ids and names of their own. */
export function withManyRecords(world: World, clientId: string, countMin: number): World {
  const more = <Record extends { readonly clientId: string }>(
    records: readonly Record[],
    copy: (record: Record, index: number) => Record,
  ): Record[] => {
    const own = records.filter((record) => record.clientId === clientId);
    const copies = Array.from({ length: Math.max(0, countMin - own.length) }, (_, index) => {
      const original = own[index % own.length];
      if (!original) throw new Error(`${clientId} has nothing to copy`);
      return copy(original, index);
    });
    return [...records, ...copies];
  };
  const named = <Record extends { readonly id: string; readonly title: string }>(record: Record, index: number): Record => ({
    ...record,
    id: `${record.id}-copy-${index}`,
    title: `${record.title} (${index})`,
  });
  return {
    ...world,
    projects: more(world.projects, named),
    quotes: more(world.quotes, (quote, index) => ({ ...named(quote, index), number: `${quote.number}-${index}` })),
    invoices: more(world.invoices, (invoice, index) => ({ ...named(invoice, index), number: `${invoice.number}-${index}` })),
    documents: more(world.documents, (document, index) => ({ ...document, name: `copy-${index}-${document.name}` })),
    tickets: more(world.tickets, (ticket, index) => ({ ...ticket, subject: `${ticket.subject} (${index})` })),
  };
}

/** The same world with two of its companies, those of the people who sign in: filled in a moment. */
export function smallWorld(world: World): World {
  const shown = new Set(['harbor-finch', 'lumen-bakery']);
  const some = <Record extends { readonly clientId: string }>(records: readonly Record[]): Record[] =>
    records.filter(({ clientId }) => shown.has(clientId));
  return {
    ...world,
    clients: world.clients.filter(({ id }) => shown.has(id)),
    contacts: some(world.contacts),
    projects: some(world.projects),
    quotes: some(world.quotes),
    invoices: some(world.invoices),
    documents: some(world.documents),
    tickets: some(world.tickets),
  };
}
