import type { StateTable } from '../../../kit/status-table.ts';

/** What the states of Request Tracker's default lifecycle mean to a client. Tickets in `deleted` are not shown at all. */
export const requestTrackerStateTable: StateTable = {
  ticket: {
    new: {
      phase: 'SUBMITTED',
      waitingOn: 'BUSINESS',
      headline: 'We have your question',
      nextStep: 'Somebody of our team will answer you.',
    },
    open: { phase: 'IN_PROGRESS', waitingOn: 'BUSINESS', headline: 'We are working on it', nextStep: 'You will hear from us.' },
    stalled: {
      phase: 'WAITING',
      waitingOn: 'CLIENT',
      headline: 'We need an answer from you',
      nextStep: 'Reply to the last message.',
    },
    resolved: { phase: 'DONE', waitingOn: 'NOBODY', headline: 'This is settled', nextStep: 'Reopen it if it is not.' },
    rejected: { phase: 'CANCELLED', waitingOn: 'NOBODY', headline: 'We cannot help with this here', nextStep: null },
  },
};
