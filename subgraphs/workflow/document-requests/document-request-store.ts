import { sql } from 'kysely';
import type { RawBuilder, Transaction } from 'kysely';
import type { ClientRole } from '../../../schema/contract/identity-claims.ts';
import { toGlobalId } from '../../../schema/contract/global-id.ts';
import type { Page, PageRequest } from '../../kit/connection.ts';
import { FACTS_MAX } from '../../kit/domain.ts';
import type { ClientId } from '../../kit/domain.ts';
import { reaches } from '../../kit/scope.ts';
import type { Scope } from '../../kit/scope.ts';
import type { Verdict } from '../../kit/verdict.ts';
import type { AccessDatabase } from '../access/access-database.ts';
import type { Actor } from '../access/actor.ts';
import { recordEvents } from '../access/audit.ts';
import type { Acting } from '../access/grants.ts';
import { doneBefore, once } from '../access/once.ts';
import type { Command, Done } from '../access/once.ts';
import { afterNewest, toCounts, toPages } from '../access/pages.ts';
import { ownEvent } from '../access/recorded-event.ts';
import { askedOf } from '../approvals/approval-store.ts';
import type { DocumentRequest, DocumentRequestState, DocumentVerdict } from '../domain.ts';
import { tellOf } from '../notifications/record-notice.ts';
import { documentRequestColumns, toDocumentRequest } from './document-request-rows.ts';
import type { DocumentRequestRow } from './document-request-rows.ts';
import { canCancel, canFulfil, canJudge, mayBeSeen } from './document-request-rules.ts';

export interface NewDocumentRequest {
  readonly clientId: ClientId;
  readonly title: string;
  readonly description: string | null;
  readonly mediaTypes: readonly string[];
  readonly contactIds: readonly string[];
  readonly roles: readonly ClientRole[];
  readonly dueBy: Date | null;
}

/** The document that is sent: by its local id, as the files have it now. */
export interface NewSubmission {
  readonly documentId: string;
  readonly version: number;
  readonly checksum: string;
}

/** A request that somebody acts on, as far as they know it. */
export interface Known {
  readonly id: string;
  /** Null for whatever it is now. */
  readonly revision: number | null;
}

/** What came of a write. `stale` when it is no longer what the person looked at. */
export type Written = { readonly done: Done } | { readonly refused: Verdict } | 'stale' | 'conflict' | null;

/** The documents that clients are asked for. Every method answers from within the scope. */
export interface DocumentRequestStore {
  /** Null when the scope does not reach the client. */
  request(scope: Scope, command: Command, asked: NewDocumentRequest, acting: Acting): Promise<Done | 'conflict' | null>;
  /** Null, here and below, when there is none for the caller. */
  fulfil(scope: Scope, command: Command, known: Known, sent: NewSubmission, acting: Acting): Promise<Written>;
  accept(scope: Scope, command: Command, known: Known, acting: Acting): Promise<Written>;
  sendBack(scope: Scope, command: Command, known: Known, reason: string, acting: Acting): Promise<Written>;
  cancel(scope: Scope, command: Command, known: Known, acting: Acting): Promise<Written>;
  doneBefore(command: Command): Promise<Done | 'conflict' | null>;
  byId(scope: Scope, id: string): Promise<DocumentRequest | null>;
  byIds(scope: Scope, ids: readonly string[]): Promise<Map<string, DocumentRequest>>;
  /** Newest first. */
  listOf(
    scope: Scope,
    clientIds: readonly ClientId[],
    selection: { readonly states: readonly DocumentRequestState[] | null; readonly page: PageRequest },
  ): Promise<Map<ClientId, Page<DocumentRequest>>>;
  countOf(
    scope: Scope,
    clientIds: readonly ClientId[],
    states: readonly DocumentRequestState[] | null,
  ): Promise<Map<ClientId, number>>;
  /** Those that wait for the client, the earliest due first, at most `FACTS_MAX`. */
  openOf(scope: Scope, clientId: ClientId): Promise<DocumentRequest[]>;
  /** Those to which something happened last, at most `FACTS_MAX`. */
  latestOf(scope: Scope, clientId: ClientId): Promise<DocumentRequest[]>;
}

