/**
 * The table in which a PostgreSQL schema notes which clients something changed for, and the function of the triggers that write it; for a
 * migration. `createChangeFeed` tells of it and removes what is old.
 *
 * Triggers, because a change must not be forgotten by a statement that somebody adds, nor by an older version of a service that runs beside a
 * newer one. They write in the transaction of the change. With the rights of the tables' owner, because a service may run as another role that
 * was granted the tables that there were before: what it does must not fail for this one.
 */
export function changeTables(schema: string): string[] {
  return [
    `create table ${schema}.changes (
      -- The transaction that changed something. Numbers of rows would be seen in another order than they were drawn in.
      changed_in xid8 not null,
      client_id text not null,
      changed_at timestamptz not null default clock_timestamp(),
      primary key (changed_in, client_id)
    )`,
    `create index on ${schema}.changes (changed_at)`,
    `create function ${schema}.note_change() returns trigger language plpgsql security definer set search_path = '' as $$
      begin
        insert into ${schema}.changes (changed_in, client_id) values (pg_catalog.pg_current_xact_id(), new.client_id)
          on conflict do nothing;
        return null;
      end
    $$`,
  ];
}

/** Notes each change of a table that has a `client_id`: what is inserted, and what these columns are set to. */
export function notesChanges(schema: string, table: string, columns: readonly string[] = []): string {
  const update = columns.length > 0 ? ` or update of ${columns.join(', ')}` : '';
  return `create trigger note_change after insert${update} on ${schema}.${table}
    for each row execute function ${schema}.note_change()`;
}
