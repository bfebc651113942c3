import type { Condition } from './question-list.ts';

/** What stands at a path such as `client.tickets.nodes.0.id` or `contacts.[name=Tom Finch].id`; null where there is nothing. */
export function valueAt(data: unknown, path: string): unknown {
  const steps = path.match(/\[[^\]]+\]|[^.[\]]+/g) ?? [];
  return steps.reduce<unknown>((value, step) => {
    const [, member, wanted] = /^\[(\w+)=(.*)\]$/.exec(step) ?? [];
    if (member !== undefined) {
      return Array.isArray(value) ? (value.find((one) => (one as Record<string, unknown>)[member] === wanted) ?? null) : null;
    }
    return typeof value === 'object' && value !== null ? ((value as Record<string, unknown>)[step] ?? null) : null;
  }, data);
}

/** What is wrong with a value, in words; null when it is as it has to be. */
export function problemOf(value: unknown, condition: Condition): string | null {
  const is = JSON.stringify(value);
  if (condition === 'present') return value === null || value === '' ? 'is not there' : null;
  if (condition === 'absent') return value === null ? null : `is there: ${is}`;
  if (typeof condition !== 'object') return value === condition ? null : `is ${is} and not ${JSON.stringify(condition)}`;
  if ('is' in condition) return is === JSON.stringify(condition.is) ? null : `is ${is}`;
  if ('atLeast' in condition) {
    const size = Array.isArray(value) ? value.length : value;
    return typeof size === 'number' && size >= condition.atLeast ? null : `is ${is}: fewer than ${condition.atLeast}`;
  }
  if ('matches' in condition) {
    return typeof value === 'string' && new RegExp(condition.matches).test(value) ? null : `is ${is}`;
  }
  return typeof value === 'string' && condition.oneOf.includes(value) ? null : `is ${is}`;
}
