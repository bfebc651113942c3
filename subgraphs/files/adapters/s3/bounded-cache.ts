/** Keeps what was read of things that never change; forgets what was longest not asked for. */
export interface BoundedCache<Value> {
  /** The remembered value or what `read` gives; several who ask at once wait for one reading. A failure is not remembered. */
  get(key: string, read: () => Promise<Value>): Promise<Value>;
  set(key: string, value: Value): void;
  delete(key: string): void;
}

export function createBoundedCache<Value>(options: {
  entriesMax: number;
  /** Without it a value stays good for ever. */
  maxAgeMs?: number;
}): BoundedCache<Value> {
  const { entriesMax, maxAgeMs = Infinity } = options;
  const entries = new Map<string, { readonly value: Promise<Value>; readonly atMs: number }>();

  function put(key: string, value: Promise<Value>): void {
    entries.delete(key);
    entries.set(key, { value, atMs: performance.now() });
    for (const oldest of entries.keys()) {
      if (entries.size <= entriesMax) break;
      entries.delete(oldest);
    }
  }

  return {
    get(key, read) {
      const known = entries.get(key);
      if (known && performance.now() - known.atMs < maxAgeMs) {
        entries.delete(key);
        entries.set(key, known);
        return known.value;
      }
      const value = read();
      put(key, value);
      value.catch(() => {
        if (entries.get(key)?.value === value) entries.delete(key);
      });
      return value;
    },
    set: (key, value) => put(key, Promise.resolve(value)),
    delete: (key) => void entries.delete(key),
  };
}
