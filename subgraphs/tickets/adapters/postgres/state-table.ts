import type { StateTable } from '../../../kit/status-table.ts';

/** What the states of our own help desk mean to a client. */
export const postgresStateTable: StateTable = {
  ticket: {
    new: {
      phase: 'SUBMITTED',
      waitingOn: 'BUSINESS',
      headline: 'We have your question',
      nextStep: 'Somebody of our team will answer you.',
    },
    open: { phase: 'IN_PROGRESS', waitingOn: 'BUSINESS', headline: 'We are working on it', nextStep: 'You will hear from us.' },
    waiting_on_client: {
      phase: 'WAITING',
      waitingOn: 'CLIENT',
      headline: 'We need an answer from you',
      nextStep: 'Reply to the last message.',
    },
    waiting_on_third_party: {
      phase: 'WAITING',
      waitingOn: 'THIRD_PARTY',
      headline: 'We are waiting for somebody else',
      nextStep: 'We will go on as soon as they have answered.',
    },
    solved: {
      phase: 'DONE',
      waitingOn: 'NOBODY',
      headline: 'We think that this is solved',
      nextStep: 'Reopen it if it is not.',
    },
    closed: { phase: 'DONE', waitingOn: 'NOBODY', headline: 'This is settled', nextStep: null },
  },
};
