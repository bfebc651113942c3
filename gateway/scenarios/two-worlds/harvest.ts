import { setTimeout as sleep } from 'node:timers/promises';
import { readGlobalId, toGlobalId } from '../../../schema/contract/global-id.ts';
import type { NodeType } from '../../../schema/contract/global-id.ts';
import { OTHER_OWNER, STAFF } from './callers.ts';
import type { Caller } from './callers.ts';
import type { Deployment, Operation, TwoWorlds } from './deployments.ts';
import { FURTHER, MARK, OTHER, OWN } from './other-data.ts';

/** Where an argument comes from. */
export type Source = 'own' | 'foreign' | 'hidden' | 'missing' | 'unreadable';

export interface Harvest {
  /** `hidden` is of the own company, and not for its people: internal notes, and what is shared with some. */
  readonly ids: Readonly<Record<Source, ReadonlyMap<NodeType, readonly string[]>>>;
  /** By the list that they are of, such as `Client.tickets`. */
  readonly cursors: Readonly<Record<'own' | 'foreign', ReadonlyMap<string, readonly string[]>>>;
  /** Files that were announced and go in parts. */
  readonly uploads: Readonly<Record<'own' | 'foreign', readonly string[]>>;
  readonly words: Readonly<Record<'own' | 'foreign', readonly string[]>>;
  /** Of what is put to the own company to decide, by the approval. */
  readonly checksums: ReadonlyMap<string, string>;
  /** Every second id is drawn from there. */
  readonly preferred?: Source;
}

export const NODE_TYPES = [
  'Client', 'Contact', 'Project', 'Milestone', 'Quote', 'Invoice', 'Document', 'Folder', 'Ticket', 'Message', 'Approval', 'DocumentRequest',
] as const satisfies readonly NodeType[]; // prettier-ignore

/** How often is asked while the machine is too busy for a whole answer. */
const patience = 6;

/** Every list by its parent, in the operation below. */
const listsOfClient = [
  'contacts', 'projects', 'quotes', 'invoices', 'documents', 'folders', 'tickets', 'nextSteps', 'activity',
  'approvals', 'documentRequests',
] as const; // prettier-ignore

const innerSelections: Readonly<Record<string, string>> = {
  projects: 'milestones { id }',
  folders: 'documents(first: 2) { edges { cursor } }',
  tickets: 'messages(first: 20) { edges { cursor node { id } } }',
  approvals: 'checksum',
};

function everythingOf(lists: readonly string[]): string {
  const selections = lists.map((list) => `${list}(first: 40) { edges { cursor node { id ${innerSelections[list] ?? ''} } } }`);
  return `query ($id: ID!) { client(id: $id) { id ${selections.join('\n')} } clients(first: 1) { edges { cursor } } }`;
}

/**
 * Collects ids and cursors of both worlds, as the owners of both companies and as staff see them. `own` are those that the first of the
 * callers sees.
 */
export async function harvest({ first, second }: TwoWorlds, callers: readonly Caller[]): Promise<Harvest> {
  const [own, ...further] = await Promise.all(callers.map((caller) => collect(first, caller, OWN, listsOfClient)));
  if (!own) throw new Error('nobody asks');
  const foreign = await Promise.all([
    collect(first, OTHER_OWNER, OTHER, listsOfClient),
    collect(second, OTHER_OWNER, OTHER, listsOfClient),
    ...FURTHER.map((id) => collect(second, STAFF, id, listsOfClient)),
  ]);
  const hidden = await Promise.all([first, second].map((world) => collect(world, STAFF, OWN, listsOfClient)));
  const announced = async (caller: Caller, clientId: string): Promise<string[]> => {
    const found = await Promise.all([first, second].map((world) => announce(world, caller, clientId)));
    return found.flatMap((id) => (id === null ? [] : [id]));
  };
  const ownUploads = await Promise.all(callers.map((caller) => announced(caller, OWN)));
  const ownIds = merged([own.ids, ...further.map(({ ids }) => ids)]);
  const known = new Set([...ownIds.values()].flat());
  return {
    ids: {
      own: ownIds,
      foreign: merged(foreign.map(({ ids }) => ids)),
      hidden: without(merged(hidden.map(({ ids }) => ids)), known),
      missing: new Map(
        NODE_TYPES.map((type) => [
          type,
          [
            '999999',
            '1',
            'no-such-thing',
            `${OTHER}/AAAAAAAAAAAAAAAAAAAAAA`,
            `${OWN}/AAAAAAAAAAAAAAAAAAAAAA`,
            'prj-1001/m99',
          ].map((localId) => toGlobalId(type, localId)),
        ]),
      ),
      unreadable: new Map(
        NODE_TYPES.map((type) => [
          type,
          [
            '',
            '=',
            'nonsense',
            Buffer.from('Nothing:1').toString('base64url'),
            'A'.repeat(2_000),
            '\u0000',
            OTHER,
            ...own.otherIds,
          ],
        ]),
      ),
    },
    cursors: {
      own: merged([own, ...further].map(({ cursors }) => cursors)),
      foreign: merged(foreign.map(({ cursors }) => cursors)),
    },
    checksums: new Map([own, ...further].flatMap(({ checksums }) => [...checksums])),
    uploads: { own: [...new Set(ownUploads.flat())], foreign: [...new Set(await announced(OTHER_OWNER, OTHER))] },
    words: {
      own: ['a', 'finch', 'Certificate', 'pdf', 'the'],
      foreign: ['lumen', MARK, 'Alder Row', 'bakehouse', `${MARK} besides`],
    },
  };
}

