/** The table of the e-mails that tell people what is new, in the PostgreSQL schema `workflow`. */
export const mailTables: readonly string[] = [
  // Which notices are in it stands in their `mail`. What becomes of it is an action's matter: it is handed over once.
  `create table workflow.mails (
    id uuid primary key default gen_random_uuid(),
    client_id text not null,
    contact_id text not null,
    gathered_at timestamptz not null,
    queued_at timestamptz
  )`,
  `create index on workflow.mails (gathered_at, id) where queued_at is null`,
];
