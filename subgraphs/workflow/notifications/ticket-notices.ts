import { readGlobalIdOf } from '../../../schema/contract/global-id.ts';
import type { EventFact, StepFact } from '../../kit/domain.ts';
import type { Client, Notification } from '../domain.ts';
import { localKey } from '../local-key.ts';
import type { Contribution } from '../system-facts.ts';

/** What happened longer ago is no news. */
const newsMs = 30 * 24 * 60 * 60 * 1000;

/**
 * What the help desk has to tell a contact, out of the facts that it gives this caller now: so a ticket that is no longer shared with them
 * is not in it. A ticket that waits for the client is one that the business has answered; once it is answered, there is nothing to tell.
 */
export function ticketNotices(
  { clientId }: Client,
  given: { readonly steps: Contribution<StepFact>; readonly events: Contribution<EventFact> },
  now: Date,
): Omit<Notification, 'isRead'>[] {
  const waiting = given.steps.facts
    .filter(({ subjectType }) => subjectType === 'Ticket')
    .flatMap((step) => {
      const id = localKey('Notification', 'tickets', step.subjectId, step.since.toISOString());
      const headline = `The business waits for your reply: "${step.title}"`;
      return noticeOf(step.subjectId, { id, kind: 'TICKET_WAITS', at: step.since, headline, actor: null });
    });
  const closed = given.events.facts
    .filter(({ kind }) => kind === 'TICKET_CLOSED')
    .flatMap(({ key, at, headline, actor, subjectId }) =>
      noticeOf(subjectId, { id: localKey('Notification', 'tickets', key), kind: 'TICKET_CLOSED', at, headline, actor }),
    );
  return [...waiting, ...closed].filter(({ at }) => now.getTime() - at.getTime() < newsMs);

  function noticeOf(
    subjectId: string,
    notice: Pick<Notification, 'id' | 'kind' | 'at' | 'headline' | 'actor'>,
  ): Omit<Notification, 'isRead'>[] {
    const ticket = readGlobalIdOf('Ticket', subjectId);
    return ticket === null ? [] : [{ ...notice, clientId, about: { type: 'Ticket', id: ticket } }];
  }
}
