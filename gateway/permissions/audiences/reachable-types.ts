import { Kind, isTypeDefinitionNode } from 'graphql';
import type { DocumentNode, FieldDefinitionNode, InputValueDefinitionNode, TypeDefinitionNode, TypeNode } from 'graphql';

/**
 * The names of the types that an operation can get to from the root types: what fields return, what they take, the possible types
 * of what they return, and the interfaces of those. An interface that nothing returns leads to none of its other implementations.
 */
export function findReachableTypes(document: DocumentNode, roots: readonly string[]): ReadonlySet<string> {
  const definitions = new Map(document.definitions.filter(isTypeDefinitionNode).map((type) => [type.name.value, type]));
  const implementations = implementationsOf([...definitions.values()]);
  const reached = new Set<string>();
  const returned = new Set<string>();

  const name = (type: string): void => {
    const definition = definitions.get(type);
    if (!definition || reached.has(type)) return;
    reached.add(type);
    if (definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) takeInputs(definition.fields);
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) return;
    for (const one of definition.interfaces ?? []) name(one.name.value);
    for (const field of definition.fields ?? []) takeField(field);
  };
  const takeField = (field: FieldDefinitionNode): void => {
    returns(namedType(field.type));
    takeInputs(field.arguments);
  };
  const takeInputs = (inputs: readonly InputValueDefinitionNode[] = []): void => {
    for (const input of inputs) name(namedType(input.type));
  };
  const returns = (type: string): void => {
    if (returned.has(type)) return;
    returned.add(type);
    name(type);
    const definition = definitions.get(type);
    const members = definition?.kind === Kind.UNION_TYPE_DEFINITION ? (definition.types ?? []) : [];
    for (const possible of [...members.map((member) => member.name.value), ...(implementations.get(type) ?? [])])
      returns(possible);
  };

  for (const root of roots) returns(root);
  for (const definition of document.definitions) {
    if (definition.kind === Kind.DIRECTIVE_DEFINITION) takeInputs(definition.arguments);
  }
  return reached;
}

export function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

function implementationsOf(definitions: readonly TypeDefinitionNode[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const definition of definitions) {
    if (!('interfaces' in definition)) continue;
    for (const { name } of definition.interfaces ?? []) {
      found.set(name.value, [...(found.get(name.value) ?? []), definition.name.value]);
    }
  }
  return found;
}
