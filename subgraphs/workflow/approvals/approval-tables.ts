/** The tables of what clients are asked to approve, in the PostgreSQL schema `workflow`. */
export const approvalTables: readonly string[] = [
  `create table workflow.approvals (
    id uuid primary key,
    client_id text not null,
    title text not null,
    subject_type text not null check (subject_type in ('Document', 'Quote', 'Milestone')),
    subject_id text not null,
    subject_version int,
    checksum text not null,
    summary text not null,
    has_money boolean not null,
    state text not null default 'PENDING'
      check (state in ('PENDING', 'APPROVED', 'REJECTED', 'CHANGES_REQUESTED', 'VOIDED', 'WITHDRAWN')),
    contact_ids text[] not null,
    roles text[] not null,
    mode text not null check (mode in ('ANY', 'ALL')),
    due_by timestamptz,
    requested_by text not null,
    requested_at timestamptz not null,
    message text,
    ended_at timestamptz,
    check (cardinality(contact_ids) + cardinality(roles) > 0),
    check ((state = 'PENDING') = (ended_at is null))
  )`,
  `create index on workflow.approvals (client_id, requested_at desc, id desc)`,
  `create index on workflow.approvals (id) where state = 'PENDING'`,
  // A decision is evidence: it is only ever added, and each contact decides once.
  `create table workflow.approval_decisions (
    id uuid primary key,
    approval uuid not null references workflow.approvals,
    decision text not null check (decision in ('APPROVE', 'REJECT', 'REQUEST_CHANGES')),
    comment text,
    checksum text not null,
    decided_at timestamptz not null,
    contact_id text not null,
    contact_name text not null,
    contact_role text,
    subject text not null,
    issuer text,
    request_id text not null,
    address text,
    evidence text not null,
    unique (approval, contact_id)
  )`,
  `create function workflow.refuse_change_of_evidence() returns trigger language plpgsql as $$
    begin
      raise exception 'a decision is only ever added' using errcode = 'insufficient_privilege';
    end
  $$`,
  `create trigger append_only before update or delete or truncate on workflow.approval_decisions
    for each statement execute function workflow.refuse_change_of_evidence()`,
  `alter table workflow.approval_decisions enable always trigger append_only`,
];

/** Whom to tell what became of it. Those that were asked for before are of nobody in particular. */
export const approvalRequesters: readonly string[] = [
  `alter table workflow.approvals add column requested_subject text, add column requested_issuer text`,
  `create index on workflow.approvals (due_by) where state = 'PENDING'`,
];
