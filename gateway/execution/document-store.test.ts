import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { charactersMax, createDocumentStore, documentsMax } from './document-store.ts';

describe('the store of parsed documents', () => {
  it('keeps the last ones, and no more than it may of small ones', async () => {
    const store = createDocumentStore();
    for (let index = 0; index < documentsMax + 100; index++) await store.set(String(index), parse(`{ a${index} }`));
    expect(store.size()).toBe(documentsMax);
    expect(await store.get('0')).toBeUndefined();
    expect((await store.get(String(documentsMax)))?.kind).toBe('Document');
  });

  it('keeps few large ones, also when what they ask for is short', async () => {
    const store = createDocumentStore();
    const filled = charactersMax / 4;
    for (let index = 0; index < 20; index++) await store.set(String(index), parse(`{ a }${' '.repeat(filled)}`));
    expect(store.size()).toBeLessThan(5);
    await store.set('larger than all of it', parse(`{ a }${' '.repeat(charactersMax + 1)}`));
    expect(await store.get('larger than all of it')).toBeUndefined();
  });

  it('keeps nothing of a document whose length nobody knows', async () => {
    const store = createDocumentStore();
    await store.set('parsed without its places', parse('{ a }', { noLocation: true }));
    await store.set('another one', parse('{ a }'));
    expect(store.size()).toBe(1);
  });
});
