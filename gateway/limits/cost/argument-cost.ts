import { getNamedType, getNullableType, isInputObjectType, isListType } from 'graphql';
import type { FieldNode, GraphQLField, GraphQLInputType, GraphQLSchema } from 'graphql';
import type { CostHints } from './cost-hints.ts';
import { hasVariable, textOf, valueIn } from './cost-program.ts';
import type { Amount, CostProgram, Given } from './cost-program.ts';

export type ArgumentCost = (
  program: CostProgram,
  field: FieldNode,
  coordinate: string,
  definition: GraphQLField<unknown, unknown>,
) => Amount;

/**
 * What is to be paid for arguments that are given, and for what is in them: once for a field, whatever size its list has. An argument or
 * an input field costs nothing without a `@cost` of its own or of its type; few have one, and only those values are looked into.
 */
export function createArgumentCost(schema: GraphQLSchema, { weights }: CostHints): ArgumentCost {
  const dearTypes = findDearTypes(schema, weights);

  function costOf(value: unknown, type: GraphQLInputType, ownWeight: number | undefined): number {
    if (value === undefined || value === null) return 0;
    const nullable = getNullableType(type);
    if (isListType(nullable)) {
      const elements: readonly unknown[] = Array.isArray(value) ? value : [value];
      return elements.reduce<number>((sum, element) => sum + costOf(element, nullable.ofType, ownWeight), 0);
    }
    const weight = ownWeight ?? weights.get(nullable.name) ?? 0;
    if (!isInputObjectType(nullable) || !dearTypes.has(nullable.name) || typeof value !== 'object') return weight;
    const given = value as Record<string, unknown>;
    return Object.values(nullable.getFields()).reduce((sum, { name, type: inner }) => {
      const cost = Object.hasOwn(given, name) ? costOf(given[name], inner, weights.get(`${nullable.name}.${name}`)) : 0;
      return sum + cost;
    }, weight);
  }

  return (program, field, coordinate, definition) =>
    program.sum(
      (field.arguments ?? []).map(({ name, value }): Amount => {
        const argument = definition.args.find((one) => one.name === name.value);
        if (!argument) return 0;
        const place = `${coordinate}(${argument.name}:)`;
        const weight = weights.get(place);
        if (weight === undefined && !dearTypes.has(getNamedType(argument.type).name)) return 0;
        const costFor = (given: Given): number => costOf(valueIn(value, given), argument.type, weight);
        if (!hasVariable(value)) return costFor({ variables: {}, defaults: new Map() });
        return program.step(`argument ${place} ${textOf(value)}`, (_results, given) => costFor(given));
      }),
    );
}

/** Input types that have a weight, or in which something has one. */
function findDearTypes(schema: GraphQLSchema, weights: CostHints['weights']): ReadonlySet<string> {
  const dear = new Set<string>(Object.keys(schema.getTypeMap()).filter((type) => weights.has(type)));
  const inputs = Object.values(schema.getTypeMap()).filter(isInputObjectType);
  for (let before = -1; before !== dear.size;) {
    before = dear.size;
    for (const type of inputs) {
      const isDear = Object.values(type.getFields()).some(
        (field) => weights.has(`${type.name}.${field.name}`) || dear.has(getNamedType(field.type).name),
      );
      if (isDear) dear.add(type.name);
    }
  }
  return dear;
}
