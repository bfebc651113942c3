import type { RecordedDecision } from './domain.ts';
import { notAllowed, refused } from './verdict.ts';
import type { Verdict } from './verdict.ts';

/** What a system of record says of a decision about something that is no longer what was decided on. */
export const changedSinceDecision = refused('It has changed since the decision, which was about what it was before.', null);

export const noDecidedRecord = refused('What was decided on is no longer there.', null);

export function refusedDecision(verdict: Verdict): RecordedDecision {
  return { recordedAt: null, refusal: notAllowed(verdict).message };
}
