import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import type { GraphQLField, GraphQLObjectType, GraphQLOutputType, GraphQLSchema } from 'graphql';

/** A field on the way from the root to a type, with what it is given. */
export interface Step {
  readonly parent: string;
  readonly field: string;
  readonly arguments: string;
  readonly isList: boolean;
  /** The type that is meant where the field has an interface. */
  readonly fragment: string | null;
}

/** How to get to objects of a type: from `Query` or `Mutation`, step by step. */
export interface Path {
  readonly type: string;
  readonly operation: 'query' | 'mutation';
  readonly steps: readonly Step[];
}

const stepsMax = 6;
const pathsMax = 10;

/** Gives a field what it must be given, or null when it cannot be reached. `fragment` is the type that is meant. */
export type ArgumentsOf = (parent: string, field: GraphQLField<unknown, unknown>, fragment: string | null) => string | null;

/** Some paths to each object type, the shortest first; the root types have one without steps. */
export function pathsOf(schema: GraphQLSchema, argumentsOf: ArgumentsOf): ReadonlyMap<string, readonly Path[]> {
  const found = new Map<string, Path[]>();
  const open: Path[] = [];
  for (const operation of ['query', 'mutation'] as const) {
    const root = operation === 'query' ? schema.getQueryType() : schema.getMutationType();
    if (root) open.push({ type: root.name, operation, steps: [] });
  }
  for (let path = open.shift(); path; path = open.shift()) {
    const known = found.get(path.type) ?? [];
    if (known.length >= pathsMax) continue;
    found.set(path.type, [...known, path]);
    if (path.steps.length >= stepsMax) continue;
    const type = schema.getType(path.type) as GraphQLObjectType;
    for (const field of Object.values(type.getFields())) {
      const returned = getNamedType(field.type);
      if (!isCompositeType(returned)) continue;
      for (const possible of isAbstractType(returned) ? schema.getPossibleTypes(returned) : [returned]) {
        if (!isObjectType(possible) || path.steps.some(({ parent }) => parent === possible.name)) continue;
        const fragment = isAbstractType(returned) ? possible.name : null;
        const given = givenTo(type.name, field, fragment, argumentsOf);
        if (given === null) continue;
        const step = { parent: type.name, field: field.name, arguments: given, isList: isList(field.type), fragment };
        open.push({ type: possible.name, operation: path.operation, steps: [...path.steps, step] });
      }
    }
  }
  return found;
}

/** What stands behind a field's name; null when it must be given something and there is nothing. */
export function givenTo(
  parent: string,
  field: GraphQLField<unknown, unknown>,
  fragment: string | null,
  argumentsOf: ArgumentsOf,
): string | null {
  return field.args.some(isRequiredArgument) ? argumentsOf(parent, field, fragment) : '';
}

function isList(type: GraphQLOutputType): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type);
}

/** An operation that selects something at the end of a path. */
export function operationOn({ operation, steps }: Path, selection: string): string {
  const inner = steps.reduceRight((selected, { field, arguments: given, fragment }) => {
    return `${field}${given} { ${fragment ? `... on ${fragment} { ${selected} }` : selected} }`;
  }, selection);
  return `${operation} { ${inner} }`;
}

/** The objects at the end of a path. */
export function objectsAt(data: unknown, { steps }: Path): Record<string, unknown>[] {
  let objects: unknown[] = [data];
  for (const { field } of steps) {
    objects = objects.flatMap((object) =>
      typeof object === 'object' && object !== null ? [(object as Record<string, unknown>)[field]].flat() : [],
    );
  }
  return objects.filter((object): object is Record<string, unknown> => typeof object === 'object' && object !== null);
}

/** The response path of the first `count` steps, as errors before the fetch have it. */
export function responsePath({ steps }: Path, count: number): string[] {
  return steps
    .slice(0, count)
    .flatMap(({ field, isList: hasElements }, index) => (hasElements && index < count - 1 ? [field, '@'] : [field]));
}
