import { sql } from 'kysely';
import type { Kysely, RawBuilder } from 'kysely';
import type { z } from 'zod';
import { pageOf } from '../../../kit/connection.ts';
import type { Page, PageRequest } from '../../../kit/connection.ts';
import { asClientId } from '../../../kit/domain.ts';
import type { ClientId, Party, Phase } from '../../../kit/domain.ts';
import { ask } from '../../../kit/postgres.ts';
import { clientIdsOf, reaches, seesBilling, within } from '../../../kit/scope.ts';
import type { Scope } from '../../../kit/scope.ts';
import type { StatusTable } from '../../../kit/status-table.ts';
import type { ClientRecord, Contact, FactRecords, Invoice, Milestone, Project, Quote } from '../../domain.ts';
import type {
  ClientFilter,
  CrmStore,
  DecidedKind,
  DecisionRecorded,
  DecisionRefused,
  JudgeDecision,
  JudgeRole,
  RecordDecision,
  RoleRefused,
  RoleSet,
  SetContactRole,
  SharedWith,
  WorkFilter,
  WorkKind,
} from '../../port.ts';
import { toClientRecord, toContact, toInvoice, toProject, toQuote } from './mapping.ts';
import type { Reading } from './mapping.ts';
import { readMilestoneId } from './milestone-id.ts';
import { recordDecision } from './record-decision.ts';
import { setRole } from './set-role.ts';
import { everything, owners } from './statements.ts';
import type { ListedView, Statements, WorkView } from './statements.ts';
import { clientRow, contactRow, invoiceRow, parseRows, projectRow, quoteRow, sharedContactRow } from './wire.ts';

export interface PostgresCrmParts {
  readonly database: Kysely<unknown>;
  readonly statements: Statements;
  readonly statuses: StatusTable;
  readonly keepsInvoices: boolean;
  readonly changesRoles: boolean;
  readonly keepsRoleChanges: boolean;
  readonly keepsDecisions: ReadonlySet<DecidedKind>;
  /** What the business calls its CRM. */
  readonly system: string;
  readonly now: () => Date;
  readonly reportUnknownState: (kind: string, state: string) => void;
}

/** Reads a CRM through the views that its business made in PostgreSQL. Each method that reads is one statement. */
export class PostgresCrm implements CrmStore {
  readonly keepsInvoices: boolean;
  readonly changesRoles: boolean;
  readonly keepsDecisions: ReadonlySet<DecidedKind>;
  readonly #parts: PostgresCrmParts;

  constructor(parts: PostgresCrmParts) {
    this.#parts = parts;
    this.keepsInvoices = parts.keepsInvoices;
    this.changesRoles = parts.changesRoles;
    this.keepsDecisions = parts.keepsDecisions;
  }

  async clientsById(scope: Scope, ids: readonly ClientId[]): Promise<ReadonlyMap<ClientId, ClientRecord>> {
    const reachable = within(scope, ids);
    if (reachable.length === 0) return new Map();
    const records = await this.#read(this.#parts.statements.byId('clients', scope, reachable), clientRow, toClientRecord);
    return new Map(records.map((record) => [record.clientId, record]));
  }

