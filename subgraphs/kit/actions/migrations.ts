import { sql } from 'kysely';
import type { Kysely, Migration } from 'kysely';
import { changeTables, notesChanges } from '../changes/change-tables.ts';

/** The tables of a subgraph's actions, in a PostgreSQL schema of their own. Never change one that was released: add another. */
export function migrationsOf(schema: string): Record<string, Migration> {
  return {
    '0001_actions': {
      async up(database: Kysely<unknown>) {
        for (const statement of actions(`"${schema}"`)) await sql.raw(statement).execute(database);
      },
    },
    '0002_claim_ticket': {
      // The claim that the lease is of: one whose answer was lost is given back by it.
      async up(database: Kysely<unknown>) {
        await sql.raw(`alter table "${schema}".outbox add claimed_by uuid`).execute(database);
      },
    },
    '0003_changes': {
      // Whatever makes an action another one for its client (it is accepted, applied, failed, tried again, called off) sets its state.
      async up(database: Kysely<unknown>) {
        const statements = [...changeTables(`"${schema}"`), notesChanges(`"${schema}"`, 'actions', ['state'])];
        for (const statement of statements) await sql.raw(statement).execute(database);
      },
    },
  };
}

/*
 * `actions` is what happened and stays; `outbox` is what still has to be delivered and is small. Both get their row in one transaction,
 * and the row of `outbox` goes in the statement that settles the action.
 */
const actions = (schema: string): string[] => [
  `create table ${schema}.actions (
    id text primary key,
    kind text not null,
    record_key text not null,
    client_id text not null,
    marker text not null unique,
    -- Tells two inputs under one marker apart.
    fingerprint text not null,
    command jsonb not null,
    evidence jsonb not null,
    state text not null default 'ACCEPTED' check (state in ('ACCEPTED', 'APPLIED', 'FAILED')),
    accepted_at timestamptz not null,
    applied_at timestamptz,
    failed_at timestamptz,
    result jsonb,
    failure text check (failure in ('REFUSED', 'UNDELIVERABLE', 'CANCELLED')),
    -- For the person who acted.
    error text,
    attempts integer not null default 0,
    -- For staff.
    problem text,
    -- What staff decided about it: [{what, by, at}].
    decisions jsonb not null default '[]',
    check ((state = 'APPLIED') = (applied_at is not null)),
    check ((state = 'FAILED') = (failed_at is not null)),
    check ((state = 'FAILED') = (failure is not null and error is not null))
  )`,
  `create index on ${schema}.actions (failed_at desc, id desc) where state = 'FAILED' and failure <> 'CANCELLED'`,
  `create index on ${schema}.actions (record_key, accepted_at) where state = 'ACCEPTED'`,
  `create table ${schema}.outbox (
    -- The order within one record.
    position bigint generated always as identity primary key,
    action_id text not null unique references ${schema}.actions,
    kind text not null,
    record_key text not null,
    accepted_at timestamptz not null,
    due_at timestamptz not null,
    give_up_at timestamptz not null,
    -- Until then nobody else touches it.
    lease_until timestamptz,
    -- Until then an earlier try, whose end nobody knows, may still reach the system of record.
    in_doubt_until timestamptz,
    -- Grows with each lease: who holds an older one may not write any more.
    fence bigint not null default 0
  )`,
  `create index on ${schema}.outbox (record_key, position)`,
  `create index on ${schema}.outbox (due_at)`,
];
