import type { ApolloServerPlugin } from '@apollo/server';
import { OperationTypeNode, visit } from 'graphql';
import type { DocumentNode } from 'graphql';
import { readGlobalId } from '../../schema/contract/global-id.ts';
import type { NodeType } from '../../schema/contract/global-id.ts';
import type { RequestContext } from '../context.ts';
import type { Principal } from '../auth/principal.ts';
import { STAFF_TAG, clientTag, tagsOf } from './cache-scope.ts';
import type { ResponseCache } from './response-cache.ts';

/** The client that a record belongs to, for this caller; null when that cannot be told. */
export type ClientOf = (
  record: { readonly type: NodeType; readonly id: string },
  context: RequestContext,
) => Promise<string | null>;

/**
 * Read your own write: when a mutation is answered, nothing that was kept of the clients that it was about is served any more, to anybody.
 * Whether it succeeded does not count: one that came too late may be done all the same. Whoever asks what became of an action (`receipt`) is
 * about to look at what it did, so that counts as a change, too.
 */
export function createChangeFollower(
  cache: Pick<ResponseCache, 'changed'>,
  clientOf: ClientOf,
): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation({ operation, contextValue }) {
          if (operation?.operation !== OperationTypeNode.QUERY) contextValue.caching?.forbid();
          return Promise.resolve();
        },
        async willSendResponse({ operation, document, request, response, contextValue }) {
          if (response.body.kind !== 'single' || response.body.singleResult.errors?.length) contextValue.caching?.forbid();
          const { principal } = contextValue;
          if (!operation || !document || !principal || principal.actor) return;
          if (operation.operation !== OperationTypeNode.MUTATION && !asksForReceipt(document)) return;
          contextValue.caching?.forbid();
          await cache.changed(await tagsTouched(principal, idsIn(document, request.variables ?? {}), clientOf, contextValue));
        },
      }),
  };
}

/**
 * Of the caller's clients those that the input names, by themselves or by a record. Not simply all of them: people of one client of an
 * agency could see, by the age of their answers, that the agency did something for another. Where nothing can be told, it is all of a
 * contact's or partner's; staff reach everybody, so for them it is then what staff are told, and clients see the change when their answers
 * have run out.
 */
async function tagsTouched(
  principal: Principal,
  ids: readonly string[],
  clientOf: ClientOf,
  context: RequestContext,
): Promise<string[]> {
  const own = tagsOf(principal);
  const isStaff = principal.kind === 'staff';
  if (!isStaff && own.length <= 1) return [...own, STAFF_TAG];
  const records = ids.flatMap((id) => {
    const read = readGlobalId(id);
    return read ? [{ ...read, id }] : [];
  });
  const clients = await Promise.all(
    records
      .slice(0, recordsMax)
      .map(async ({ type, localId, id }) => (type === 'Client' ? localId : clientOf({ type, id }, context))),
  );
  const found = clients.flatMap((clientId) => (clientId === null ? [] : [clientTag(clientId)]));
  const touched = isStaff ? found : found.filter((tag) => own.includes(tag));
  return [...new Set([...(touched.length > 0 || isStaff ? touched : own), STAFF_TAG])];
}

const recordsMax = 10;

/** A field of this name is a receipt of its own, or that of a payload. */
export function asksForReceipt(document: DocumentNode): boolean {
  let asks = receiptsIn.get(document);
  if (asks === undefined) {
    let found = false;
    visit(document, { Field: ({ name }) => void (found ||= name.value === 'receipt') });
    receiptsIn.set(document, (asks = found));
  }
  return asks;
}

/** Apollo Server gives the same object for the same document, as long as it remembers it. */
const receiptsIn = new WeakMap<DocumentNode, boolean>();

/** Every text in the input that could be an id: what it stands for is seen by itself, whatever it is called. */
function idsIn(document: DocumentNode, variables: Readonly<Record<string, unknown>>): string[] {
  const ids = new Set<string>();
  const collect = (value: unknown, depth: number): void => {
    if (typeof value === 'string') ids.add(value);
    else if (typeof value === 'object' && value !== null && depth < depthMax)
      for (const inner of Object.values(value)) collect(inner, depth + 1);
  };
  collect(variables, 0);
  visit(document, { StringValue: ({ value }) => void ids.add(value) });
  return [...ids];
}

const depthMax = 10;
