import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { IdType } from './id-type.ts';

/** The function that a business makes when the portal may change roles; the README beside this file describes it. */
export const ROLE_FUNCTION = 'set_contact_role';

/**
 * Whether the business has made the function. One that is there and cannot be called is a mistake and not a decision against it, so it is
 * added to `problems`.
 */
export async function checkRoleFunction(
  database: Kysely<unknown>,
  schema: string,
  contactId: IdType | undefined,
  problems: string[],
): Promise<boolean> {
  const { rows } = await sql<{ types: string; executable: boolean }>`
    select oidvectortypes(p.proargtypes) as types,
      has_schema_privilege(n.oid, 'usage') and has_function_privilege(p.oid, 'execute') as executable
    from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
    where n.nspname = ${schema} and p.proname = ${ROLE_FUNCTION} and p.prokind = 'f'`.execute(database);
  // What is wrong with the ids of contacts is told by the check of the views.
  if (rows.length === 0 || !contactId) return false;
  const wanted = `${contactId.sqlType}, text, text`;
  const found = rows.find(({ types }) => types === wanted);
  if (!found) problems.push(`the function ${schema}.${ROLE_FUNCTION} has to take (${wanted})`);
  else if (!found.executable)
    problems.push(`the function ${schema}.${ROLE_FUNCTION} may not be called by the user of CRM_DATABASE_URL`);
  return found?.executable ?? false;
}
