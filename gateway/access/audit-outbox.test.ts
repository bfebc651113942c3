import { describe, expect, it } from '@jest/globals';
import { AppError } from '../../schema/contract/app-error.ts';
import { createLogger } from '../../schema/contract/logger.ts';
import type { AuditEvent } from './audit-event.ts';
import { createAuditOutbox } from './audit-outbox.ts';
import type { AuditOutboxOptions } from './audit-outbox.ts';

const logger = createLogger({ name: 'test', level: 'silent' });

function eventOf(id: string, kind: AuditEvent['kind'] = 'ACTION'): AuditEvent {
  return {
    ...{ id, kind, at: '2030-01-01T00:00:00.000Z', actorKind: 'CLIENT', actorName: null, actorSubject: 'mia', actorIssuer: null },
    ...{ actorContactId: 'c-1', viewId: null, clientIds: ['acme'], field: 'openTicket', outcome: 'DONE', subjects: [] },
    ...{ summary: 'openTicket: done', details: null },
  };
}

/** An outbox whose other side does what `send` says, and keeps what it took. */
function outbox(options: Partial<AuditOutboxOptions> = {}) {
  const kept: string[] = [];
  const batches: number[] = [];
  let lost = 0;
  const box = createAuditOutbox({
    ...{ logger, betweenSendsMs: 5, retryMsMax: 20, reportLost: (count) => (lost += count) },
    ...options,
    send: async (events) => {
      await options.send?.(events);
      kept.push(...events.map(({ id }) => id));
      batches.push(events.length);
    },
  });
  return { box, kept, batches, lost: () => lost };
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const ids = (count: number) => Array.from({ length: count }, (_, index) => String(index));

describe('audit events', () => {
  it('are sent in order, many at once, and at most as many as the other side takes', async () => {
    const { box, kept, batches } = outbox();
    for (const id of ids(1_200)) box.add(eventOf(id));
    await wait(60);
    expect(kept).toEqual(ids(1_200));
    expect(batches).toEqual([500, 500, 200]);
    await box.close();
  });

  it('wait while the other side is away, and are then sent with the same ids', async () => {
    let isDown = true;
    const tried: string[][] = [];
    const { box, kept, lost } = outbox({
      send: (events) => {
        tried.push(events.map(({ id }) => id));
        return isDown ? Promise.reject(new AppError('UPSTREAM_UNAVAILABLE', 'away')) : Promise.resolve();
      },
    });
    for (const id of ids(3)) box.add(eventOf(id));
    await wait(50);
    expect([tried.length > 1, kept]).toEqual([true, []]);
    box.add(eventOf('3'));
    isDown = false;
    await wait(100);
    expect(kept).toEqual(ids(4));
    expect(tried.slice(0, 2)).toEqual([ids(3), ids(3)]);
    expect(lost()).toBe(0);
    await box.close();
  });

  it('that find no more room are counted, and denials never take the room of what was done', async () => {
    let isDown = true;
    const { box, kept, lost } = outbox({
      eventsMax: 100,
      send: () => (isDown ? Promise.reject(new Error('away')) : Promise.resolve()),
    });
    for (const id of ids(500)) box.add(eventOf(`denied-${id}`, 'DENIED'));
    expect(lost()).toBe(450);
    for (const id of ids(60)) box.add(eventOf(id));
    expect(lost()).toBe(460);
    isDown = false;
    await wait(150);
    expect(kept).toHaveLength(100);
    expect(kept.filter((id) => !id.startsWith('denied'))).toEqual(ids(50));
    await box.close();
  });

  it('that the other side cannot take cost themselves, and not those beside them', async () => {
    const { box, kept, lost } = outbox({
      send: (events) =>
        events.some(({ id }) => id === '2') ? Promise.reject(new AppError('BAD_USER_INPUT', 'no')) : Promise.resolve(),
    });
    for (const id of ids(5)) box.add(eventOf(id));
    await wait(50);
    expect([kept, lost()]).toEqual([['0', '1', '3', '4'], 1]);
    await box.close();
  });

  it('that wait at the end are sent before it', async () => {
    const { box, kept, lost } = outbox({ betweenSendsMs: 10_000, send: () => wait(20) });
    for (const id of ids(700)) box.add(eventOf(id));
    await box.close();
    expect([kept.length, lost()]).toEqual([700, 0]);
  });

  it('hold up the end for a while at most when the other side hangs, and are counted then', async () => {
    const { box, lost } = outbox({ closeMsMax: 50, send: () => new Promise(() => undefined) });
    for (const id of ids(7)) box.add(eventOf(id));
    const startedAt = performance.now();
    await box.close();
    expect(performance.now() - startedAt).toBeLessThan(500);
    expect(lost()).toBe(7);
  });
});
