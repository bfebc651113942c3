import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import { readGatewayConfig } from '../../config.ts';
import { EXAMPLE_OPERATIONS, FIRST_CLIENT_DOCUMENT, VIEWER_DOCUMENT } from '../../playground/page/example-operations.ts';
import { readQuestionList } from '../../scenarios/questions/question-list.ts';
import { readCostHints } from './cost-hints.ts';
import { createCostEstimate } from './estimate-cost.ts';

const read = (path: string): string => readFileSync(new URL(`../../../schema/${path}`, import.meta.url), 'utf8');
const hints = readCostHints(read('supergraph.graphql'));
if (!hints) throw new Error('the supergraph links no cost');
const { costMax, listSizeDefault } = readGatewayConfig({ OPEN_MODE: 'true' }).limits;
// Staff see all that anybody sees.
const estimate = createCostEstimate(buildSchema(read('public/staff.graphql')), { hints, listSizeDefault });
const costOf = (document: string, variables: unknown = {}): number => estimate({ document, operationName: null, variables });

const homePage = read('operations/home-page.graphql');

describe('what an operation of the portal costs', () => {
  const seen = { clientId: 'x', documentId: 'x', ticketId: 'x', contactId: 'x' };
  const examples = Object.values(EXAMPLE_OPERATIONS)
    .flat()
    .map(({ title, document, variables }) => ({ title, document, variables: variables(seen) }));
  const { found, answered } = readQuestionList();
  const asked = answered
    .flatMap((question) => [question, question.prepared, question.afterwards])
    .filter((one) => one !== undefined);

  it.each([
    ...Object.entries(JSON.parse(read('operations/manifest.json')) as Record<string, string>).map(([id, document]) => ({
      title: id,
      document,
      variables: {},
    })),
    ...examples,
    ...[VIEWER_DOCUMENT, FIRST_CLIENT_DOCUMENT].map((document) => ({
      title: document.slice(0, 20).replace(/\s+/g, ' '),
      document,
      variables: {},
    })),
    ...Object.entries(found).map(([title, { operation }]) => ({ title, document: operation, variables: {} })),
    ...asked.map(({ operation, variables }) => ({ title: operation.slice(0, 60), document: operation, variables })),
  ])('is no more than it may be: $title', ({ document, variables }) => {
    const cost = costOf(document, variables);
    expect(cost).toBeGreaterThanOrEqual(0);
    expect(cost).toBeLessThanOrEqual(costMax);
  });

  it('is no more than it may be for the home page, with the largest pages too', () => {
    expect(costMax).toBe(500);
    expect([20, 100].map((first) => costOf(homePage, { first }))).toMatchInlineSnapshot(`
     [
       106,
       426,
     ]
    `);
  });

  it.each<[string, string]>([
    ['a page of each of 20 clients, in pages', '{ clients { nodes { tickets { nodes { messages { nodes { body } } } } } } }'],
    [
      'large pages in large pages',
      '{ clients(first: 100) { nodes { tickets(first: 100) { nodes { messages(first: 100) { nodes { body } } } } } } }',
    ],
    [
      'the conversations of all tickets',
      '{ client(id: "x") { tickets(first: 100) { nodes { messages(first: 100) { nodes { body } } } } } }',
    ],
    [
      'the links to all files of all documents',
      '{ client(id: "x") { documents(first: 100) { nodes { versions { download { url } } } } } }',
    ],
    ['a way back up', '{ client(id: "x") { projects(first: 100) { nodes { milestones { project { title } } } } } }'],
    [
      'what lies behind each next step',
      '{ client(id: "x") { nextSteps(first: 100) { nodes { subject { ... on Ticket { messages { nodes { body } } } } } } } }',
    ],
    ['next steps of many clients', '{ clients(first: 50) { nodes { nextSteps(first: 1) { nodes { title } } } } }'],
    [
      'the same list thirty times',
      `{ client(id: "x") { ${Array.from({ length: 30 }, (_, index) => `a${index}: documents { nodes { title } }`).join(' ')} } }`,
    ],
    [
      'twenty searches with their counts',
      `{ ${Array.from({ length: 20 }, (_, index) => `a${index}: clients(search: "a") { nodes { name } totalCount }`).join(' ')} }`,
    ],
  ])('is more than it may be for %s', (_case, document) => {
    expect(costOf(document)).toBeGreaterThan(costMax);
  });
});
