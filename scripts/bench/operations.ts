import { readFileSync } from 'node:fs';
import type { BenchOperation } from './load.ts';

export const homePage = readFileSync(new URL('../../schema/operations/home-page.graphql', import.meta.url), 'utf8');

/** A deep one (about 25 KB, five steps of a plan), a page (about 0.8 KB), and a tiny one. */
export function benchOperations(clientId: string): BenchOperation[] {
  return [
    { name: 'deep', query: homePage, variables: { clientId, first: 7 } },
    {
      name: 'page',
      query:
        'query Page($clientId: ID!) { client(id: $clientId) { name tickets(first: 3) { totalCount nodes { id number title priority updatedAt status { phase waitingOn headline } } } } }',
      variables: { clientId },
    },
    { name: 'tiny', query: 'query Tiny($clientId: ID!) { client(id: $clientId) { name } }', variables: { clientId } },
  ];
}