  async contactsById(scope: Scope, ids: readonly string[]): Promise<ReadonlyMap<string, Contact>> {
    return byId(await this.#read(this.#parts.statements.byId('contacts', scope, ids), contactRow, toContact));
  }

  async projectsById(scope: Scope, ids: readonly string[]): Promise<ReadonlyMap<string, Project>> {
    return byId(await this.#read(this.#parts.statements.byId('projects', scope, ids), projectRow, toProject));
  }

  async milestonesById(scope: Scope, ids: readonly string[]): Promise<ReadonlyMap<string, Milestone>> {
    const projectIds = new Set(ids.flatMap((id) => readMilestoneId(id)?.projectId ?? []));
    if (projectIds.size === 0) return new Map();
    const projects = await this.projectsById(scope, [...projectIds]);
    const asked = new Set(ids);
    return byId([...projects.values()].flatMap(({ milestones }) => milestones.filter(({ id }) => asked.has(id))));
  }

  async quotesById(scope: Scope, ids: readonly string[]): Promise<ReadonlyMap<string, Quote>> {
    return byId(
      await this.#read(this.#parts.statements.byId('quotes', scope, ids), quoteRow, (row, reading) =>
        toQuote(row, reading, scope),
      ),
    );
  }

  async invoicesById(scope: Scope, ids: readonly string[]): Promise<ReadonlyMap<string, Invoice>> {
    if (!this.keepsInvoices) return new Map();
    const billed = billingScopeOf(scope);
    return byId(await this.#read(this.#parts.statements.byId('invoices', billed, ids), invoiceRow, toInvoice));
  }

  async listClients(scope: Scope, filter: ClientFilter, page: PageRequest): Promise<Page<ClientRecord>> {
    const statement = this.#parts.statements.listClients(scope, filter.search, page);
    const records = await this.#read(statement, clientRow, toClientRecord);
    return pageOf(records, page.first, ({ name, clientId }) => [name, clientId]);
  }

  async countClients(scope: Scope, filter: ClientFilter): Promise<number> {
    const [row] = await this.#ask(this.#parts.statements.countClients(scope, filter.search));
    return (row as { count: number }).count;
  }

  contactsOf(scope: Scope, clientIds: readonly ClientId[], page: PageRequest): Promise<ReadonlyMap<ClientId, Page<Contact>>> {
    return this.#pagesOf('contacts', within(scope, clientIds), everything, page, contactRow, toContact, ({ name, id }) => [
      name,
      id,
    ]);
  }

  countContactsOf(scope: Scope, clientIds: readonly ClientId[]): Promise<ReadonlyMap<ClientId, number>> {
    return this.#countsOf('contacts', within(scope, clientIds), everything);
  }

  countOwnersOf(scope: Scope, clientIds: readonly ClientId[]): Promise<ReadonlyMap<ClientId, number>> {
    return this.#countsOf('contacts', within(scope, clientIds), owners);
  }

