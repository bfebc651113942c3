import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { z } from 'zod';
import { AppError } from '../../../schema/contract/app-error.ts';
import { createLogger } from '../../../schema/contract/logger.ts';
import { asClientId } from '../domain.ts';
import { markerOf } from '../idempotency.ts';
import { createMetrics } from '../metrics.ts';
import { scopeOf } from '../scope.ts';
import { clientClaims, staffClaims } from '../testing/identity.ts';
import { createTestDatabase } from '../testing/test-database.ts';
import type { TestDatabase } from '../testing/test-database.ts';
import { defineAction } from './action.ts';
import type { Action, Delivery } from './action.ts';
import { createActions, migrateActions } from './actions.ts';
import type { ActionRequest, Actions, ActionsOptions, ActionsSettings } from './actions.ts';
import { authorityOf, evidenceOf } from './evidence.ts';
import type { Outbox } from './outbox.ts';

const logger = createLogger({ name: 'test', level: 'silent' });
const acme = asClientId('acme');
const ann = clientClaims('acme', { name: 'Ann Müller', issuer: 'https://id.test', tokenId: 'token-1' });
const schema = 'notes_actions';
const everyClient = scopeOf(staffClaims());
let database: TestDatabase;
let sql: pg.Client;
const open: Actions[] = [];

/** The system of record: keeps markers, and does what a test tells it to. */
const system = {
  notes: [] as { marker: string; record: string; text: string }[],
  calls: 0,
  behaviour: null as null | ((action: Action, write: () => Delivery) => Promise<Delivery>),
};

const note = defineAction({
  kind: 'note',
  command: z.strictObject({ record: z.string(), text: z.string() }),
  deliver: async (command, action) => {
    system.calls += 1;
    const write = (): Delivery => {
      const found = system.notes.findIndex(({ marker }) => marker === action.marker);
      if (found < 0) system.notes.push({ marker: action.marker, ...command });
      return { outcome: 'applied', result: { index: found < 0 ? system.notes.length - 1 : found }, appliedAt: new Date() };
    };
    return system.behaviour ? system.behaviour(action, write) : write();
  },
});

const quick: Partial<ActionsSettings> = {
  pollMs: 20,
  leaseMs: 400,
  deliveryTimeoutMs: 300,
  doubtMs: 100,
  backoff: { baseMs: 5, maxMs: 20 },
  waitMs: 1_000,
};

beforeAll(async () => {
  database = await createTestDatabase();
  await migrateActions({ url: database.url, schema });
  sql = new pg.Client({ connectionString: database.url });
  await sql.connect();
});

beforeEach(async () => {
  for (const actions of open.splice(0)) await actions.close();
  await sql.query(`truncate ${schema}.actions, ${schema}.outbox`);
  system.notes.length = 0;
  system.calls = 0;
  system.behaviour = null;
});

afterAll(async () => {
  for (const actions of open.splice(0)) await actions.close();
  await sql.end();
  await database.drop();
});

function start(settings: Partial<ActionsSettings> = {}, options: Partial<ActionsOptions> = {}): Actions {
  const actions = createActions({
    url: database.url,
    schema,
    kinds: [note],
    logger,
    metrics: createMetrics('notes'),
    settings: { ...quick, ...settings },
    ...options,
  });
  open.push(actions);
  return actions;
}

function request(overrides: Partial<ActionRequest> & { record?: string; text?: string } = {}): ActionRequest {
  const { record = 'r1', text = 'hello', ...rest } = overrides;
  return {
    kind: 'note',
    command: { record, text },
    recordKey: record,
    clientId: acme,
    marker: randomUUID(),
    evidence: evidenceOf({ claims: ann, requestId: 'request-1' }, acme),
    ...rest,
  };
}

async function accepted(actions: Actions, given: ActionRequest): Promise<Action> {
  const performed = await actions.perform(given);
  if (performed.outcome !== 'accepted') throw new Error(`it was not accepted: ${performed.outcome}`);
  return performed.action;
}

