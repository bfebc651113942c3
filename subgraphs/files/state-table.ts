import type { StateTable } from '../kit/status-table.ts';

/**
 * The words are the portal's own: neither a disk nor an object store has states, so both adapters keep what `putVersion` was given and share
 * this table. A file that somebody else put into the store counts as `published`.
 */
export const fileStateTable: StateTable = {
  document: {
    published: { phase: 'DONE', waitingOn: 'NOBODY', headline: 'Ready for you to read', nextStep: null },
    awaiting_review: {
      phase: 'WAITING',
      waitingOn: 'CLIENT',
      headline: 'Please read this and tell us what you think',
      nextStep: 'We go on as soon as we have your answer',
    },
    awaiting_signature: {
      phase: 'WAITING',
      waitingOn: 'CLIENT',
      headline: 'Please sign this',
      nextStep: 'You will get a copy signed by both sides',
    },
    approved: { phase: 'DONE', waitingOn: 'NOBODY', headline: 'You have approved this', nextStep: null },
    rejected: {
      phase: 'IN_PROGRESS',
      waitingOn: 'BUSINESS',
      headline: 'You have not approved this',
      nextStep: 'We get in touch with you about it',
    },
    changes_requested: {
      phase: 'IN_PROGRESS',
      waitingOn: 'BUSINESS',
      headline: 'You asked us to change this',
      nextStep: 'We send you a new version',
    },
    archived: { phase: 'DONE', waitingOn: 'NOBODY', headline: 'Kept for the record', nextStep: null },
    received: {
      phase: 'IN_PROGRESS',
      waitingOn: 'BUSINESS',
      headline: 'We have it and will look at it',
      nextStep: 'We tell you when we have',
    },
  },
};

export const DEFAULT_STATE = 'published';
