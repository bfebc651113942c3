import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { toGlobalId } from '../../schema/contract/global-id.ts';
import type { NodeType } from '../../schema/contract/global-id.ts';
import { harborFinch, lumenBakery, startPortalUnderTest } from './testing/portal-under-test.ts';
import type { PortalUnderTest } from './testing/portal-under-test.ts';

/** Everything of a company that has an id or a cursor, as its owner sees it. */
const everything = /* GraphQL */ `
  query ($clientId: ID!) {
    client(id: $clientId) {
      id
      contacts {
        pageInfo {
          ...Page
        }
        nodes {
          id
        }
      }
      projects {
        pageInfo {
          ...Page
        }
        nodes {
          id
          milestones {
            id
          }
        }
      }
      quotes {
        pageInfo {
          ...Page
        }
        nodes {
          id
        }
      }
      invoices {
        pageInfo {
          ...Page
        }
        nodes {
          id
        }
      }
      documents {
        pageInfo {
          ...Page
        }
        nodes {
          id
          download {
            url
          }
        }
      }
      folders {
        pageInfo {
          ...Page
        }
        nodes {
          id
        }
      }
      tickets {
        pageInfo {
          ...Page
        }
        nodes {
          id
          messages(first: 10) {
            pageInfo {
              ...Page
            }
            nodes {
              id
            }
          }
        }
      }
      nextSteps(first: 3) {
        pageInfo {
          ...Page
        }
        nodes {
          id
        }
      }
      activity(first: 3) {
        pageInfo {
          ...Page
        }
        nodes {
          id
        }
      }
    }
  }
  fragment Page on PageInfo {
    startCursor
    endCursor
  }
`;

const nodeTypes = [
  'Client',
  'Contact',
  'Project',
  'Milestone',
  'Quote',
  'Invoice',
  'Document',
  'Folder',
  'Ticket',
  'Message',
] as const;

describe('a company', () => {
  let portal: PortalUnderTest;
  /** Ids of the other company by type. */
  const foreign = new Map<NodeType, string[]>();
  const cursors: { list: string; cursor: string }[] = [];

  beforeAll(async () => {
    portal = await startPortalUnderTest();
    const { data, errors } = await portal.ask('lena', everything, { clientId: lumenBakery });
    expect(errors).toEqual([]);
    collect(data.client, foreign, cursors);
  }, 60_000);

  afterAll(() => portal.close());

  it('is what this test finds something of: every kind of id, and cursors of every list', () => {
    expect([...foreign.keys()].sort()).toEqual([...nodeTypes].sort());
    expect(new Set(cursors.map(({ list }) => list)).size).toBeGreaterThanOrEqual(9);
  });

  it.each(nodeTypes)('answers for a foreign, a missing and an unreadable %s id in the same bytes', async (type) => {
    const missing = [toGlobalId(type, '999999'), toGlobalId(type, 'no-such-thing')];
    const unreadable = ['nonsense', '', '=', Buffer.from('Nothing:1').toString('base64url'), 'A'.repeat(2_000)];
    const query = `query ($id: ID!) { node(id: $id) { __typename id ... on WorkItem { title status { phase } } ... on Client { name } } }`;
    for (const subject of ['mia', 'tom', 'vic', 'beacon-studio']) {
      const answers = new Set<string>();
      for (const id of [...(foreign.get(type) ?? []).slice(0, 5), ...missing, ...unreadable]) {
        answers.add((await portal.ask(subject, query, { id })).text);
      }
      expect([...answers]).toEqual(['{"data":{"node":null}}\n']);
    }
  });

  it.each(['client', 'project', 'quote', 'document', 'ticket'])('answers the same through Query.%s', async (field) => {
    const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}` as NodeType;
    const answers = new Set<string>();
    for (const id of [
      ...(foreign.get(type) ?? []).slice(0, 5),
      toGlobalId(type, 'no-such-thing'),
      'nonsense',
      harborFinch.slice(1),
    ]) {
      answers.add((await portal.ask('mia', `query ($id: ID!) { ${field}(id: $id) { id } }`, { id })).text);
    }
    expect([...answers]).toEqual([`{"data":{"${field}":null}}\n`]);
  });

  it('refuses cursors of the other company, and cursors of another list, like nonsense', async () => {
    const answers = new Set<string>();
    for (const { list, cursor } of [...cursors, { list: 'tickets', cursor: 'nonsense' }]) {
      if (list === 'messages') continue;
      const { text } = await portal.ask(
        'mia',
        `query ($c: ID!, $after: String) { client(id: $c) { page: ${list}(after: $after) { nodes { __typename } } } }`,
        {
          c: harborFinch,
          after: cursor,
        },
      );
      answers.add(text.replaceAll(/"locations":\[[^\]]*\],?/g, ''));
    }
    expect(answers.size).toBe(1);
    expect([...answers][0]).toContain('BAD_USER_INPUT');
  });

  it('is not in the counts, the search or the memberships of another', async () => {
    const { data } = await portal.ask(
      'mia',
      '{ clients(first: 100) { totalCount nodes { id name } } viewer { memberships { client { id } } } }',
    );
    expect(data.clients.totalCount).toBe(1);
    expect(data.clients.nodes.map(({ id }: { id: string }) => id)).toEqual([harborFinch]);
    expect(data.viewer.memberships).toEqual([{ client: { id: harborFinch } }]);
    const found = await portal.ask('mia', '{ clients(search: "Lumen") { totalCount nodes { id } } }');
    expect(found.data.clients).toEqual({ totalCount: 0, nodes: [] });
  });

  it('cannot be written to by another, and says the same of a ticket that is not there', async () => {
    const mutation =
      'mutation ($id: ID!) { replyToTicket(input: { ticketId: $id, body: "hello" }) { ticket { id } receipt { id } userErrors { code message path } } }';
    const answers = new Set<string>();
    for (const id of [foreign.get('Ticket')?.[0] ?? '', toGlobalId('Ticket', '999999'), 'nonsense']) {
      answers.add((await portal.ask('mia', mutation, { id })).text);
    }
    expect(answers.size).toBe(1);
    expect([...answers][0]).toContain('NOT_FOUND');
    const opened = await portal.ask(
      'mia',
      'mutation ($id: ID!) { openTicket(input: { clientId: $id, subject: "x", body: "y" }) { ticket { id } userErrors { code } } }',
      { id: lumenBakery },
    );
    expect(opened.data.openTicket).toEqual({ ticket: null, userErrors: [{ code: 'NOT_FOUND' }] });
  });
});

function collect(value: unknown, ids: Map<NodeType, string[]>, cursors: { list: string; cursor: string }[], list = ''): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'id' && typeof inner === 'string') {
      const [type, localId] = Buffer.from(inner, 'base64url').toString('utf8').split(':');
      const known = nodeTypes.find((name) => name === type);
      if (known && localId) ids.set(known, [...(ids.get(known) ?? []), inner]);
    } else if ((key === 'startCursor' || key === 'endCursor') && typeof inner === 'string') cursors.push({ list, cursor: inner });
    else collect(inner, ids, cursors, Array.isArray(value) || key === 'nodes' || key === 'pageInfo' ? list : key);
  }
}
