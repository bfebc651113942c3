import type { Position } from '../../../subgraphs/kit/cursor.ts';
import { asClientId } from '../../../subgraphs/kit/domain.ts';
import type { ClientId } from '../../../subgraphs/kit/domain.ts';
import type { Scope } from '../../../subgraphs/kit/scope.ts';
import { FURTHER, OTHER, OWN } from '../two-worlds/other-data.ts';

export const EVERY_CLIENT: readonly ClientId[] = [OWN, OTHER, ...FURTHER].map(asClientId);

/** The scope of a port that forgot whose records it may give: every client is within reach. The caller is still who it is. */
export function beyond(scope: Scope): Scope {
  if (scope.clients === 'every client') return scope;
  const role = scope.kind === 'client' ? ('OWNER' as const) : null;
  return { ...scope, clients: new Map([...EVERY_CLIENT.map((clientId) => [clientId, role] as const), ...scope.clients]) };
}

/** The scope of one that forgot what a role may see. */
export function asOwner(scope: Scope): Scope {
  effects.count++;
  if (scope.kind !== 'client' || scope.clients === 'every client')
    return { ...scope, scopes: new Set([...scope.scopes, 'billing:read']) };
  return { ...scope, clients: new Map([...scope.clients.keys()].map((clientId) => [clientId, 'OWNER' as const])) };
}

/** The scope of one that forgot that notes are for staff. */
export function asStaff(scope: Scope): Scope {
  return { ...scope, kind: 'staff' };
}

/** Counts how often a fault has let something through: a fault that never had an effect shows nothing. */
export interface Effects {
  count: number;
}

export const effects: Effects = { count: 0 };

interface Owned {
  readonly clientId: ClientId;
}

function isForeign(scope: Scope, record: unknown): boolean {
  if (typeof record !== 'object' || record === null || !('clientId' in record)) return false;
  return scope.clients !== 'every client' && !scope.clients.has((record as Owned).clientId);
}

/** What was read by id with a scope that was too wide, counted where it shows. */
export async function noticing<Key, Value>(
  scope: Scope,
  read: Promise<ReadonlyMap<Key, Value>>,
): Promise<ReadonlyMap<Key, Value>> {
  const found = await read;
  for (const record of found.values()) if (isForeign(scope, record)) effects.count++;
  return found;
}

/** A list that should have been one client's and is everybody's. */
export async function mixed<Record>(
  read: (clientIds: readonly ClientId[]) => Promise<ReadonlyMap<ClientId, PageOf<Record>>>,
  clientIds: readonly ClientId[],
): Promise<ReadonlyMap<ClientId, PageOf<Record>>> {
  const all = await read(EVERY_CLIENT);
  const items = [...all.values()].flatMap((page) => page.items);
  const hasNextPage = [...all.values()].some((page) => page.hasNextPage);
  effects.count++;
  return new Map(clientIds.map((clientId) => [clientId, { items, hasNextPage }]));
}

interface PageOf<Record> {
  readonly items: readonly { readonly record: Record; readonly position: Position }[];
  readonly hasNextPage: boolean;
}

/** A count that should have been one client's and is everybody's. */
export async function countedTogether<Count>(
  read: (clientIds: readonly ClientId[]) => Promise<ReadonlyMap<ClientId, Count>>,
  clientIds: readonly ClientId[],
): Promise<ReadonlyMap<ClientId, number>> {
  const counts = [...(await read(EVERY_CLIENT)).values()];
  const sum = counts.reduce<number>((total, count) => total + Number(count), 0);
  effects.count++;
  return new Map(clientIds.map((clientId) => [clientId, sum]));
}

/** Facts that should have been one client's and are everybody's. */
export async function gathered<Value>(
  read: (clientIds: readonly ClientId[]) => Promise<ReadonlyMap<ClientId, Value>>,
  clientIds: readonly ClientId[],
  join: (values: readonly Value[]) => Value,
): Promise<ReadonlyMap<ClientId, Value>> {
  const values = [...(await read(EVERY_CLIENT)).values()];
  effects.count++;
  return new Map(values.length === 0 ? [] : clientIds.map((clientId) => [clientId, join(values)]));
}