async function until<Value>(read: () => Promise<Value | undefined | false>, timeoutMs = 10_000): Promise<Value> {
  for (const deadline = Date.now() + timeoutMs; ;) {
    const value = await read();
    if (value !== undefined && value !== false) return value;
    if (Date.now() > deadline) throw new Error('it did not happen in time');
    await sleep(10);
  }
}

function settled(actions: Actions, id: string): Promise<Action> {
  return until(async () => {
    const action = (await actions.actions([id])).get(id);
    return action?.state === 'ACCEPTED' ? undefined : action;
  });
}

function down(): Promise<Delivery> {
  return Promise.reject(new AppError('UPSTREAM_UNAVAILABLE', 'The note book cannot be reached at the moment.'));
}

describe('an action', () => {
  it('is applied by the time the caller gets its answer, in the usual case', async () => {
    const action = await accepted(start(), request());
    expect(action).toMatchObject({ state: 'APPLIED', attempts: 1, result: { index: 0 }, error: null, failure: null });
    expect(action.appliedAt).toBeInstanceOf(Date);
    expect(system.notes).toMatchObject([{ record: 'r1', text: 'hello' }]);
    expect((await sql.query(`select from ${schema}.outbox`)).rowCount).toBe(0);
  });

  it('is stored with who did it, from where and when, and delivered with the rights of then', async () => {
    let delivered: Action | undefined;
    system.behaviour = (action, write) => ((delivered = action), Promise.resolve(write()));
    const memberships = [...ann.memberships, { clientId: 'globex', role: 'OWNER' as const }];
    const both = { ...ann, memberships, address: '192.0.2.7' };
    const evidence = evidenceOf({ claims: both, requestId: 'request-7' }, acme);
    const action = await accepted(start(), request({ evidence }));
    expect(action.evidence).toEqual({
      who: {
        kind: 'client',
        subject: 'contact-of-acme',
        issuer: 'https://id.test',
        name: 'Ann Müller',
        contactId: 'contact-of-acme',
        role: 'OWNER',
        scopes: ann.scopes,
        tokenId: 'token-1',
      },
      from: { requestId: 'request-7', address: '192.0.2.7' },
    });
    const scope = scopeOf(authorityOf(delivered?.evidence ?? evidence, acme));
    expect(scope.clients).toEqual(new Map([['acme', 'OWNER']]));
    expect(scope.contactId).toBe('contact-of-acme');
  });

  it("reaches no more than its own client when staff's is delivered", () => {
    const scope = scopeOf(authorityOf(evidenceOf({ claims: staffClaims(), requestId: 'x' }, acme), acme));
    expect([scope.kind, scope.clients]).toEqual(['staff', new Map([['acme', null]])]);
  });

  it('is not stored when the rule says no', async () => {
    const verdict = { allowed: false, reason: 'no', remedy: null };
    const performed = await start().perform(request({ judge: () => Promise.resolve(verdict) }));
    expect(performed).toEqual({ outcome: 'refused', verdict });
    expect((await sql.query(`select from ${schema}.actions`)).rowCount).toBe(0);
  });

  it('leaves neither half behind when the other cannot be stored', async () => {
    await sql.query(`alter table ${schema}.outbox add constraint full_disk check (record_key <> 'full')`);
    await expect(start().perform(request({ record: 'full' }))).rejects.toThrow();
    await sql.query(`alter table ${schema}.outbox drop constraint full_disk`);
    expect((await sql.query(`select from ${schema}.actions`)).rowCount).toBe(0);
    expect(system.calls).toBe(0);
  });

  it('is acknowledged by nobody while the store is away', async () => {
    const actions = start({}, { url: 'postgres://portal@127.0.0.1:1/portal' });
    await expect(actions.perform(request())).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    await expect(actions.checkReady()).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });
});

