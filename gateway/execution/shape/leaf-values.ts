import { isEnumType } from 'graphql';
import type { GraphQLLeafType } from 'graphql';

/**
 * What becomes of a value of a scalar or an enum: itself, or null when it is not one of the type. Scalars of the graph's own are
 * passed on as they came.
 */
export function leafCompleterFor(type: GraphQLLeafType): (value: unknown) => unknown {
  if (isEnumType(type)) {
    const names = new Set(type.getValues().map(({ name }) => name));
    return (value) => (typeof value === 'string' && names.has(value) ? value : null);
  }
  return completers.get(type.name) ?? asItCame;
}

const completers: ReadonlyMap<string, (value: unknown) => unknown> = new Map([
  ['String', (value: unknown) => (typeof value === 'string' ? value : null)],
  ['ID', (value: unknown) => (typeof value === 'string' ? value : Number.isInteger(value) ? String(value) : null)],
  ['Boolean', (value: unknown) => (typeof value === 'boolean' ? value : null)],
  ['Float', (value: unknown) => (Number.isFinite(value) ? value : null)],
  // As GraphQL has it: 32 bits with a sign.
  ['Int', (value: unknown) => (Number.isInteger(value) && value === (value as number) >> 0 ? value : null)],
]);

function asItCame(value: unknown): unknown {
  return value;
}
