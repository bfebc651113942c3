import { spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../../scripts/embedded/postgres.ts';
import type { EmbeddedPostgres } from '../../../scripts/embedded/postgres.ts';
import { asClientId } from '../domain.ts';
import { clientClaims } from '../testing/identity.ts';
import { migrateActions } from './actions.ts';
import { evidenceOf } from './evidence.ts';
import type { Outbox } from './outbox.ts';
import { createPostgresOutbox } from './postgres-outbox.ts';

/*
 * On a server that writes to its disk and, by its default, acknowledges commits before it has: only what asks for more is on disk when it
 * is acknowledged. Nobody else uses this server, so its log position moves by what is done here.
 */
const schema = 'durable_actions';
let folder: string;
let server: EmbeddedPostgres;
let outbox: Outbox;
let sql: pg.Client;

beforeAll(async () => {
  folder = mkdtempSync('/tmp/portal-durable-');
  server = await startEmbeddedPostgres({ directory: folder });
  sql = new pg.Client({ connectionString: server.url('postgres') });
  await sql.connect();
  for (const setting of ["synchronous_commit = 'off'", "wal_writer_delay = '10s'", "autovacuum = 'off'"])
    await sql.query(`alter system set ${setting}`);
  await sql.query('select pg_reload_conf()');
  await migrateActions({ url: server.url('postgres'), schema });
  await sql.query('create table careless (id int)');
  outbox = createPostgresOutbox({ url: server.url('postgres'), schema, connectionsMax: 1 });
  await sleep(200);
});

afterAll(async () => {
  await outbox.close();
  await sql.end();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function accept(): Promise<void> {
  await outbox.accept({
    id: randomUUID(),
    kind: 'note',
    recordKey: 'r',
    clientId: asClientId('acme'),
    marker: randomUUID(),
    fingerprint: 'f',
    command: { text: 'hello' },
    evidence: evidenceOf({ claims: clientClaims('acme'), requestId: 'r' }, asClientId('acme')),
    acceptedAt: new Date(),
    giveUpAfterMs: 60_000,
  });
}

async function settleOne(): Promise<void> {
  const [claimed] = await outbox.claim({ kinds: ['note'], limit: 1, leaseMs: 60_000, doubtMs: 0, ticket: randomUUID() });
  if (!claimed) throw new Error('nothing to settle');
  await outbox.settle(claimed.lease, { outcome: 'applied', result: null, appliedAt: new Date() });
}

async function commitByDefault(): Promise<void> {
  const client = new pg.Client({ connectionString: server.url('postgres') });
  await client.connect();
  await client.query('begin');
  await client.query('insert into careless values (1)');
  await client.query('commit');
  await client.end();
}

describe('what is acknowledged', () => {
  /** How many bytes of its log the server has not handed to the disk, after each of several turns. */
  async function unwritten(act: () => Promise<void>): Promise<number[]> {
    const bytes: number[] = [];
    for (let turn = 0; turn < 5; turn += 1) {
      await act();
      const { rows } = await sql.query<{ bytes: string }>(
        'select pg_current_wal_insert_lsn() - pg_current_wal_flush_lsn() as bytes',
      );
      bytes.push(Number(rows[0]?.bytes));
    }
    return bytes;
  }

  it('has been written to the log on disk: an acceptance, and a result', async () => {
    // Once in a while the server notes something of its own, so one turn of five may differ.
    expect((await unwritten(accept)).filter((bytes) => bytes === 0).length).toBeGreaterThanOrEqual(4);
    expect((await unwritten(settleOne)).filter((bytes) => bytes === 0).length).toBeGreaterThanOrEqual(4);
    // By the server's default it would not have been.
    expect((await unwritten(commitByDefault)).filter((bytes) => bytes > 0).length).toBeGreaterThanOrEqual(4);
  });

  const isTraceable = process.getuid?.() === 0 && spawnSync('strace', ['-V']).status === 0;
  (isTraceable ? it : it.skip)('was synchronised by a system call before its acknowledgement was sent', async () => {
    const pid = readFileSync(join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n')[0] ?? '';
    const file = join(folder, 'trace');
    // One connection for each part, opened while it is traced.
    await outbox.close();
    const tracer = spawn('strace', ['-f', '-p', pid, '-s', '64', '-e', 'trace=fdatasync,fsync,sendto,recvfrom', '-o', file], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    await once(tracer.stderr, 'data');
    outbox = createPostgresOutbox({ url: server.url('postgres'), schema, connectionsMax: 1 });
    for (let turn = 0; turn < 5; turn += 1) await accept();
    await commitByDefault();
    const gone = once(tracer, 'exit');
    tracer.kill('SIGINT');
    await gone;
    const commits = commitsIn(readFileSync(file, 'utf8'));
    expect(commits).toEqual([...Array.from({ length: 5 }, () => 'synchronised'), 'only acknowledged']);
  });
});

/** What each backend did between being told to commit and saying that it has, in the order of the acknowledgements. */
function commitsIn(trace: string): string[] {
  const commits: string[] = [];
  const committing = new Map<string, boolean>();
  for (const line of trace.split('\n')) {
    const [, pid = '', call = ''] = /^(\d+)\s+(.*)$/.exec(line) ?? [];
    if (call.includes('recvfrom') && /"Q[^"]*commit/i.test(call)) committing.set(pid, false);
    else if (/^(<\.\.\. )?f(data)?sync/.test(call) && call.endsWith('= 0') && committing.has(pid)) committing.set(pid, true);
    else if (call.startsWith('sendto') && call.includes('COMMIT')) {
      commits.push(committing.get(pid) ? 'synchronised' : 'only acknowledged');
      committing.delete(pid);
    }
  }
  return commits;
}