describe('a system of record that is down', () => {
  it('gets the action when it is back, and the caller has a receipt at once', async () => {
    system.behaviour = down;
    const actions = start({ waitMs: 5_000 });
    const began = Date.now();
    const action = await accepted(actions, request());
    // The first try has failed: there is nothing to wait for.
    expect(Date.now() - began).toBeLessThan(2_000);
    expect(action).toMatchObject({ state: 'ACCEPTED', error: null, appliedAt: null });
    await until(async () => (await Promise.resolve(system.calls)) > 3);
    system.behaviour = null;
    expect(await settled(actions, action.id)).toMatchObject({ state: 'APPLIED' });
    expect(system.notes).toHaveLength(1);
  });

  it('that hangs makes nobody wait for longer than a moment, and is asked again', async () => {
    system.behaviour = (_action, write) => (system.calls === 1 ? new Promise(() => undefined) : Promise.resolve(write()));
    const actions = start({ waitMs: 50 });
    const action = await accepted(actions, request());
    expect(action.state).toBe('ACCEPTED');
    expect(await settled(actions, action.id)).toMatchObject({ state: 'APPLIED', attempts: 2 });
  });

  it('that drops its answer after it has applied is found to have it', async () => {
    system.behaviour = async (_action, write) => {
      const result = write();
      return system.calls === 1 ? down() : Promise.resolve(result);
    };
    const actions = start();
    const action = await accepted(actions, request());
    expect(await settled(actions, action.id)).toMatchObject({ state: 'APPLIED', result: { index: 0 } });
    expect(system.notes).toHaveLength(1);
  });

  it('for too long makes it fail, with a reason, on the list, and a later try can still apply it', async () => {
    system.behaviour = down;
    const actions = start({ giveUpAfterMs: 150 });
    const { id } = await accepted(actions, request());
    const failed = await settled(actions, id);
    expect(failed).toMatchObject({ state: 'FAILED', failure: 'UNDELIVERABLE', error: 'It could not be delivered.' });
    expect(failed.problem).toContain('note book');
    expect(failed.attempts).toBeGreaterThan(1);
    expect((await actions.failed(everyClient, { first: 10, after: null })).items.map(({ record }) => record.id)).toEqual([id]);
    system.behaviour = null;
    expect(await actions.retry(id, 'Sam')).toMatchObject({ outcome: 'done', action: { state: 'APPLIED', error: null } });
    expect(await actions.countFailed(everyClient)).toBe(0);
    const { rows } = await sql.query(`select decisions from ${schema}.actions`);
    expect(rows).toMatchObject([{ decisions: [{ what: 'retry', by: 'Sam', at: expect.any(String) }] }]);
  });

  it('makes those who try again wait longer each time, up to a limit, and not all for as long', async () => {
    const delays: number[] = [];
    system.behaviour = down;
    let chance = 0;
    const actions = start(
      { backoff: { baseMs: 10, maxMs: 80 } },
      {
        random: () => (chance = (chance + 0.25) % 1),
        wrapOutbox: (outbox) => ({
          ...outbox,
          postpone: (lease, failed) => (delays.push(failed.delayMs), outbox.postpone(lease, failed)),
        }),
      },
    );
    await accepted(actions, request());
    await until(() => Promise.resolve(delays.length >= 7));
    expect(delays.slice(0, 7)).toEqual([6, 15, 35, 40, 50, 60, 70]);
  });
});

