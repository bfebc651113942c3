import { Kind, isTypeDefinitionNode } from 'graphql';
import type {
  DefinitionNode,
  DocumentNode,
  FieldDefinitionNode,
  InputValueDefinitionNode,
  NamedTypeNode,
  TypeDefinitionNode,
} from 'graphql';
import { namedType } from './reachable-types.ts';

/** A schema's document with the elements that are kept, by coordinate, less what refers to a type that is not. */
export function withoutElements(document: DocumentNode, keeps: (coordinate: string) => boolean): DocumentNode {
  const lost = new Set(
    document.definitions
      .filter(isTypeDefinitionNode)
      .map(({ name }) => name.value)
      .filter((type) => !keeps(type)),
  );
  const isLeft = (type: NamedTypeNode): boolean => !lost.has(type.name.value);

  function inputsOf(inputs: readonly InputValueDefinitionNode[] = [], coordinateOf: (name: string) => string) {
    return inputs.filter(({ name, type }) => keeps(coordinateOf(name.value)) && !lost.has(namedType(type)));
  }

  function fieldsOf(type: string, fields: readonly FieldDefinitionNode[] = []): FieldDefinitionNode[] {
    return fields
      .filter((field) => keeps(`${type}.${field.name.value}`) && !lost.has(namedType(field.type)))
      .map((field) => ({
        ...field,
        arguments: inputsOf(field.arguments, (argument) => `${type}.${field.name.value}(${argument}:)`),
      }));
  }

  function leftOf(definition: TypeDefinitionNode): TypeDefinitionNode {
    const type = definition.name.value;
    switch (definition.kind) {
      case Kind.OBJECT_TYPE_DEFINITION:
      case Kind.INTERFACE_TYPE_DEFINITION:
        return {
          ...definition,
          interfaces: definition.interfaces?.filter(isLeft) ?? [],
          fields: fieldsOf(type, definition.fields),
        };
      case Kind.INPUT_OBJECT_TYPE_DEFINITION:
        return { ...definition, fields: inputsOf(definition.fields, (field) => `${type}.${field}`) };
      case Kind.ENUM_TYPE_DEFINITION:
        return { ...definition, values: definition.values?.filter(({ name }) => keeps(`${type}.${name.value}`)) ?? [] };
      case Kind.UNION_TYPE_DEFINITION:
        return { ...definition, types: definition.types?.filter(isLeft) ?? [] };
      case Kind.SCALAR_TYPE_DEFINITION:
        return definition;
    }
  }

  const definitions = document.definitions.flatMap((definition): DefinitionNode[] => {
    if (definition.kind === Kind.SCHEMA_DEFINITION)
      return [{ ...definition, operationTypes: definition.operationTypes.filter(({ type }) => isLeft(type)) }];
    if (!isTypeDefinitionNode(definition)) return [definition];
    return lost.has(definition.name.value) ? [] : [leftOf(definition)];
  });
  return { ...document, definitions };
}

/** A type without fields, values or members is none. */
export function isEmptyType(definition: TypeDefinitionNode): boolean {
  switch (definition.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION:
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      return (definition.fields ?? []).length === 0;
    case Kind.ENUM_TYPE_DEFINITION:
      return (definition.values ?? []).length === 0;
    case Kind.UNION_TYPE_DEFINITION:
      return (definition.types ?? []).length === 0;
    case Kind.SCALAR_TYPE_DEFINITION:
      return false;
  }
}
