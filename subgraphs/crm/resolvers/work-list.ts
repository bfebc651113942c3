import { readPageRequest, toConnection } from '../../kit/connection.ts';
import type { Connection, Page, PageRequest } from '../../kit/connection.ts';
import { PARTIES, PHASES } from '../../kit/domain.ts';
import type { ClientId } from '../../kit/domain.ts';
import type { Context } from '../context.ts';
import type { WorkFilter } from '../port.ts';
import type { InputMaybe, WorkFilter as WorkFilterInput } from './generated.ts';

interface WorkListArguments {
  readonly filter?: InputMaybe<WorkFilterInput>;
  readonly first?: InputMaybe<number>;
  readonly after?: InputMaybe<string>;
}

interface ListLoader<Arguments, Value> {
  load(call: { parent: ClientId; arguments: Arguments }): Promise<Value>;
}

/** A list of a client's work: `Client.projects`, `.quotes`, `.invoices`. */
export async function workList<Record>(
  list: string,
  clientId: ClientId,
  given: WorkListArguments,
  { scope, cursors }: Context,
  loaders: {
    page: ListLoader<{ filter: WorkFilter; page: PageRequest }, Page<Record>>;
    count: ListLoader<WorkFilter, number>;
  },
): Promise<Connection<Record>> {
  const filter = readFilter(given.filter);
  const binding = { scope: scope.fingerprint, list, parentId: clientId, filter };
  const request = readPageRequest(given, cursors, binding);
  const page = await loaders.page.load({ parent: clientId, arguments: { filter, page: request } });
  const totalCount = (): Promise<number> => loaders.count.load({ parent: clientId, arguments: filter });
  return toConnection({ page, request, cursors, binding, totalCount });
}

/** In one order and without repetition, so that filters that mean the same share a batch and a cursor. */
function readFilter(given: InputMaybe<WorkFilterInput>): WorkFilter {
  const { phases, waitingOn } = given ?? {};
  return {
    phases: phases ? PHASES.filter((phase) => phases.includes(phase)) : null,
    waitingOn: waitingOn ? PARTIES.filter((party) => waitingOn.includes(party)) : null,
  };
}