describe('a system of record that refuses', () => {
  it.each([
    ['by its rule', () => Promise.resolve<Delivery>({ outcome: 'refused', reason: 'This ticket is settled.' })],
    ...(['BAD_USER_INPUT', 'CONFLICT', 'FORBIDDEN'] as const).map((code) => [
      `with ${code}`,
      () => Promise.reject<Delivery>(new AppError(code, 'This ticket is settled.', { cause: new Error('secret') })),
    ]),
  ] as [string, () => Promise<Delivery>][])('%s is not asked again, and the person reads why', async (_how, refuse) => {
    system.behaviour = refuse;
    const actions = start();
    const action = await accepted(actions, request());
    expect(action).toMatchObject({ state: 'FAILED', failure: 'REFUSED', error: 'This ticket is settled.', attempts: 1 });
    await sleep(60);
    expect(system.calls).toBe(1);
    expect((await actions.failed(everyClient, { first: 10, after: null })).items).toHaveLength(1);
  });

  it('after a try whose end nobody knows is asked again when that can no longer be under way', async () => {
    let refusals = 0;
    let late = (): unknown => undefined;
    // The first try arrives after the second one was judged without it.
    system.behaviour = async (_action, write) => {
      if (system.calls === 1) {
        late = write;
        return down();
      }
      if (system.notes.length > 0) return write();
      refusals += 1;
      setTimeout(late, 20);
      return { outcome: 'refused', reason: 'no' };
    };
    // However busy the machine is, the second try comes while the first one may be under way.
    const actions = start({ doubtMs: 1_000 });
    const { id } = await accepted(actions, request());
    expect(await settled(actions, id)).toMatchObject({ state: 'APPLIED', error: null });
    expect(refusals).toBe(1);
  });

  it('one action goes on with the next one of the same record', async () => {
    system.behaviour = (action, write) =>
      Promise.resolve((action.command as { text: string }).text === 'bad' ? { outcome: 'refused', reason: 'no' } : write());
    const actions = start();
    await Promise.all(['bad', 'good'].map((text) => actions.perform(request({ text }))));
    expect(system.notes.map(({ text }) => text)).toEqual(['good']);
  });
});

