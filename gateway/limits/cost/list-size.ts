import { getNullableType, isInputObjectType } from 'graphql';
import type { FieldNode, GraphQLField, GraphQLInputType } from 'graphql';
import type { ListSizeHint } from './cost-hints.ts';
import { hasVariable, textOf, valueIn } from './cost-program.ts';
import type { Amount, CostProgram, Given } from './cost-program.ts';

/**
 * How many elements a list may have: the largest of its slicing arguments, with the values of variables, the operation's defaults for
 * them and the schema's defaults for what is not given. What is no size (null, a text, less than nothing) is as large as what the hint
 * assumes: execution refuses it, or takes its own default.
 */
export function listSizeOf(options: {
  readonly program: CostProgram;
  readonly field: FieldNode;
  readonly definition: GraphQLField<unknown, unknown>;
  readonly hint: ListSizeHint;
  /** For a list of which nothing is known. */
  readonly sizeDefault: number;
}): Amount {
  const { program, field, definition, hint } = options;
  const assumed = hint.assumedSize ?? options.sizeDefault;
  const slices = hint.slicingArguments.flatMap((path) => readSlice(path, field, definition));
  const sizeFor = (given: Given): number => {
    let largest: number | null = null;
    for (const { sizeFor: read } of slices) {
      const size = read(given);
      if (size !== undefined) largest = Math.max(largest ?? 0, size ?? assumed);
    }
    return largest ?? assumed;
  };
  if (!slices.some(({ isVariable }) => isVariable)) return sizeFor({ variables: {}, defaults: new Map() });
  return program.step(['size', assumed, ...slices.map(({ key }) => key)].join(' '), (_results, given) => sizeFor(given));
}

interface Slice {
  /** Null for what is there and no size, undefined for what is not there. */
  readonly sizeFor: (given: Given) => number | null | undefined;
  readonly isVariable: boolean;
  readonly key: string;
}

function readSlice(path: string, field: FieldNode, definition: GraphQLField<unknown, unknown>): Slice[] {
  const [name = '', ...inner] = path.split('.');
  const argument = definition.args.find((one) => one.name === name);
  if (!argument) return [];
  const node = field.arguments?.find((given) => given.name.value === name)?.value;
  const byDefault = sizeIn(argument.defaultValue, inner, argument.type);
  const slice: Slice = {
    sizeFor: (given) => {
      const value = node && valueIn(node, given);
      // An argument whose variable was not given is one that was not given.
      return value === undefined ? byDefault : sizeIn(value, inner, argument.type);
    },
    isVariable: node !== undefined && hasVariable(node),
    key: [node ? textOf(node) : '', String(byDefault), ...inner, String(argument.type)].join(':'),
  };
  return [slice];
}

function sizeIn(value: unknown, path: readonly string[], type: GraphQLInputType): number | null | undefined {
  const [name, ...inner] = path;
  if (value === undefined) return undefined;
  if (name === undefined) return toSize(value);
  const object = getNullableType(type);
  if (typeof value !== 'object' || value === null || !isInputObjectType(object)) return null;
  const input = object.getFields()[name];
  if (!input) return undefined;
  const given: unknown = Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
  return sizeIn(given === undefined ? input.defaultValue : given, inner, input.type);
}

/** Numbers of custom scalars are often texts. */
function toSize(value: unknown): number | null {
  const size = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return typeof size === 'number' && size >= 0 ? size : null;
}
