import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { toGlobalId } from '../../schema/contract/global-id.ts';
import { harborFinch, lumenBakery, startPortalUnderTest } from './testing/portal-under-test.ts';
import type { PortalUnderTest } from './testing/portal-under-test.ts';

/** Everything of a company in which a ticket could show, and the ticket and one of its messages by their ids. */
const everywhere = /* GraphQL */ `
  query Everywhere($clientId: ID!, $id: ID!, $messageId: ID!, $search: String!) {
    client(id: $clientId) {
      tickets(first: 100) {
        totalCount
        nodes {
          id
        }
      }
      found: tickets(first: 100, filter: { search: $search }) {
        nodes {
          id
        }
      }
      nextSteps(first: 100) {
        nodes {
          subject {
            id
          }
        }
      }
      activity(first: 100) {
        nodes {
          subject {
            id
          }
        }
      }
    }
    node(id: $id) {
      id
    }
    message: node(id: $messageId) {
      id
    }
    ticket(id: $id) {
      id
    }
  }
`;

interface Shown {
  readonly id: string;
  readonly subject: string;
  readonly messages: { readonly nodes: readonly { readonly id: string }[] };
}

const company = { audience: 'COMPANY' };
const named = (...contactIds: string[]) => ({
  audience: 'CONTACTS',
  contactIds: contactIds.map((contactId) => toGlobalId('Contact', contactId)),
});
const contacts = ['mia', 'tom', 'bea', 'vic'];