describe('a repeated key', () => {
  const marker = () => markerOf({ actor: ann, clientId: acme, mutation: 'note', idempotencyKey: randomUUID() });

  it('has one effect and one receipt, 50 at once too', async () => {
    const given = request({ marker: marker() });
    const others = start();
    const actions = start();
    const all = await Promise.all(Array.from({ length: 50 }, (_, index) => accepted(index % 2 ? actions : others, given)));
    expect(new Set(all.map((action) => JSON.stringify([action.id, action.state, action.appliedAt]))).size).toBe(1);
    expect(all[0]?.state).toBe('APPLIED');
    expect(system.notes).toHaveLength(1);
    expect((await sql.query(`select from ${schema}.actions`)).rowCount).toBe(1);
  });

  it('is a conflict with another input, 50 at once too: one of them wins', async () => {
    const key = marker();
    const actions = start();
    const all = await Promise.all(
      Array.from({ length: 50 }, (_, index) => actions.perform(request({ marker: key, text: `No. ${index}` }))),
    );
    expect(all.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(1);
    expect(all.filter(({ outcome }) => outcome === 'conflict')).toHaveLength(49);
    expect(system.notes).toHaveLength(1);
  });

  it('is not judged again: what was done changed what the rule says', async () => {
    const given = request({ marker: marker(), judge: () => Promise.resolve({ allowed: true, reason: null, remedy: null }) });
    const actions = start();
    const first = await accepted(actions, given);
    const no = () => Promise.resolve({ allowed: false, reason: 'settled', remedy: null });
    expect(await accepted(actions, { ...given, judge: no })).toEqual(first);
  });

  it('is the same whatever the order of the names in the input', async () => {
    const given = request({ marker: marker() });
    const actions = start();
    const first = await accepted(actions, given);
    expect(await accepted(actions, { ...given, command: { text: 'hello', record: 'r1' } })).toEqual(first);
  });
});

describe('the order', () => {
  it('within a record is that of acceptance, one at a time, over several workers and failures', async () => {
    const busy = new Map<string, number>();
    let together = 0;
    system.behaviour = async ({ recordKey }, write) => {
      busy.set(recordKey, (busy.get(recordKey) ?? 0) + 1);
      if ((busy.get(recordKey) ?? 0) > 1) throw new Error('two at once');
      together = Math.max(
        together,
        [...busy.values()].reduce((sum, one) => sum + one, 0),
      );
      await sleep(Math.random() * 6);
      busy.set(recordKey, (busy.get(recordKey) ?? 0) - 1);
      return Math.random() < 0.3 ? down() : write();
    };
    const workers = [start({ waitMs: 0 }), start({ waitMs: 0 }), start({ waitMs: 0 })];
    const records = ['a', 'b', 'c'];
    await Promise.all(
      records.map(async (record) => {
        for (let index = 0; index < 12; index += 1)
          await accepted(workers[index % 3] as Actions, request({ record, text: String(index) }));
      }),
    );
    await until(async () => (await sql.query(`select from ${schema}.outbox`)).rowCount === 0);
    for (const record of records) {
      const texts = system.notes.filter((one) => one.record === record).map(({ text }) => text);
      expect(texts).toEqual(Array.from({ length: 12 }, (_, index) => String(index)));
    }
    expect(together).toBeGreaterThan(1);
  });

  it('makes the followers of an action that waits wait too, and nobody else', async () => {
    system.behaviour = ({ recordKey }, write) => (recordKey === 'stuck' ? down() : Promise.resolve(write()));
    const actions = start({ backoff: { baseMs: 400, maxMs: 400 } });
    await accepted(actions, request({ record: 'stuck', text: '1' }));
    const follower = accepted(actions, request({ record: 'stuck', text: '2' }));
    await until(async () => (await actions.pendingOf(['stuck'])).get('stuck')?.length === 2);
    expect((await accepted(actions, request({ record: 'free' }))).state).toBe('APPLIED');
    const pending = await actions.pendingOf(['stuck', 'free']);
    system.behaviour = null;
    expect(pending.get('stuck')?.map(({ command }) => (command as { text: string }).text)).toEqual(['1', '2']);
    expect(pending.has('free')).toBe(false);
    expect((await follower).state).toBe('APPLIED');
    expect(system.notes.filter(({ record }) => record === 'stuck').map(({ text }) => text)).toEqual(['1', '2']);
  });
});

describe('a lease', () => {
  it('whose answer was lost is given back: nobody works on it', async () => {
    let isLost = false;
    const losing = (outbox: Outbox): Outbox => ({
      ...outbox,
      async claim(options) {
        const claims = await outbox.claim(options);
        if (isLost || claims.length === 0) return claims;
        isLost = true;
        throw new AppError('UPSTREAM_UNAVAILABLE', 'The connection was lost.');
      },
    });
    const startedAt = Date.now();
    const actions = start({ leaseMs: 60_000, waitMs: 0 }, { wrapOutbox: losing });
    const { id } = await accepted(actions, request());
    expect(await settled(actions, id)).toMatchObject({ state: 'APPLIED', attempts: 1 });
    expect(isLost).toBe(true);
    expect(Date.now() - startedAt).toBeLessThan(30_000);
  });

  it('is ended by what became of the action, also when the store did not answer the first time', async () => {
    let lost = 0;
    const losing = (outbox: Outbox): Outbox => ({
      ...outbox,
      async settle(...given) {
        const answer = await outbox.settle(...given);
        if (lost++ > 0) return answer;
        throw new AppError('UPSTREAM_UNAVAILABLE', 'The connection was lost.');
      },
    });
    const actions = start({ leaseMs: 60_000, waitMs: 5_000 }, { wrapOutbox: losing });
    expect(await accepted(actions, request())).toMatchObject({ state: 'APPLIED', attempts: 1 });
    await until(() => Promise.resolve(lost === 2));
    expect(system.calls).toBe(1);
  });

  it('that ran out passes the action on, and what its holder says then is not written', async () => {
    const lost: string[] = [];
    let answerLate: (delivery: Delivery) => void = () => undefined;
    system.behaviour = (_action, write) =>
      system.calls === 1 ? new Promise((resolve) => (answerLate = resolve)) : Promise.resolve(write());
    const slow = start(
      { deliveryTimeoutMs: 60_000, leaseMs: 50, waitMs: 0, pollMs: 60_000 },
      { logger: { ...logger, warn: (_: unknown, text: string) => lost.push(text) } as never },
    );
    const { id } = await accepted(slow, request());
    await until(() => Promise.resolve(system.calls === 1));
    const other = start();
    expect(await settled(other, id)).toMatchObject({ state: 'APPLIED' });
    answerLate({ outcome: 'refused', reason: 'too late to say so' });
    await until(() => Promise.resolve(lost.length > 0));
    expect((await other.actions([id])).get(id)).toMatchObject({ state: 'APPLIED', error: null });
  });

  it('does not matter for an answer that says it was applied: a failure that was stored meanwhile was wrong', async () => {
    let answerLate: (delivery: Delivery) => void = () => undefined;
    system.behaviour = () =>
      system.calls === 1
        ? new Promise((resolve) => (answerLate = resolve))
        : Promise.resolve({ outcome: 'refused', reason: 'no' });
    const late = start({ deliveryTimeoutMs: 60_000, leaseMs: 50, waitMs: 0 });
    const { id } = await accepted(late, request());
    expect(await settled(late, id)).toMatchObject({ state: 'FAILED' });
    answerLate({ outcome: 'applied', result: null, appliedAt: new Date() });
    await until(async () => (await late.actions([id])).get(id)?.state === 'APPLIED');
    expect((await late.actions([id])).get(id)).toMatchObject({ error: null, failure: null, failedAt: null });
  });

  it('is not needed for an answer that came after its time, when it says that it was applied', async () => {
    system.behaviour = async (_action, write) => (await sleep(system.calls === 1 ? 80 : 60_000), write());
    const actions = start({ deliveryTimeoutMs: 30, backoff: { baseMs: 60_000, maxMs: 60_000 } });
    const { id } = await accepted(actions, request());
    expect(await settled(actions, id)).toMatchObject({ state: 'APPLIED' });
    expect(system.calls).toBe(1);
  });

  it('of a worker that died in the middle ends by itself', async () => {
    const actions = start({ pollMs: 60_000, waitMs: 0 }, { kinds: [] });
    const { id } = await accepted(actions, request());
    await sql.query(`update ${schema}.outbox set lease_until = clock_timestamp() + interval '150 milliseconds', fence = 1`);
    const began = Date.now();
    expect(await settled(start(), id)).toMatchObject({ state: 'APPLIED' });
    expect(Date.now() - began).toBeGreaterThan(100);
  });

  it('is taken for the kinds that this process knows', async () => {
    const old = start({ waitMs: 0 }, { kinds: [] });
    const { id } = await accepted(old, request());
    await sleep(80);
    expect((await old.actions([id])).get(id)).toMatchObject({ state: 'ACCEPTED', attempts: 0 });
    expect(await settled(start(), id)).toMatchObject({ state: 'APPLIED' });
  });
});

describe('staff', () => {
  it('lists what failed, newest first, page by page', async () => {
    system.behaviour = () => Promise.resolve({ outcome: 'refused', reason: 'no' });
    const actions = start();
    const ids: string[] = [];
    for (let made = 0; made < 5; made += 1) ids.unshift((await accepted(actions, request({ record: String(made) }))).id);
    const seen: string[] = [];
    for (let after = null as null | readonly (string | number)[]; ;) {
      const page = await actions.failed(everyClient, { first: 2, after });
      seen.push(...page.items.map(({ record }) => record.id));
      if (!page.hasNextPage) break;
      after = page.items.at(-1)?.position ?? null;
    }
    expect(seen).toEqual(ids);
    expect(await actions.countFailed(everyClient)).toBe(5);
    const elsewhere = scopeOf(clientClaims('globex'));
    expect((await actions.failed(elsewhere, { first: 10, after: null })).items).toEqual([]);
    expect(await actions.countFailed(elsewhere)).toBe(0);
    expect(await actions.countFailed(scopeOf(ann))).toBe(5);
  });

  it('calls off what waits; then it is on no list, and what waited behind it goes', async () => {
    system.behaviour = ({ command }, write) =>
      (command as { text: string }).text === 'stuck' ? down() : Promise.resolve(write());
    const actions = start({ backoff: { baseMs: 60_000, maxMs: 60_000 }, waitMs: 20 });
    const { id } = await accepted(actions, request({ text: 'stuck' }));
    const follower = await accepted(actions, request({ text: 'next' }));
    expect(follower.state).toBe('ACCEPTED');
    const cancelled = await until(async () => {
      const decided = await actions.cancel(id, 'Sam');
      return decided.outcome === 'done' && decided;
    });
    expect(cancelled.action).toMatchObject({
      state: 'FAILED',
      failure: 'CANCELLED',
      error: 'It was called off by the business.',
    });
    expect(await settled(actions, follower.id)).toMatchObject({ state: 'APPLIED' });
    expect(await actions.countFailed(everyClient)).toBe(0);
    expect(await actions.cancel(id, 'Sam')).toMatchObject({ outcome: 'too late' });
    expect(await actions.cancel(follower.id, 'Sam')).toMatchObject({ outcome: 'too late', action: { state: 'APPLIED' } });
    expect(await actions.retry(follower.id, 'Sam')).toMatchObject({ outcome: 'too late', action: { state: 'APPLIED' } });
    expect(await actions.retry('nothing', 'Sam')).toEqual({ outcome: 'missing' });
  });

  it('cannot call off what is being delivered at this moment', async () => {
    let answer = (): void => undefined;
    system.behaviour = (_action, write) => new Promise((resolve) => (answer = () => resolve(write())));
    const actions = start({ waitMs: 0 });
    const { id } = await accepted(actions, request());
    await until(() => Promise.resolve(system.calls === 1));
    expect(await actions.cancel(id, 'Sam')).toMatchObject({ outcome: 'too late', action: { state: 'ACCEPTED' } });
    answer();
    expect(await settled(actions, id)).toMatchObject({ state: 'APPLIED' });
  });
});

describe('the metrics', () => {
  it('tell how many wait, since when, and what became of the others', async () => {
    const metrics = createMetrics('notes');
    system.behaviour = ({ recordKey }, write) =>
      recordKey === 'down' ? down() : Promise.resolve(recordKey === 'no' ? { outcome: 'refused', reason: 'no' } : write());
    const actions = start({ backoff: { baseMs: 60_000, maxMs: 60_000 } }, { metrics, now: () => new Date(Date.now() + 30_000) });
    for (const record of ['down', 'no', 'yes']) await accepted(actions, request({ record }));
    await sql.query(`update ${schema}.outbox set accepted_at = accepted_at - interval '1 minute'`);
    const text = await metrics.registry.metrics();
    const value = (name: string) => Number(new RegExp(`^${name}\\{.*\\} (.+)$`, 'm').exec(text)?.[1]);
    expect(value('portal_actions_pending')).toBe(1);
    expect(value('portal_actions_failed')).toBe(1);
    expect(value('portal_actions_oldest_pending_seconds')).toBeGreaterThanOrEqual(60);
    expect(value('portal_actions_applied_total')).toBe(1);
    expect(value('portal_actions_postponed_total')).toBe(1);
    expect(text).toMatch(/portal_actions_failed_total\{.*failure="REFUSED".*\} 1/);
  });

  it('are there while the database is away', async () => {
    const metrics = createMetrics('notes');
    start({}, { metrics, url: 'postgres://portal@127.0.0.1:1/portal' });
    expect(await metrics.registry.metrics()).toMatch(/portal_actions_pending\{.*\} Nan/);
  });
});

describe('closing', () => {
  it('waits for what is under way and takes nothing new', async () => {
    let answer = (): void => undefined;
    system.behaviour = (_action, write) => new Promise((resolve) => (answer = () => resolve(write())));
    const actions = start({ waitMs: 0 });
    const { id } = await accepted(actions, request());
    await until(() => Promise.resolve(system.calls === 1));
    const closing = actions.close();
    open.splice(0);
    await sleep(30);
    answer();
    await closing;
    const { rows } = await sql.query(`select state from ${schema}.actions where id = $1`, [id]);
    expect(rows).toEqual([{ state: 'APPLIED' }]);
  });
});
