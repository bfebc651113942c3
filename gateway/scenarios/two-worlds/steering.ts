import { getNamedType, isInterfaceType, isObjectType } from 'graphql';
import type { GraphQLField, GraphQLInterfaceType, GraphQLNamedType, GraphQLObjectType, GraphQLSchema } from 'graphql';
import type { Random } from '../../../scripts/seed/random.ts';

type Composite = GraphQLObjectType | GraphQLInterfaceType;

/** Leads drawn operations to some fields of a schema, by every way that there is: the shorter one, the more often. */
export interface Steering {
  /** One of the fields that lead there; null for now and then none, and where none does. */
  drawField<Field extends GraphQLField<unknown, unknown>>(
    type: Composite,
    fields: readonly Field[],
    random: Random,
  ): Field | null;
  /** One of the types that a fragment may be on. */
  drawCondition(types: readonly Composite[], random: Random): Composite | null;
  /** What leads on below a field: nothing does below one that is what it is about. */
  below(type: Composite, field: GraphQLField<unknown, unknown>): Steering;
}

export const NO_STEERING: Steering = { drawField: () => null, drawCondition: () => null, below: () => NO_STEERING };

/** How often a selection has a field that leads there. */
const share = 0.8;

/**
 * @param about Fields by coordinate (`Ticket.messages`), and types, for all of their fields.
 * @param leftOut Coordinates of fields that are not drawn.
 */
export function createSteering(schema: GraphQLSchema, about: readonly string[], leftOut: ReadonlySet<string>): Steering {
  if (about.length === 0) return NO_STEERING;
  const steps = stepsIn(schema, new Set(about), leftOut);
  const draw = <Item>(items: readonly Item[], stepsOf: (item: Item) => number, random: Random): Item | null => {
    const near = items.map((item) => ({ item, weight: 2 ** -stepsOf(item) })).filter(({ weight }) => weight > 0);
    if (near.length === 0 || !random.chance(share)) return null;
    let left = (random.whole(0, 999_999) / 1_000_000) * near.reduce((sum, { weight }) => sum + weight, 0);
    return (near.find(({ weight }) => (left -= weight) < 0) ?? near[0])?.item ?? null;
  };
  const steering: Steering = {
    drawField: (type, fields, random) => draw(fields, (field) => steps.ofField(type, field), random),
    drawCondition: (types, random) => draw(types, (type) => steps.ofType(type), random),
    below: (type, field) => (steps.ofField(type, field) === 0 ? NO_STEERING : steering),
  };
  return steering;
}

/** Whether a schema has a type, or a field by coordinate. */
export function hasElement(schema: GraphQLSchema, name: string): boolean {
  const [typeName = '', fieldName] = name.split('.');
  const type = schema.getType(typeName);
  return fieldName === undefined
    ? type !== undefined
    : (isObjectType(type) || isInterfaceType(type)) && fieldName in type.getFields();
}

interface Steps {
  /** How many fields there are at least on the way from a type to what it is about; infinite where there is no way. */
  ofType(type: GraphQLNamedType): number;
  ofField(type: GraphQLNamedType, field: GraphQLField<unknown, unknown>): number;
}

function stepsIn(schema: GraphQLSchema, about: ReadonlySet<string>, leftOut: ReadonlySet<string>): Steps {
  const known = new Map<string, number>();
  const ofType = ({ name }: GraphQLNamedType): number => known.get(name) ?? Infinity;
  const ofField = (type: GraphQLNamedType, field: GraphQLField<unknown, unknown>): number => {
    const coordinate = `${type.name}.${field.name}`;
    if (leftOut.has(coordinate)) return Infinity;
    return about.has(coordinate) || about.has(type.name) ? 0 : 1 + ofType(getNamedType(field.type));
  };
  const composites = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) || isInterfaceType(type));
  for (let changes = true; changes;) {
    changes = false;
    for (const type of composites) {
      const fields = Object.values(type.getFields()).map((field) => ofField(type, field));
      // A fragment leads from an interface to a type.
      const types = isInterfaceType(type) ? schema.getPossibleTypes(type).map((possible) => 1 + ofType(possible)) : [];
      const least = Math.min(...fields, ...types);
      if (least >= ofType(type)) continue;
      known.set(type.name, least);
      changes = true;
    }
  }
  return { ofType, ofField };
}
