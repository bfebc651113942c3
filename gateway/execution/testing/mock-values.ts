import {
  Kind, isAbstractType, isEnumType, isInterfaceType, isLeafType, isListType, isNonNullType, isObjectType, parse,
  valueFromASTUntyped,
} from 'graphql'; // prettier-ignore
import type {
  FieldNode, GraphQLLeafType, GraphQLNamedType, GraphQLOutputType, GraphQLSchema, SelectionSetNode,
} from 'graphql'; // prettier-ignore

/**
 * Data for any graph, made up on the way: the value of a field follows from its name, its arguments and which object it is of. So a
 * subgraph, and a server that has everything in one place, say the same without knowing of each other. What `@requires` names is
 * part of the value of what requires it: a subgraph that was told something else gives another answer.
 */
export interface MockObject {
  readonly type: string;
  /** Texts have it at their end, so a key leads to the object. */
  readonly seed: number;
  /** What a subgraph was told of it. */
  readonly told?: Readonly<Record<string, unknown>>;
}

export interface MockRules {
  /** The names of fields that keys are made of: they are never null, and they never fail. */
  readonly keys: ReadonlySet<string>;
  /** The names of fields that others require: they do not fail either. */
  readonly required: ReadonlySet<string>;
  /** What a field requires, by its coordinate; on an interface, for all that implement it. */
  readonly requires: ReadonlyMap<string, SelectionSetNode>;
  /** Types by interfaces that are entities: an object's type follows from its seed. */
  readonly entityInterfaces: ReadonlyMap<string, readonly string[]>;
  /** What each field can lead to in every subgraph that has it. */
  readonly possibleTypes: (coordinate: string, returned: string) => readonly string[];
  /** Whether fields fail and are null where they must not be. */
  readonly faults: boolean;
}

export type MockArguments = Readonly<Record<string, unknown>>;

const seedsMax = 4;

