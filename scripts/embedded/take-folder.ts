import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRunning } from './is-running.ts';
import { EmbeddedPostgresError } from './postgres.ts';

const mark = 'pid';

/**
 * Makes sure that one portal at a time uses a data folder: two would stop each other's database. A mark that a killed process
 * left behind is taken over. With `empty`, what the folder holds is removed. Returns what gives the folder back.
 */
export function takeFolder(directory: string, options: { readonly empty: boolean }): () => void {
  const file = join(directory, mark);
  if (existsSync(file)) {
    const pid = Number(readFileSync(file, 'utf8'));
    if (pid !== process.pid && isRunning(pid, 'start.ts')) {
      throw new EmbeddedPostgresError(
        `A portal with the pid ${pid} already uses ${directory}. Stop it, or name another folder in PORTAL_DATA_DIR.`,
      );
    }
  }
  try {
    // Others may pass through, as the database does not run as root; what lies inside is closed to them folder by folder.
    mkdirSync(directory, { recursive: true, mode: 0o711 });
    writeFileSync(file, String(process.pid));
    if (options.empty) {
      for (const name of readdirSync(directory))
        if (name !== mark) rmSync(join(directory, name), { recursive: true, force: true });
    }
  } catch (error) {
    throw new EmbeddedPostgresError(
      `The data folder ${directory} cannot be written to (${error instanceof Error ? error.message : String(error)}). ` +
        'Name another one in PORTAL_DATA_DIR.',
    );
  }
  return () => {
    rmSync(file, { force: true });
  };
}
