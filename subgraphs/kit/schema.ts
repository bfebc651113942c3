import { readFileSync } from 'node:fs';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { resolveStale } from './cache-hint.ts';
import { guardReferences, guardSchema } from './guard.ts';
import type { ResolverMap } from './guard.ts';

const commonFile = new URL('../../schema/common.graphql', import.meta.url);

/** A subgraph's whole schema as text: what all of them share, then its own. `own` is the address of its schema.graphql. */
export function readSubgraphSdl(own: URL): string {
  return `${readFileSync(commonFile, 'utf8')}\n${readFileSync(own, 'utf8')}`;
}

export function readTypeDefs(own: URL): DocumentNode {
  return parse(readSubgraphSdl(own), { noLocation: true });
}

/** The executable schema, with the rules that stand in the SDL in force in front of every resolver. */
export function createSchema(typeDefs: DocumentNode, resolvers: ResolverMap): GraphQLSchema {
  const guarded = guardReferences(typeDefs, withStale(typeDefs, resolvers));
  return guardSchema(typeDefs, buildSubgraphSchema({ typeDefs, resolvers: guarded as never }));
}

function withStale(typeDefs: DocumentNode, resolvers: ResolverMap): ResolverMap {
  const hasProvenance = typeDefs.definitions.some((definition) => 'name' in definition && definition.name.value === 'Provenance');
  return hasProvenance
    ? { ...resolvers, Provenance: { ...(resolvers['Provenance'] as object), stale: resolveStale } }
    : resolvers;
}
