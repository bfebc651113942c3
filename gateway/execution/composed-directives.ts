import { Kind, extendSchema, parse, visit } from 'graphql';
import type { DirectiveDefinitionNode, DocumentNode, GraphQLSchema, TypeNode } from 'graphql';

/**
 * The directives of somebody's own (`@composeDirective`) that operations may have. Federation takes whatever a specification brings out of
 * the schema of callers, also what was made for callers. Where an argument's type is not in that schema, the directive is not either.
 */
export function readComposedDirectives(supergraphSdl: string, callers: GraphQLSchema): readonly DirectiveDefinitionNode[] {
  return parse(supergraphSdl, { noLocation: true }).definitions.filter(
    (definition): definition is DirectiveDefinitionNode =>
      definition.kind === Kind.DIRECTIVE_DEFINITION &&
      definition.locations.some(({ value }) => executable.has(value)) &&
      !callers.getDirective(definition.name.value) &&
      (definition.arguments ?? []).every(({ type }) => callers.getType(namedType(type)) !== undefined),
  );
}

export function withDirectives(schema: GraphQLSchema, definitions: readonly DirectiveDefinitionNode[]): GraphQLSchema {
  return definitions.length === 0 ? schema : extendSchema(schema, { kind: Kind.DOCUMENT, definitions });
}

/**
 * The same operations without these directives. No subgraph is told of them: what stands in the supergraph is made of several definitions, and
 * a caller may leave out what is optional there and needed in one of them.
 */
export function withoutDirectives(document: DocumentNode, definitions: readonly DirectiveDefinitionNode[]): DocumentNode {
  if (definitions.length === 0) return document;
  const names = new Set(definitions.map(({ name }) => name.value));
  return visit(document, { Directive: ({ name }) => (names.has(name.value) ? null : undefined) });
}

const executable: ReadonlySet<string> = new Set([
  ...['QUERY', 'MUTATION', 'SUBSCRIPTION', 'FIELD'],
  ...['FRAGMENT_DEFINITION', 'FRAGMENT_SPREAD', 'INLINE_FRAGMENT', 'VARIABLE_DEFINITION'],
]);

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}
