import { afterEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { createLogger } from '../../schema/contract/logger.ts';
import type { Logger } from '../../schema/contract/logger.ts';
import type { RecordChanges } from '../../schema/contract/record-changes.ts';
import { createRecordChangeFollower } from './follow-record-changes.ts';
import type { RecordChangeFollower } from './follow-record-changes.ts';

const pollMs = 20;
const open: RecordChangeFollower[] = [];

afterEach(async () => {
  for (const follower of open.splice(0)) await follower.close();
});

/** Stands for the subgraphs: each tells what was put into its log since the cursor, which is the length of the log. */
function createTestFeeds() {
  const feeds = {
    fault: 'none' as 'none' | 'down' | 'silence',
    logs: new Map<string, (readonly string[] | 'reset')[]>(),
    asked: [] as { subgraph: string; after: string | null; at: number }[],
    tell: (subgraph: string, ...clientIds: string[]) => feeds.logOf(subgraph).push(clientIds),
    logOf(subgraph: string) {
      const log = feeds.logs.get(subgraph) ?? [];
      feeds.logs.set(subgraph, log);
      return log;
    },
    ask(subgraph: string, after: string | null): Promise<RecordChanges> {
      feeds.asked.push({ subgraph, after, at: performance.now() });
      if (feeds.fault === 'down') return Promise.reject(new Error('it is down'));
      if (feeds.fault === 'silence') return new Promise(() => undefined);
      const log = feeds.logOf(subgraph);
      const newer = after === null ? [] : log.slice(Number(after));
      const reset = after === null || newer.includes('reset');
      return Promise.resolve({
        cursor: String(log.length),
        reset,
        clientIds: reset ? [] : [...new Set(newer.flatMap((one) => (one === 'reset' ? [] : one)))],
      });
    },
  };
  return feeds;
}

function follow(feeds: ReturnType<typeof createTestFeeds>, subgraphs = ['tickets'], logger?: Logger) {
  const done = { changed: [] as string[][], hows: [] as unknown[], startedOver: 0 };
  const follower = createRecordChangeFollower({
    subgraphs,
    askForChanges: (subgraph, after) => feeds.ask(subgraph, after),
    cache: {
      changed(tags, how) {
        done.changed.push([...tags]);
        done.hows.push(how);
        return Promise.resolve();
      },
      startOver: () => void (done.startedOver += 1),
    },
    logger: logger ?? createLogger({ name: 'test', level: 'silent' }),
    pollMs,
  });
  open.push(follower);
  return { follower, done };
}

async function until(holds: () => boolean, ms = 2_000): Promise<void> {
  const end = performance.now() + ms;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`it did not come about within ${ms} ms`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('following what changed', () => {
  it('ends what is kept of the clients that are named, and what staff are told, once and without settling', async () => {
    const feeds = createTestFeeds();
    feeds.tell('tickets', 'of before');
    const { follower, done } = follow(feeds);
    await follower.start();
    // Who knows what was kept before this process was there to hear of changes.
    expect(done).toEqual({ changed: [], hows: [], startedOver: 1 });
    feeds.tell('tickets', 'acme', 'globex');
    await until(() => done.changed.length > 0);
    await wait(4 * pollMs);
    expect(done.changed).toEqual([['client:acme', 'client:globex', 'staff']]);
    expect(done.hows).toEqual([{ isSettled: true }]);
    expect(done.startedOver).toBe(1);
  });

  it('asks each subgraph by itself, with its own cursor', async () => {
    const feeds = createTestFeeds();
    for (let n = 0; n < 3; n += 1) feeds.tell('workflow', 'x');
    const { follower, done } = follow(feeds, ['tickets', 'workflow']);
    await follower.start();
    feeds.tell('workflow', 'acme');
    await until(() => done.changed.length > 0);
    feeds.tell('tickets', 'globex');
    await until(() => done.changed.length > 1);
    expect(done.changed).toEqual([
      ['client:acme', 'staff'],
      ['client:globex', 'staff'],
    ]);
    await until(() =>
      ['workflow', 'tickets'].every(
        (name) => feeds.asked.findLast(({ subgraph }) => subgraph === name)?.after === (name === 'workflow' ? '4' : '1'),
      ),
    );
    const cursorsOf = (name: string) =>
      new Set(feeds.asked.filter(({ subgraph }) => subgraph === name).map(({ after }) => after));
    expect([...cursorsOf('workflow')]).toEqual([null, '3', '4']);
    expect([...cursorsOf('tickets')]).toEqual([null, '0', '1']);
  });

  it('serves nothing of before when it cannot be told what changed', async () => {
    const feeds = createTestFeeds();
    const { follower, done } = follow(feeds);
    await follower.start();
    feeds.logOf('tickets').push('reset');
    await until(() => done.startedOver === 2);
    feeds.tell('tickets', 'acme');
    await until(() => done.changed.length > 0);
    expect(done).toMatchObject({ changed: [['client:acme', 'staff']], startedOver: 2 });
  });

  it('asks one that is away ever less often, says so once, and loses nothing', async () => {
    const feeds = createTestFeeds();
    const lines: string[] = [];
    const write = (line: string) => lines.push(line);
    const { follower, done } = follow(feeds, ['tickets'], pino({ level: 'info' }, { write }));
    await follower.start();
    feeds.fault = 'down';
    const before = feeds.asked.length;
    await until(() => feeds.asked.length >= before + 6, 5_000);
    const times = feeds.asked.slice(before).map(({ at }) => at);
    const gaps = times.slice(1).map((at, place) => at - (times[place] ?? 0));
    // The first failure doubles the pause; from the third on it is eight times as long, give or take.
    expect(gaps[0]).toBeGreaterThanOrEqual(2 * pollMs * 0.75);
    for (const gap of gaps.slice(2)) expect(gap).toBeGreaterThanOrEqual(8 * pollMs * 0.75);
    feeds.tell('tickets', 'acme');
    feeds.fault = 'none';
    await until(() => done.changed.length > 0);
    expect(done).toMatchObject({ changed: [['client:acme', 'staff']], startedOver: 1 });
    expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual([
      'what changed cannot be asked for: answers are kept until they run out',
      'what changed can be asked for again',
    ]);
    const after = feeds.asked.length;
    await until(() => feeds.asked.length >= after + 5, 8 * 5 * pollMs * 0.5);
  });

  it('does not wait long at its start for one that hangs, and is closed at once while it waits for the next question', async () => {
    const feeds = createTestFeeds();
    feeds.fault = 'silence';
    const { follower } = follow(feeds);
    open.length = 0;
    const startedAt = performance.now();
    await follower.start();
    expect(performance.now() - startedAt).toBeLessThan(1_000);
    const quiet = createTestFeeds();
    const other = createRecordChangeFollower({
      subgraphs: ['tickets'],
      askForChanges: (subgraph, after) => quiet.ask(subgraph, after),
      cache: { changed: () => Promise.resolve(), startOver: () => undefined },
      logger: createLogger({ name: 'test', level: 'silent' }),
      pollMs: 60_000,
    });
    await other.start();
    const closedAt = performance.now();
    await other.close();
    expect(performance.now() - closedAt).toBeLessThan(500);
    await wait(3 * pollMs);
    expect(quiet.asked).toHaveLength(1);
  });

  it('does not ask all at the same moment', async () => {
    const feeds = createTestFeeds();
    const pauses: number[] = [];
    let turn = 0;
    const follower = createRecordChangeFollower({
      subgraphs: ['tickets'],
      askForChanges: (subgraph, after) => feeds.ask(subgraph, after),
      cache: { changed: () => Promise.resolve(), startOver: () => undefined },
      logger: createLogger({ name: 'test', level: 'silent' }),
      pollMs: 100,
      random: () => {
        pauses.push(performance.now());
        return (turn += 1) % 2;
      },
    });
    open.push(follower);
    await follower.start();
    await until(() => pauses.length >= 4);
    const [first = 0, second = 0, third = 0] = pauses;
    expect(second - first).toBeGreaterThanOrEqual(118);
    expect(third - second).toBeGreaterThanOrEqual(78);
    expect(third - second).toBeLessThan(second - first + 40);
  });
});
