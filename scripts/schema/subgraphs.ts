import { readSubgraphSdl, readTypeDefs } from '../../subgraphs/kit/schema.ts';

export const SUBGRAPHS = ['crm', 'files', 'tickets', 'workflow'] as const;
export type SubgraphName = (typeof SUBGRAPHS)[number];

function sdlFile(subgraph: SubgraphName): URL {
  return new URL(`../../subgraphs/${subgraph}/schema.graphql`, import.meta.url);
}

export function readSdlOf(subgraph: SubgraphName): string {
  return readSubgraphSdl(sdlFile(subgraph));
}

export function readTypeDefsOf(subgraph: SubgraphName) {
  return readTypeDefs(sdlFile(subgraph));
}
