import { readFileSync } from 'node:fs';
import {
  buildClientSchema,
  buildSchema,
  getIntrospectionQuery,
  isInterfaceType,
  isObjectType,
  lexicographicSortSchema,
  printSchema,
} from 'graphql';
import type { GraphQLSchema, IntrospectionQuery } from 'graphql';
import { createRandom } from '../../../scripts/seed/random.ts';
import { toGlobalId } from '../../../schema/contract/global-id.ts';
import { hiddenElements } from '../../permissions/audiences/testing/hidden-elements.ts';
import { OTHER_OWNER, LEAST_CALLERS, OWN_CALLERS, STAFF } from '../two-worlds/callers.ts';
import type { Caller } from '../two-worlds/callers.ts';
import { askBefore } from '../two-worlds/ask-before.ts';
import { compareWorlds, describeDifference } from '../two-worlds/compare.ts';
import type { Deployment, TwoWorlds, WorldName } from '../two-worlds/deployments.ts';
import type { Harvest, Source } from '../two-worlds/harvest.ts';
import { makeOperations } from '../two-worlds/make-operation.ts';
import type { MadeOperation } from '../two-worlds/make-operation.ts';
import { OTHER, OWN } from '../two-worlds/other-data.ts';

import { grantsAreOfOnePartner, revokedIsRefused, viewsOnlyRead } from './access-checks.ts';

/** What a check says of a portal: what it saw that it should not have seen, or null; and how much it asked. */
export interface Finding {
  readonly seen: string | null;
  readonly operations: number;
}

export interface Surroundings {
  /** Two that differ in what is not the own company. */
  readonly others: TwoWorlds;
  /** Two that differ in what some of the own company may not see. */
  readonly hidden: TwoWorlds;
  /** The first world once more, where time goes on: tokens that the portal issues would have run out elsewhere. */
  readonly awake: Deployment;
  readonly harvests: { readonly others: Harvest; readonly hidden: Harvest };
}

export interface CheckOptions {
  readonly operationsMax: number;
  /** What decides the operations. */
  readonly seed: string;
  /** Others ask the same a moment before, so that what is kept from one for the next shows. */
  readonly crowd?: boolean;
  readonly mutationShare?: number;
  /** Fields by coordinate, and types, that are asked for more often than the others. */
  readonly about?: readonly string[];
  /** Where every second id is drawn from. */
  readonly ids?: Source;
  /** Ends the run earlier. */
  readonly isEnough?: () => boolean;
}

const published = (audience: string): GraphQLSchema =>
  buildSchema(readFileSync(new URL(`../../../schema/public/${audience}.graphql`, import.meta.url), 'utf8'));
const client = published('client');
const staff = published('staff');

export const CHECKS = {
  'two worlds: others': (at: Surroundings, options: CheckOptions) =>
    compare(at.others, at.harvests.others, OWN_CALLERS, [STAFF, OTHER_OWNER], options),
  'two worlds: hidden': (at: Surroundings, options: CheckOptions) =>
    compare(at.hidden, at.harvests.hidden, LEAST_CALLERS, OWN_CALLERS.slice(0, 1), options),
  'the published schema': (at: Surroundings) => schemaIsTheirs(at.others.first),
  'a bare subgraph': (at: Surroundings) => subgraphsAskWho(at.others.first),
  'a cursor of others': (at: Surroundings) => cursorsAreTheirOwn(at.others.first),
  'a forged token': (at: Surroundings) => tokensAreWhole(at.others.first),
  'a view that writes': (at: Surroundings) => viewsOnlyRead(at.awake),
  'a partner without a grant': (at: Surroundings) => grantsAreOfOnePartner(at.others.first),
  'the same question at once': (at: Surroundings) => questionsAreTheirOwn(at.hidden.first, 'at once'),
  'the same question again': (at: Surroundings) => questionsAreTheirOwn(at.hidden.first, 'again'),
  'a revoked token': (at: Surroundings) => revokedIsRefused(at.others.first),
} as const satisfies Record<string, (at: Surroundings, options: CheckOptions) => Promise<Finding>>;

