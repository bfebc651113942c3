import { sql } from 'kysely';
import type { ClientRole } from '../../../schema/contract/identity-claims.ts';
import { asClientId } from '../../kit/domain.ts';
import { exactTime } from '../access/pages.ts';
import type { Listed } from '../access/pages.ts';
import type { DocumentRequest, DocumentRequestState, DocumentSubmission, DocumentVerdict } from '../domain.ts';

/** A request with what was sent, as PostgreSQL gives it. */
export interface DocumentRequestRow extends Listed {
  readonly client_id: string;
  readonly title: string;
  readonly description: string | null;
  readonly media_types: readonly string[];
  readonly contact_ids: readonly string[];
  readonly roles: readonly ClientRole[];
  readonly due_by: Date | null;
  readonly state: DocumentRequestState;
  readonly revision: number;
  readonly requested_by: string;
  readonly requested_subject: string;
  readonly requested_issuer: string | null;
  readonly requested_at: Date;
  readonly changed_at: Date;
  readonly submissions: readonly SubmissionRow[];
}

interface SubmissionRow {
  readonly id: string;
  readonly document_id: string;
  readonly version: number;
  readonly checksum: string;
  readonly submitted_by: string;
  readonly contact_id: string | null;
  readonly submitted_at: string;
  readonly verdict: DocumentVerdict | null;
  readonly reason: string | null;
  readonly judged_by: string | null;
  readonly judged_at: string | null;
}

export const documentRequestColumns = sql`r.id, r.client_id, r.title, r.description, r.media_types, r.contact_ids, r.roles, r.due_by,
  r.state, r.revision, r.requested_by, r.requested_subject, r.requested_issuer, r.requested_at, r.changed_at,
  ${exactTime('r.requested_at')} as sorted_at,
  (select coalesce(jsonb_agg(to_jsonb(s) order by s.number desc), '[]') from (
    select id, number, document_id, version, checksum, submitted_by, contact_id, submitted_at, verdict, reason, judged_by, judged_at
    from workflow.document_submissions where request = r.id order by number desc limit 100) s) as submissions`;

export function toDocumentRequest(row: DocumentRequestRow, system: string, asOf: Date): DocumentRequest {
  const clientId = asClientId(row.client_id);
  return {
    ...{ __typename: 'DocumentRequest', id: row.id, clientId, title: row.title, description: row.description },
    mediaTypes: row.media_types,
    state: row.state,
    revision: row.revision,
    contactIds: row.contact_ids,
    roles: row.roles,
    dueBy: row.due_by,
    requestedBy: row.requested_by,
    requestedAt: row.requested_at,
    changedAt: row.changed_at,
    submissions: row.submissions.map((sent): DocumentSubmission => ({
      ...{ id: sent.id, clientId, documentId: sent.document_id, version: sent.version, checksum: sent.checksum },
      ...{ contactId: sent.contact_id, submittedBy: sent.submitted_by, submittedAt: new Date(sent.submitted_at) },
      ...{ verdict: sent.verdict, reason: sent.reason, judgedBy: sent.judged_by },
      judgedAt: sent.judged_at === null ? null : new Date(sent.judged_at),
    })),
    provenance: { system, recordId: row.id, asOf, stale: false },
  };
}
