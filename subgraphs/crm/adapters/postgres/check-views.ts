import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { ConfigurationError } from '../../../../schema/contract/environment.ts';
import { ask } from '../../../kit/postgres.ts';
import type { DecidedKind } from '../../port.ts';
import { argumentsOf, checkFunctions, DECISION_FUNCTIONS, ROLE_FUNCTION } from './check-functions.ts';
import { idTypeOf } from './id-type.ts';
import type { IdType } from './id-type.ts';
import { VIEWS, VIEW_NAMES } from './views.ts';
import type { ColumnType, ViewName } from './views.ts';

/** What the check learns about the views that it accepts. */
export interface CheckedViews {
  /** How ids are compared, by view and column: `idTypes.projects.client_id`. */
  readonly idTypes: Readonly<Record<ViewName, Readonly<Record<string, IdType>>>>;
  readonly keepsInvoices: boolean;
  /** Whether roles can be changed: whether the business has made the function for it. */
  readonly changesRoles: boolean;
  /** Whether the changes of roles are kept with their markers. */
  readonly keepsRoleChanges: boolean;
  /** What the business keeps decisions about: what it made a function for. */
  readonly keepsDecisions: ReadonlySet<DecidedKind>;
  /** The collation that names are sorted and searched by. */
  readonly collation: string;
}

interface Column {
  readonly view: string;
  readonly column: string | null;
  readonly type: string | null;
  /** `pg_type.typcategory`; `E` for an enum type. */
  readonly category: string | null;
  readonly readable: boolean;
}

/**
 * Looks at the views before the first caller does, and says all that is wrong with them at once: whoever makes them mends them
 * in one go. Only the catalogue is read, so a large CRM starts as fast as a small one.
 */
export async function checkViews(database: Kysely<unknown>, schema: string, system: string): Promise<CheckedViews> {
  const columns = await ask(system, () => readColumns(database, schema));
  const problems: string[] = [];
  const idTypes: Record<string, Record<string, IdType>> = {};
  for (const name of VIEW_NAMES) {
    const found = columns.filter(({ view }) => view === name);
    const ids = (idTypes[name] ??= {});
    if (found.length === 0) {
      if (!VIEWS[name].optional) problems.push(`the view ${schema}.${name} is missing`);
      continue;
    }
    if (!found[0]?.readable) problems.push(`the view ${schema}.${name} may not be read by the user of CRM_DATABASE_URL`);
    for (const [column, { type }] of Object.entries(VIEWS[name].columns)) {
      const actual = found.find((one) => one.column === column);
      if (!actual?.type) problems.push(`the column ${schema}.${name}.${column} is missing; it has to be ${wanted[type]}`);
      else if (!isUsable(type, actual))
        problems.push(`the column ${schema}.${name}.${column} is ${actual.type}; it has to be ${wanted[type]}`);
      else if (type === 'id') ids[column] = idTypeOf(actual.type) as IdType;
    }
  }
  const ids = {
    contact: idTypes['contacts']?.['id'],
    quote: idTypes['quotes']?.['id'],
    project: idTypes['projects']?.['id'],
  };
  const functions = await ask(system, () => checkFunctions(database, schema, argumentsOf(ids), problems));
  const decided = (Object.keys(DECISION_FUNCTIONS) as DecidedKind[]).filter((kind) => functions.has(DECISION_FUNCTIONS[kind]));
  // Without it a decision that was delivered before a crash could not be told from one that the business refuses.
  if (decided.length > 0 && !columns.some(({ view }) => view === 'recorded_decisions'))
    problems.push(`the view ${schema}.recorded_decisions is missing; the functions that record decisions need it`);
  if (problems.length > 0) throw new ConfigurationError(problems.map((problem) => `CRM_DATABASE_SCHEMA: ${problem}`));
  return {
    idTypes: idTypes as Record<ViewName, Record<string, IdType>>,
    keepsInvoices: columns.some(({ view }) => view === 'invoices'),
    changesRoles: functions.has(ROLE_FUNCTION),
    keepsDecisions: new Set(decided),
    keepsRoleChanges: columns.some(({ view }) => view === 'contact_role_changes'),
    collation: await ask(system, () => readCollation(database)),
  };
}

const wanted: Readonly<Record<ColumnType, string>> = {
  id: 'text, varchar, smallint, integer, bigint or uuid',
  text: 'text, varchar or an enum',
  date: 'date',
  timestamptz: 'timestamp with time zone',
  numeric: 'numeric, integer or bigint',
  jsonb: 'jsonb',
};

function isUsable(type: ColumnType, { type: actual, category }: Column): boolean {
  switch (type) {
    case 'id':
      return actual !== null && idTypeOf(actual) !== null;
    case 'text':
      return category === 'S' || category === 'E';
    case 'numeric':
      return ['numeric', 'int2', 'int4', 'int8'].includes(actual ?? '');
    case 'date':
    case 'timestamptz':
    case 'jsonb':
      return actual === type;
  }
}

async function readColumns(database: Kysely<unknown>, schema: string): Promise<readonly Column[]> {
  const { rows } = await sql<Column>`
    select c.relname as view, a.attname as "column", t.typname as type, t.typcategory as category,
      has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select') as readable
    from pg_catalog.pg_namespace n
    join pg_catalog.pg_class c on c.relnamespace = n.oid and c.relkind in ('v', 'm', 'r', 'p', 'f')
    left join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_catalog.pg_type d on d.oid = a.atttypid
    left join pg_catalog.pg_type t on t.oid = case d.typtype when 'd' then d.typbasetype else d.oid end
    where n.nspname = ${schema} and c.relname = any(${[...VIEW_NAMES]})`.execute(database);
  return rows;
}

/**
 * A database made with the locale "C" knows neither that "Ö" is an "ö" nor where it stands in the alphabet. Unicode's own order
 * does, and almost every PostgreSQL has it; one that was built without ICU sorts as it was set up to.
 */
async function readCollation(database: Kysely<unknown>): Promise<string> {
  const { rows } = await sql`select 1 from pg_catalog.pg_collation where collname = 'und-x-icu'`.execute(database);
  return rows.length > 0 ? 'und-x-icu' : 'default';
}
