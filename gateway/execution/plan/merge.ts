import { isData, isInherited, ownValue, setOwn } from './own-value.ts';
import type { Data } from './own-value.ts';

/**
 * Puts what a subgraph answered into the tree. Objects are merged, and lists of the same length element by element: both come from
 * the same place of the operation. A null never takes the place of what another subgraph knew.
 */
export function mergeInto(target: Data, source: Data): void {
  if (target === source) return;
  for (const key of Object.keys(source)) {
    const value = source[key];
    if (value === undefined) continue;
    const known = isInherited(key) ? ownValue(target, key) : target[key];
    const merged = known === undefined || known === null ? value : mergeValues(known, value);
    if (merged !== known) setOwn(target, key, merged);
  }
}

function mergeValues(known: unknown, value: unknown): unknown {
  if (value === null || known === value) return known;
  if (Array.isArray(known) && Array.isArray(value)) {
    if (known.length !== value.length) return value;
    for (let index = 0; index < known.length; index++) {
      const [one, other] = [known[index] as unknown, value[index] as unknown];
      known[index] = one === null || one === undefined ? other : mergeValues(one, other);
    }
    return known;
  }
  if (isData(known) && isData(value)) {
    mergeInto(known, value);
    return known;
  }
  return value;
}
