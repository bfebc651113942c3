import type { FetchDataRewrite } from '@apollo/query-planner';
import { isData, ownValue, setOwn } from './own-value.ts';
import type { Data } from './own-value.ts';
import type { TypeConditions } from './type-conditions.ts';

/** Changes data in place on its way to or from a subgraph. */
export interface Rewrite {
  (data: unknown): void;
}

const onType = '... on ';

/**
 * What the planner wants changed in what a subgraph is told or answers: the type name that a subgraph with an `@interfaceObject`
 * knows, and the names of fields that could not stand in one selection under their own.
 */
export function compileRewrites(rewrites: readonly FetchDataRewrite[] | undefined, applies: TypeConditions): Rewrite | null {
  if (!rewrites || rewrites.length === 0) return null;
  const compiled = rewrites.map((rewrite) => compileRewrite(rewrite, applies));
  return (data) => {
    for (const rewrite of compiled) rewrite(data);
  };
}

function compileRewrite(rewrite: FetchDataRewrite, applies: TypeConditions): Rewrite {
  const steps = rewrite.path.slice(0, -1);
  const last = rewrite.path.at(-1) ?? '';
  const change = (data: Data): void => {
    if (rewrite.kind === 'ValueSetter') {
      setOwn(data, last, rewrite.setValueTo);
      return;
    }
    const value = ownValue(data, last);
    if (value === undefined) return;
    // Several fields can be renamed to one name, each for a type of its own.
    setOwn(data, rewrite.renameKeyTo, value);
    Reflect.deleteProperty(data, last);
  };

  function walk(value: unknown, from: number): void {
    if (Array.isArray(value)) {
      for (const element of value as unknown[]) walk(element, from);
      return;
    }
    if (!isData(value)) return;
    const step = steps[from];
    if (step === undefined) {
      change(value);
    } else if (!step.startsWith(onType)) {
      walk(ownValue(value, step), from + 1);
    } else {
      const typeName = ownValue(value, '__typename');
      // The type is not always asked for; where it is not, there is one possibility.
      if (typeof typeName !== 'string' || applies(step.slice(onType.length), typeName)) walk(value, from + 1);
    }
  }
  return (data) => walk(data, 0);
}

/** The names that fields have in a subgraph's answer for the sake of one request, and those that they stand for. */
export function renamesOf(rewrites: readonly FetchDataRewrite[] | undefined): ReadonlyMap<string, string> {
  return new Map(
    (rewrites ?? []).flatMap((rewrite) =>
      rewrite.kind === 'KeyRenamer' ? [[rewrite.path.at(-1) ?? '', rewrite.renameKeyTo] as const] : [],
    ),
  );
}
