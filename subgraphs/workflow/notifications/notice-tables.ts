/** The tables of what people are told, in the PostgreSQL schema `workflow`. */
export const noticeTables: readonly string[] = [
  // What happened, written in the transaction in which it happened; whom it concerns is worked out afterwards.
  `create table workflow.notice_events (
    id uuid primary key,
    -- The same event is written once, however often somebody finds it.
    event_key text not null unique,
    kind text not null,
    client_id text not null,
    at timestamptz not null,
    actor_name text,
    subject_type text not null check (subject_type in ('Approval', 'DocumentRequest')),
    subject_id uuid not null,
    -- Whom it concerns: the contacts, the holders of the roles, and one of the staff; and who is not told, because they did it.
    contact_ids text[] not null,
    roles text[] not null,
    staff_subject text,
    staff_issuer text,
    except_contact_ids text[] not null,
    distributed_at timestamptz
  )`,
  `create index on workflow.notice_events (at, id) where distributed_at is null`,
  `create index on workflow.notice_events (subject_id, kind)`,
  `create table workflow.notices (
    id uuid primary key,
    event uuid not null references workflow.notice_events,
    client_id text not null,
    at timestamptz not null,
    -- A contact or one of the staff, as one text.
    recipient text not null,
    contact_id text,
    mail uuid,
    unique (event, recipient)
  )`,
  `create index on workflow.notices (client_id, recipient, at desc, id desc)`,
  `create index on workflow.notices (mail)`,
  `create index on workflow.notices (at) where mail is null and contact_id is not null`,
  `create table workflow.notice_reads (
    client_id text not null,
    recipient text not null,
    -- The notification's id: what is told of tickets is no row of ours.
    notice text not null,
    read_at timestamptz not null,
    primary key (client_id, recipient, notice)
  )`,
  // Up to when a recipient has read what is told of tickets.
  `create table workflow.notice_reads_until (
    client_id text not null,
    recipient text not null,
    until timestamptz not null,
    primary key (client_id, recipient)
  )`,
];