  async contactsSharedWith(scope: Scope, questions: readonly SharedWith[]): Promise<readonly (readonly Contact[])[]> {
    const asked = questions.flatMap((question, place) => (reaches(scope, question.clientId) ? [{ ...question, place }] : []));
    const answers = questions.map((): Contact[] => []);
    if (asked.length === 0) return answers;
    const found = await this.#read(this.#parts.statements.sharedWith(asked), sharedContactRow, (row, reading) => ({
      place: row.place,
      contact: toContact(row, reading),
    }));
    for (const { place, contact } of found) answers[place]?.push(contact);
    return answers;
  }

  async setContactRole(scope: Scope, command: SetContactRole, judge: JudgeRole): Promise<RoleSet | RoleRefused | null> {
    const contact = (await this.contactsById(scope, [command.contactId])).get(command.contactId);
    if (contact?.clientId !== command.clientId) return null;
    const toContacts = (rows: readonly unknown[]): Contact[] => this.#parse(rows, contactRow, toContact);
    return setRole({ ...this.#parts, toContacts }, scope, command, judge);
  }

  recordDecision(
    scope: Scope,
    command: RecordDecision,
    judge: JudgeDecision,
  ): Promise<DecisionRecorded | DecisionRefused | null> {
    const toQuotes = (rows: readonly unknown[]): Quote[] =>
      this.#parse(rows, quoteRow, (row, reading) => toQuote(row, reading, scope));
    const toProjects = (rows: readonly unknown[]): Project[] => this.#parse(rows, projectRow, toProject);
    return recordDecision({ ...this.#parts, toQuotes, toProjects }, scope, command, judge);
  }

  projectsOf(
    scope: Scope,
    clientIds: readonly ClientId[],
    filter: WorkFilter,
    page: PageRequest,
  ): Promise<ReadonlyMap<ClientId, Page<Project>>> {
    const condition = this.#condition('project', filter);
    return this.#pagesOf('projects', within(scope, clientIds), condition, page, projectRow, toProject, lastChange);
  }

  countProjectsOf(scope: Scope, clientIds: readonly ClientId[], filter: WorkFilter): Promise<ReadonlyMap<ClientId, number>> {
    return this.#countsOf('projects', within(scope, clientIds), this.#condition('project', filter));
  }

  quotesOf(
    scope: Scope,
    clientIds: readonly ClientId[],
    filter: WorkFilter,
    page: PageRequest,
  ): Promise<ReadonlyMap<ClientId, Page<Quote>>> {
    const condition = this.#condition('quote', filter);
    const map = (row: z.output<typeof quoteRow>, reading: Reading): Quote => toQuote(row, reading, scope);
    return this.#pagesOf('quotes', within(scope, clientIds), condition, page, quoteRow, map, lastChange);
  }

  countQuotesOf(scope: Scope, clientIds: readonly ClientId[], filter: WorkFilter): Promise<ReadonlyMap<ClientId, number>> {
    return this.#countsOf('quotes', within(scope, clientIds), this.#condition('quote', filter));
  }

  invoicesOf(
    scope: Scope,
    clientIds: readonly ClientId[],
    filter: WorkFilter,
    page: PageRequest,
  ): Promise<ReadonlyMap<ClientId, Page<Invoice>>> {
    const condition = this.#condition('invoice', filter);
    return this.#pagesOf('invoices', this.#billed(scope, clientIds), condition, page, invoiceRow, toInvoice, lastChange);
  }

  countInvoicesOf(scope: Scope, clientIds: readonly ClientId[], filter: WorkFilter): Promise<ReadonlyMap<ClientId, number>> {
    return this.#countsOf('invoices', this.#billed(scope, clientIds), this.#condition('invoice', filter));
  }

  async factRecordsOf(scope: Scope, clientIds: readonly ClientId[]): Promise<ReadonlyMap<ClientId, FactRecords>> {
    const parts = [
      { view: 'projects', clientIds: within(scope, clientIds), waiting: this.#waitingProjects() },
      { view: 'quotes', clientIds: within(scope, clientIds), waiting: this.#condition('quote', onClient) },
      { view: 'invoices', clientIds: this.#billed(scope, clientIds), waiting: this.#condition('invoice', onClient) },
    ] as const;
    const asked = parts.filter((part) => part.clientIds.length > 0);
    if (asked.length === 0) return new Map();
    const rows = (await this.#ask(this.#parts.statements.facts(asked))) as readonly { kind: WorkView; record: unknown }[];
    const of = (view: WorkView): unknown[] => rows.filter(({ kind }) => kind === view).map(({ record }) => record);
    const quotes = this.#parse(of('quotes'), quoteRow, (row, reading) => toQuote(row, reading, scope));
    const projects = groupByClient(this.#parse(of('projects'), projectRow, toProject));
    const quotesByClient = groupByClient(quotes);
    const invoices = groupByClient(this.#parse(of('invoices'), invoiceRow, toInvoice));
    const clients = new Set([...projects.keys(), ...quotesByClient.keys(), ...invoices.keys()]);
    return new Map(
      [...clients].map((clientId) => [
        clientId,
        {
          projects: projects.get(clientId) ?? [],
          quotes: quotesByClient.get(clientId) ?? [],
          invoices: invoices.get(clientId) ?? [],
        },
      ]),
    );
  }

  async statesInUse(): Promise<ReadonlyMap<WorkKind, readonly string[]>> {
    const rows = (await this.#ask(this.#parts.statements.statesInUse())) as readonly { kind: WorkKind; state: string | null }[];
    const states = new Map<WorkKind, string[]>([
      ['project', []],
      ['milestone', []],
      ['quote', []],
      ['invoice', []],
    ]);
    for (const { kind, state } of rows) {
      if (state === null) continue;
      states.get(kind)?.push(state);
      if (!this.#parts.statuses.knownStates(kind).includes(state)) this.#parts.reportUnknownState(kind, state);
    }
    return states;
  }

  async checkReady(): Promise<void> {
    await this.#ask(sql`select 1`);
  }

  async close(): Promise<void> {
    await this.#parts.database.destroy();
  }

  async #ask(statement: RawBuilder<unknown>): Promise<readonly unknown[]> {
    const { database, system } = this.#parts;
    return (await ask(system, () => statement.execute(database))).rows;
  }

  #parse<Row extends z.ZodType, Record>(
    rows: readonly unknown[],
    row: Row,
    map: (row: z.output<Row>, reading: Reading) => Record,
  ): Record[] {
    const { system, statuses, now } = this.#parts;
    const reading = { system, statuses, asOf: now() };
    return parseRows(system, row, rows).map((one) => map(one, reading));
  }

  async #read<Row extends z.ZodType, Record>(
    statement: RawBuilder<unknown>,
    row: Row,
    map: (row: z.output<Row>, reading: Reading) => Record,
  ): Promise<Record[]> {
    return this.#parse(await this.#ask(statement), row, map);
  }

  async #pagesOf<Row extends z.ZodType<{ client_id: string }>, Record extends { readonly clientId: ClientId }>(
    view: ListedView,
    clientIds: readonly ClientId[],
    condition: RawBuilder<unknown>,
    page: PageRequest,
    row: Row,
    map: (row: z.output<Row>, reading: Reading) => Record,
    positionOf: (row: z.output<Row>) => [string, string],
  ): Promise<ReadonlyMap<ClientId, Page<Record>>> {
    if (clientIds.length === 0) return new Map();
    const statement = this.#parts.statements.pagesOf(view, [...new Set(clientIds)], condition, page);
    const read = await this.#read(statement, row, (one, reading) => {
      const record = map(one, reading);
      return { clientId: record.clientId, record, position: positionOf(one) };
    });
    const pages = new Map<ClientId, Page<Record>>();
    for (const [clientId, items] of groupByClient(read)) {
      pages.set(clientId, {
        items: items.slice(0, page.first).map(({ record, position }) => ({ record, position })),
        hasNextPage: items.length > page.first,
      });
    }
    return pages;
  }

  async #countsOf(
    view: ListedView,
    clientIds: readonly ClientId[],
    condition: RawBuilder<unknown>,
  ): Promise<ReadonlyMap<ClientId, number>> {
    if (clientIds.length === 0) return new Map();
    const rows = await this.#ask(this.#parts.statements.countsOf(view, clientIds, condition));
    return new Map((rows as { client_id: string; count: number }[]).map((row) => [asClientId(row.client_id), row.count]));
  }

  #billed(scope: Scope, clientIds: readonly ClientId[]): ClientId[] {
    return this.keepsInvoices ? clientIds.filter((clientId) => seesBilling(scope, clientId)) : [];
  }

  /** The filter in the CRM's own words. A state that the table does not know is shown as some status, and is found by it too. */
  #condition(kind: WorkKind, { phases, waitingOn }: WorkFilter): RawBuilder<unknown> {
    if (phases === null && waitingOn === null) return everything;
    const accepts = (state: { phase: Phase; waitingOn: Party }): boolean =>
      (phases === null || phases.includes(state.phase)) && (waitingOn === null || waitingOn.includes(state.waitingOn));
    const { statuses } = this.#parts;
    const accepted = sql`v.state::text = any(${statuses.statesWhere(kind, accepts)}::text[])`;
    if (!statuses.unknownPasses(accepts)) return accepted;
    return sql`(${accepted} or v.state::text <> all(${statuses.knownStates(kind)}::text[]))`;
  }

  /** Containment, because it holds of any JSON: a malformed `milestones` must not end the statement, but be reported when it is read. */
  #waitingProjects(): RawBuilder<unknown> {
    const states = this.#parts.statuses.statesWhere('milestone', ({ waitingOn }) => waitingOn === 'CLIENT');
    const patterns = states.map((state) => JSON.stringify([{ state }]));
    return sql`(${this.#condition('project', onClient)} or v.milestones @> any(${patterns}::jsonb[]))`;
  }
}

const onClient: WorkFilter = { phases: null, waitingOn: ['CLIENT'] };

function lastChange(row: { updated_at: string; id: string }): [string, string] {
  return [row.updated_at, row.id];
}

/** The same scope without the clients whose billing it does not see. */
function billingScopeOf(scope: Scope): Scope {
  const clientIds = clientIdsOf(scope);
  if (clientIds === null || scope.clients === 'every client') return scope;
  return { ...scope, clients: new Map([...scope.clients].filter(([clientId]) => seesBilling(scope, clientId))) };
}

function byId<Record extends { readonly id: string }>(records: readonly Record[]): Map<string, Record> {
  return new Map(records.map((record) => [record.id, record]));
}

function groupByClient<Record extends { readonly clientId: ClientId }>(records: readonly Record[]): Map<ClientId, Record[]> {
  const groups = new Map<ClientId, Record[]>();
  for (const record of records) {
    const group = groups.get(record.clientId);
    if (group) group.push(record);
    else groups.set(record.clientId, [record]);
  }
  return groups;
}