export type CheckName = keyof typeof CHECKS;

/** The world that a check compares the first one with; the others ask the first alone. */
export const COMPARED_WITH: Partial<Record<CheckName, WorldName>> = {
  'two worlds: others': 'others',
  'two worlds: hidden': 'hidden',
};

async function compare(
  worlds: TwoWorlds,
  harvest: Harvest,
  callers: readonly Caller[],
  crowd: readonly Caller[],
  options: CheckOptions,
): Promise<Finding> {
  const { seed, operationsMax, mutationShare = 0 } = options;
  const drawn = {
    schemas: [client, client, client, published('partner'), staff],
    harvest: { ...harvest, ...(options.ids && { preferred: options.ids }) },
    random: createRandom(seed),
    mutationShare,
    about: options.about ?? [],
    variablesSets: options.crowd ? 2 : 1,
  };
  const report = await compareWorlds({
    ...{ worlds, schema: client, count: operationsMax, callers, callersAtOnce: 1, stopAtFirst: true },
    operationsOf: function* (seen) {
      for (const operation of makeOperations({ ...drawn, asked: new Map(), seen })) {
        if (options.isEnough?.()) return;
        yield operation;
      }
    },
    ...(options.crowd && { before: (operation: MadeOperation) => askBefore(worlds, crowd, operation) }),
  });
  const [difference] = report.differences;
  return { seen: difference ? describeDifference(difference) : null, operations: difference?.place ?? report.operations };
}

const owner = OWN_CALLERS[0] as Caller;

/** A client finds the client's schema by introspection, and no hidden name in what is said about a misspelled one. */
async function schemaIsTheirs(portal: Deployment): Promise<Finding> {
  const answer = await portal.ask(owner, { query: getIntrospectionQuery(), variables: {} });
  const { data } = JSON.parse(answer.body) as { data: IntrospectionQuery };
  const found = shapeOf(buildClientSchema(data));
  if (found !== shapeOf(client)) return { seen: 'introspection shows another schema than the published one', operations: 1 };
  let operations = 1;
  for (const { kind, owner: type, name } of hiddenElements(staff, client)) {
    const parent = type === null ? undefined : client.getType(type);
    if (kind !== 'field' || !(isObjectType(parent) || isInterfaceType(parent))) continue;
    operations += 2;
    const ask = (field: string) =>
      portal.ask(owner, {
        query: `{ node(id: "x") { ... on ${rootOf(parent.name)} { ${pathTo(parent.name, field)} } } }`,
        variables: {},
      });
    // A name that is no name, of the same length.
    const unknown = 'x'.repeat(name.length);
    const [hidden, missing] = [await ask(name), await ask(unknown)];
    if (hidden.status !== missing.status || plain(hidden.body.replaceAll(name, unknown)) !== plain(missing.body))
      return { seen: `${hidden.body} for ${name}, and ${missing.body} for ${unknown}`, operations };
    const misspelled = await ask(`${name}s`);
    if (misspelled.body.replaceAll(`${name}s`, '').includes(name)) return { seen: misspelled.body, operations };
  }
  return { seen: null, operations };
}

/** What is suggested depends on the spelling of what was asked for; it is looked at by itself. */
function plain(body: string): string {
  return body.replaceAll(/ Did you mean [^?]*\?/g, '');
}

function shapeOf(schema: GraphQLSchema): string {
  // Federation's own directives are in the schema that callers see, and in no published file.
  return printSchema(lexicographicSortSchema(schema))
    .replaceAll(/"""[\s\S]*?"""|^directive .*$/gm, '')
    .replaceAll(/\s+/g, ' ');
}

/** Types without an id are reached through one that has one. */
function rootOf(type: string): string {
  return type === 'Provenance' ? 'Ticket' : type;
}

