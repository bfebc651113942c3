import type { Status } from '../../kit/domain.ts';
import type { DocumentRequest, DocumentRequestState } from '../domain.ts';

/** Where a request stands, in words for both sides. */
export function statusOf(request: DocumentRequest): Status {
  const { state, dueBy, changedAt } = request;
  return {
    ...standing[state](request),
    dueBy: state === 'OPEN' || state === 'RETURNED' ? dueBy : null,
    since: changedAt,
    sourceState: state,
  };
}

type Standing = Pick<Status, 'phase' | 'waitingOn' | 'headline' | 'nextStep'>;

const standing: Readonly<Record<DocumentRequestState, (request: DocumentRequest) => Standing>> = {
  OPEN: ({ title }) => ({
    ...{ phase: 'WAITING', waitingOn: 'CLIENT', headline: `We need "${title}" from you.` },
    nextStep: 'We look at it when you have sent it.',
  }),
  SUBMITTED: ({ title }) => ({
    ...{ phase: 'IN_PROGRESS', waitingOn: 'BUSINESS', headline: `"${title}" was sent, and we look at it.` },
    nextStep: 'We take it, or say what is missing.',
  }),
  RETURNED: ({ title, submissions }) => ({
    ...{ phase: 'WAITING', waitingOn: 'CLIENT', headline: `We need "${title}" from you again: ${submissions[0]?.reason ?? ''}` },
    nextStep: 'We look at it when you have sent it.',
  }),
  ACCEPTED: ({ title }) => ({
    ...{ phase: 'DONE', waitingOn: 'NOBODY', headline: `We have "${title}".`, nextStep: null },
  }),
  CANCELLED: ({ title }) => ({
    ...{ phase: 'CANCELLED', waitingOn: 'NOBODY', headline: `We no longer ask for "${title}".`, nextStep: null },
  }),
};