export function createMockValues(schema: GraphQLSchema, rules: MockRules) {
  function valueOf(object: MockObject, fieldName: string, given: MockArguments, required: string | null): unknown {
    const field = fieldOf(object.type, fieldName);
    const salt = `${fieldName}(${stable({ ...field.defaults, ...given })})${required ?? ''}`;
    return make(field.type, `${field.declaredBy}.${fieldName}`, fieldName, object, salt, false);
  }

  /** Of the interface that is an entity, when it has the field: that is how a subgraph knows it which knows the interface alone. */
  function fieldOf(typeName: string, name: string): { type: GraphQLOutputType; declaredBy: string; defaults: MockArguments } {
    const type = schema.getType(typeName);
    if (!isObjectType(type) && !isInterfaceType(type)) throw new Error(`${typeName} has no fields`);
    const field = type.getFields()[name];
    if (!field) throw new Error(`${typeName} has no field ${name}`);
    const withDefault = field.args.filter(({ defaultValue }) => defaultValue !== undefined);
    const defaults = Object.fromEntries(withDefault.map(({ name: argument, defaultValue }) => [argument, defaultValue]));
    return { type: field.type, declaredBy: typeName, defaults };
  }

  function make(
    type: GraphQLOutputType,
    coordinate: string,
    name: string,
    object: MockObject,
    salt: string,
    isElement: boolean,
  ): unknown {
    const draw = hash(`${salt}#${object.seed}`);
    const isKey = rules.keys.has(name);
    const mayFail = rules.faults && !isKey && !rules.required.has(name);
    if (mayFail && !isElement && draw % 31 === 0) throw new Error(`made to fail: ${name}`);
    if (isNonNullType(type)) {
      if (mayFail && draw % 37 === 0) return null;
      return makeValue(type.ofType, coordinate, name, object, salt);
    }
    if (!isKey && draw % 7 === 0) return null;
    return makeValue(type, coordinate, name, object, salt);
  }

  function makeValue(type: GraphQLOutputType, coordinate: string, name: string, object: MockObject, salt: string): unknown {
    const draw = hash(`${salt}#${object.seed}!`);
    if (isListType(type)) {
      const length = rules.keys.has(name) ? 2 : draw % 4;
      return Array.from({ length }, (_, index) => make(type.ofType, coordinate, name, object, `${salt}[${index}]`, true));
    }
    if (isLeafType(type as GraphQLNamedType)) return makeLeaf(type as GraphQLLeafType, name, object.seed, draw, salt);
    return makeObject((type as GraphQLNamedType).name, coordinate, object, draw, rules.keys.has(name) && !salt.includes('['));
  }

  function makeObject(returned: string, coordinate: string, parent: MockObject, draw: number, isPartOfKey: boolean): MockObject {
    const implementations = rules.entityInterfaces.get(returned);
    if (implementations) return objectOfInterface(returned, draw % (seedsMax * implementations.length));
    const possible = rules.possibleTypes(coordinate, returned);
    const type = possible[draw % possible.length];
    if (type === undefined) throw new Error(`${coordinate} leads to nothing`);
    // An object within a key belongs to its parent.
    return { type, seed: isPartOfKey ? parent.seed : seedOf(type, (draw >>> 3) % seedsMax) };
  }

  function objectOfInterface(name: string, seed: number): MockObject {
    const implementations = rules.entityInterfaces.get(name) ?? [];
    return { type: implementations[seed % implementations.length] ?? name, seed };
  }

  function seedOf(type: string, seed: number): number {
    for (const implementations of rules.entityInterfaces.values()) {
      const index = implementations.indexOf(type);
      if (index >= 0) return seed * implementations.length + index;
    }
    return seed;
  }

  /** What a field requires of this object, as everybody must see it. */
  function requiredOf(object: MockObject, selections: SelectionSetNode): unknown {
    return fieldsFor(selections, object.type).map((selection) => {
      const name = selection.name.value;
      const requirement = requirementOf(object.type, name);
      const required = requirement && JSON.stringify(requiredOf(object, requirement));
      const value = valueOf(object, name, argumentsOf(selection), required);
      return pick(value, selection, (element) => requiredOf(element as MockObject, selection.selectionSet ?? emptySelections));
    });
  }

  /** The same, as a subgraph was told it. */
  function toldOf(told: Readonly<Record<string, unknown>>, selections: SelectionSetNode): unknown {
    return fieldsFor(selections, String(told['__typename'])).map((selection) => {
      const name = selection.name.value;
      if (!Object.hasOwn(told, name)) throw new Error(`${name} is required and was not told`);
      return pick(told[name], selection, (element) =>
        toldOf(element as Record<string, unknown>, selection.selectionSet ?? emptySelections),
      );
    });
  }

  /** What is selected on objects of a type. */
  function fieldsFor({ selections }: SelectionSetNode, typeName: string): FieldNode[] {
    return selections.flatMap((selection): FieldNode[] => {
      if (selection.kind === Kind.FIELD) return [selection];
      if (selection.kind !== Kind.INLINE_FRAGMENT) throw new Error('no named fragments in what these graphs require');
      const [condition, type] = [schema.getType(selection.typeCondition?.name.value ?? typeName), schema.getType(typeName)];
      const fits = condition === type || (isAbstractType(condition) && isObjectType(type) && schema.isSubType(condition, type));
      return fits ? fieldsFor(selection.selectionSet, typeName) : [];
    });
  }

  function requirementOf(typeName: string, field: string): SelectionSetNode | null {
    const type = schema.getType(typeName);
    const interfaces = isObjectType(type) ? type.getInterfaces().map(({ name }) => name) : [];
    return [typeName, ...interfaces].map((name) => rules.requires.get(`${name}.${field}`)).find((found) => found) ?? null;
  }

  return { valueOf, requiredOf, toldOf, requirementOf, objectOfInterface };
}

export type MockValues = ReturnType<typeof createMockValues>;

const emptySelections: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: [] };

export function readFieldSet(text: string): SelectionSetNode {
  const [definition] = parse(`{ ${text} }`).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`${text} is no set of fields`);
  return definition.selectionSet;
}

function pick(value: unknown, { selectionSet }: FieldNode, inner: (element: unknown) => unknown): unknown {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value))
    return value.map((element: unknown) => (element === null || !selectionSet ? element : inner(element)));
  return selectionSet ? inner(value) : value;
}

/** Of a requirement: plain values, without the defaults. */
function argumentsOf(field: FieldNode): MockArguments {
  return Object.fromEntries((field.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)] as const));
}

function makeLeaf(type: GraphQLLeafType, name: string, seed: number, draw: number, salt: string): unknown {
  if (isEnumType(type)) return type.getValues()[draw % type.getValues().length]?.name;
  if (type.name === 'Int') return draw % 1000;
  if (type.name === 'Float') return (draw % 1000) / 8;
  if (type.name === 'Boolean') return draw % 2 === 0;
  // The salt is part of the text, so that other arguments are seen; the seed stands at the end.
  return salt === `${name}({})` ? `${name}#${seed}` : `${name}:${(draw % 10_000).toString(36)}#${seed}`;
}

/** JSON with sorted keys. */
function stable(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(stable).join()}]`;
  if (typeof value !== 'object' || value === null) return value === undefined ? 'null' : JSON.stringify(value);
  return `{${Object.entries(value)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, inner]) => `${key}:${stable(inner)}`)
    .join()}}`;
}

/** FNV-1a. */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
  return (state ^ (state >>> 15)) >>> 0;
}
