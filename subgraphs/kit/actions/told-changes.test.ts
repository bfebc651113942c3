import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { AppError } from '../../../schema/contract/app-error.ts';
import { createLogger } from '../../../schema/contract/logger.ts';
import { createChangeFeed } from '../changes/change-feed.ts';
import type { ChangeFeed } from '../changes/change-feed.ts';
import { asClientId } from '../domain.ts';
import { createMetrics } from '../metrics.ts';
import { clientClaims } from '../testing/identity.ts';
import { createTestDatabase } from '../testing/test-database.ts';
import type { TestDatabase } from '../testing/test-database.ts';
import { defineAction } from './action.ts';
import type { Action } from './action.ts';
import { createActions, migrateActions } from './actions.ts';
import type { Actions } from './actions.ts';
import { evidenceOf } from './evidence.ts';

const logger = createLogger({ name: 'test', level: 'silent' });
const schema = 'notes_actions';
const applied = { outcome: 'applied', result: null, appliedAt: new Date() } as const;
let answer: 'away' | 'refuse' | 'apply' = 'apply';
let tries = 0;
let database: TestDatabase;
let actions: Actions;
let feed: ChangeFeed;
let cursor: string;

beforeAll(async () => {
  database = await createTestDatabase();
  await migrateActions({ url: database.url, schema });
  const note = defineAction({
    kind: 'note',
    command: z.strictObject({}),
    deliver: () => {
      tries += 1;
      if (answer === 'away') return Promise.reject(new AppError('UPSTREAM_UNAVAILABLE', 'It is away.'));
      return Promise.resolve(answer === 'refuse' ? { outcome: 'refused', reason: 'No.' } : applied);
    },
  });
  actions = createActions({
    ...{ url: database.url, schema, kinds: [note], logger, metrics: createMetrics('notes') },
    settings: { pollMs: 20, doubtMs: 0, backoff: { baseMs: 5, maxMs: 20 }, waitMs: 50 },
  });
  feed = createChangeFeed({ url: database.url, schemas: [schema], logger });
});
afterAll(async () => {
  await actions.close();
  await feed.close();
  await database.drop();
});

async function perform(client: string): Promise<Action> {
  const clientId = asClientId(client);
  const evidence = evidenceOf({ claims: clientClaims(client), requestId: 'r' }, clientId);
  const given = { kind: 'note', command: {}, recordKey: null, clientId, marker: randomUUID(), evidence };
  const performed = await actions.perform(given);
  if (performed.outcome !== 'accepted') throw new Error(performed.outcome);
  return performed.action;
}

async function told(): Promise<readonly string[]> {
  const changes = await feed.changes(cursor);
  cursor = changes.cursor;
  return changes.clientIds;
}

async function untilTold(): Promise<readonly string[]> {
  for (let turn = 0; turn < 200; turn += 1) {
    const clientIds = await told();
    if (clientIds.length > 0) return clientIds;
    await sleep(20);
  }
  return [];
}

describe('what becomes of an action', () => {
  it('is told of its client: that it was accepted, and that it was applied later; not that it is tried', async () => {
    ({ cursor } = await feed.changes(null));
    answer = 'away';
    const { id } = await perform('acme');
    expect(await told()).toEqual(['acme']);
    const before = tries;
    while (tries < before + 3) await sleep(10);
    expect(await told()).toEqual([]);
    answer = 'apply';
    expect(await untilTold()).toEqual(['acme']);
    expect((await actions.actions([id])).get(id)?.state).toBe('APPLIED');
  });

  it('is told when it is refused, tried again and called off, and of its own client only', async () => {
    ({ cursor } = await feed.changes(null));
    answer = 'refuse';
    const { id } = await perform('globex');
    expect((await actions.actions([id])).get(id)?.state).toBe('FAILED');
    expect(await told()).toEqual(['globex']);
    answer = 'away';
    await actions.retry(id, 'Sara');
    expect(await told()).toEqual(['globex']);
    for (let turn = 0; turn < 100 && (await actions.cancel(id, 'Sara')).outcome !== 'done'; turn += 1) await sleep(10);
    expect(await told()).toEqual(['globex']);
    answer = 'apply';
  });
});
