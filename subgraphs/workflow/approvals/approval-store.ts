import { sql } from 'kysely';
import type { RawBuilder, Transaction } from 'kysely';
import type { ClientRole } from '../../../schema/contract/identity-claims.ts';
import type { Page, PageRequest } from '../../kit/connection.ts';
import type { Evidence } from '../../kit/actions/evidence.ts';
import { FACTS_MAX } from '../../kit/domain.ts';
import type { Approvable, ClientId, DecisionOutcome } from '../../kit/domain.ts';
import { reaches, roleIn, seesBilling } from '../../kit/scope.ts';
import type { Scope } from '../../kit/scope.ts';
import type { Verdict } from '../../kit/verdict.ts';
import type { AccessDatabase } from '../access/access-database.ts';
import { recordEvents } from '../access/audit.ts';
import type { Acting } from '../access/grants.ts';
import { doneBefore, once } from '../access/once.ts';
import type { Command, Done } from '../access/once.ts';
import { afterNewest, toCounts, toPages } from '../access/pages.ts';
import type { Approval, ApprovalMode, ApprovalState, ApprovalSubject, ApprovalChoice } from '../domain.ts';
import { tellOf } from '../notifications/record-notice.ts';
import { approvalEvent } from './approval-event.ts';
import { approvalColumns, toApproval } from './approval-rows.ts';
import type { ApprovalRow } from './approval-rows.ts';
import { canDecide, canWithdraw, mayBeSeen, seesAllOf, stateAfter } from './approval-rules.ts';
import { contentOf } from './evidence.ts';
import type { ReceiptContent } from './receipt.ts';
import type { WriteBack } from './write-back.ts';

export interface NewApproval {
  readonly about: ApprovalSubject;
  readonly shown: Approvable;
  readonly contactIds: readonly string[];
  readonly roles: readonly ClientRole[];
  readonly mode: ApprovalMode;
  readonly dueBy: Date | null;
  readonly message: string | null;
}

export interface NewDecision {
  readonly decision: ApprovalChoice;
  readonly comment: string | null;
  /** Who decided and from where. */
  readonly evidence: Evidence;
}

/** What came of a write that a rule may refuse when the row is locked. */
export type Written = { readonly done: Done } | { readonly refused: Verdict } | 'conflict' | null;

/** What clients are asked to decide, and what they decided. Every method answers from within the scope. */
export interface ApprovalStore {
  /** Null when the scope does not reach the client. */
  request(scope: Scope, command: Command, approval: NewApproval, acting: Acting): Promise<Done | 'conflict' | null>;
  /** Null when there is none for the caller. The answer's `recordId` is the decision's. */
  decide(scope: Scope, command: Command, id: string, given: NewDecision, acting: Acting): Promise<Written>;
  withdraw(scope: Scope, command: Command, id: string, acting: Acting): Promise<Written>;
  /** Ends a pending one whose content is no longer what was put to the client. Says whether it was pending. */
  makeVoid(id: string, acting: Acting): Promise<boolean>;
  /** What a command did before; null when it is new. */
  doneBefore(command: Command): Promise<Done | 'conflict' | null>;
  byId(scope: Scope, id: string): Promise<Approval | null>;
  byIds(scope: Scope, ids: readonly string[]): Promise<Map<string, Approval>>;
  /** Newest first. `documents` are those whose approvals may be shown to whoever does not see all. */
  listOf(
    scope: Scope,
    clientIds: readonly ClientId[],
    selection: { readonly states: readonly ApprovalState[] | null; readonly page: PageRequest },
    documents: readonly string[],
  ): Promise<Map<ClientId, Page<Approval>>>;
  countOf(
    scope: Scope,
    clientIds: readonly ClientId[],
    states: readonly ApprovalState[] | null,
    documents: readonly string[],
  ): Promise<Map<ClientId, number>>;
  /** Those that wait, the earliest due first, at most `FACTS_MAX`. */
  pendingOf(scope: Scope, clientId: ClientId, documents: readonly string[]): Promise<Approval[]>;
  /** Those to which something happened last, at most `FACTS_MAX`. */
  latestOf(scope: Scope, clientId: ClientId, documents: readonly string[]): Promise<Approval[]>;
  /** The documents that the caller is asked to decide about, at most 1,000, latest first. */
  documentsAskedOf(
    scope: Scope,
    clientIds: readonly ClientId[],
  ): Promise<readonly { readonly id: string; readonly clientId: ClientId }[]>;
  /** All that wait, of every client, in the order of their ids: for the portal itself. */
  pendingAfter(id: string | null, first: number): Promise<Approval[]>;
}

