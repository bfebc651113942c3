import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { PageRequest } from '../../../kit/connection.ts';
import type { ClientRole } from '../../../../schema/contract/identity-claims.ts';
import type { ClientId } from '../../../kit/domain.ts';
import { FACTS_MAX } from '../../../kit/domain.ts';
import { clientIdsOf } from '../../../kit/scope.ts';
import type { Scope } from '../../../kit/scope.ts';
import { SHARED_WITH_MAX } from '../../port.ts';
import type { DecidedKind, RecordDecision, SharedWith } from '../../port.ts';
import type { CheckedViews } from './check-views.ts';
import { DECISION_FUNCTIONS, ROLE_FUNCTION } from './check-functions.ts';
import { VIEWS } from './views.ts';
import type { ColumnType, ViewName } from './views.ts';

type Fragment = RawBuilder<unknown>;

/** A kind of record that belongs to a client and is listed for it. */
export type ListedView = Exclude<ViewName, 'clients' | 'contact_role_changes' | 'recorded_decisions'>;
/** A kind of record that waits and changes. */
export type WorkView = Exclude<ListedView, 'contacts'>;

/** Where each kind of work says by when. */
const dueColumns: Readonly<Record<WorkView, string>> = { projects: 'due_on', quotes: 'valid_until', invoices: 'due_on' };

/** The adapter's SQL. Every value is a parameter; names come from the configuration and from `views.ts`, and are quoted. */
export interface Statements {
  /** Records by id, of clients within the scope. */
  byId(view: ViewName, scope: Scope, ids: readonly string[]): Fragment;
  listClients(scope: Scope, search: string | null, page: PageRequest): Fragment;
  countClients(scope: Scope, search: string | null): Fragment;
  /** One page for each of the clients: `page.first` records and one more. The clients have to be within the scope. */
  pagesOf(view: ListedView, clientIds: readonly ClientId[], condition: Fragment, page: PageRequest): Fragment;
  countsOf(view: ListedView, clientIds: readonly ClientId[], condition: Fragment): Fragment;
  /** Contacts with `place`, the index of their question, in order. The clients have to be within the scope. */
  sharedWith(questions: readonly (SharedWith & { readonly place: number })[]): Fragment;
  /** Waits for whoever changes a role of this client, until the end of the transaction. */
  lockRolesOf(clientId: ClientId): Fragment;
  /** One row `{ count }`: how many owners the client has. */
  ownersOf(clientId: ClientId): Fragment;
  roleChange(marker: string): Fragment;
  /** The last change that gave the contact another role than before. */
  lastRoleChange(contactId: string): Fragment;
  setRole(contactId: string, role: ClientRole, marker: string): Fragment;
  /** Waits for whoever records a decision about this record, until the end of the transaction. */
  lockDecisionsOf(kind: DecidedKind, id: string): Fragment;
  recordedDecision(marker: string): Fragment;
  /** `key` is the milestone's within its project; null for a quote. */
  recordDecision(command: RecordDecision, record: { readonly id: string; readonly key: string | null }): Fragment;
  /** Rows `{ kind, record }` for `factRecordsOf`. */
  facts(parts: readonly { view: WorkView; clientIds: readonly ClientId[]; waiting: Fragment }[]): Fragment;
  /** Rows `{ kind, state }`. */
  statesInUse(): Fragment;
}

export const everything: Fragment = sql`true`;
export const owners: Fragment = sql`v.role::text = 'OWNER'`;

