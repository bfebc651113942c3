import { Kind, print } from 'graphql';
import type { ValueNode } from 'graphql';

/** What a request gives an operation. */
export interface Given {
  readonly variables: Readonly<Record<string, unknown>>;
  /** The defaults that the operation gives its variables. */
  readonly defaults: ReadonlyMap<string, unknown>;
}

/** A number that is known beforehand, or the step that finds it out. */
export type Amount = number | Step;

export interface Step {
  /** Its place among all steps; those that it needs stand before it. */
  readonly index: number;
}

type Run = (results: readonly number[], given: Given) => number;

/**
 * The calculation of a cost, as steps that are each done once for a request, however often their result is needed. What depends on no
 * variable is calculated while the program is made, and what is calculated in the same way twice is one step: most operations have a
 * handful.
 */
export class CostProgram {
  readonly #steps: Run[] = [];
  readonly #known = new Map<string, Step>();

  get stepCount(): number {
    return this.#steps.length;
  }

  /** What an amount is for one request. */
  run(amount: Amount, given: Given): number {
    if (typeof amount === 'number') return amount;
    const results: number[] = [];
    for (const step of this.#steps) results.push(step(results, given));
    return valueOf(amount, results);
  }

  sum(amounts: readonly Amount[]): Amount {
    const { constant, steps } = parted(amounts, (one, other) => one + other, 0);
    const [first] = steps;
    if (first === undefined) return constant;
    if (steps.length === 1 && constant === 0) return first;
    const indexes = steps.map(({ index }) => index);
    return this.step(`sum ${String(constant)} ${indexes.join()}`, (results) =>
      indexes.reduce((sum, index) => sum + (results[index] ?? 0), constant),
    );
  }

  max(amounts: readonly Amount[]): Amount {
    const parts = parted(amounts, Math.max, 0);
    const indexes = [...new Set(parts.steps.map(({ index }) => index))];
    const [first] = parts.steps;
    if (first === undefined) return parts.constant;
    if (indexes.length === 1 && parts.constant === 0) return first;
    return this.step(`max ${String(parts.constant)} ${indexes.join()}`, (results) =>
      indexes.reduce((max, index) => Math.max(max, results[index] ?? 0), parts.constant),
    );
  }

  times(one: Amount, other: Amount): Amount {
    if (typeof one === 'number' && typeof other === 'number') return one * other;
    if (one === 0 || other === 0) return 0;
    if (one === 1) return other;
    if (other === 1) return one;
    return this.step(`times ${keyOf(one)} ${keyOf(other)}`, (results) => valueOf(one, results) * valueOf(other, results));
  }

  /** Nothing when `isAbsent` says so. `key` stands for it. */
  unless(key: string, isAbsent: (given: Given) => boolean, amount: Amount): Amount {
    if (amount === 0) return 0;
    return this.step(`unless ${key} ${keyOf(amount)}`, (results, given) => (isAbsent(given) ? 0 : valueOf(amount, results)));
  }

  /** `key` stands for whatever `run` finds out: never one for two things. */
  step(key: string, run: Run): Step {
    const known = this.#known.get(key);
    if (known) return known;
    const step: Step = { index: this.#steps.length };
    this.#steps.push(run);
    this.#known.set(key, step);
    return step;
  }

  /** No more steps are made: what finds equal ones is let go of. */
  finish(): void {
    this.#known.clear();
  }
}

/** As the executor will see it: given, or by default, or not at all (undefined). */
export function variableOf(name: string, { variables, defaults }: Given): unknown {
  return Object.hasOwn(variables, name) && variables[name] !== undefined ? variables[name] : defaults.get(name);
}

/** A value as JSON has it, with its variables replaced. A number that is written too long for one is Infinity. */
export function valueIn(node: ValueNode, given: Given): unknown {
  if (node.kind === Kind.VARIABLE) return variableOf(node.name.value, given);
  if (node.kind === Kind.LIST) return node.values.map((value) => valueIn(value, given));
  if (node.kind === Kind.OBJECT)
    return Object.fromEntries(node.fields.map(({ name, value }) => [name.value, valueIn(value, given)]));
  if (node.kind === Kind.NULL) return null;
  return node.kind === Kind.INT || node.kind === Kind.FLOAT ? Number(node.value) : node.value;
}

export function hasVariable(node: ValueNode): boolean {
  if (node.kind === Kind.LIST) return node.values.some(hasVariable);
  if (node.kind === Kind.OBJECT) return node.fields.some(({ value }) => hasVariable(value));
  return node.kind === Kind.VARIABLE;
}

/** The same for equal values. Most are a variable, which needs no printing. */
export function textOf(node: ValueNode): string {
  return node.kind === Kind.VARIABLE ? `$${node.name.value}` : print(node);
}

function valueOf(amount: Amount, results: readonly number[]): number {
  return typeof amount === 'number' ? amount : (results[amount.index] ?? 0);
}

function keyOf(amount: Amount): string {
  return typeof amount === 'number' ? String(amount) : `#${String(amount.index)}`;
}

function parted(amounts: readonly Amount[], combine: (one: number, other: number) => number, start: number) {
  let constant = start;
  const steps: Step[] = [];
  for (const amount of amounts) {
    if (typeof amount === 'number') constant = combine(constant, amount);
    else steps.push(amount);
  }
  return { constant, steps };
}
