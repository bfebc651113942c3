import { Kind, isInterfaceType, isObjectType, parse, visit } from 'graphql';
import type { DocumentNode, FieldNode, GraphQLSchema } from 'graphql';

/**
 * The planner asks for more than the caller did: keys, and what `@requires` names. All of it lies in one tree, under the names that
 * the fields have. A caller who asks for something else under such a name (`id: title`, or the field with other arguments) would
 * have it sent to a subgraph in the place of the key. So such a name is exchanged for one of our own before planning, and the
 * answer is read under that. Callers cannot use names that begin with two underscores.
 */
export interface DistinctNames {
  /** The name of this field in the tree. */
  readonly nameInTree: (field: FieldNode) => string;
  /** The same operation, to be planned. */
  readonly rename: (document: DocumentNode) => DocumentNode;
}

const prefix = '__as_';

export function createDistinctNames(supergraph: GraphQLSchema): DistinctNames {
  const needed = namesInFieldSets(supergraph);
  const nameInTree = (field: FieldNode): string => {
    const responseName = (field.alias ?? field.name).value;
    if (!needed.has(responseName)) return responseName;
    const isPlain = responseName === field.name.value && (field.arguments?.length ?? 0) === 0;
    return isPlain ? responseName : `${prefix}${responseName}`;
  };
  return {
    nameInTree,
    rename: (document) =>
      visit(document, {
        Field(field) {
          const name = nameInTree(field);
          return name === (field.alias ?? field.name).value ? undefined : { ...field, alias: { kind: Kind.NAME, value: name } };
        },
      }),
  };
}

/** The name that the caller knows. */
export function responseNameOf(nameInTree: string): string {
  return nameInTree.startsWith(prefix) ? nameInTree.slice(prefix.length) : nameInTree;
}

const fieldSetArguments: ReadonlyMap<string, readonly string[]> = new Map([
  ['join__type', ['key']],
  ['join__field', ['requires', 'provides']],
]);

/** Every name in a key or in what a field requires. */
function namesInFieldSets(schema: GraphQLSchema): ReadonlySet<string> {
  const names = new Set(['__typename']);
  const directives = Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) || isInterfaceType(type))
    .flatMap((type) => [type.astNode, ...Object.values(type.getFields()).map(({ astNode }) => astNode)])
    .flatMap((node) => node?.directives ?? []);
  for (const directive of directives) {
    const fieldSets = fieldSetArguments.get(directive.name.value) ?? [];
    for (const { name, value } of directive.arguments ?? []) {
      if (!fieldSets.includes(name.value) || value.kind !== Kind.STRING) continue;
      visit(parse(`{ ${value.value} }`, { noLocation: true }), {
        Field(field) {
          names.add(field.name.value);
        },
      });
    }
  }
  return names;
}