export function createApprovalStore(
  database: AccessDatabase,
  options: {
    readonly system: string;
    readonly signReceipt: (content: ReceiptContent) => Promise<string>;
    readonly writeBack: WriteBack;
    /** When the database was read. */
    readonly now: () => Date;
    /** UUIDs of new approvals and decisions. */
    readonly newId: () => string;
  },
): ApprovalStore {
  const read = (row: ApprovalRow): Approval => toApproval(row, options.system, options.now());

  /** Nobody else decides, withdraws or voids it until the transaction ends. */
  async function lock(transaction: Transaction<unknown>, id: string): Promise<Approval | null> {
    const { rows: locked } = await sql`select from workflow.approvals where id = ${id}::uuid for update`.execute(transaction);
    if (locked.length === 0) return null;
    // A statement of its own: the one that waited for the lock saw the decisions as they were before it waited.
    const { rows } = await sql<ApprovalRow>`
      select ${approvalColumns} from workflow.approvals a where a.id = ${id}::uuid`.execute(transaction);
    return rows[0] ? read(rows[0]) : null;
  }

  /** Does something to an approval once, judged by a rule while it is locked. */
  async function change(
    scope: Scope,
    command: Command,
    id: string,
    at: Date,
    rule: (scope: Scope, approval: Approval) => Verdict,
    perform: (transaction: Transaction<unknown>, approval: Approval) => Promise<string>,
  ): Promise<Written> {
    const judged: { verdict?: Verdict } = {};
    const done = await database.transaction((transaction) =>
      once(transaction, command, at, async () => {
        const approval = await lock(transaction, id);
        if (!approval || !mayBeSeen(scope, approval)) return null;
        judged.verdict = rule(scope, approval);
        return judged.verdict.allowed ? perform(transaction, approval) : null;
      }),
    );
    if (done === 'conflict') return done;
    if (done !== null) return { done };
    return judged.verdict ? { refused: judged.verdict } : null;
  }

  async function end(transaction: Transaction<unknown>, id: string, state: ApprovalState, at: Date): Promise<void> {
    await sql`update workflow.approvals set state = ${state}, ended_at = ${at} where id = ${id}::uuid`.execute(transaction);
  }

  async function someOf(scope: Scope, clientId: ClientId, documents: readonly string[], rest: RawBuilder<unknown>) {
    const asked = askedOf(scope, [clientId]);
    if (asked === null) return [];
    const rows = await database.rows(sql<ApprovalRow>`
      select ${approvalColumns} from ${asked} join workflow.approvals a on a.client_id = asked.client_id
      where ${isShown(scope, documents)} ${rest}`);
    return rows.map(read);
  }

  async function byIds(scope: Scope, ids: readonly string[]): Promise<Map<string, Approval>> {
    const rows = await database.rows(sql<ApprovalRow>`
      select ${approvalColumns} from workflow.approvals a where a.id = any(${ids}::uuid[])`);
    return new Map(rows.map(read).flatMap((approval) => (mayBeSeen(scope, approval) ? [[approval.id, approval]] : [])));
  }

  return {
    request: async (scope, command, { about, shown, contactIds, roles, mode, dueBy, message }, { actor, at }) => {
      if (scope.kind !== 'staff' || !reaches(scope, shown.clientId)) return null;
      return database.transaction((transaction) =>
        once(transaction, command, at, async () => {
          const id = options.newId();
          await sql`insert into workflow.approvals (id, client_id, title, subject_type, subject_id, subject_version, checksum, summary,
              has_money, contact_ids, roles, mode, due_by, requested_by, requested_subject, requested_issuer, requested_at, message)
            values (${id}, ${shown.clientId}, ${shown.title}, ${about.type}, ${about.id}, ${shown.version}, ${shown.checksum},
              ${shown.summary}, ${shown.hasMoney}, ${contactIds}::text[], ${roles}::text[], ${mode}, ${dueBy}, ${actor.name}, ${actor.subject},
              ${actor.issuer}, ${at}, ${message})`.execute(transaction);
          const summary = `${actor.name} asked for a decision on "${shown.title}".`;
          await recordEvents(transaction, [
            approvalEvent({ id, clientId: shown.clientId, checksum: shown.checksum }, actor, at, summary),
          ]);
          await tell(transaction, id, { kind: 'APPROVAL_REQUESTED', part: 'requested', to: 'asked', actor, at });
          return id;
        }),
      );
    },

    decide: (scope, command, id, { decision, comment, evidence: by }, { actor, at }) =>
      change(scope, command, id, at, canDecide, async (transaction, approval) => {
        const role = roleIn(scope, approval.clientId);
        const from = { requestId: by.from.requestId, address: by.from.address ?? null };
        const made = { id: options.newId(), decision, comment, decidedAt: at, checksum: approval.checksum, role };
        const evidence = await options.signReceipt(contentOf(approval, made, actor, from));
        await sql`insert into workflow.approval_decisions (id, approval, decision, comment, checksum, decided_at, contact_id,
            contact_name, contact_role, subject, issuer, request_id, address, evidence)
          values (${made.id}, ${id}::uuid, ${decision}, ${comment}, ${made.checksum}, ${at}, ${actor.contactId}, ${actor.name}, ${role},
            ${actor.subject}, ${actor.issuer}, ${from.requestId},
            ${from.address}, ${evidence})`.execute(transaction);
        const state = stateAfter(approval, [...approval.decisions, { decision, role, contactId: actor.contactId ?? '' }]);
        if (isOutcome(state)) {
          await end(transaction, id, state, at);
          const settled = { command, approval, outcome: state, decision: { ...made, decidedBy: actor.name }, evidence: by };
          await options.writeBack(transaction, settled);
        }
        const summary = `${actor.name} ${did[decision]} "${approval.title}".`;
        await recordEvents(transaction, [approvalEvent(approval, actor, at, summary)]);
        await tell(transaction, id, { kind: 'APPROVAL_DECIDED', part: made.id, to: 'everybody', actor, at });
        return made.id;
      }),

    withdraw: (scope, command, id, { actor, at }) =>
      change(scope, command, id, at, canWithdraw, async (transaction, approval) => {
        await end(transaction, id, 'WITHDRAWN', at);
        const summary = `${actor.name} no longer asks for a decision on "${approval.title}".`;
        await recordEvents(transaction, [approvalEvent(approval, actor, at, summary)]);
        await tell(transaction, id, { kind: 'APPROVAL_WITHDRAWN', part: 'withdrawn', to: 'everybody', actor, at });
        return id;
      }),

    makeVoid: (id, { actor, at }) =>
      database.transaction(async (transaction) => {
        const approval = await lock(transaction, id);
        if (approval?.state !== 'PENDING') return false;
        await end(transaction, id, 'VOIDED', at);
        const summary = `"${approval.title}" has changed since a decision was asked for, which no longer counts.`;
        await recordEvents(transaction, [approvalEvent(approval, actor, at, summary)]);
        await tell(transaction, id, { kind: 'APPROVAL_VOIDED', part: 'voided', to: 'everybody', actor: null, at });
        return true;
      }),

    doneBefore: (command) => doneBefore(database, command),

    byId: async (scope, id) => (await byIds(scope, [id])).get(id) ?? null,

    byIds,

    async listOf(scope, clientIds, { states, page: { first, after } }, documents) {
      const asked = askedOf(scope, clientIds);
      if (asked === null) return new Map();
      const rows = await database.rows(sql<ApprovalRow>`
        select a.* from ${asked} cross join lateral (
          select ${approvalColumns} from workflow.approvals a where a.client_id = asked.client_id and ${isShown(scope, documents)}
            and ${inStates(states)} and ${afterNewest(after, { time: 'a.requested_at', id: 'a.id' })}
          order by a.requested_at desc, a.id desc limit ${first + 1}) a
        order by a.client_id, a.requested_at desc, a.id desc`);
      return toPages(rows, first, read);
    },

    async countOf(scope, clientIds, states, documents) {
      const asked = askedOf(scope, clientIds);
      if (asked === null) return new Map();
      const rows = await database.rows(sql<{ client_id: string; count: number }>`
        select a.client_id, count(*) as count from ${asked} join workflow.approvals a on a.client_id = asked.client_id
        where ${isShown(scope, documents)} and ${inStates(states)} group by a.client_id`);
      return toCounts(rows);
    },

    pendingOf: (scope, clientId, documents) =>
      someOf(
        ...([scope, clientId, documents] as const),
        sql`and a.state = 'PENDING' order by a.due_by nulls last, a.requested_at, a.id limit ${FACTS_MAX}`,
      ),

    latestOf: (scope, clientId, documents) =>
      someOf(
        ...([scope, clientId, documents] as const),
        sql`order by greatest(a.requested_at, a.ended_at, (select max(d.decided_at) from workflow.approval_decisions d
          where d.approval = a.id)) desc, a.id limit ${FACTS_MAX}`,
      ),

    async documentsAskedOf(scope, clientIds) {
      const asked = askedOf(scope, clientIds);
      if (asked === null) return [];
      return database.rows(sql<{ id: string; clientId: ClientId }>`
        select a.subject_id as id, a.client_id as "clientId" from ${asked} join workflow.approvals a on a.client_id = asked.client_id
        where a.subject_type = 'Document' and ${isAsked(scope)}
        group by a.subject_id, a.client_id order by max(a.requested_at) desc, a.subject_id limit 1000`);
    },

    async pendingAfter(id, first) {
      const rows = await database.rows(sql<ApprovalRow>`
        select ${approvalColumns} from workflow.approvals a
        where a.state = 'PENDING' and ${id === null ? sql`true` : sql`a.id > ${id}::uuid`} order by a.id limit ${first}`);
      return rows.map(read);
    },
  };
}

