import { Kind, isInterfaceType, isObjectType, parse, print, visit } from 'graphql';
import type { ConstValueNode, DocumentNode, FieldNode, GraphQLSchema } from 'graphql';

/**
 * The planner asks for more than the caller did: keys, and what `@requires` names. All of it lies in one tree, under the names that
 * the fields have. A caller who asks for something else under such a name (`id: title`, or the field with other arguments) would
 * have it sent to a subgraph in the place of the key. The same goes for two things under one name on two types: a subgraph that knows
 * an interface alone answers the one for objects of the other. So such names are exchanged for some of our own before planning, and
 * the answer is read under those. Callers cannot use names that begin with two underscores. What is required with arguments has
 * a name of its own anyway (`planning-supergraph.ts`).
 */
export interface DistinctNames {
  /** The name of this field in the tree. */
  readonly nameInTree: (field: FieldNode) => string;
  /** The same operation, to be planned. */
  readonly rename: (document: DocumentNode) => DocumentNode;
}

/** The names depend on all that is planned: give the same document, or parts of it, for planning and for shaping. */
export type DistinctNamesOf = (planned: DocumentNode) => DistinctNames;

/** Of the supergraph as it was prepared for planning. */
export function createDistinctNames(supergraph: GraphQLSchema): DistinctNamesOf {
  const needed = namesInFieldSets(supergraph);
  return (planned) => {
    const placeOf = countMeanings(planned);
    const nameInTree = (field: FieldNode): string => {
      const responseName = responseNameIn(field);
      // Names of our own, which are looked for as they are.
      if (responseName.startsWith('__')) return responseName;
      const place = placeOf(field);
      const isPlain = responseName === field.name.value && (field.arguments?.length ?? 0) === 0;
      const isFree = isPlain || !needed.has(responseName);
      return isFree && place === 0 ? responseName : `__as${place}_${responseName}`;
    };
    return {
      nameInTree,
      rename: (document) =>
        visit(document, {
          Field(field) {
            const name = nameInTree(field);
            return name === responseNameIn(field) ? undefined : { ...field, alias: { kind: Kind.NAME, value: name } };
          },
        }),
    };
  };
}

/** The name that the caller knows. */
export function responseNameOf(nameInTree: string): string {
  return nameInTree.replace(/^__as\d+_/, '');
}

/** The name of a selected field in the answer. */
export function responseNameIn(field: FieldNode): string {
  return (field.alias ?? field.name).value;
}

/** Numbers what each name in the answer stands for; a field as it is comes first, so that it keeps its name. */
function countMeanings(document: DocumentNode): (field: FieldNode) => number {
  const meanings = new Map<string, string[]>();
  visit(document, {
    Field(field) {
      const name = responseNameIn(field);
      const meaning = meaningOf(field);
      const known = meanings.get(name) ?? [];
      if (known.includes(meaning)) return;
      meanings.set(name, meaning === name ? [meaning, ...known] : [...known, meaning]);
    },
  });
  return (field) => Math.max(0, meanings.get(responseNameIn(field))?.indexOf(meaningOf(field)) ?? 0);
}

function meaningOf({ name, arguments: given }: FieldNode): string {
  if (!given || given.length === 0) return name.value;
  return `${name.value}(${given.map(print).sort().join()})`;
}

const fieldSetArguments: ReadonlyMap<string, readonly string[]> = new Map([
  ['join__type', ['key']],
  ['join__field', ['requires', 'provides', 'contextArguments']],
]);

/** A set of fields is a text; those that arguments are taken from stand in a list of objects. */
function textsIn(value: ConstValueNode, argument: string): readonly string[] {
  if (value.kind === Kind.STRING) return argument === 'contextArguments' ? [] : [value.value];
  if (value.kind === Kind.LIST) return value.values.flatMap((element) => textsIn(element, argument));
  if (value.kind !== Kind.OBJECT) return [];
  const selection = value.fields.find(({ name }) => name.value === 'selection')?.value;
  if (selection?.kind !== Kind.STRING) return [];
  const text = selection.value.trim();
  return [text.startsWith('{') ? text.slice(1, -1) : text];
}

/** Every name in a key, or in what a field requires or provides. */
function namesInFieldSets(schema: GraphQLSchema): ReadonlySet<string> {
  const names = new Set(['__typename']);
  const directives = Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) || isInterfaceType(type))
    .flatMap((type) => [type.astNode, ...Object.values(type.getFields()).map(({ astNode }) => astNode)])
    .flatMap((node) => node?.directives ?? []);
  for (const directive of directives) {
    const fieldSets = fieldSetArguments.get(directive.name.value) ?? [];
    for (const { name, value } of directive.arguments ?? []) {
      if (!fieldSets.includes(name.value)) continue;
      for (const text of textsIn(value, name.value)) {
        visit(parse(`{ ${text} }`, { noLocation: true }), {
          Field: ({ name: { value: needed } }) => void names.add(needed),
        });
      }
    }
  }
  return names;
}
