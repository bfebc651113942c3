import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { AppError } from '../../../schema/contract/app-error.ts';
import { toReceiptId } from '../../../schema/contract/receipt-id.ts';
import type { DeadLetter, KeptActions } from '../../kit/actions/kept-actions.ts';
import { asClientId } from '../../kit/domain.ts';
import { staffClaims } from '../../kit/testing/identity.ts';
import { deadLettersOfAll, decideAction, findReceipt } from './all-actions.ts';

const logger = pino({ level: 'silent' });
const receipt = { id: 'r', state: 'FAILED', system: 'S', acceptedAt: new Date(0), appliedAt: null, error: 'no' } as const;
const staff = staffClaims();

function letter(at: string, id: string): DeadLetter {
  const about = { receipt: { ...receipt, id }, mutation: 'm', clientId: asClientId('acme'), author: 'Ann' };
  return { ...about, failedAt: new Date(at), refused: true, attempts: 1, problem: null, position: [at, id] };
}

/** As a service answers: after a position, in order, with one page at most. */
function keeper(letters: readonly DeadLetter[], given: Partial<KeptActions> = {}): KeptActions {
  const sorted = [...letters].sort((one, other) => (String(one.position) < String(other.position) ? 1 : -1));
  return {
    receipt: () => Promise.resolve(receipt),
    decide: () => Promise.resolve({ receipt, userErrors: [] }),
    deadLetters: (_caller, { first, after }) => {
      const rest = after ? sorted.filter(({ position }) => String(position) < String(after)) : sorted;
      return Promise.resolve({ letters: rest.slice(0, first), hasNextPage: rest.length > first, totalCount: sorted.length });
    },
    ...given,
  };
}

const time = (minute: number) => `2026-11-28T01:${String(minute).padStart(2, '0')}:00.000000Z`;

describe('the actions of all services', () => {
  it('are one list, newest first, that is walked through without loss or repetition', async () => {
    const tickets = Array.from({ length: 7 }, (_, index) => letter(time(index * 2), `t${String(index)}`));
    const own = Array.from({ length: 5 }, (_, index) => letter(time(index * 3), `w${String(index)}`));
    const keepers = { tickets: keeper(tickets), workflow: keeper(own) };
    const seen: string[] = [];
    for (let after: DeadLetter['position'] | null = null; ;) {
      const { page, totalCount } = await deadLettersOfAll(keepers, staff, { first: 2, after }, logger);
      seen.push(...page.items.map(({ record }) => record.receipt.id));
      expect(totalCount).toBe(12);
      if (!page.hasNextPage) break;
      after = page.items.at(-1)?.record.position ?? null;
    }
    const all = [...tickets, ...own].sort((one, other) => (String(one.position) < String(other.position) ? 1 : -1));
    expect(seen).toEqual(all.map(({ receipt: { id } }) => id));
  });

  it('lack those of a service that is away, and say so', async () => {
    const away = () => Promise.reject(new AppError('UPSTREAM_UNAVAILABLE', 'It cannot be reached.'));
    const keepers = { tickets: keeper([], { deadLetters: away }), workflow: keeper([letter(time(1), 'w')]) };
    const { page, missing, totalCount } = await deadLettersOfAll(keepers, staff, { first: 20, after: null }, logger);
    expect([page.items.map(({ record }) => record.receipt.id), page.hasNextPage, missing, totalCount]).toEqual([
      ['w'],
      false,
      ['tickets'],
      1,
    ]);
  });

  it('are asked of the service that the id names, and of no other', async () => {
    const asked: string[] = [];
    const told = (name: string): KeptActions =>
      keeper([], {
        receipt: () => Promise.resolve((asked.push(name), null)),
        decide: () => Promise.resolve((asked.push(`decide ${name}`), { receipt: null, userErrors: [] })),
      });
    const keepers = { tickets: told('tickets'), workflow: told('workflow') };
    for (const id of [toReceiptId('tickets', '1'), toReceiptId('workflow', '2'), toReceiptId('crm', '3'), 'x', ''])
      expect(await findReceipt(keepers, staff, id)).toBeNull();
    await decideAction(keepers, staff, toReceiptId('tickets', '1'), 'RETRY');
    const unknown = await decideAction(keepers, staff, toReceiptId('files', '1'), 'RETRY');
    expect(unknown.userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect(asked).toEqual(['tickets', 'workflow', 'decide tickets']);
  });
});
