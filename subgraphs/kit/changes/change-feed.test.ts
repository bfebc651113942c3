import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createLogger } from '../../../schema/contract/logger.ts';
import { RECORD_CHANGES_MAX } from '../../../schema/contract/record-changes.ts';
import { createTestDatabase } from '../testing/test-database.ts';
import type { TestDatabase } from '../testing/test-database.ts';
import { readChangeCursor } from './change-cursor.ts';
import { createChangeFeed } from './change-feed.ts';
import type { ChangeFeed, ChangeFeedOptions } from './change-feed.ts';
import { changeTables, notesChanges } from './change-tables.ts';
import { readRecordChanges } from './record-changes.ts';

const logger = createLogger({ name: 'test', level: 'silent' });
const open: ChangeFeed[] = [];
let database: TestDatabase;
let sql: pg.Client;
let feed: ChangeFeed;

async function connect(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  return client;
}

function make(options: Partial<ChangeFeedOptions> = {}): ChangeFeed {
  const made = createChangeFeed({ url: database.url, schemas: ['notes', 'tasks'], logger, ...options });
  open.push(made);
  return made;
}

beforeAll(async () => {
  database = await createTestDatabase();
  sql = await connect();
  for (const schema of ['notes', 'tasks']) {
    await sql.query(`create schema ${schema}; create table ${schema}.records (id text, client_id text, state text, tries int)`);
    for (const statement of [...changeTables(schema), notesChanges(schema, 'records', ['state'])]) await sql.query(statement);
  }
});
beforeEach(async () => {
  await sql.query('truncate notes.records, notes.changes, tasks.records, tasks.changes');
  feed = make();
});
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});

const insert = (client: string, by = sql, schema = 'notes') =>
  by.query(`insert into ${schema}.records values ('r', $1, 'NEW', 0)`, [client]);
const start = async (by = feed): Promise<string> => (await by.changes(null)).cursor;

