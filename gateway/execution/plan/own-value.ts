/**
 * Answers of subgraphs are merged and read by names that callers choose: `constructor` or `toString` as an alias must find what
 * a subgraph answered and never what every object has, and `__proto__` must be a name like any other.
 */
export type Data = Record<string, unknown>;

export function isInherited(name: string): boolean {
  return name in Object.prototype;
}

export function ownValue(data: Data, name: string): unknown {
  return Object.hasOwn(data, name) ? data[name] : undefined;
}

export function setOwn(data: Data, name: string, value: unknown): void {
  if (name === '__proto__') Object.defineProperty(data, name, { value, writable: true, enumerable: true, configurable: true });
  else data[name] = value;
}

export function isData(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
