import { toGlobalId } from '../../../schema/contract/global-id.ts';
import type { Actor } from '../access/actor.ts';
import type { Approval, ApprovalDecision } from '../domain.ts';
import type { ReceiptContent } from './receipt.ts';

/** What the receipt of a decision says. */
export function contentOf(
  approval: Approval,
  made: Pick<ApprovalDecision, 'id' | 'decision' | 'comment' | 'decidedAt' | 'role'>,
  actor: Actor,
  from: ReceiptContent['decision']['from'],
): ReceiptContent {
  const { about, checksum, summary, title, subjectVersion: version, requestedBy, requestedAt } = approval;
  return {
    iss: 'urn:portal-graph:receipts',
    approval: { id: toGlobalId('Approval', approval.id), requestedBy, requestedAt: requestedAt.toISOString() },
    client: { id: toGlobalId('Client', approval.clientId) },
    subject: { type: about.type, id: toGlobalId(about.type, about.id), title, version, checksum, summary },
    decision: {
      ...{ id: made.id, kind: made.decision, comment: made.comment, at: made.decidedAt.toISOString() },
      by: {
        contactId: actor.contactId === null ? null : toGlobalId('Contact', actor.contactId),
        ...{ name: actor.name, subject: actor.subject, issuer: actor.issuer, role: made.role },
      },
      from,
    },
  };
}
