/** The tables of the documents that clients are asked for, in the PostgreSQL schema `workflow`. */
export const documentRequestTables: readonly string[] = [
  `create table workflow.document_requests (
    id uuid primary key,
    client_id text not null,
    title text not null,
    description text,
    media_types text[] not null check (cardinality(media_types) > 0),
    contact_ids text[] not null,
    roles text[] not null,
    due_by timestamptz,
    state text not null default 'OPEN' check (state in ('OPEN', 'SUBMITTED', 'RETURNED', 'ACCEPTED', 'CANCELLED')),
    -- Grows with every change: two who act on what both saw are told apart by it.
    revision int not null default 1,
    requested_by text not null,
    requested_subject text not null,
    requested_issuer text,
    requested_at timestamptz not null,
    changed_at timestamptz not null,
    check (cardinality(contact_ids) + cardinality(roles) > 0)
  )`,
  `create index on workflow.document_requests (client_id, requested_at desc, id desc)`,
  `create index on workflow.document_requests (due_by) where state in ('OPEN', 'RETURNED')`,
  // What was sent stays, whatever the business made of it.
  `create table workflow.document_submissions (
    id uuid primary key,
    request uuid not null references workflow.document_requests,
    -- The revision that it made: the order in which they came.
    number int not null,
    document_id text not null,
    version int not null,
    checksum text not null,
    submitted_by text not null,
    contact_id text,
    submitted_at timestamptz not null,
    verdict text check (verdict in ('ACCEPTED', 'RETURNED')),
    reason text,
    judged_by text,
    judged_at timestamptz,
    check ((verdict is null) = (judged_at is null)),
    check ((verdict = 'RETURNED') = (reason is not null) or verdict is null)
  )`,
  `create unique index on workflow.document_submissions (request, number)`,
  // At most one is looked at.
  `create unique index on workflow.document_submissions (request) where verdict is null`,
];
