import { isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';
import type { GraphQLNamedType, GraphQLSchema } from 'graphql';

/** An element of the whole schema that an audience's schema does not have, while it has the element's owner. */
export interface HiddenElement {
  readonly kind: 'type' | 'field' | 'argument' | 'enum value' | 'input field';
  readonly coordinate: string;
  readonly name: string;
  /** The type that it is in; null for a type. */
  readonly owner: string | null;
  /** The field that an argument is of. */
  readonly field: string | null;
}

export function hiddenElements(whole: GraphQLSchema, schema: GraphQLSchema): HiddenElement[] {
  const left = new Set(Object.values(schema.getTypeMap()).flatMap((type) => [type.name, ...membersOf(type).map(coordinateOf)]));
  const isLeft = (element: HiddenElement): boolean => left.has(element.coordinate);
  return Object.values(whole.getTypeMap()).flatMap((type): HiddenElement[] => {
    if (!left.has(type.name)) return [{ kind: 'type', coordinate: type.name, name: type.name, owner: null, field: null }];
    return membersOf(type).filter(
      (member) => !isLeft(member) && (member.kind !== 'argument' || left.has(`${String(member.owner)}.${String(member.field)}`)),
    );
  });
}

function coordinateOf({ coordinate }: HiddenElement): string {
  return coordinate;
}

function membersOf(type: GraphQLNamedType): HiddenElement[] {
  const member = (kind: HiddenElement['kind'], name: string): HiddenElement => {
    return { kind, coordinate: `${type.name}.${name}`, name, owner: type.name, field: null };
  };
  if (isEnumType(type)) return type.getValues().map(({ name }) => member('enum value', name));
  if (isInputObjectType(type)) return Object.keys(type.getFields()).map((name) => member('input field', name));
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) => [
    member('field', field.name),
    ...field.args.map(({ name }): HiddenElement => ({
      ...{ kind: 'argument', name, owner: type.name, field: field.name },
      coordinate: `${type.name}.${field.name}(${name}:)`,
    })),
  ]);
}
