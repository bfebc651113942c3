import type { ResponsePath } from '@apollo/query-planner';
import { isData, isInherited, ownValue } from './own-value.ts';
import type { Data } from './own-value.ts';

export type AnswerPath = (string | number)[];

/** Whether a path leads on from an object, given the index of the step. */
export interface LeadsOn {
  (data: Data, index: number): boolean;
}

/** The objects of the tree at a place of a plan, in which `@` stands for every element of a list. Nulls on the way lead nowhere. */
export function objectsAt(tree: Data, path: ResponsePath, leadsOn: LeadsOn | null = null): Data[] {
  const found: Data[] = [];
  collect(tree, path, 0, found, leadsOn);
  return found;
}

function collect(value: unknown, path: ResponsePath, from: number, found: Data[], leadsOn: LeadsOn | null): void {
  let current = value;
  for (let index = from; index < path.length; index++) {
    const step = path[index];
    if (step === '@') {
      if (!Array.isArray(current)) return;
      for (const element of current as unknown[]) collect(element, path, index + 1, found, leadsOn);
      return;
    }
    if (!isData(current) || (leadsOn && !leadsOn(current, index))) return;
    current = valueOf(current, String(step));
  }
  if (isData(current)) found.push(current);
}

/** Where each of `objectsAt` stands, in the same order. Taken when there is an error to be placed, and not before. */
export function pathsAt(tree: Data, path: ResponsePath, leadsOn: LeadsOn | null = null): AnswerPath[] {
  const found: AnswerPath[] = [];
  const walk = (value: unknown, from: number, here: AnswerPath): void => {
    if (from === path.length) {
      if (isData(value)) found.push(here);
      return;
    }
    const step = path[from];
    if (step === '@') {
      if (Array.isArray(value)) value.forEach((element: unknown, index) => walk(element, from + 1, [...here, index]));
    } else if (isData(value) && (!leadsOn || leadsOn(value, from)))
      walk(valueOf(value, String(step)), from + 1, [...here, String(step)]);
  };
  walk(tree, 0, []);
  return found;
}

function valueOf(data: Data, name: string): unknown {
  return isInherited(name) ? ownValue(data, name) : data[name];
}
