import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startEmbeddedPostgres } from './postgres.ts';

/**
 * Before all tests: a PostgreSQL for them, in a temporary folder. `TEST_POSTGRES_URL` names a server to use instead
 * (`postgres://user:password@host:port/postgres`, a user who may create databases).
 */
export default async function setUp(): Promise<void> {
  if (process.env['TEST_POSTGRES_URL']) return;
  const directory = mkdtempSync(join(process.platform === 'win32' ? (process.env['TEMP'] ?? '.') : '/tmp', 'portal-test-'));
  const server = await startEmbeddedPostgres({ directory, disposable: true });
  process.env['TEST_POSTGRES_URL'] = server.url('postgres');
  (globalThis as { stopTestPostgres?: () => Promise<void> }).stopTestPostgres = async () => {
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
  };
}
