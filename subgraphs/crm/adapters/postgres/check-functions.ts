import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { DecidedKind } from '../../port.ts';
import type { IdType } from './id-type.ts';

/** The functions that a business makes when the portal may write; the README beside this file describes them. */
export const ROLE_FUNCTION = 'set_contact_role';
export const DECISION_FUNCTIONS: Readonly<Record<DecidedKind, string>> = {
  quote: 'record_quote_decision',
  milestone: 'record_milestone_decision',
};

/** What the functions take; null while the type of the record's id is not known. */
export function argumentsOf(ids: {
  readonly contact: IdType | undefined;
  readonly quote: IdType | undefined;
  readonly project: IdType | undefined;
}): ReadonlyMap<string, string | null> {
  const decision = 'text, text, timestamp with time zone, text, text';
  const given = (id: IdType | undefined, rest: string): string | null => (id ? `${id.sqlType}, ${rest}` : null);
  return new Map([
    [ROLE_FUNCTION, given(ids.contact, 'text, text')],
    [DECISION_FUNCTIONS.quote, given(ids.quote, decision)],
    [DECISION_FUNCTIONS.milestone, given(ids.project, `text, ${decision}`)],
  ]);
}

/**
 * Which of the functions the business has made. One that is there and cannot be called is a mistake and not a decision against it, so it is
 * added to `problems`.
 */
export async function checkFunctions(
  database: Kysely<unknown>,
  schema: string,
  wanted: ReadonlyMap<string, string | null>,
  problems: string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ name: string; types: string; executable: boolean }>`
    select p.proname as name, oidvectortypes(p.proargtypes) as types,
      has_schema_privilege(n.oid, 'usage') and has_function_privilege(p.oid, 'execute') as executable
    from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
    where n.nspname = ${schema} and p.proname = any(${[...wanted.keys()]}) and p.prokind = 'f'`.execute(database);
  const usable = new Set<string>();
  for (const [name, types] of wanted) {
    const made = rows.filter((row) => row.name === name);
    // What is wrong with the ids of the records is told by the check of the views.
    if (made.length === 0 || types === null) continue;
    const found = made.find((row) => row.types === types);
    if (!found) problems.push(`the function ${schema}.${name} has to take (${types})`);
    else if (!found.executable) problems.push(`the function ${schema}.${name} may not be called by the user of CRM_DATABASE_URL`);
    else usable.add(name);
  }
  return usable;
}
