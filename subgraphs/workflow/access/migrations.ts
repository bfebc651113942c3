import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';
import { approvalRequesters, approvalTables } from '../approvals/approval-tables.ts';
import { documentRequestTables } from '../document-requests/document-request-tables.ts';
import { mailTables } from '../mail/mail-tables.ts';
import { changeTables } from '../../kit/changes/change-tables.ts';
import { noticeTables } from '../notifications/notice-tables.ts';
import { notedChanges } from './noted-changes.ts';

/** The tables of who has access, in the PostgreSQL schema `workflow`. Never change one that was released: add another. */
export const migrations: Record<string, Migration> = {
  '0001_access': {
    async up(database: Kysely<unknown>) {
      for (const statement of access) await sql.raw(statement).execute(database);
    },
  },
  '0002_approvals': {
    async up(database: Kysely<unknown>) {
      for (const statement of approvalTables) await sql.raw(statement).execute(database);
    },
  },
  '0003_document_requests_and_notices': {
    async up(database: Kysely<unknown>) {
      const statements = [...documentRequestTables, ...approvalRequesters, ...noticeTables, ...mailTables];
      for (const statement of statements) await sql.raw(statement).execute(database);
    },
  },
  '0004_changes': {
    async up(database: Kysely<unknown>) {
      for (const statement of [...changeTables('workflow'), ...notedChanges]) await sql.raw(statement).execute(database);
    },
  },
};

const access = [
  // One row. Its number counts the changes that the feed tells about; its epoch says which database it is the number of.
  `create table workflow.feed (
    only_row boolean primary key default true check (only_row),
    epoch uuid not null default gen_random_uuid(),
    change bigint not null default 0
  )`,
  `insert into workflow.feed default values`,
  // What was done under an idempotency key, and with which input.
  `create table workflow.receipts (
    marker text primary key,
    fingerprint text not null,
    record_id text not null,
    accepted_at timestamptz not null
  )`,
  // One row for a client and a partner: a later grant replaces the earlier one, and the audit trail remembers both.
  `create table workflow.partner_grants (
    id uuid primary key default gen_random_uuid(),
    client_id text not null,
    partner text not null,
    billing boolean not null,
    granted_at timestamptz not null,
    granted_by text not null,
    expires_at timestamptz,
    withdrawn_at timestamptz,
    change bigint not null unique,
    unique (client_id, partner)
  )`,
  `create index on workflow.partner_grants (client_id, granted_at desc, id desc) where withdrawn_at is null`,
  `create table workflow.revocations (
    id uuid primary key default gen_random_uuid(),
    kind text not null check (kind in ('TOKEN', 'PERSON', 'CLIENT')),
    token_id text,
    subject text,
    issuer text,
    contact_id text,
    client_id text,
    reason text not null,
    revoked_at timestamptz not null,
    -- Seconds since 1970, as tokens have them.
    issued_before bigint not null,
    expires_at bigint not null,
    change bigint not null unique,
    check (case kind
      when 'TOKEN' then token_id is not null and subject is null and contact_id is null and client_id is null
      when 'PERSON' then token_id is null and num_nonnulls(subject, contact_id) = 1 and client_id is null
      else token_id is null and subject is null and contact_id is null and client_id is not null end)
  )`,
  `create index on workflow.revocations (expires_at)`,
  `create table workflow.staff_views (
    id uuid primary key,
    client_id text not null,
    contact_id text not null,
    contact_name text not null,
    contact_role text not null,
    staff_subject text not null,
    staff_issuer text,
    staff_name text not null,
    reason text not null,
    opened_at timestamptz not null,
    expires_at timestamptz not null,
    ended_at timestamptz
  )`,
  `create index on workflow.staff_views (client_id, opened_at desc, id desc)`,
  `create table workflow.audit_events (
    id uuid primary key,
    -- The name under which it was reported: the same event may be reported twice.
    event_id text not null unique,
    at timestamptz not null,
    recorded_at timestamptz not null default now(),
    kind text not null,
    actor_kind text not null,
    actor_name text,
    actor_subject text not null,
    actor_issuer text,
    actor_contact_id text,
    view_id text,
    client_ids text[] not null,
    field text,
    outcome text,
    subjects text[] not null,
    summary text not null,
    details text,
    -- What the clients are shown of it; null when no client is.
    client_summary text,
    client_subjects text[] not null
  )`,
  `create index on workflow.audit_events (at desc, id desc)`,
  `create index on workflow.audit_events (actor_subject, at desc, id desc)`,
  `create index on workflow.audit_events using gin (client_ids)`,
  // The events that a client is shown.
  `create table workflow.audit_shown (
    client_id text not null,
    at timestamptz not null,
    event uuid not null references workflow.audit_events,
    primary key (client_id, at, event)
  )`,
  `create function workflow.refuse_change() returns trigger language plpgsql as $$
    begin
      raise exception 'the audit trail is only ever added to' using errcode = 'insufficient_privilege';
    end
  $$`,
  ...['audit_events', 'audit_shown'].flatMap((table) => [
    `create trigger append_only before update or delete or truncate on workflow.${table}
      for each statement execute function workflow.refuse_change()`,
    // As a replica, too: a session says of itself that it is one.
    `alter table workflow.${table} enable always trigger append_only`,
  ]),
];