const tell = tellOf('Approval');

function isOutcome(state: ApprovalState): state is DecisionOutcome {
  return state === 'APPROVED' || state === 'REJECTED' || state === 'CHANGES_REQUESTED';
}

const did: Readonly<Record<ApprovalChoice, string>> = {
  APPROVE: 'approved',
  REJECT: 'rejected',
  REQUEST_CHANGES: 'asked for changes of',
};

/** The clients of a question about what people are asked within the scope, each with what the caller is there. Null when there is nothing that could be shown. */
export function askedOf(scope: Scope, clientIds: readonly ClientId[]): RawBuilder<unknown> | null {
  const within = clientIds.filter((clientId) => reaches(scope, clientId));
  if (within.length === 0 || (scope.kind !== 'staff' && scope.kind !== 'client')) return null;
  // A viewer is asked by name alone.
  const roles = within.map((clientId) => roleIn(scope, clientId)).map((role) => (role === 'VIEWER' ? '' : (role ?? '')));
  const seesAll = within.map((clientId) => seesAllOf(scope, clientId));
  const seesMoney = within.map((clientId) => seesBilling(scope, clientId));
  return sql`unnest(${within}::text[], ${roles}::text[], ${seesAll}::bool[], ${seesMoney}::bool[])
    asked(client_id, role, sees_all, sees_money)`;
}

/** `isDecider` and the sight of money, as PostgreSQL judges it. */
function isAsked(scope: Scope): RawBuilder<unknown> {
  return sql`(a.contact_ids @> array[${scope.contactId ?? ''}]::text[] or a.roles @> array[asked.role]::text[])
    and (asked.sees_money or not a.has_money)`;
}

/** Whether the approval `a` may be shown to whoever asks; `asked` is that of `askedOf`. */
export function isShown(scope: Scope, documents: readonly string[]): RawBuilder<unknown> {
  return sql`(asked.sees_all or (${isAsked(scope)}
    and (a.subject_type <> 'Document' or a.subject_id = any(${documents}::text[]))))`;
}

function inStates(states: readonly ApprovalState[] | null): RawBuilder<unknown> {
  return states === null ? sql`true` : sql`a.state = any(${states}::text[])`;
}
