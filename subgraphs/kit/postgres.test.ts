import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { AppError } from '../../schema/contract/app-error.ts';
import { ask, migrate, migrateDatabase, openDatabase } from './postgres.ts';
import { createTestDatabase } from './testing/test-database.ts';
import type { TestDatabase } from './testing/test-database.ts';

let testDatabase: TestDatabase;
let database: Kysely<unknown>;
const statements: string[] = [];

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = openDatabase({
    url: testDatabase.url,
    statementTimeoutMs: 300,
    onStatement: (statement) => statements.push(statement),
  });
  await sql`create table thing (id text primary key, day date, large int8)`.execute(database);
});

afterAll(async () => {
  await database.destroy();
  await testDatabase.drop();
});

function failure(statement: () => Promise<unknown>): Promise<unknown> {
  return ask('The CRM', statement).then(
    () => null,
    (error: unknown) => error,
  );
}

const unavailable = { code: 'UPSTREAM_UNAVAILABLE', publicMessage: 'The CRM cannot be reached at the moment.' };

describe('what a statement throws', () => {
  it('is a timeout when it ran too long', async () => {
    const error = await failure(() => sql`select pg_sleep(2)`.execute(database));
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: 'UPSTREAM_TIMEOUT', publicMessage: 'The CRM did not answer in time.' });
  });

  it('is a timeout when it waited for a lock too long', async () => {
    await database.transaction().execute(async (holder) => {
      await sql`lock table thing`.execute(holder);
      const waiting = () =>
        database.transaction().execute(async (waiter) => {
          await sql`set local lock_timeout = '50ms'`.execute(waiter);
          await sql`select * from thing`.execute(waiter);
        });
      expect(await failure(waiting)).toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
    });
  });

  it.each([
    ['a table that is not there', () => sql`select * from nowhere`.execute(database)],
    ['a value that is none', () => sql`select 'x'::int`.execute(database)],
    ['a defect of our own', () => Promise.reject(new TypeError('x is undefined'))],
  ])('is a system that cannot be reached for %s, with the cause for the log', async (_case, statement) => {
    const error = await failure(statement);
    expect(error).toMatchObject(unavailable);
    expect((error as AppError).cause).toBeInstanceOf(Error);
  });

  it('is a system that cannot be reached when the connection is lost meanwhile', async () => {
    const own = openDatabase({ url: testDatabase.url });
    expect(await failure(() => sql`select pg_terminate_backend(pg_backend_pid())`.execute(own))).toMatchObject(unavailable);
    await own.destroy();
  });

  it('is a system that cannot be reached when nobody listens', async () => {
    const nowhere = openDatabase({ url: 'postgres://portal@127.0.0.1:1/portal' });
    expect(await failure(() => sql`select 1`.execute(nowhere))).toMatchObject(unavailable);
    await nowhere.destroy();
  });

  it('is left to the adapter for a broken constraint', async () => {
    await sql`insert into thing (id) values ('a')`.execute(database);
    const error = await failure(() => sql`insert into thing (id) values ('a')`.execute(database));
    expect(error).not.toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: '23505' });
  });

  it('is passed on when the adapter has said already what it is', async () => {
    const conflict = new AppError('CONFLICT', 'Somebody was faster.');
    expect(await failure(() => Promise.reject(conflict))).toBe(conflict);
  });
});

describe('the database', () => {
  it('replaces an idle connection that was lost', async () => {
    const lost: Error[] = [];
    let told = (): void => undefined;
    const losing = new Promise<void>((resolve) => (told = resolve));
    const onConnectionLost = (error: Error) => {
      lost.push(error);
      told();
    };
    const own = openDatabase({ url: testDatabase.url, connectionsMax: 1, onConnectionLost });
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(own);
    await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(database);
    await losing;
    expect((await sql`select 1 as one`.execute(own)).rows).toEqual([{ one: 1 }]);
    expect(lost).toHaveLength(1);
    await own.destroy();
  });

  it('answers, and tells of every statement', async () => {
    statements.length = 0;
    const { rows } = await ask('The CRM', () => sql<{ one: number }>`select 1 as one`.execute(database));
    expect(rows).toEqual([{ one: 1 }]);
    expect(statements).toEqual(['select 1 as one']);
  });

  it('keeps a day a text and makes a large number a number', async () => {
    const { rows } = await sql`select date '2026-11-24' as day, 9007199254740991::int8 as large`.execute(database);
    expect(rows).toEqual([{ day: '2026-11-24', large: Number.MAX_SAFE_INTEGER }]);
  });

  it('is migrated once, by however many processes start at once, each subgraph in a schema of its own', async () => {
    let ran = 0;
    const migrations = {
      '001-thing': {
        up: async (db: Kysely<unknown>) => {
          ran += 1;
          await sql`create table crm.thing (id text)`.execute(db);
        },
      },
    };
    await Promise.all(Array.from({ length: 8 }, () => migrateDatabase(testDatabase.url, 'crm', migrations)));
    await migrate(database, 'tickets', {
      '001-thing': { up: (db) => sql`create table tickets.thing (id text)`.execute(db).then(() => undefined) },
    });
    expect(ran).toBe(1);
  });

  it('says why a migration failed', async () => {
    const broken = { '001-broken': { up: (db: Kysely<unknown>) => sql`create tabel x`.execute(db).then(() => undefined) } };
    await expect(migrate(database, 'files', broken)).rejects.toThrow('syntax error');
  });
});
