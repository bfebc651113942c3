import { createClient } from '../../../subgraphs/tickets/adapters/request-tracker/client.ts';
import { leave } from './left.ts';
import type { Left } from './left.ts';

/** Reads all tickets of the run with their histories, past the proxy and past what the portal makes of them. */
export async function countInRequestTracker(
  left: Left,
  { url, token }: { readonly url: string; readonly token: string },
  prefix: string,
): Promise<void> {
  const client = createClient({ system: 'Request Tracker', url, token, timeoutMs: 30_000 });
  try {
    const query = `Subject STARTSWITH '${prefix}'`;
    const { items: tickets } = await client.tickets({ query, orderBy: [['id', 'ASC']], perPage: 100 });
    if (tickets.length === 100) throw new Error('there are more tickets than one page has');
    for (const { id, Subject: subject } of tickets) {
      const name = subject ?? '';
      leave(left, `openTicket ${name}`);
      const history = await client.transactions({
        query: `ObjectType = 'RT::Ticket' AND TicketId = ${id}`,
        orderBy: [['id', 'ASC']],
        perPage: 100,
      });
      if (history.length === 100) throw new Error('a history is longer than one page');
      const of = (type: string, value?: string) =>
        history.filter((one) => one.Type === type && (value === undefined || one.NewValue === value));
      leave(left, `closeTicket ${name}`, of('Status', 'resolved').length);
      const statuses = of('Status');
      leave(
        left,
        `reopenTicket ${name}`,
        statuses.filter((one, at) => one.NewValue === 'open' && statuses[at - 1]?.NewValue === 'resolved').length,
      );
      // Sharing sets two values of a field, one after the other: whole when the second is there.
      leave(left, `shareTicket ${name}`, of('CustomField', 'role:MEMBER').length);
      leave(left, `addTicketParticipant ${name}`, of('AddWatcher').length);
      leave(left, `removeTicketParticipant ${name}`, of('DelWatcher').length);
      const parts = await client.attachments(of('Correspond').map((message) => message.id));
      const contents = await client.contents(parts.filter(({ Filename }) => !Filename).map((part) => part.id));
      for (const content of contents.values()) leave(left, `replyToTicket ${content.trim()}`);
    }
  } finally {
    await client.close();
  }
}
