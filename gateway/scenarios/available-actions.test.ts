import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createRandom } from '../../scripts/seed/random.ts';
import { createWorld } from '../../scripts/seed/world.ts';
import type { AvailableAction } from '../../subgraphs/kit/domain.ts';
import { staffClaims } from '../../subgraphs/kit/testing/identity.ts';
import { globalIdOf, rearrange } from './available-actions/rearrange.ts';
import type { RandomWorld, Subject } from './available-actions/rearrange.ts';
import { startSubgraphs } from './available-actions/subgraphs-under-test.ts';
import type { SubgraphsUnderTest } from './available-actions/subgraphs-under-test.ts';
import { TRIES } from './available-actions/try-action.ts';
import type { RecordAction } from './available-actions/try-action.ts';
import { smallWorld } from './testing/worlds.ts';

/*
 * What `availableActions` says, and what the mutation then does: a thousand times the roles are dealt out anew, a record is put into some
 * state and shared with somebody, and a random caller looks at it and tries something. They have to agree, every time. Another seed:
 * `AVAILABLE_ACTIONS_SEED=… npm test -- available-actions`.
 */

const seed = process.env['AVAILABLE_ACTIONS_SEED'] ?? 'available actions';
const worldCount = 1_000;

/** The scope that an action needs, which is refused before the rule is asked; null for one that needs none besides that for reading. */
const scopes: Readonly<Record<RecordAction, string | null>> = {
  OPEN_TICKET: 'tickets:write',
  REPLY_TO_TICKET: 'tickets:write',
  CLOSE_TICKET: 'tickets:write',
  REOPEN_TICKET: 'tickets:write',
  SHARE_TICKET: 'tickets:write',
  ADD_TICKET_PARTICIPANT: 'tickets:write',
  REMOVE_TICKET_PARTICIPANT: 'tickets:write',
  SHARE_DOCUMENT: 'documents:write',
  UPLOAD_DOCUMENT: 'documents:write',
  SET_CONTACT_ROLE: 'access:write',
  DOWNLOAD_DOCUMENT: null,
};

/** The actions of each kind of record: what is tried when the caller does not even see it. */
const actionsOf: Partial<Record<Subject['type'], readonly RecordAction[]>> = {
  Contact: ['SET_CONTACT_ROLE'],
  Document: ['SHARE_DOCUMENT', 'UPLOAD_DOCUMENT', 'DOWNLOAD_DOCUMENT'],
  Ticket: [
    ...(['REPLY_TO_TICKET', 'CLOSE_TICKET', 'REOPEN_TICKET', 'SHARE_TICKET'] as const),
    ...(['ADD_TICKET_PARTICIPANT', 'REMOVE_TICKET_PARTICIPANT'] as const),
  ],
};

type Offer = AvailableAction & { readonly action: RecordAction };

type Cell = 'allowed' | 'denied' | 'unseen';

describe('what availableActions says', () => {
  let portal: SubgraphsUnderTest;
  beforeAll(async () => {
    portal = await startSubgraphs(smallWorld(createWorld({ anchor: new Date('2026-11-02T00:00:00.000Z') })));
  }, 60_000);
  afterAll(() => portal.close());

  const readActions = async ({ subject, caller }: RandomWorld): Promise<readonly Offer[] | null> => {
    const query = `query ($r: [_Any!]!) {
      _entities(representations: $r) { ... on ${subject.type} { availableActions { action allowed reason remedy } } }
    }`;
    const r = [{ __typename: subject.type, id: globalIdOf(subject) }];
    const { data } = await portal.ask(subject.subgraph, caller, query, { r });
    const [record] = (data?.['_entities'] ?? [null]) as ({ availableActions: readonly Offer[] } | null)[];
    return record?.availableActions ?? null;
  };

  /** Everything that a mutation could change: both databases' tables, and the document as staff see it. */
  const snapshot = async ({ subject }: RandomWorld): Promise<string> => {
    const tables = ['crm.people', 'crm.role_changes', 'tickets.tickets', 'tickets.messages', 'tickets.participants'];
    const sums = tables.map((table) => `(select md5(coalesce(string_agg(t::text, ',' order by t::text), '')) from ${table} t)`);
    const { rows } = await portal.sql.query({ text: `select ${sums.join(', ')}`, rowMode: 'array' });
    if (subject.type !== 'Document') return JSON.stringify(rows);
    const query = 'query ($id: ID!) { document(id: $id) { sharing { audience roles contactIds } updatedAt version } }';
    const answer = await portal.ask('files', staffClaims(), query, { id: globalIdOf(subject) });
    return JSON.stringify([rows, answer]);
  };

  it(`is what the mutation does, in ${String(worldCount)} random worlds`, async () => {
    const random = createRandom(seed);
    const counts = new Map<string, number>();
    for (let judged = 0; judged < worldCount;) {
      const world = await rearrange(portal, random);
      const actions = await readActions(world);
      const told = actions && actions.length > 0 ? random.pick(actions) : null;
      const unseen = actions === null ? actionsOf[world.subject.type] : undefined;
      const action = told?.action ?? (unseen && random.pick(unseen));
      // Nothing is offered here, and there is nothing to try: a quote that waits on nobody.
      if (action === undefined) continue;
      judged += 1;
      const before = await snapshot(world);
      const outcome = await TRIES[action](portal, world, random);
      const after = await snapshot(world);
      const cell: Cell = told === null ? 'unseen' : told.allowed ? 'allowed' : 'denied';
      counts.set(`${action} ${cell}`, (counts.get(`${action} ${cell}`) ?? 0) + 1);

      // Whatever disagrees is shown with the world that it happened in.
      const found = { judged, world, told, outcome };
      if (cell === 'allowed') expect({ ...found, outcome }).toEqual({ ...found, outcome: { done: true } });
      else expect({ ...found, outcome }).toEqual({ ...found, outcome: refusalOf(action, told, world) });
      if (cell !== 'allowed') expect({ ...found, changed: before !== after }).toEqual({ ...found, changed: false });
    }
    const table = [...counts].sort().map(([cell, count]) => `${cell}: ${String(count)}`);
    process.stdout.write(`available actions, ${String(worldCount)} worlds: ${table.join(', ')}\n`);
    const actions = Object.keys(TRIES) as RecordAction[];
    const cells = actions.flatMap((action) =>
      (['allowed', 'denied', 'unseen'] as const)
        // What is offered on a record of the CRM is not about that record, so there is nothing to try for who does not see it.
        .filter((cell) => !(action === 'OPEN_TICKET' && cell === 'unseen'))
        .map((cell) => `${action} ${cell}`),
    );
    expect(cells.filter((cell) => !counts.has(cell))).toEqual([]);
  }, 300_000);
});

/** The one answer that agrees with what was told. */
function refusalOf(action: RecordAction, told: Offer | null, { caller }: RandomWorld): unknown {
  const scope = scopes[action];
  const mayWrite = scope === null || caller.scopes.includes(scope);
  if (!mayWrite) {
    // The directive says no before anybody looks at the record. Who saw it was told to sign in with just that scope.
    if (told) expect(told.remedy).toContain(scope);
    return { done: false, code: 'FORBIDDEN', message: expect.any(String) };
  }
  if (told === null) return { done: false, code: 'NOT_FOUND', message: expect.any(String) };
  const message = action === 'DOWNLOAD_DOCUMENT' ? '' : [told.reason, told.remedy].filter((part) => part !== null).join(' ');
  return { done: false, code: 'NOT_ALLOWED', message };
}
