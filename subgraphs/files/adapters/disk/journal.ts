import { randomUUID } from 'node:crypto';
import { lstat, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../../../../schema/contract/app-error.ts';
import { isDocumentToken } from '../../document-id.ts';
import { diskContractBroken } from './disk-error.ts';
import { RECORD_BYTES_MAX, readRecord, writeRecord } from './record.ts';
import type { JournalRecord } from './record.ts';
import { claimName, isRealDirectory, openRegularFile, syncDirectory, writeNewFile } from './safe-file.ts';

/*
 * A client's journal: what was put in place, in order, each step in a directory of its own.
 *
 *   <client>/journal/0000000001/<token>.json   the description (record.ts)
 *   <client>/journal/0000000001/content        the bytes, for a version
 *   <client>/temporary/<uuid>/                 a step that is being written
 *
 * A step is prepared as a whole in `temporary` and then takes the next number by one rename, which fails when another process has
 * taken that number: then it reads what that one wrote, judges again, and tries the next. So there is no lock that could be left
 * behind by a crash, no step that is half there, and none that overwrites another. Steps never change and are never taken away, so
 * what was read of one stays true, and reading the list of numbers is enough to be up to date.
 */

export interface JournalStep {
  readonly number: number;
  readonly token: string;
  /** What is wrong with it, when it cannot be read. */
  readonly record: JournalRecord | { readonly kind: 'broken'; readonly text: string; readonly error: unknown };
}

export interface Journal {
  /** All steps in order, as they are now. */
  read(): Promise<readonly JournalStep[]>;
  /** Makes a place for a step; `directory` takes its files. */
  prepare(): Promise<PreparedStep>;
  contentPath(step: number): Promise<string>;
  /** Takes away what processes that died left behind longer than `ageMs` ago. */
  removeLeftovers(olderThan: Date): Promise<number>;
}

export interface PreparedStep {
  /** Where the content goes. */
  readonly contentPath: string;
  /**
   * Puts the step in place. `decide` gets the steps before it and may be asked again, with more of them; what it throws
   * ends the attempt, and null means that there is nothing to do. Resolves to the step's number when it is stored for good.
   */
  commit(decide: (steps: readonly JournalStep[]) => { token: string; record: JournalRecord } | null): Promise<number | null>;
  /** To be called whatever happened. */
  discard(): Promise<void>;
}

const readsAtOnce = 32;

export function createJournal(options: { directory: string; system: string; durable: boolean }): Journal {
  const { directory, system, durable } = options;
  const journalDirectory = join(directory, 'journal');
  const temporaryDirectory = join(directory, 'temporary');
  let steps: readonly JournalStep[] = [];
  const inOrder = createTurns();
  const oneCommitAtATime = createTurns();

  async function readNow(): Promise<{ steps: readonly JournalStep[]; lastNumber: number }> {
    const numbers = await listNumbers();
    const lastNumber = numbers.at(-1) ?? 0;
    const listed = new Set(numbers);
    // Somebody took away what was never to change: whatever the cause (a restored backup), begin anew.
    if (steps.some(({ number }) => !listed.has(number))) steps = [];
    const known = new Set(steps.map(({ number }) => number));
    const missing = numbers.filter((number) => !known.has(number));
    if (missing.length === 0) return { steps, lastNumber };
    const read: (JournalStep | null)[] = [];
    for (let index = 0; index < missing.length; index += readsAtOnce) {
      read.push(...(await Promise.all(missing.slice(index, index + readsAtOnce).map(readStep))));
    }
    steps = [...steps, ...read.filter((step) => step !== null)].sort((one, other) => one.number - other.number);
    return { steps, lastNumber };
  }

  async function listNumbers(): Promise<number[]> {
    if (!(await isRealDirectory(directory)) || !(await isRealDirectory(journalDirectory))) {
      await checkMounted();
      return [];
    }
    const entries = await readdir(journalDirectory, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory() && /^\d{10}$/.test(entry.name))
      .map((entry) => Number(entry.name))
      .sort((one, other) => one - other);
  }

  /** A client without files and a disk that is not mounted look alike from here, and must not. */
  async function checkMounted(): Promise<void> {
    if (await isRealDirectory(dirname(directory))) return;
    throw new AppError('UPSTREAM_UNAVAILABLE', `${system} cannot be reached at the moment.`, {
      cause: new Error(`${dirname(directory)} is not a directory`),
    });
  }

  /** Null for a step without a description: it says nothing about any document. */
  async function readStep(number: number): Promise<JournalStep | null> {
    const files = await readdir(stepPath(number));
    const token = files.map((name) => name.replace(/\.json$/, '')).find(isDocumentToken);
    if (token === undefined) return null;
    const file = await openRegularFile(join(stepPath(number), `${token}.json`));
    if (!file) return null;
    let text = '';
    try {
      if ((await file.stat()).size > RECORD_BYTES_MAX) throw new Error('the description is too large');
      text = await file.readFile('utf8');
      return { number, token, record: readRecord(text) };
    } catch (error) {
      return { number, token, record: { kind: 'broken', text, error } };
    } finally {
      await file.close();
    }
  }

  function stepPath(number: number): string {
    return join(journalDirectory, String(number).padStart(10, '0'));
  }

  return {
    read: async () => (await inOrder(readNow)).steps,
    async contentPath(step) {
      if (!(await isRealDirectory(stepPath(step)))) throw diskContractBroken(system, `step ${String(step)} is not there`);
      return join(stepPath(step), 'content');
    },
    async prepare() {
      await checkMounted();
      const own = join(temporaryDirectory, randomUUID());
      const isNew = (await mkdir(journalDirectory, { recursive: true, mode: 0o700 })) !== undefined;
      await mkdir(own, { recursive: true, mode: 0o700 });
      for (const path of [directory, journalDirectory, temporaryDirectory]) {
        if (!(await isRealDirectory(path))) throw diskContractBroken(system, `${path} is not a directory`);
      }
      if (isNew && durable) for (const path of [dirname(directory), directory]) await syncDirectory(path);
      return {
        contentPath: join(own, 'content'),
        commit: (decide) =>
          oneCommitAtATime(async () => {
            for (;;) {
              const before = await inOrder(readNow);
              const decided = decide(before.steps);
              if (decided === null) return null;
              const { token, record } = decided;
              const number = before.lastNumber + 1;
              const description = join(own, `${token}.json`);
              await writeNewFile(description, { durable }, (file) => writeFile(file, writeRecord(record)));
              if (durable) await syncDirectory(own);
              if (await claimName(own, stepPath(number))) {
                if (durable) await syncDirectory(journalDirectory);
                return number;
              }
              await rm(description);
            }
          }),
        discard: () => rm(own, { recursive: true, force: true }),
      };
    },
    async removeLeftovers(olderThan) {
      return (
        (await removeOld(temporaryDirectory, olderThan, () => Promise.resolve(true))) +
        (await removeOld(journalDirectory, olderThan, async (path) => {
          const files = await readdir(path);
          return !files.some((name) => name.endsWith('.json'));
        }))
      );
    },
  };
}

async function removeOld(parent: string, olderThan: Date, isLeftover: (path: string) => Promise<boolean>): Promise<number> {
  if (!(await isRealDirectory(parent))) return 0;
  let removed = 0;
  for (const entry of await readdir(parent, { withFileTypes: true })) {
    const path = join(parent, entry.name);
    if (!entry.isDirectory() || (await newestChange(path)) >= olderThan.getTime() || !(await isLeftover(path))) continue;
    await rm(path, { recursive: true, force: true });
    removed += 1;
  }
  return removed;
}

/** An upload that is under way keeps its content file's time fresh, not its directory's. */
async function newestChange(directory: string): Promise<number> {
  const names = await readdir(directory);
  const times = await Promise.all(
    [directory, ...names.map((name) => join(directory, name))].map(async (path) => (await lstat(path)).mtimeMs),
  );
  return Math.max(...times);
}

/** Runs what it is given one after the other. */
function createTurns(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work, work);
    last = turn.catch(() => undefined);
    return turn;
  };
}
