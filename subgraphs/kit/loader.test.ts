import { describe, expect, it } from '@jest/globals';
import { createListLoader, createLoader } from './loader.ts';

describe('a loader', () => {
  function recording(found: Record<string, string>) {
    const batches: string[][] = [];
    const loader = createLoader<string, string>(
      (keys) => {
        batches.push([...keys]);
        return Promise.resolve(new Map(Object.entries(found)));
      },
      { keyOf: (key) => key },
    );
    return { loader, batches };
  }

  it('answers in the order of the keys, with null for what was not found', async () => {
    const { loader } = recording({ c: 'C', a: 'A' });
    expect(await loader.loadMany(['a', 'b', 'c'])).toEqual(['A', null, 'C']);
  });

  it('reads all keys of a tick at once, each once', async () => {
    const { loader, batches } = recording({ a: 'A' });
    await Promise.all([loader.load('a'), loader.load('b'), loader.load('a')]);
    await loader.load('a');
    expect(batches).toEqual([['a', 'b']]);
  });

  it('takes two keys for one when they are spelled the same', async () => {
    const batches: number[] = [];
    const loader = createLoader<{ id: string }, string>(
      (keys) => {
        batches.push(keys.length);
        return Promise.resolve(new Map([['a', 'A']]));
      },
      { keyOf: ({ id }) => id },
    );
    expect(await Promise.all([loader.load({ id: 'a' }), loader.load({ id: 'a' })])).toEqual(['A', 'A']);
    expect(batches).toEqual([1]);
  });

  it('fails each key of a batch that fails', async () => {
    const loader = createLoader<string, string>(() => Promise.reject(new Error('down')), { keyOf: (key) => key });
    const answers = await Promise.allSettled([loader.load('a'), loader.load('b')]);
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  it('splits a batch that is larger than the system takes', async () => {
    const sizes: number[] = [];
    const loader = createLoader<string, string>(
      (keys) => {
        sizes.push(keys.length);
        return Promise.resolve(new Map());
      },
      { keyOf: (key) => key, batchSizeMax: 2 },
    );
    await loader.loadMany(['a', 'b', 'c', 'd', 'e']);
    expect(sizes).toEqual([2, 2, 1]);
  });
});

describe('a list loader', () => {
  interface Page {
    readonly first: number;
    readonly after: string | null;
  }

  function recording(fails: (page: Page) => boolean = () => false) {
    const batches: [string[], Page][] = [];
    const loader = createListLoader<string, Page, string[]>(
      (parents, page) => {
        batches.push([[...parents], page]);
        if (fails(page)) return Promise.reject(new Error('down'));
        return Promise.resolve(
          new Map(parents.filter((parent) => parent !== 'empty').map((parent) => [parent, [`${parent}${String(page.first)}`]])),
        );
      },
      { absent: () => [] },
    );
    return { loader, batches };
  }

  const page = (first: number): Page => ({ first, after: null });

  it('makes one batch of the calls with equal arguments, over their parents', async () => {
    const { loader, batches } = recording();
    const answers = await Promise.all([
      loader.load({ parent: 'a', arguments: page(1) }),
      loader.load({ parent: 'b', arguments: page(2) }),
      loader.load({ parent: 'c', arguments: page(1) }),
      loader.load({ parent: 'a', arguments: page(1) }),
      loader.load({ parent: 'a', arguments: page(2) }),
    ]);
    expect(answers).toEqual([['a1'], ['b2'], ['c1'], ['a1'], ['a2']]);
    expect(batches).toEqual([
      [['a', 'c'], page(1)],
      [['b', 'a'], page(2)],
    ]);
  });

  it('has an empty list for a parent that the answer leaves out', async () => {
    expect(await recording().loader.load({ parent: 'empty', arguments: page(1) })).toEqual([]);
  });

  it('fails the calls of the batch that failed and no others', async () => {
    const { loader } = recording(({ first }) => first === 2);
    const answers = await Promise.allSettled([
      loader.load({ parent: 'a', arguments: page(1) }),
      loader.load({ parent: 'a', arguments: page(2) }),
      loader.load({ parent: 'b', arguments: page(2) }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
  });

  it('fails with an error even when something else was thrown', async () => {
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- what a careless library does
    const loader = createListLoader<string, Page, string>(() => Promise.reject('a text'), { absent: () => '' });
    await expect(loader.load({ parent: 'a', arguments: page(1) })).rejects.toThrow('a text');
  });

  it('does not read again what it has read', async () => {
    const { loader, batches } = recording();
    await loader.load({ parent: 'a', arguments: page(1) });
    await loader.load({ parent: 'a', arguments: { first: 1, after: null } });
    expect(batches).toHaveLength(1);
  });
});
