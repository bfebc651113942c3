import pg from 'pg';

/**
 * Makes the clock of the CRM's own functions stand still at this time: what they write would otherwise differ between two worlds by the moment at
 * which each was asked. Nothing else in the database uses it; what has to wait for something goes on doing so.
 */
export async function stopClockOfCrm(databaseUrl: string, at: Date): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(`
      create schema stopped;
      create function stopped.clock_timestamp() returns timestamptz immutable
        return timestamptz '${at.toISOString()}';
      alter table crm.role_changes alter column changed_at set default stopped.clock_timestamp();
      do $$
      declare
        writer regprocedure;
      begin
        for writer in select oid::regprocedure from pg_proc where pronamespace = 'portal_crm'::regnamespace loop
          execute format('alter function %s set search_path = stopped, pg_catalog, public', writer);
        end loop;
      end
      $$;`);
  } finally {
    await client.end();
  }
}
