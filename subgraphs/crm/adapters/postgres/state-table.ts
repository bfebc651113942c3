import type { StateTable } from '../../../kit/status-table.ts';

/** What the states of the `crm` schema mean to a client. A business whose views use other words names its own in `CRM_STATE_TABLE`. */
export const POSTGRES_CRM_STATES: StateTable = {
  project: {
    planned: {
      phase: 'SUBMITTED',
      waitingOn: 'BUSINESS',
      headline: 'We have planned this project',
      nextStep: 'We begin on the agreed day',
    },
    active: {
      phase: 'IN_PROGRESS',
      waitingOn: 'BUSINESS',
      headline: 'We are working on this project',
      nextStep: 'We tell you when we reach the next milestone',
    },
    waiting_for_client: {
      phase: 'WAITING',
      waitingOn: 'CLIENT',
      headline: 'We need something from you to go on with this project',
      nextStep: 'We go on as soon as we have it',
    },
    on_hold: {
      phase: 'WAITING',
      waitingOn: 'BUSINESS',
      headline: 'We have paused this project',
      nextStep: 'We tell you when we go on',
    },
    completed: { phase: 'DONE', waitingOn: 'NOBODY', headline: 'This project is finished', nextStep: null },
    cancelled: { phase: 'CANCELLED', waitingOn: 'NOBODY', headline: 'This project was called off', nextStep: null },
  },
  milestone: {
    planned: { phase: 'SUBMITTED', waitingOn: 'BUSINESS', headline: 'This milestone lies ahead', nextStep: null },
    active: { phase: 'IN_PROGRESS', waitingOn: 'BUSINESS', headline: 'We are working on this milestone', nextStep: null },
    waiting_for_client: {
      phase: 'WAITING',
      waitingOn: 'CLIENT',
      headline: 'We need something from you to reach this milestone',
      nextStep: 'We go on as soon as we have it',
    },
    approved: { phase: 'DONE', waitingOn: 'NOBODY', headline: 'You have approved this milestone', nextStep: null },
    rejected: {
      phase: 'IN_PROGRESS',
      waitingOn: 'BUSINESS',
      headline: 'You have not approved this milestone',
      nextStep: 'We get in touch with you about it',
    },
    changes_requested: {
      phase: 'IN_PROGRESS',
      waitingOn: 'BUSINESS',
      headline: 'You asked us to change something before you approve this milestone',
      nextStep: 'We put it to you again',
    },
    reached: { phase: 'DONE', waitingOn: 'NOBODY', headline: 'This milestone is reached', nextStep: null },
  },
  quote: {
    sent: {
      phase: 'WAITING',
      waitingOn: 'CLIENT',
      headline: 'Please tell us whether you accept this quote',
      nextStep: 'We begin once you have accepted it',
    },
    changes_requested: {
      phase: 'IN_PROGRESS',
      waitingOn: 'BUSINESS',
      headline: 'You asked us to change this quote',
      nextStep: 'We send you a new one',
    },
    accepted: { phase: 'DONE', waitingOn: 'NOBODY', headline: 'You have accepted this quote', nextStep: null },
    rejected: { phase: 'CANCELLED', waitingOn: 'NOBODY', headline: 'You have declined this quote', nextStep: null },
    expired: {
      phase: 'CANCELLED',
      waitingOn: 'NOBODY',
      headline: 'This quote is no longer valid',
      nextStep: 'Ask us for a new one if you still want it',
    },
  },
  invoice: {
    open: { phase: 'WAITING', waitingOn: 'CLIENT', headline: 'Please pay this invoice', nextStep: null },
    overdue: { phase: 'WAITING', waitingOn: 'CLIENT', headline: 'This invoice is overdue: please pay it now', nextStep: null },
    paid: { phase: 'DONE', waitingOn: 'NOBODY', headline: 'This invoice is paid', nextStep: null },
    cancelled: { phase: 'CANCELLED', waitingOn: 'NOBODY', headline: 'This invoice was cancelled', nextStep: null },
  },
};
