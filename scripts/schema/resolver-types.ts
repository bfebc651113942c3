import { readFileSync } from 'node:fs';
import { codegen } from '@graphql-codegen/core';
import * as typescriptPlugin from '@graphql-codegen/typescript';
import * as resolversPlugin from '@graphql-codegen/typescript-resolvers';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { isObjectType, parse, printSchema } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { readTypeDefsOf } from './subgraphs.ts';
import type { SubgraphName } from './subgraphs.ts';

/**
 * The TypeScript types of a subgraph's resolvers. A GraphQL type is backed by the type of the same name in the subgraph's
 * domain.ts or, failing that, in the kit's; a connection by `Connection` over the type that it lists. Fields that the backing type
 * has under the same name need no resolver.
 */
export async function generateResolverTypes(subgraph: SubgraphName): Promise<string> {
  const typeDefs = readTypeDefsOf(subgraph);
  const schema = buildSubgraphSchema(typeDefs);
  const mappers = readMappers(subgraph, schema);
  const text = await codegen({
    filename: 'generated.ts',
    documents: [],
    schema: parse(printSchema(schema)),
    schemaAst: schema,
    config: {
      strictScalars: true,
      scalars: {
        DateTime: { input: 'Date', output: 'Date | string' },
        LocalDate: 'string',
        URL: { input: 'URL', output: 'string | URL' },
        SafeInt: 'number',
        _Any: 'Record<string, unknown>',
        federation__FieldSet: 'string',
        federation__Scope: 'string',
        federation__Policy: 'string',
        federation__ContextFieldValue: 'string',
        link__Import: 'string',
      },
    },
    plugins: [
      {
        typescript: {
          useTypeImports: true,
          enumsAsTypes: true,
          defaultScalarType: 'never',
          immutableTypes: true,
          inputMaybeValue: 'T | null | undefined',
        },
      },
      {
        resolvers: {
          useTypeImports: true,
          enumsAsTypes: true,
          defaultScalarType: 'never',
          immutableTypes: true,
          federation: true,
          contextType: '../context.ts#Context',
          mappers: mappers.byType,
          makeResolverTypeCallable: true,
        },
      },
    ],
    pluginMap: { typescript: typescriptPlugin, resolvers: resolversPlugin },
  });
  return `// Written by \`npm run schema\` from schema.graphql and domain.ts. Do not edit.\n${mappers.preamble}\n${text}`;
}

function readMappers(subgraph: SubgraphName, schema: GraphQLSchema): { byType: Record<string, string>; preamble: string } {
  const own = exportedTypes(new URL(`../../subgraphs/${subgraph}/domain.ts`, import.meta.url));
  const shared = exportedTypes(new URL('../../subgraphs/kit/domain.ts', import.meta.url));
  const byType: Record<string, string> = {};
  const connections: string[] = [];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('_')) continue;
    const listed = /^(.+)Connection$/.exec(type.name)?.[1];
    if (own.has(type.name)) byType[type.name] = `../domain.ts#${type.name} as ${type.name}Source`;
    else if (shared.has(type.name)) byType[type.name] = `../../kit/domain.ts#${type.name} as ${type.name}Source`;
    else if (listed && own.has(listed)) {
      connections.push(`type ${listed}Page = Connection<${listed}Source>;`);
      byType[type.name] = `${listed}Page`;
    }
  }
  const preamble =
    connections.length > 0 ? [`import type { Connection } from '../../kit/connection.ts';`, ...connections].join('\n') : '';
  return { byType, preamble };
}

function exportedTypes(file: URL): Set<string> {
  return new Set([...readFileSync(file, 'utf8').matchAll(/^export (?:interface|type) (\w+)/gm)].map((match) => match[1] ?? ''));
}
