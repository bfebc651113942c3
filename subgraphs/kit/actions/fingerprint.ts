import { createHash } from 'node:crypto';
import type { Json } from './action.ts';

/** Tells two inputs under one marker apart. The order of names does not matter: JSON that was stored comes back in another. */
export function fingerprintOf(kind: string, command: Json): string {
  return createHash('sha256')
    .update(JSON.stringify([kind, ordered(command)]))
    .digest('hex');
}

function ordered(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return (value as readonly Json[]).map(ordered);
  const entries = Object.entries(value as Readonly<Record<string, Json>>);
  return entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, one]) => [name, ordered(one)]);
}
