import type { FetchDataKeyRenamer, FetchNode, ResponsePath } from '@apollo/query-planner';
import { isData, ownValue } from './own-value.ts';
import type { Data } from './own-value.ts';
import type { TypeConditions } from './type-conditions.ts';

/**
 * The arguments that a subgraph takes from objects above the one it is asked about (`@fromContext`), as JSON without braces. For each of
 * the objects at the place of the question, in the order of `objectsAt`.
 */
export interface ReadContext {
  (tree: Data): readonly (string | typeof otherType | typeof missing)[];
}

/** The object is below one of another type, for which nobody asks. */
export const otherType = Symbol('other type');

/** What an argument is taken from is not there, not even as null. */
export const missing = Symbol('missing');

export interface ContextArguments {
  readonly names: ReadonlySet<string>;
  readonly read: ReadContext;
}

export function compileContextArguments(
  { contextRewrites = [], variableUsages = [] }: FetchNode,
  path: ResponsePath,
  applies: TypeConditions,
): ContextArguments | null {
  const ways = new Map<string, FetchDataKeyRenamer[]>();
  for (const rewrite of contextRewrites) {
    // A question that was made of a part of another one has not all of its variables.
    if (variableUsages.includes(rewrite.renameKeyTo))
      ways.set(rewrite.renameKeyTo, [...(ways.get(rewrite.renameKeyTo) ?? []), rewrite]);
  }
  if (ways.size === 0) return null;

  function write(line: readonly Data[]): string | typeof otherType | typeof missing {
    const parts: string[] = [];
    for (const [name, rewrites] of ways) {
      const values = rewrites.map((rewrite) => valueOn(line, rewrite.path, applies)).filter((value) => value !== otherType);
      if (values.length === 0) return otherType;
      const value = values.find((found) => found !== undefined);
      if (value === undefined) return missing;
      parts.push(`${JSON.stringify(name)}:${JSON.stringify(value)}`);
    }
    return parts.join();
  }
  return { names: new Set(ways.keys()), read: (tree) => linesAt(tree, path).map(write) };
}

/** For each object at a place: the objects that lead to it, from the root on, and itself. */
function linesAt(tree: Data, path: ResponsePath): Data[][] {
  const lines: Data[][] = [];
  const walk = (value: unknown, from: number, line: readonly Data[]): void => {
    const step = path[from];
    if (step === '@') {
      if (Array.isArray(value)) for (const element of value as unknown[]) walk(element, from + 1, line);
    } else if (isData(value)) {
      if (step === undefined) lines.push([...line, value]);
      else walk(ownValue(value, String(step)), from + 1, [...line, value]);
    }
  };
  walk(tree, 0, []);
  return lines;
}

const onType = '... on ';

/** Up by `..`, then down by names and conditions; undefined where that leads nowhere. */
function valueOn(line: readonly Data[], path: readonly string[], applies: TypeConditions): unknown {
  const up = path.filter((step) => step === '..').length;
  return valueBelow(line.at(-1 - up), path.slice(up), applies);
}

function valueBelow(value: unknown, path: readonly string[], applies: TypeConditions): unknown {
  const [step, ...rest] = path;
  if (step === undefined || value === null) return value;
  if (Array.isArray(value)) return value.map((element: unknown) => valueBelow(element, path, applies) ?? null);
  if (!isData(value)) return undefined;
  if (!step.startsWith(onType)) return valueBelow(ownValue(value, step), rest, applies);
  const typeName = ownValue(value, '__typename');
  const fits = typeof typeName !== 'string' || applies(step.slice(onType.length), typeName);
  return fits ? valueBelow(value, rest, applies) : otherType;
}
