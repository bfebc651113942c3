import type { NotificationKind } from '../domain.ts';

/** What is told of tickets comes with words of its own. */
export type NoticeKind = Exclude<NotificationKind, 'TICKET_WAITS' | 'TICKET_CLOSED'>;

/** What happened, in one line. It is made when it is read, out of the record as it is then: nothing is said of what is gone. */
export function headlineOf(notice: {
  readonly kind: NoticeKind;
  readonly title: string;
  readonly actor: string | null;
  readonly about: 'Approval' | 'DocumentRequest';
}): string {
  const { kind, title, actor, about } = notice;
  return headlines[kind](`"${title}"`, actor ?? 'Somebody', about === 'Approval' ? 'The decision on' : 'The document');
}

const headlines: Readonly<Record<NoticeKind, (title: string, who: string, what: string) => string>> = {
  APPROVAL_REQUESTED: (title, who) => `${who} asks for your decision on ${title}`,
  APPROVAL_DECIDED: (title, who) => `${who} decided on ${title}`,
  APPROVAL_VOIDED: (title) => `${title} has changed: the decision that was asked for no longer counts`,
  APPROVAL_WITHDRAWN: (title, who) => `${who} no longer asks for a decision on ${title}`,
  DOCUMENT_REQUESTED: (title, who) => `${who} asks you for ${title}`,
  DOCUMENT_SUBMITTED: (title, who) => `${who} sent ${title}`,
  DOCUMENT_RETURNED: (title, who) => `${who} sent ${title} back`,
  DOCUMENT_ACCEPTED: (title, who) => `${who} took ${title}`,
  DOCUMENT_REQUEST_CANCELLED: (title, who) => `${who} no longer asks for ${title}`,
  DUE_SOON: (title, _who, what) => `${what} ${title} is due soon`,
  OVERDUE: (title, _who, what) => `${what} ${title} is overdue`,
};
