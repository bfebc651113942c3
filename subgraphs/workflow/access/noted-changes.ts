import { notesChanges } from '../../kit/changes/change-tables.ts';

/**
 * What of the schema `workflow` is a change for a client whose answers a gateway may have kept: also what no mutation does, such as a decision
 * that a sweep voids. Not who has access and who looked: answers with any of that are never kept.
 */
export const notedChanges: readonly string[] = [
  notesChanges('workflow', 'approvals', ['state']),
  // Where several have to agree, one of them decides and the approval stays as it is.
  `create function workflow.note_decision() returns trigger language plpgsql security definer set search_path = '' as $$
    begin
      insert into workflow.changes (changed_in, client_id)
        select pg_catalog.pg_current_xact_id(), a.client_id from workflow.approvals a where a.id = new.approval
        on conflict do nothing;
      return null;
    end
  $$`,
  `create trigger note_change after insert on workflow.approval_decisions
    for each row execute function workflow.note_decision()`,
  // Whatever is sent or judged moves the request to another revision.
  notesChanges('workflow', 'document_requests', ['state', 'revision']),
  notesChanges('workflow', 'notices'),
];
