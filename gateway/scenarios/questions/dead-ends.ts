import { asClientId } from '../../../subgraphs/kit/domain.ts';
import type { Status } from '../../../subgraphs/kit/domain.ts';
import { scopeOf } from '../../../subgraphs/kit/scope.ts';
import type { Scope } from '../../../subgraphs/kit/scope.ts';
import type { StateTable } from '../../../subgraphs/kit/status-table.ts';
import { createStatusTable } from '../../../subgraphs/kit/status-table.ts';
import { clientClaims } from '../../../subgraphs/kit/testing/identity.ts';
import { POSTGRES_CRM_STATES } from '../../../subgraphs/crm/adapters/postgres/state-table.ts';
import { availableActions } from '../../../subgraphs/crm/resolvers/available-actions.ts';
import { DOCUMENTS_WRITE_SCOPE } from '../../../subgraphs/files/document-rules.ts';
import { fileStateTable } from '../../../subgraphs/files/state-table.ts';
import { canUpload } from '../../../subgraphs/files/uploads/upload-rules.ts';
import { TICKET_ADAPTERS, defaultStateTable } from '../../../subgraphs/tickets/adapters/index.ts';
import type { Ticket } from '../../../subgraphs/tickets/domain.ts';
import { canReply } from '../../../subgraphs/tickets/ticket-rules.ts';
import type { PortalUnderTest } from '../testing/portal-under-test.ts';

/** What ends the wait for the client, by the type of the record: to look at a document again is no answer. */
export const ANSWERS: Readonly<Record<string, readonly string[]>> = {
  Project: ['OPEN_TICKET'],
  Milestone: ['OPEN_TICKET'],
  Quote: ['OPEN_TICKET'],
  Invoice: ['OPEN_TICKET'],
  Document: ['UPLOAD_DOCUMENT'],
  Ticket: ['REPLY_TO_TICKET'],
  Approval: ['DECIDE_APPROVAL'],
};

const work = '__typename id status { waitingOn headline sourceState } availableActions { action allowed reason remedy }';

/** For each kind of record those that wait on the client; milestones by their projects, in any state of these. */
const lists: readonly (readonly [name: string, filter: string, selection: string])[] = [
  ['projects', '', `${work} milestones { ${work} }`],
  ['quotes', 'filter: { waitingOn: [CLIENT] }', work],
  ['invoices', 'filter: { waitingOn: [CLIENT] }', work],
  ['documents', '', work],
  ['tickets', 'filter: { waitingOn: [CLIENT] }', work],
  ['approvals', '', work],
];

export interface WaitingRecord {
  readonly __typename: string;
  readonly id: string;
  readonly status: { readonly waitingOn: string; readonly headline: string; readonly sourceState: string };
  readonly availableActions: readonly {
    readonly action: string;
    readonly allowed: boolean;
    readonly reason: string | null;
    readonly remedy: string | null;
  }[];
}

interface ListRead {
  readonly client: {
    readonly list: {
      readonly nodes: readonly (WaitingRecord & { readonly milestones?: WaitingRecord[] })[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    } | null;
  } | null;
}

/** All that waits on the client, as one of its people sees it. What this person may not list, such as invoices, is not there. */
export async function readWaiting(portal: PortalUnderTest, subject: string, clientId: string): Promise<WaitingRecord[]> {
  const waiting: WaitingRecord[] = [];
  for (const [name, filter, selection] of lists) {
    for (let after: string | null = null, more = true; more;) {
      const query: string = `query ($client: ID!, $after: String) { client(id: $client) {
        list: ${name}(first: 100, after: $after ${filter && `, ${filter}`}) { nodes { ${selection} } pageInfo { hasNextPage endCursor } } } }`;
      const reply = await portal.ask(subject, query, { client: clientId, after });
      const list = (reply.data as ListRead | null)?.client?.list ?? null;
      const nodes = list?.nodes ?? [];
      waiting.push(...nodes.flatMap(({ milestones = [], ...node }) => [node, ...milestones]));
      more = list?.pageInfo.hasNextPage === true;
      after = list?.pageInfo.endCursor ?? null;
    }
  }
  return waiting.filter(({ status }) => status.waitingOn === 'CLIENT');
}

/** Those that wait and offer this person no way to end it; `isViewer` for one who changes nothing, who has to be told whom to ask. */
export function deadEndsOf(waiting: readonly WaitingRecord[], { isViewer }: { readonly isViewer: boolean }): string[] {
  return waiting
    .filter(({ __typename, availableActions: offers }) => {
      const answers = offers.filter(({ action }) => ANSWERS[__typename]?.includes(action));
      const isWayOut = ({ allowed, remedy }: (typeof answers)[number]): boolean =>
        isViewer ? allowed || remedy !== null : allowed;
      return !answers.some(isWayOut);
    })
    .map(({ __typename, id, status, availableActions: offers }) => {
      const offered = offers.map(
        ({ action, allowed, reason }) => `${action} ${allowed ? 'allowed' : `refused: ${String(reason)}`}`,
      );
      return `${__typename} ${id} (${status.sourceState}: ${status.headline}) offers ${offered.join('; ') || 'nothing'}`;
    });
}

interface TableOfAdapter {
  readonly adapter: string;
  readonly table: StateTable;
  /** Whether an owner can answer a record of this kind that stands so. */
  readonly isAnswered: (kind: string, status: Status, scope: Scope) => boolean;
}

const clientId = asClientId('acme');

const tables: readonly TableOfAdapter[] = [
  {
    ...{ adapter: 'crm postgres', table: POSTGRES_CRM_STATES },
    isAnswered: (_, status, scope) => availableActions({ clientId, status }, scope).some(({ allowed }) => allowed),
  },
  {
    ...{ adapter: 'files disk and s3', table: fileStateTable },
    isAnswered: (_, _status, scope) => canUpload(scope, clientId).allowed,
  },
  ...TICKET_ADAPTERS.map((name) => ({
    ...{ adapter: `tickets ${name}`, table: defaultStateTable(name) },
    isAnswered: (_: string, status: Status, scope: Scope) => canReply(scope, { clientId, status } as Ticket).allowed,
  })),
];

/** The states of all adapters' tables that wait on the client, and those of them that an owner could not answer. */
export function readTables(): { readonly waiting: readonly string[]; readonly deadEnds: readonly string[] } {
  const claims = clientClaims('acme');
  const scope = scopeOf({ ...claims, scopes: [...claims.scopes, DOCUMENTS_WRITE_SCOPE] });
  const waiting: string[] = [];
  const deadEnds: string[] = [];
  for (const { adapter, table, isAnswered } of tables) {
    const statuses = createStatusTable(table, () => undefined);
    for (const kind of Object.keys(table)) {
      for (const state of statuses.knownStates(kind)) {
        const status = statuses.statusOf(kind, { state, since: new Date(0) });
        if (status.waitingOn !== 'CLIENT') continue;
        waiting.push(`${adapter}: ${kind} ${state}`);
        if (!isAnswered(kind, status, scope)) deadEnds.push(`${adapter}: ${kind} ${state} (${status.headline})`);
      }
    }
  }
  return { waiting, deadEnds };
}
