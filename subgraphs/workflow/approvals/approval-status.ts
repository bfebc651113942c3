import type { Status } from '../../kit/domain.ts';
import type { Approval, ApprovalState } from '../domain.ts';

/** Where an approval stands, in words for both sides. */
export function statusOf({ state, title, dueBy, decisions, requestedAt, endedAt }: Approval): Status {
  const name = decisions.at(-1)?.name ?? 'Somebody';
  return {
    ...standing[state](title, name),
    dueBy: state === 'PENDING' ? dueBy : null,
    since: endedAt ?? requestedAt,
    sourceState: state,
  };
}

type Standing = Pick<Status, 'phase' | 'waitingOn' | 'headline' | 'nextStep'>;

const standing: Readonly<Record<ApprovalState, (title: string, name: string) => Standing>> = {
  PENDING: (title) => ({
    ...{ phase: 'WAITING', waitingOn: 'CLIENT', headline: `Your decision on "${title}" is asked for.` },
    nextStep: 'We go on when it is decided.',
  }),
  APPROVED: (title, name) => ({
    ...{ phase: 'DONE', waitingOn: 'NOBODY', headline: `${name} approved "${title}".`, nextStep: null },
  }),
  REJECTED: (title, name) => ({
    ...{ phase: 'DONE', waitingOn: 'NOBODY', headline: `${name} rejected "${title}".`, nextStep: null },
  }),
  CHANGES_REQUESTED: (title, name) => ({
    ...{ phase: 'DONE', waitingOn: 'NOBODY', headline: `${name} asked for changes of "${title}".` },
    nextStep: 'What was changed is put to you anew.',
  }),
  VOIDED: (title) => ({
    ...{
      phase: 'CANCELLED',
      waitingOn: 'NOBODY',
      headline: `"${title}" has changed since a decision was asked for, which no longer counts.`,
    },
    nextStep: 'What it is now is put to you anew.',
  }),
  WITHDRAWN: (title) => ({
    ...{ phase: 'CANCELLED', waitingOn: 'NOBODY', headline: `We no longer ask for a decision on "${title}".`, nextStep: null },
  }),
};
