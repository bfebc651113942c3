import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { problemOf, valueAt } from './questions/conditions.ts';
import { ANSWERS, deadEndsOf, readTables, readWaiting } from './questions/dead-ends.ts';
import { readQuestionList } from './questions/question-list.ts';
import type { Asking } from './questions/question-list.ts';
import { harborFinch, lumenBakery, startPortalUnderTest } from './testing/portal-under-test.ts';
import type { PortalUnderTest } from './testing/portal-under-test.ts';

/*
 * Everything that clients ask the business's staff for, by `schema/questions.yml`: one test for each, through the portal graph alone, with the
 * token of whoever asks. They are asked in the order of the list, since one may go on with what an earlier one did.
 */

const { found, answered, unanswered } = readQuestionList();

const contents = {
  file: Buffer.from('%PDF-1.7\n% signed\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n'),
  photo: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
};

describe('what a client asks staff for', () => {
  let portal: PortalUnderTest;
  const known = new Map<string, unknown>([
    ['client', harborFinch],
    ...Object.entries(contents).flatMap(([name, content]): [string, unknown][] => [
      [`${name}.sizeBytes`, content.byteLength],
      [`${name}.sha256`, createHash('sha256').update(content).digest('hex')],
    ]),
  ]);

  const resolve = (value: unknown): unknown => {
    if (typeof value === 'string' && value.startsWith('$')) {
      if (!known.has(value.slice(1))) throw new Error(`nothing is known as ${value}`);
      return known.get(value.slice(1));
    }
    if (Array.isArray(value)) return value.map(resolve);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, resolve(one)]));
  };

  async function ask({ as, operation, variables, holds, keeps }: Asking): Promise<unknown> {
    const { data, errors } = await portal.ask(as, operation, resolve(variables) as Record<string, unknown>);
    expect(errors).toEqual([]);
    const problems = Object.entries(holds).map(([path, condition]) => {
      const problem = problemOf(valueAt(data, path), resolve(condition) as typeof condition);
      return problem === null ? null : `${path} ${problem}`;
    });
    expect(problems.filter((problem) => problem !== null)).toEqual([]);
    for (const [name, path] of Object.entries(keeps)) known.set(name, valueAt(data, path));
    return data;
  }

  async function send(
    upload: { method: string; url: string; headers: { name: string; value: string }[] },
    content: Buffer,
  ): Promise<void> {
    const headers = Object.fromEntries(upload.headers.map(({ name, value }) => [name, value]));
    const { ok } = await fetch(upload.url, { method: upload.method, headers, body: content });
    expect(ok).toBe(true);
  }

  beforeAll(async () => {
    // What is asked here is what comes back, however busy the machine is.
    portal = await startPortalUnderTest({
      environment: { SUBGRAPH_TIMEOUT_MS: '15000' },
      overrides: { gateway: { requestTimeoutMs: 20_000 } },
    });
    for (const [name, { as, operation, path }] of Object.entries(found)) {
      const { data, text } = await portal.ask(as, operation, { client: harborFinch });
      const value = valueAt(data, path);
      if (value === null) throw new Error(`the seeded world has no ${name} at ${path}: ${text}`);
      known.set(name, value);
    }
  }, 60_000);
  afterAll(() => portal.close());

  const people = [
    ...['mia', 'tom', 'bea', 'vic'].map((who) => [who, harborFinch] as const),
    ...['lena', 'max'].map((who) => [who, lumenBakery] as const),
  ];
  it.each(people)('leaves nothing waiting on the client that %s sees and can do nothing about', async (who, clientId) => {
    const waiting = await readWaiting(portal, who, clientId);
    // An approval waits on those who are asked: the seeded world has none yet, and the question about approvals makes one.
    const kinds = new Set(waiting.map(({ __typename }) => __typename));
    expect(kinds.size).toBeGreaterThanOrEqual(4);
    expect(deadEndsOf(waiting, { isViewer: who === 'vic' })).toEqual([]);
    // The check sees a record whose offers are taken away.
    const robbed = waiting.map((record) => ({
      ...record,
      availableActions: record.availableActions.filter(({ action }) => !ANSWERS[record.__typename]?.includes(action)),
    }));
    expect(deadEndsOf(robbed, { isViewer: who === 'vic' })).toHaveLength(waiting.length);
  });

  it('has no state in the tables of any adapter that waits on the client without an answer', () => {
    const { waiting, deadEnds } = readTables();
    expect(deadEnds).toEqual([]);
    expect(new Set(waiting.map((one) => one.split(':')[0])).size).toBe(4);
  });

  it.each(answered)('$question', async ({ prepared, upload, sends, afterwards, ...question }) => {
    if (prepared) await ask(prepared);
    const data = await ask(question);
    if (upload !== undefined) await send(valueAt(data, upload) as Parameters<typeof send>[0], contents[sends]);
    if (afterwards) await ask(afterwards);
  });

  it.each(unanswered)('cannot be answered yet: $question', ({ unanswered: reason }) => {
    expect(reason.length).toBeGreaterThan(20);
  });

  it('is a list of at least 20 questions, each of them once', () => {
    const all = [...answered, ...unanswered].map(({ question }) => question);
    expect(new Set(all).size).toBe(all.length);
    expect(all.length).toBeGreaterThanOrEqual(20);
  });
});