export function createDocumentRequestStore(
  database: AccessDatabase,
  options: {
    readonly system: string;
    /** When the database was read. */
    readonly now: () => Date;
    /** UUIDs of new requests and of what is sent. */
    readonly newId: () => string;
  },
): DocumentRequestStore {
  const read = (row: DocumentRequestRow): DocumentRequest => toDocumentRequest(row, options.system, options.now());

  /** Does something to a request once, judged by a rule while nobody else can change it. */
  async function change(
    scope: Scope,
    command: Command,
    { id, revision }: Known,
    at: Date,
    rule: (scope: Scope, request: DocumentRequest) => Verdict,
    perform: (transaction: Transaction<unknown>, request: DocumentRequest) => Promise<void>,
  ): Promise<Written> {
    const judged: { verdict?: Verdict; isStale?: boolean } = {};
    const done = await database.transaction((transaction) =>
      once(transaction, command, at, async () => {
        await sql`select from workflow.document_requests where id = ${id}::uuid for update`.execute(transaction);
        // A statement of its own: the one that waited for the lock saw what was sent as it was before it waited.
        const { rows } = await sql<DocumentRequestRow>`
          select ${documentRequestColumns} from workflow.document_requests r where r.id = ${id}::uuid`.execute(transaction);
        const request = rows[0] ? read(rows[0]) : null;
        if (!request || !mayBeSeen(scope, request)) return null;
        judged.isStale = revision !== null && revision !== request.revision;
        if (judged.isStale) return null;
        judged.verdict = rule(scope, request);
        if (!judged.verdict.allowed) return null;
        await perform(transaction, request);
        return id;
      }),
    );
    if (done === 'conflict') return done;
    if (done !== null) return { done };
    if (judged.isStale) return 'stale';
    return judged.verdict ? { refused: judged.verdict } : null;
  }

  async function move(transaction: Transaction<unknown>, id: string, state: DocumentRequestState, at: Date): Promise<void> {
    await sql`update workflow.document_requests set state = ${state}, revision = revision + 1, changed_at = ${at}
      where id = ${id}::uuid`.execute(transaction);
  }

  async function judge(
    transaction: Transaction<unknown>,
    request: DocumentRequest,
    given: { readonly verdict: DocumentVerdict; readonly reason: string | null; readonly acting: Acting },
  ): Promise<void> {
    const { verdict, reason, acting } = given;
    await sql`update workflow.document_submissions set verdict = ${verdict}, reason = ${reason}, judged_by = ${acting.actor.name},
        judged_at = ${acting.at}
      where request = ${request.id}::uuid and verdict is null`.execute(transaction);
    await move(transaction, request.id, verdict, acting.at);
  }

  return {
    request: async (scope, command, { clientId, title, description, mediaTypes, contactIds, roles, dueBy }, { actor, at }) => {
      if (scope.kind !== 'staff' || !reaches(scope, clientId)) return null;
      return database.transaction((transaction) =>
        once(transaction, command, at, async () => {
          const id = options.newId();
          await sql`insert into workflow.document_requests (id, client_id, title, description, media_types, contact_ids, roles, due_by,
              requested_by, requested_subject, requested_issuer, requested_at, changed_at)
            values (${id}, ${clientId}, ${title}, ${description}, ${mediaTypes}::text[], ${contactIds}::text[], ${roles}::text[],
              ${dueBy}, ${actor.name}, ${actor.subject}, ${actor.issuer}, ${at}, ${at})`.execute(transaction);
          await record(transaction, { id, clientId }, actor, at, `${actor.name} asked for "${title}".`);
          await tell(transaction, id, { kind: 'DOCUMENT_REQUESTED', part: 'requested', to: 'asked', actor, at });
          return id;
        }),
      );
    },

    fulfil: (scope, command, known, { documentId, version, checksum }, { actor, at }) =>
      change(scope, command, known, at, canFulfil, async (transaction, request) => {
        const number = request.revision + 1;
        await sql`insert into workflow.document_submissions (id, request, number, document_id, version, checksum, submitted_by, contact_id,
            submitted_at)
          values (${options.newId()}, ${request.id}, ${number}, ${documentId}, ${version}, ${checksum}, ${actor.name}, ${actor.contactId},
            ${at})`.execute(transaction);
        await move(transaction, request.id, 'SUBMITTED', at);
        await record(transaction, request, actor, at, `${actor.name} sent "${request.title}".`, { documentId, checksum });
        await tell(transaction, request.id, { kind: 'DOCUMENT_SUBMITTED', part: String(number), to: 'everybody', actor, at });
      }),

    accept: (scope, command, known, acting) =>
      change(scope, command, known, acting.at, canJudge, async (transaction, request) => {
        const { actor, at } = acting;
        await judge(transaction, request, { verdict: 'ACCEPTED', reason: null, acting });
        await record(transaction, request, actor, at, `${actor.name} took "${request.title}".`);
        const part = String(request.revision + 1);
        await tell(transaction, request.id, { kind: 'DOCUMENT_ACCEPTED', part, to: 'everybody', actor, at });
      }),

    sendBack: (scope, command, known, reason, acting) =>
      change(scope, command, known, acting.at, canJudge, async (transaction, request) => {
        const { actor, at } = acting;
        await judge(transaction, request, { verdict: 'RETURNED', reason, acting });
        await record(transaction, request, actor, at, `${actor.name} sent "${request.title}" back: ${reason}`);
        const part = String(request.revision + 1);
        await tell(transaction, request.id, { kind: 'DOCUMENT_RETURNED', part, to: 'everybody', actor, at });
      }),

    cancel: (scope, command, known, { actor, at }) =>
      change(scope, command, known, at, canCancel, async (transaction, request) => {
        await move(transaction, request.id, 'CANCELLED', at);
        await record(transaction, request, actor, at, `${actor.name} no longer asks for "${request.title}".`);
        await tell(transaction, request.id, {
          kind: 'DOCUMENT_REQUEST_CANCELLED',
          part: 'cancelled',
          to: 'everybody',
          actor,
          at,
        });
      }),

    doneBefore: (command) => doneBefore(database, command),

    byId: async (scope, id) => (await byIds(scope, [id])).get(id) ?? null,

    byIds,

    async listOf(scope, clientIds, { states, page: { first, after } }) {
      const asked = askedOf(scope, clientIds);
      if (asked === null) return new Map();
      const rows = await database.rows(sql<DocumentRequestRow>`
        select r.* from ${asked} cross join lateral (
          select ${documentRequestColumns} from workflow.document_requests r where r.client_id = asked.client_id
            and ${isRequestShown(scope)} and ${inStates(states)} and ${afterNewest(after, { time: 'r.requested_at', id: 'r.id' })}
          order by r.requested_at desc, r.id desc limit ${first + 1}) r
        order by r.client_id, r.requested_at desc, r.id desc`);
      return toPages(rows, first, read);
    },

    async countOf(scope, clientIds, states) {
      const asked = askedOf(scope, clientIds);
      if (asked === null) return new Map();
      const rows = await database.rows(sql<{ client_id: string; count: number }>`
        select r.client_id, count(*) as count from ${asked} join workflow.document_requests r on r.client_id = asked.client_id
        where ${isRequestShown(scope)} and ${inStates(states)} group by r.client_id`);
      return toCounts(rows);
    },

    openOf: (scope, clientId) =>
      someOf(scope, clientId, sql`and r.state in ('OPEN', 'RETURNED') order by r.due_by nulls last, r.changed_at, r.id`),

    latestOf: (scope, clientId) => someOf(scope, clientId, sql`order by r.changed_at desc, r.id`),
  };

  async function byIds(scope: Scope, ids: readonly string[]): Promise<Map<string, DocumentRequest>> {
    const rows = await database.rows(sql<DocumentRequestRow>`
      select ${documentRequestColumns} from workflow.document_requests r where r.id = any(${ids}::uuid[])`);
    return new Map(rows.map(read).flatMap((request) => (mayBeSeen(scope, request) ? [[request.id, request]] : [])));
  }

  async function someOf(scope: Scope, clientId: ClientId, rest: RawBuilder<unknown>): Promise<DocumentRequest[]> {
    const asked = askedOf(scope, [clientId]);
    if (asked === null) return [];
    const rows = await database.rows(sql<DocumentRequestRow>`
      select ${documentRequestColumns} from ${asked} join workflow.document_requests r on r.client_id = asked.client_id
      where ${isRequestShown(scope)} ${rest} limit ${FACTS_MAX}`);
    return rows.map(read);
  }
}

const tell = tellOf('DocumentRequest');

/** Writes it into the trail of both sides. */
async function record(
  transaction: Transaction<unknown>,
  { id, clientId }: Pick<DocumentRequest, 'id' | 'clientId'>,
  actor: Actor,
  at: Date,
  summary: string,
  details: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const subjects = [toGlobalId('DocumentRequest', id)];
  await recordEvents(transaction, [ownEvent({ at, kind: 'ACTION', actor, clientId, subjects, summary, details })]);
}

/** `mayBeSeen` of the request `r`, as PostgreSQL judges it; `asked` is that of `askedOf`. */
export function isRequestShown(scope: Scope): RawBuilder<unknown> {
  return sql`(asked.sees_all or r.contact_ids @> array[${scope.contactId ?? ''}]::text[] or r.roles @> array[asked.role]::text[])`;
}

function inStates(states: readonly DocumentRequestState[] | null): RawBuilder<unknown> {
  return states === null ? sql`true` : sql`r.state = any(${states}::text[])`;
}