function pathTo(type: string, field: string): string {
  return type === 'Provenance' ? `provenance { ${field} }` : field;
}

async function subgraphsAskWho(portal: Deployment): Promise<Finding> {
  let operations = 0;
  for (const url of Object.values(portal.subgraphUrls)) {
    for (const query of ['{ __typename }', '{ _service { sdl } }', entityQuery]) {
      operations++;
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
      if (response.status !== 401) return { seen: `${response.status} ${await response.text()}`, operations };
    }
  }
  return { seen: null, operations };
}

const entityQuery = `{ _entities(representations: [{ __typename: "Client", id: "${toGlobalId('Client', OWN)}" }]) { __typename } }`;

/** The other company's owner takes cursors, and the own one's uses them, on each list. */
async function cursorsAreTheirOwn(portal: Deployment): Promise<Finding> {
  let operations = 0;
  for (const field of ['projects', 'documents', 'tickets', 'activity']) {
    const page = `query ($id: ID!) { client(id: $id) { page: ${field}(first: 1) { pageInfo { endCursor } } } }`;
    const theirs = await portal.ask(OTHER_OWNER, { query: page, variables: { id: toGlobalId('Client', OTHER) } });
    const { data } = JSON.parse(theirs.body) as { data: { client: { page: { pageInfo: { endCursor: string } } } } };
    const answers = new Set<string>();
    for (const after of [data.client.page.pageInfo.endCursor, 'nonsense']) {
      operations++;
      const query = `query ($id: ID!, $after: String) { client(id: $id) { ${field}(after: $after) { nodes { __typename } } } }`;
      answers.add((await portal.ask(owner, { query, variables: { id: toGlobalId('Client', OWN), after } })).body);
    }
    if (answers.size > 1) return { seen: [...answers].join('\n'), operations };
  }
  return { seen: null, operations };
}

/** A token whose claims were changed on the way is none, also right after the one that it was made of. */
async function tokensAreWhole(portal: Deployment): Promise<Finding> {
  const query = '{ clients { totalCount nodes { name } } }';
  const good = await portal.ask(owner, { query, variables: {} });
  const changed = await portal.ask(
    { ...owner, forge: (claims) => ({ ...claims, portal_memberships: [{ clientId: 'lumen-bakery', role: 'OWNER' }] }) },
    { query, variables: {} },
  );
  if (good.status !== 200) throw new Error('the good token is refused');
  return { seen: changed.status === 401 ? null : changed.body, operations: 2 };
}

/**
 * The owner and somebody who sees less of the same company ask the same: at the same moment, or one right after the other. Nothing is kept for
 * five seconds after a change, so it is asked for a little longer than that.
 */
async function questionsAreTheirOwn(portal: Deployment, when: 'at once' | 'again'): Promise<Finding> {
  const [least] = LEAST_CALLERS;
  if (!least) throw new Error('nobody sees less');
  const [turns, pauseMs] = when === 'at once' ? [10, 0] : [12, 500];
  const askAs = async (caller: Caller, name: string): Promise<string> => {
    const query = `query ${name}($id: ID!) { client(id: $id) { documents(first: 50) { totalCount nodes { id title } } } }`;
    return (await portal.ask(caller, { query, variables: { id: toGlobalId('Client', OWN) } })).body;
  };
  const [alone, whole] = [await askAs(least, 'Alone'), await askAs(owner, 'AloneToo')];
  if (alone === whole) throw new Error('both see the same: nothing would be found');
  for (let turn = 1; turn <= turns; turn++) {
    const name = when === 'at once' ? `Turn${turn}` : `Again${turn}`;
    const first = askAs(owner, name);
    if (when === 'again') await first;
    const [own] = await Promise.all([askAs(least, name), first]);
    if (own !== alone) return { seen: own, operations: turn };
    if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  return { seen: null, operations: turns };
}