export function createStatements(schema: string, { idTypes, collation, keepsInvoices }: CheckedViews): Statements {
  const from = (view: ViewName): Fragment => sql`${sql.id(schema, view)} v`;
  const name = sql`v.name::text collate ${sql.id(collation)}`;

  const idsAs = (view: ViewName, column: string, ids: readonly string[]): Fragment => {
    const type = idTypes[view][column];
    if (!type) throw new Error(`${view}.${column} is not an id`);
    return sql`${ids.filter(type.accepts)}::${sql.raw(type.sqlType)}[]`;
  };
  const idAs = (view: ViewName, id: unknown): Fragment => sql`${id}::${sql.raw(idTypes[view]['id']?.sqlType ?? 'text')}`;

  const withinScope = (view: ViewName, scope: Scope): Fragment => {
    const clientIds = clientIdsOf(scope);
    const column = view === 'clients' ? 'id' : 'client_id';
    return clientIds === null ? everything : sql`v.${sql.id(column)} = any(${idsAs(view, column, clientIds)})`;
  };
  const clientsMatching = (scope: Scope, search: string | null): Fragment =>
    search === null
      ? withinScope('clients', scope)
      : sql`${withinScope('clients', scope)} and ${name} ilike ${`%${search.replace(/[\\%_]/g, '\\$&')}%`} escape '\\'`;

  // A row comparison, so that an index on the sort columns can start right there. Instants are compared as written, to the
  // microsecond: a JavaScript Date would lose three digits, and with them records.
  const afterInstant = (view: ViewName, { after }: PageRequest): Fragment =>
    after === null ? everything : sql`(v.updated_at, v.id) < (${after[0]}::timestamptz, ${idAs(view, after[1])})`;
  const afterName = (view: ViewName, { after }: PageRequest): Fragment =>
    after === null ? everything : sql`(${name}, v.id) > (${after[0]}::text, ${idAs(view, after[1])})`;

  return {
    byId: (view, scope, ids) =>
      sql`select ${selected(view)} from ${from(view)} where v.id = any(${idsAs(view, 'id', ids)}) and ${withinScope(view, scope)}`,

    listClients: (scope, search, page) => sql`
      select ${selected('clients')} from ${from('clients')}
      where ${clientsMatching(scope, search)} and ${afterName('clients', page)}
      order by ${name}, v.id limit ${page.first + 1}`,

    countClients: (scope, search) =>
      sql`select count(*) as count from ${from('clients')} where ${clientsMatching(scope, search)}`,

    pagesOf(view, clientIds, condition, page) {
      const byName = view === 'contacts';
      const direction = byName ? sql`asc` : sql`desc`;
      return sql`
        select ${names(view)} from unnest(${idsAs(view, 'client_id', clientIds)}) with ordinality as c (client_id, place)
        cross join lateral (
          select ${selected(view)}, ${byName ? name : sql`v.updated_at`} as first_key, v.id as second_key
          from ${from(view)}
          where v.client_id = c.client_id and ${condition} and ${byName ? afterName(view, page) : afterInstant(view, page)}
          order by ${byName ? name : sql`v.updated_at`} ${direction}, v.id ${direction} limit ${page.first + 1}
        ) r
        order by c.place, r.first_key ${direction}, r.second_key ${direction}`;
    },

    countsOf: (view, clientIds, condition) => sql`
      select v.client_id::text as client_id, count(*) as count from ${from(view)}
      where v.client_id = any(${idsAs(view, 'client_id', clientIds)}) and ${condition} group by v.client_id`,

    sharedWith(questions) {
      const idType = (column: string): Fragment => sql.raw(idTypes.contacts[column]?.sqlType ?? 'text');
      const known = questions.filter(({ clientId }) => idTypes.contacts['client_id']?.accepts(clientId));
      const asked = known.map(({ place, clientId, sharing, openedBy }) => ({
        place,
        client_id: clientId,
        everybody: sharing.audience === 'COMPANY',
        roles: ['OWNER', ...(sharing.audience === 'ROLES' ? sharing.roles : [])],
        ids: [...(sharing.audience === 'CONTACTS' ? sharing.contactIds : []), ...(openedBy === null ? [] : [openedBy])].filter(
          (id) => idTypes.contacts['id']?.accepts(id),
        ),
      }));
      return sql`
        select q.place, ${names('contacts')}
        from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb)
          as q (place integer, client_id ${idType('client_id')}, everybody boolean, roles text[], ids ${idType('id')}[])
        cross join lateral (
          select ${selected('contacts')}, v.role::text <> 'OWNER' as first_key, ${name} as second_key, v.id as third_key
          from ${from('contacts')}
          where v.client_id = q.client_id and (q.everybody or v.role::text = any(q.roles) or v.id = any(q.ids))
          order by v.role::text <> 'OWNER', ${name}, v.id limit ${SHARED_WITH_MAX}
        ) r
        order by q.place, r.first_key, r.second_key, r.third_key`;
    },

    lockRolesOf: (clientId) => sql`select pg_advisory_xact_lock(hashtextextended(${`portal roles ${clientId}`}, 0))`,

    ownersOf: (clientId) =>
      sql`select count(*) as count from ${from('contacts')} where v.client_id = any(${idsAs('contacts', 'client_id', [clientId])}) and ${owners}`,

    roleChange: (marker) =>
      sql`select ${selected('contact_role_changes')} from ${from('contact_role_changes')} where v.marker::text = ${marker}`,

    lastRoleChange: (contactId) => sql`
      select ${selected('contact_role_changes')} from ${from('contact_role_changes')}
      where v.contact_id = ${idAs('contacts', contactId)} and v.role::text <> v.previous_role::text
      order by v.changed_at desc limit 1`,

    setRole: (contactId, role, marker) =>
      sql`select ${sql.id(schema, ROLE_FUNCTION)}(${idAs('contacts', contactId)}, ${role}::text, ${marker}::text)`,

    lockDecisionsOf: (kind, id) => sql`select pg_advisory_xact_lock(hashtextextended(${`portal decisions ${kind} ${id}`}, 0))`,

    recordedDecision: (marker) =>
      sql`select ${selected('recorded_decisions')} from ${from('recorded_decisions')} where v.marker::text = ${marker}`,

    recordDecision({ kind, outcome, decidedBy, decidedAt, comment, marker }, { id, key }) {
      const record = key === null ? idAs('quotes', id) : sql`${idAs('projects', id)}, ${key}::text`;
      return sql`select ${sql.id(schema, DECISION_FUNCTIONS[kind])}(${record}, ${outcome}::text, ${decidedBy}::text,
        ${decidedAt}::timestamptz, ${comment}::text, ${marker}::text)`;
    },

    facts: (parts) =>
      sql.join(
        parts.map(
          ({ view, clientIds, waiting }) => sql`
            select ${view}::text as kind, to_jsonb(r) as record
            from unnest(${idsAs(view, 'client_id', clientIds)}) as c (client_id)
            cross join lateral (
              (select ${selected(view)} from ${from(view)} where v.client_id = c.client_id and ${waiting}
                order by v.${sql.id(dueColumns[view])} asc nulls last, v.state_since, v.id limit ${FACTS_MAX})
              union
              (select ${selected(view)} from ${from(view)} where v.client_id = c.client_id
                order by v.updated_at desc, v.id desc limit ${FACTS_MAX})
            ) r`,
        ),
        sql` union all `,
      ),

    statesInUse: () => sql`
      select distinct 'project' as kind, v.state::text as state from ${from('projects')}
      union all select distinct 'quote', v.state::text from ${from('quotes')}
      ${keepsInvoices ? sql`union all select distinct 'invoice', v.state::text from ${from('invoices')}` : sql``}
      union all select distinct 'milestone', m #>> '{}' from ${from('projects')}
        cross join lateral jsonb_path_query(v.milestones, '$[*].state') m
      order by kind, state`,
  };
}

/** Each column as the text that `wire.ts` reads, whatever the session's date style or time zone. */
function selected(view: ViewName): Fragment {
  return sql.join(
    Object.entries(VIEWS[view].columns).map(([column, { type }]) => sql`${asText(column, type)} as ${sql.id(column)}`),
  );
}

function asText(column: string, type: ColumnType): Fragment {
  const value = sql`v.${sql.id(column)}`;
  switch (type) {
    case 'id':
    case 'text':
    case 'numeric':
      return sql`${value}::text`;
    case 'date':
      return sql`to_char(${value}, 'YYYY-MM-DD')`;
    case 'timestamptz':
      return sql`to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
    case 'jsonb':
      return value;
  }
}

function names(view: ViewName): Fragment {
  return sql.join(Object.keys(VIEWS[view].columns).map((column) => sql.id('r', column)));
}
