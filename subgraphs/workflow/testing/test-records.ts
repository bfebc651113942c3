import { createHash } from 'node:crypto';
import { AppError } from '../../../schema/contract/app-error.ts';
import { asClientId } from '../../kit/domain.ts';
import type { Approvable } from '../../kit/domain.ts';
import type { ApprovableRecords } from '../approvals/approvable-records.ts';

/** Records that can be approved of, as their systems show them; a test changes them, and takes the systems away. */
export interface TestRecords extends ApprovableRecords {
  away: boolean;
  /** How often they were asked. */
  asked: number;
  /** By `Document:plan`. */
  readonly shown: Map<string, Approvable>;
}

export function createTestRecords(): TestRecords {
  const records: TestRecords = {
    away: false,
    asked: 0,
    shown: new Map([
      ['Document:plan', anApprovable()],
      ['Document:theirs', anApprovable({ clientId: asClientId('globex') })],
      ['Quote:q', anApprovable({ title: 'Quote', version: null, hasMoney: true, sharing: null })],
    ]),
    read(subjects) {
      records.asked += 1;
      if (records.away) return Promise.reject(new AppError('UPSTREAM_UNAVAILABLE', 'The files cannot be reached.'));
      return Promise.resolve(subjects.map(({ type, id }) => records.shown.get(`${type}:${id}`) ?? null));
    },
    close: () => Promise.resolve(),
  };
  return records;
}

/** What a document of acme shows that is shared with everybody there. */
export function anApprovable(given: Partial<Approvable> = {}, content = 'first'): Approvable {
  return {
    ...{ clientId: asClientId('acme'), title: 'Plan', version: 1, hasMoney: false, summary: '{"name":"plan.pdf"}' },
    checksum: createHash('sha256').update(content).digest('hex'),
    sharing: { audience: 'COMPANY', roles: [], contactIds: [] },
    ...given,
  };
}