describe('the feed of changes', () => {
  it('has nothing to tell but a cursor to whoever asks for the first time', async () => {
    await insert('acme');
    expect(await feed.changes(null)).toEqual({ cursor: expect.any(String), reset: true, clientIds: [] });
  });

  it('tells of each change once, of all tables, and names each client once', async () => {
    const cursor = await start();
    await insert('acme');
    await insert('acme');
    await insert('acme', sql, 'tasks');
    await insert('globex', sql, 'tasks');
    const next = await feed.changes(cursor);
    expect([next.reset, [...next.clientIds].sort()]).toEqual([false, ['acme', 'globex']]);
    expect(await feed.changes(next.cursor)).toMatchObject({ reset: false, clientIds: [] });
    await sql.query(`update notes.records set state = 'DONE' where client_id = 'acme'`);
    expect((await feed.changes(next.cursor)).clientIds).toEqual(['acme']);
  });

  it('tells of nothing that is no change for a client', async () => {
    await insert('acme');
    const cursor = await start();
    await sql.query(`update notes.records set tries = tries + 1`);
    await sql.query(`begin; insert into notes.records values ('r', 'globex', 'NEW', 0); rollback`);
    expect(await feed.changes(cursor)).toMatchObject({ reset: false, clientIds: [] });
  });

  it('misses no transaction that began earlier and is committed later, and is held up by none', async () => {
    const cursor = await start();
    const [slow, other] = [await connect(), await connect()];
    try {
      await slow.query('begin');
      await insert('earlier', slow);
      // Any program's, on the same server: it has nothing to do with any of this.
      await other.query('begin; create table of_somebody_else ()');
      await insert('later');
      const between = await feed.changes(cursor);
      expect(between.clientIds).toEqual(['later']);
      const again = await feed.changes(between.cursor);
      expect(again.clientIds).toEqual([]);
      await insert('latest');
      await slow.query('commit');
      const after = await feed.changes(again.cursor);
      expect([...after.clientIds].sort()).toEqual(['earlier', 'latest']);
      expect((await feed.changes(after.cursor)).clientIds).toEqual([]);
    } finally {
      await slow.end();
      await other.end();
    }
  });

  it('tells of each change exactly once to whoever asks while many are made at the same time', async () => {
    const writers = await Promise.all(Array.from({ length: 4 }, connect));
    try {
      let cursor = await start();
      const told: string[] = [];
      const look = async () => {
        const changes = await feed.changes(cursor);
        told.push(...changes.clientIds);
        cursor = changes.cursor;
      };
      const written = { writers: 0 };
      const writing = Promise.all(
        writers.map(async (writer, w) => {
          for (let n = 0; n < 60; n += 1) {
            await writer.query('begin');
            await insert(`c-${String(w)}-${String(n)}`, writer);
            await new Promise((resolve) => setTimeout(resolve, (w * 7 + n * 3) % 11));
            await writer.query('commit');
          }
          written.writers += 1;
        }),
      );
      while (written.writers < writers.length) await look();
      await look();
      await writing;
      expect(told.length).toBe(240);
      expect(new Set(told).size).toBe(240);
    } finally {
      for (const writer of writers) await writer.end();
    }
  });

  it('tells of as many clients as an answer may name, and says so when there are more', async () => {
    const cursor = await start();
    await sql.query(`insert into notes.records select 'r', 'c-' || n, 'NEW', 0 from generate_series(1, $1::int) n`, [
      RECORD_CHANGES_MAX,
    ]);
    expect((await feed.changes(cursor)).clientIds).toHaveLength(RECORD_CHANGES_MAX);
    await insert('one more');
    const tooMany = await feed.changes(cursor);
    expect(tooMany).toMatchObject({ reset: true, clientIds: [] });
    expect(await feed.changes(tooMany.cursor)).toMatchObject({ reset: false, clientIds: [] });
  });

  it('does not continue what it cannot', async () => {
    const cursor = await start();
    await insert('acme');
    const { server = '', at = 0, snapshot = '' } = readChangeCursor(cursor) ?? {};
    const [xmin, xmax] = snapshot.split(':').map(Number);
    const impossible = {
      'too old': `${server}.${String(at - 1_801)}.${snapshot}`,
      'of another server': `${String(Number(server) - 1)}.${String(at)}.${snapshot}`,
      'of a time that is yet to come': `${server}.${String(at)}.${String(xmin)}:${String(Number(xmax) + 1_000)}:`,
      'no snapshot': `${server}.${String(at)}.5:4:`,
      'another no snapshot': `${server}.${String(at)}.4:9:7,5`,
      'out of bounds': `${server}.${String(at)}.4:9:9`,
      'without a beginning': `${server}.${String(at)}.0:9:`,
      'no cursor at all': "'; drop table notes.changes; --",
      empty: '',
    };
    for (const [how, after] of Object.entries(impossible))
      expect([how, await feed.changes(after)]).toEqual([how, { cursor: expect.any(String), reset: true, clientIds: [] }]);
    expect(await feed.changes(`${server}.${String(at - 1_700)}.${snapshot}`)).toMatchObject({
      reset: false,
      clientIds: ['acme'],
    });
  });

  it('does not tell of what a copy of another server brought along', async () => {
    const cursor = await start();
    await sql.query(`insert into notes.changes (changed_in, client_id) values ('4000000000', 'of before')`);
    expect(await feed.changes(cursor)).toMatchObject({ reset: false, clientIds: [] });
  });

  it('forgets what is older than any cursor that it continues, and nothing else', async () => {
    const sweeping = make({ sweepMs: 20, toldForSeconds: 60 });
    const cursor = await start(sweeping);
    await insert('acme');
    await sql.query(`insert into notes.changes select '3', 'old', now() - interval '121 seconds'`);
    await sql.query(`insert into tasks.changes select '3', 'old', now() - interval '121 seconds'`);
    await sql.query(`insert into tasks.changes select '3', 'recent', now() - interval '110 seconds'`);
    const left = async () =>
      (await sql.query('select client_id from notes.changes union all select client_id from tasks.changes')).rows.length;
    const giveUpAt = Date.now() + 5_000;
    while ((await left()) > 2 && Date.now() < giveUpAt) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await left()).toBe(2);
    expect((await sweeping.changes(cursor)).clientIds).toEqual(['acme']);
  });

  it('needs no rights of whoever makes a change', async () => {
    const role = `role_${String(process.pid)}_${String(Date.now())}`;
    await sql.query(`create role ${role}; grant usage on schema notes to ${role}; grant insert on notes.records to ${role}`);
    const cursor = await start();
    try {
      await sql.query(`begin; set local role ${role}; insert into notes.records values ('r', 'acme', 'NEW', 0); commit`);
      expect((await feed.changes(cursor)).clientIds).toEqual(['acme']);
    } finally {
      await sql.query(`drop owned by ${role}; drop role ${role}`);
    }
  });

  it('says of a database that is away that it is', async () => {
    const away = make({ url: 'postgres://127.0.0.1:1/none' });
    await expect(away.changes(null)).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });
});

describe('who is told', () => {
  const asked: (string | null)[] = [];
  const told = {
    changes: (after: string | null) => {
      asked.push(after);
      return Promise.resolve({ cursor: 'c', reset: false, clientIds: ['acme'] });
    },
  };

  it.each([
    ['service', 'workflow'],
    ['service', 'files'],
    ['staff', 'gateway'],
    ['client', 'gateway'],
    ['partner', 'gateway'],
  ] as const)('is not a %s by the name of %s', (kind, subject) => {
    expect(() => readRecordChanges({ kind, subject }, told, null)).toThrow(expect.objectContaining({ code: 'FORBIDDEN' }));
    expect(asked).toEqual([]);
  });

  it('is the gateway', async () => {
    const gateway = { kind: 'service', subject: 'gateway' } as const;
    expect((await readRecordChanges(gateway, told, undefined)).clientIds).toEqual(['acme']);
    await readRecordChanges(gateway, told, 'c');
    expect(asked).toEqual([null, 'c']);
  });
});
