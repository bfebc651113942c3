import {
  buildASTSchema,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
  isTypeDefinitionNode,
  lexicographicSortSchema,
  parse,
  printSchema,
  validateSchema,
} from 'graphql';
import type { DocumentNode, GraphQLArgument, GraphQLInputField, GraphQLSchema } from 'graphql';
import { PermissionsError } from '../supergraph-permissions.ts';
import { AUDIENCES } from './audience.ts';
import type { Audience } from './audience.ts';
import { readAudienceTags } from './audience-tags.ts';
import { findReachableTypes } from './reachable-types.ts';
import { isEmptyType, withoutElements } from './without-elements.ts';

/**
 * The schema for an audience: the whole one without what is tagged for others alone, and without what makes no sense after that: a
 * type that lost everything, with what refers to it; a type that nothing leads to any more. What would then have to be given and
 * cannot be known, or would be no schema, throws `PermissionsError` with the coordinates.
 *
 * Tags are read from the supergraph, for the API schema comes without directives.
 */
export function createAudienceSchema(options: {
  readonly supergraph: DocumentNode;
  readonly apiSchema: GraphQLSchema;
  readonly audience: Audience;
}): GraphQLSchema {
  const { supergraph, apiSchema, audience } = options;
  const tags = readAudienceTags(supergraph);
  const document = withoutWhatIsLeftOver(
    parse(printSchema(apiSchema), { noLocation: true }),
    (coordinate) => tags.get(coordinate)?.has(audience) ?? true,
    [apiSchema.getQueryType(), apiSchema.getMutationType(), apiSchema.getSubscriptionType()].flatMap((root) => root?.name ?? []),
  );
  const schema = buildASTSchema(document, { assumeValidSDL: true });
  const problems = [...validateSchema(schema).map(({ message }) => message), ...losses(apiSchema, schema)];
  if (problems.length > 0)
    throw new PermissionsError(problems.map((problem) => `in the schema for the audience "${audience}": ${problem}`));
  return schema;
}

/** The schema of each audience, made at the start: a graph for which one cannot be made is not served. */
export function createAudienceSchemas(options: {
  readonly supergraph: DocumentNode;
  readonly apiSchema: GraphQLSchema;
}): AudienceSchemas {
  const schemas = AUDIENCES.map((audience) => [audience, createAudienceSchema({ ...options, audience })] as const);
  return Object.fromEntries(schemas) as Record<Audience, GraphQLSchema>;
}

export type AudienceSchemas = Readonly<Record<Audience, GraphQLSchema>>;

/** As it is committed: in an order that does not depend on where things stand in the SDL. */
export function printAudienceSchema(schema: GraphQLSchema): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}

/** One removal leads to the next, until all that is left has something in it and something that leads to it. */
function withoutWhatIsLeftOver(
  whole: DocumentNode,
  isForAudience: (coordinate: string) => boolean,
  roots: readonly string[],
): DocumentNode {
  // A type that nothing ever led to was meant to be there all the same.
  const wasReachable = findReachableTypes(whole, roots);
  let document = withoutElements(whole, isForAudience);
  for (;;) {
    const reachable = findReachableTypes(document, roots);
    const leftOver = document.definitions.filter(isTypeDefinitionNode).filter((definition) => {
      const type = definition.name.value;
      return isEmptyType(definition) || (wasReachable.has(type) && !reachable.has(type));
    });
    if (leftOver.length === 0) return document;
    const names = new Set(leftOver.map(({ name }) => name.value));
    document = withoutElements(document, (coordinate) => !names.has(coordinate));
  }
}

/** What has to be given and cannot be, and defaults that name what is not there. */
function* losses(whole: GraphQLSchema, schema: GraphQLSchema): Generator<string> {
  const before = inputsByOwner(whole);
  for (const [owner, left] of inputsByOwner(schema)) {
    for (const input of before.get(owner) ?? []) {
      const coordinate = whole.getType(owner) ? `${owner}.${input.name}` : `${owner}(${input.name}:)`;
      const kept = left.find(({ name }) => name === input.name);
      if (!kept && isRequiredArgument(input)) yield `${coordinate} has to be given, and is not there`;
      if (kept && input.defaultValue !== undefined && kept.defaultValue === undefined)
        yield `${coordinate} has a default value that is not there`;
    }
  }
}

/** The arguments of fields and the fields of input types, by the coordinate of that field or type. */
function inputsByOwner(schema: GraphQLSchema): ReadonlyMap<string, readonly (GraphQLArgument | GraphQLInputField)[]> {
  const inputs = new Map<string, readonly (GraphQLArgument | GraphQLInputField)[]>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (isInputObjectType(type)) inputs.set(type.name, Object.values(type.getFields()));
    else if (isObjectType(type) || isInterfaceType(type)) {
      for (const field of Object.values(type.getFields())) inputs.set(`${type.name}.${field.name}`, field.args);
    }
  }
  return inputs;
}
