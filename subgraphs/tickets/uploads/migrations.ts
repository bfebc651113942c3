import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';

/** The tables of files that wait for their message, in the PostgreSQL schema `tickets_uploads`. Never change one that was released: add another. */
export const migrations: Record<string, Migration> = {
  '0001_uploads': {
    async up(database: Kysely<unknown>) {
      for (const statement of uploads) await sql.raw(statement).execute(database);
    },
  },
};

/* What is known of a file stands apart from its bytes, which are read once and go when the help desk has them. */
const uploads = [
  `create table tickets_uploads.uploads (
    id text primary key,
    client_id text not null,
    -- Who announced it.
    holder text not null,
    -- Of what was announced, so that an idempotency key is not used for another input.
    fingerprint text not null,
    name text not null,
    media_type text not null,
    size_bytes bigint not null check (size_bytes > 0),
    sha256 text not null,
    announced_at timestamptz not null,
    expires_at timestamptz not null,
    -- When its bytes were there, looked at and taken.
    arrived_at timestamptz,
    -- Why what was sent was not taken, for whoever sent it.
    refusal text,
    -- The marker of the action that sends it, and since when.
    used_by text,
    used_at timestamptz,
    check ((used_by is null) = (used_at is null)),
    check (used_by is null or arrived_at is not null)
  )`,
  `create index on tickets_uploads.uploads (client_id, holder)`,
  `create index on tickets_uploads.uploads (expires_at)`,
  `create table tickets_uploads.contents (
    upload_id text primary key references tickets_uploads.uploads on delete cascade,
    bytes bytea not null
  )`,
  // Most of what people send is compressed already.
  `alter table tickets_uploads.contents alter column bytes set storage external`,
];
