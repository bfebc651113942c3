import { describe, expect, it } from '@jest/globals';
import { createStatusTable, stateTable } from './status-table.ts';

const since = new Date('2026-11-01T00:00:00Z');
const dueBy = new Date('2026-12-01T00:00:00Z');
const table = stateTable.parse({
  ticket: {
    open: { phase: 'IN_PROGRESS', waitingOn: 'BUSINESS', headline: 'We are on it', nextStep: 'You will hear from us' },
    pending: { phase: 'WAITING', waitingOn: 'CLIENT', headline: 'We need an answer from you' },
    closed: { phase: 'DONE', waitingOn: 'NOBODY', headline: 'Settled' },
    dropped: { phase: 'CANCELLED', waitingOn: 'NOBODY', headline: 'Called off' },
  },
});

function recording() {
  const unknown: string[] = [];
  return { unknown, statuses: createStatusTable(table, (kind, state) => unknown.push(`${kind} ${state}`)) };
}

describe('a status table', () => {
  it('says what a state means', () => {
    const { statuses, unknown } = recording();
    expect(statuses.statusOf('ticket', { state: 'open', since, dueBy })).toEqual({
      phase: 'IN_PROGRESS',
      waitingOn: 'BUSINESS',
      headline: 'We are on it',
      nextStep: 'You will hear from us',
      dueBy,
      since,
      sourceState: 'open',
    });
    expect(unknown).toEqual([]);
  });

  it.each(['closed', 'dropped'])('has no next due time once a record is %s', (state) => {
    expect(recording().statuses.statusOf('ticket', { state, since, dueBy }).dueBy).toBeNull();
  });

  it.each([
    ['ticket', 'frozen'],
    ['ticket', 'OPEN'],
    ['ticket', 'toString'],
    ['ticket', '__proto__'],
    ['project', 'open'],
  ])('never guesses at the %s state %s: it reports it and shows the word itself', (kind, state) => {
    const { statuses, unknown } = recording();
    expect(statuses.statusOf(kind, { state, since })).toMatchObject({
      phase: 'IN_PROGRESS',
      waitingOn: 'BUSINESS',
      headline: state,
      nextStep: null,
      sourceState: state,
    });
    expect(unknown).toEqual([`${kind} ${state}`]);
  });

  it('finds the states of a meaning, and says whether an unknown one has it', () => {
    const { statuses } = recording();
    expect(statuses.statesWhere('ticket', ({ waitingOn }) => waitingOn === 'CLIENT')).toEqual(['pending']);
    expect(statuses.statesWhere('project', () => true)).toEqual([]);
    expect(statuses.unknownPasses(({ phase }) => phase === 'IN_PROGRESS')).toBe(true);
    expect(statuses.unknownPasses(({ waitingOn }) => waitingOn === 'CLIENT')).toBe(false);
    expect(statuses.knownStates('ticket')).toEqual(['open', 'pending', 'closed', 'dropped']);
    expect(statuses.knownStates('project')).toEqual([]);
  });

  it.each([
    ['an unknown phase', { phase: 'ODD', waitingOn: 'CLIENT', headline: 'x' }],
    ['an unknown party', { phase: 'DONE', waitingOn: 'US', headline: 'x' }],
    ['an empty headline', { phase: 'DONE', waitingOn: 'NOBODY', headline: '' }],
    ['a misspelled key', { phase: 'DONE', waitingOn: 'NOBODY', headline: 'x', nextstep: 'y' }],
  ])('is refused with %s', (_case, meaning) => {
    expect(stateTable.safeParse({ ticket: { odd: meaning } }).success).toBe(false);
  });
});
