import { createHash } from 'node:crypto';
import { ApolloServer } from '@apollo/server';
import { describe, expect, it } from '@jest/globals';
import { AppError } from '../../schema/contract/app-error.ts';
import { createLogger } from '../../schema/contract/logger.ts';
import { createKeyValueCache } from './key-value-cache.ts';
import { createMemoryStore } from './memory-store.ts';
import type { Store } from './store.ts';

const logger = createLogger({ name: 'test', level: 'silent' });
const query = '{ hello }';
const extensions = { persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(query).digest('hex') } };

function createServer(store: Store): ApolloServer {
  return new ApolloServer({
    typeDefs: 'type Query { hello: String }',
    resolvers: { Query: { hello: () => 'you' } },
    cache: createKeyValueCache(store, logger),
  });
}

async function resultOf(server: ApolloServer, request: { query?: string; extensions: typeof extensions }): Promise<string> {
  return JSON.stringify((await server.executeOperation(request)).body);
}

describe('createKeyValueCache', () => {
  it('keeps persisted queries for every process that shares the store', async () => {
    const store = createMemoryStore();
    const [one, two] = [createServer(store), createServer(store)];
    expect(await resultOf(one, { extensions })).toContain('PERSISTED_QUERY_NOT_FOUND');
    expect(await resultOf(one, { query, extensions })).toContain('you');
    await new Promise((resolve) => setImmediate(resolve));
    expect(await resultOf(two, { extensions })).toContain('you');
    await one.stop();
    await two.stop();
  });

  it('costs no answer when the store is down', async () => {
    const down = () => Promise.reject(new AppError('UPSTREAM_UNAVAILABLE', 'The store cannot be reached.'));
    const server = createServer({ ...createMemoryStore(), get: down, set: down, delete: down });
    expect(await resultOf(server, { extensions })).toContain('PERSISTED_QUERY_NOT_FOUND');
    expect(await resultOf(server, { query, extensions })).toContain('you');
    expect(await createKeyValueCache({ ...createMemoryStore(), delete: down }, logger).delete('a')).toBe(false);
    await server.stop();
  });
});
