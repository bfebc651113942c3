import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { harborFinch, homePage, startPortalUnderTest } from './testing/portal-under-test.ts';
import type { PortalUnderTest } from './testing/portal-under-test.ts';

describe('without a valid token', () => {
  let portal: PortalUnderTest;

  beforeAll(async () => {
    portal = await startPortalUnderTest();
  }, 60_000);

  afterAll(() => portal.close());

  it.each([
    ['no token', undefined],
    ['nonsense', 'Bearer nonsense'],
    ['another scheme', 'Basic bWlhOm1pYQ=='],
    ['a token without a signature', 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJtaWEifQ.'],
  ])('the gateway answers 401 to %s and asks no subgraph', async (_case, authorization) => {
    portal.calls.subgraphs.length = 0;
    const response = await fetch(portal.graphqlUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(authorization !== undefined && { authorization }) },
      body: JSON.stringify({ query: homePage, variables: { clientId: harborFinch } }),
    });
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({
      errors: [{ message: 'This request carries no valid access token.', extensions: { code: 'UNAUTHENTICATED' } }],
    });
    expect(portal.calls.subgraphs).toEqual([]);
  });

  it.each(['crm', 'files', 'tickets', 'workflow'] as const)(
    'the subgraph %s answers 401 to everything, whatever the headers say',
    async (name) => {
      const queries = [
        '{ __typename }',
        '{ _service { sdl } }',
        '{ _entities(representations: [{ __typename: "Client", id: "Q2xpZW50OmhhcmJvci1maW5jaA" }]) { __typename } }',
      ];
      const mia = await portal.issueToken('mia');
      const headers: Record<string, string>[] = [
        {},
        { authorization: `Bearer ${mia}` },
        { 'portal-identity': mia },
        { 'portal-identity': JSON.stringify({ kind: 'staff', subject: 'x' }) },
        { 'x-client-id': 'harbor-finch', 'x-user-role': 'staff' },
      ];
      for (const query of queries) {
        for (const given of headers) {
          const response = await fetch(portal.subgraphUrls[name], {
            method: 'POST',
            headers: { 'content-type': 'application/json', ...given },
            body: JSON.stringify({ query }),
          });
          expect(response.status).toBe(401);
        }
      }
    },
  );

  it('a token is good for what it allows: a viewer may not write, a partner has no staff field, a viewer sees no money', async () => {
    const { data } = await portal.ask('vic', 'query ($c: ID!) { client(id: $c) { tickets(first: 1) { nodes { id } } } }', {
      c: harborFinch,
    });
    const ticketId: unknown = data.client.tickets.nodes[0].id;
    const reply = await portal.ask(
      'vic',
      'mutation ($id: ID!) { replyToTicket(input: { ticketId: $id, body: "hello" }) { receipt { id } userErrors { code } } }',
      { id: ticketId },
    );
    expect(reply.data.replyToTicket).toEqual({ receipt: null, userErrors: [{ code: 'NOT_ALLOWED' }] });
    const partner = await portal.ask('beacon-studio', 'query ($c: ID!) { client(id: $c) { provenance { system recordId } } }', {
      c: harborFinch,
    });
    // Not FORBIDDEN, which would say that there is such a field: it is tagged for staff, so the partners' schema does not have it.
    expect(partner.status).toBe(400);
    expect(partner.data).toBeNull();
    expect(partner.errors).toEqual([
      {
        message: 'Cannot query field "recordId" on type "Provenance".',
        locations: [{ line: 1, column: 56 }],
        extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
      },
    ]);
    const money = await portal.ask('vic', 'query ($c: ID!) { client(id: $c) { invoices(first: 1) { nodes { id } } } }', {
      c: harborFinch,
    });
    expect(money.data.client.invoices).toBeNull();
    expect(money.errors).toEqual([expect.objectContaining({ path: ['client', 'invoices'], extensions: expect.anything() })]);
    expect(money.errors[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
  });
});