interface Collected {
  readonly ids: ReadonlyMap<NodeType, readonly string[]>;
  readonly cursors: ReadonlyMap<string, readonly string[]>;
  readonly checksums: ReadonlyMap<string, string>;
  /** Of what has an id and is no node. */
  readonly otherIds: readonly string[];
}

async function collect(world: Deployment, caller: Caller, clientId: string, lists: readonly string[]): Promise<Collected> {
  const body = await askWhole(world, caller, { query: everythingOf(lists), variables: { id: toGlobalId('Client', clientId) } });
  const ids = new Map<NodeType, string[]>();
  const cursors = new Map<string, string[]>();
  const checksums = new Map<string, string>();
  const otherIds: string[] = [];
  const walk = (value: unknown, list: string): void => {
    if (typeof value !== 'object' || value === null) return;
    const { id, checksum } = value as { readonly id?: unknown; readonly checksum?: unknown };
    if (typeof id === 'string' && typeof checksum === 'string') checksums.set(id, checksum);
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'id' && typeof inner === 'string') {
        const type = readGlobalId(inner)?.type;
        if (type) add(ids, type, inner);
        else otherIds.push(inner);
      } else if (key === 'cursor' && typeof inner === 'string') add(cursors, list, inner);
      else walk(inner, listNamed(key, list));
    }
  };
  walk((JSON.parse(body) as { data: unknown }).data, '');
  return { ids, cursors, checksums, otherIds: otherIds.slice(0, 5) };
}

/** Announces a file that goes in parts, always the same one; null for whoever may not upload. */
async function announce(world: Deployment, caller: Caller, clientId: string): Promise<string | null> {
  const query = 'mutation ($input: RequestUploadInput!) { requestUpload(input: $input) { multipart { id } } }';
  const file = { name: 'plans.pdf', mediaType: 'application/pdf', sizeBytes: 50_000_000, sha256: 'f'.repeat(64) };
  const input = { clientId: toGlobalId('Client', clientId), ...file, idempotencyKey: 'harvest' };
  const { data } = JSON.parse(await askWhole(world, caller, { query, variables: { input } })) as {
    data: { requestUpload: { multipart: { id: string } | null } | null } | null;
  };
  return data?.requestUpload?.multipart?.id ?? null;
}

/** What a busy machine leaves out of one answer would be missing from everything that is drawn from it. */
async function askWhole(world: Deployment, caller: Caller, operation: Operation): Promise<string> {
  for (let turn = 1; ; turn++) {
    const { body } = await world.ask(caller, operation);
    if (!body.includes('"UPSTREAM_')) return body;
    if (turn === patience) throw new Error(`${caller.name} is not given all that there is: ${body.slice(0, 500)}`);
    await sleep(turn * 500);
  }
}

function listNamed(key: string, outer: string): string {
  if (key === 'clients') return 'Query.clients';
  if (key === 'messages') return 'Ticket.messages';
  if (key === 'documents' && outer === 'Client.folders') return 'Folder.documents';
  return (listsOfClient as readonly string[]).includes(key) ? `Client.${key}` : outer;
}

function add<Key>(map: Map<Key, string[]>, key: Key, value: string): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

function merged<Key>(maps: readonly ReadonlyMap<Key, readonly string[]>[]): Map<Key, string[]> {
  const all = new Map<Key, string[]>();
  for (const map of maps) for (const [key, values] of map) all.set(key, [...new Set([...(all.get(key) ?? []), ...values])]);
  return all;
}

function without<Key>(map: ReadonlyMap<Key, readonly string[]>, known: ReadonlySet<string>): Map<Key, string[]> {
  return new Map([...map].map(([key, values]) => [key, values.filter((value) => !known.has(value))]));
}