describe('a ticket that its owner shares', () => {
  let portal: PortalUnderTest;
  let waiting: Shown;
  let opened: Shown;

  beforeAll(async () => {
    // Sharing counts when the help desk has it: on a slow machine too, the answer is waited for.
    portal = await startPortalUnderTest({ overrides: { tickets: { actions: { waitMs: 20_000 } } } });
    const text = { subject: 'The lift is stuck again', body: 'Between the second floor and the third.' };
    const reply = await portal.ask(
      'tom',
      'mutation ($input: OpenTicketInput!) { openTicket(input: $input) { ticket { id subject messages { nodes { id } } } } }',
      { input: { clientId: harborFinch, ...text } },
    );
    opened = reply.data.openTicket.ticket as Shown;
    const { data } = await portal.ask(
      'mia',
      'query ($id: ID!) { client(id: $id) { tickets(first: 1, filter: { waitingOn: [CLIENT] }) { nodes { id subject messages { nodes { id } } } } } }',
      { id: harborFinch },
    );
    const [first] = data.client.tickets.nodes as Shown[];
    if (!first) throw new Error('the world has no ticket that waits on the client');
    waiting = first;
    await share(waiting, company);
    // The gateway learns of the partner's grant within two seconds.
    for (let tries = 0; tries < 40 && (await meet('beacon-studio', waiting)).places.length === 0; tries += 1) await sleep(100);
  }, 60_000);
  afterAll(() => portal.close());

  async function share(ticket: Shown, sharing: unknown, who = 'mia'): Promise<readonly string[]> {
    const reply = await portal.ask(
      who,
      'mutation ($input: ShareTicketInput!) { shareTicket(input: $input) { userErrors { code } } }',
      { input: { ticketId: ticket.id, sharing } },
    );
    if (reply.errors.length > 0) return reply.errors.map((error) => String(error.extensions?.['code']));
    return (reply.data.shareTicket.userErrors as { code: string }[]).map(({ code }) => code);
  }

  /** The places where somebody meets the ticket, and how many tickets are in the list. */
  async function meet(subject: string, ticket: Shown, clientId = harborFinch): Promise<{ places: string[]; count: number }> {
    const { id } = ticket;
    const messageId = ticket.messages.nodes[0]?.id ?? '';
    const { data, text } = await portal.ask(subject, everywhere, { clientId, id, messageId, search: ticket.subject });
    const { client } = data;
    const ids = (nodes: { id: string }[] | undefined): unknown[] => (nodes ?? []).map((node) => node.id);
    const subjects = (nodes: { subject: { id: string } | null }[] | undefined): unknown[] =>
      (nodes ?? []).map((node) => node.subject?.id);
    const met: Record<string, boolean> = {
      list: ids(client?.tickets?.nodes).includes(id),
      search: ids(client?.found?.nodes).includes(id),
      nextSteps: subjects(client?.nextSteps?.nodes).includes(id),
      activity: subjects(client?.activity?.nodes).includes(id),
      node: data.node?.id === id,
      ticket: data.ticket?.id === id,
      message: data.message?.id === messageId,
    };
    const places = Object.keys(met).filter((place) => met[place]);
    if (places.length === 0) for (const hidden of [id, messageId]) expect(text).not.toContain(hidden);
    return { places, count: client?.tickets?.totalCount ?? 0 };
  }

  async function sharedWith(subject: string, ticket: Shown): Promise<readonly string[] | null> {
    const reply = await portal.ask(subject, 'query ($id: ID!) { ticket(id: $id) { sharedWith { id } } }', { id: ticket.id });
    expect(reply.errors).toEqual([]);
    const people = reply.data.ticket?.sharedWith as { id: string }[] | null | undefined;
    return people?.map(({ id }) => Buffer.from(id, 'base64url').toString().replace('Contact:', '')) ?? null;
  }

  const everyPlace = ['list', 'search', 'nextSteps', 'activity', 'node', 'ticket', 'message'];

  it.each(['bea', 'vic', 'beacon-studio'])(
    'is gone for %s everywhere when it is withdrawn, and back when it is given again',
    async (subject) => {
      const before = await meet(subject, waiting);
      expect(before.places).toEqual(everyPlace);
      expect(await share(waiting, named('mia'))).toEqual([]);
      expect(await meet(subject, waiting)).toEqual({ places: [], count: before.count - 1 });
      expect((await meet('mia', waiting)).places).toEqual(everyPlace);
      expect(await share(waiting, company)).toEqual([]);
      expect(await meet(subject, waiting)).toEqual(before);
    },
  );

  it.each([
    ['named contacts', named('bea'), ['mia', 'bea', 'tom']],
    ['a role', { audience: 'ROLES', roles: ['VIEWER'] }, ['mia', 'vic', 'tom']],
    ['nobody but owners', { audience: 'ROLES', roles: ['OWNER'] }, ['mia', 'tom']],
    ['everybody', company, contacts],
  ])(
    'that Tom opened and shares with %s is seen by these, and by Tom, and sharedWith says just that',
    async (_name, sharing, expected) => {
      expect(await share(opened, sharing)).toEqual([]);
      const people = await sharedWith('mia', opened);
      for (const subject of contacts) {
        const sees = expected.includes(subject);
        expect([subject, (await meet(subject, opened)).places.length > 0]).toEqual([subject, sees]);
        expect([subject, people?.includes(subject)]).toEqual([subject, sees]);
        expect(await sharedWith(subject, opened)).toEqual(sees ? people : null);
      }
    },
  );

  it('cannot be given to another company, and nobody may write into what they do not see', async () => {
    expect(await share(opened, named('lena', 'max'))).toEqual([]);
    expect(await sharedWith('mia', opened)).toEqual(expect.arrayContaining(['mia', 'tom']));
    expect(await sharedWith('mia', opened)).not.toContain('lena');
    expect((await meet('lena', opened, lumenBakery)).places).toEqual([]);
    expect((await meet('lena', opened)).places).toEqual([]);
    for (const subject of ['bea', 'lena']) {
      const reply = await portal.ask(
        subject,
        'mutation ($input: ReplyToTicketInput!) { replyToTicket(input: $input) { userErrors { code } } }',
        { input: { ticketId: opened.id, body: 'I am here too.' } },
      );
      expect(reply.data.replyToTicket.userErrors).toEqual([{ code: 'NOT_FOUND' }]);
      expect(await share(opened, company, subject)).toEqual(['NOT_FOUND']);
    }
    // Tom sees it, and does not decide who else does.
    expect(await share(opened, company, 'tom')).toEqual(['NOT_ALLOWED']);
  });
});
