import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { charactersMax } from '../operation-room.ts';
import { createPlanCache } from './plan-cache.ts';

describe('the cache of plans', () => {
  it('holds as many characters as there is room for, and not only as many operations', () => {
    let planned = 0;
    const cache = createPlanCache({
      prepare: (document) => document,
      plan: () => {
        planned += 1;
        return null;
      },
    });
    const document = parse(`{ a }${' '.repeat(charactersMax / 2)}`);
    const planFor = (key: string): unknown =>
      cache.planFor({ key, document, operationName: null, coercedVariables: {}, overrides: null });
    for (const key of ['first', 'first', 'second', 'second']) planFor(key);
    expect(planned).toBe(2);
    planFor('first');
    expect(planned).toBe(3);
  });
});
