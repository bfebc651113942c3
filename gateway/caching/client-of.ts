import { isObjectType } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { readGlobalIdOf } from '../../schema/contract/global-id.ts';
import type { RequestContext } from '../context.ts';
import type { ClientOf } from './follow-changes.ts';

/** Asks an operation as the caller of a request, with its permissions. The data, or null. */
export type AskAs = (
  operation: { readonly query: string; readonly variables: Record<string, unknown> },
  context: RequestContext,
) => Promise<Record<string, unknown> | null>;

const askMs = 1_500;

/** Reads, as the caller itself, which client a record belongs to. An answer that does not come soon is no answer. */
export function createClientOf(schema: GraphQLSchema, ask: AskAs): ClientOf {
  return async ({ type, id }, context) => {
    const known = schema.getType(type);
    if (!isObjectType(known) || !known.getFields()['clientId']) return null;
    const query = `query ClientOf($id: ID!) { node(id: $id) { ... on ${type} { clientId } } }`;
    const asking: RequestContext = { ...context, caching: null, deadlineAt: Date.now() + askMs };
    try {
      const node = (await ask({ query, variables: { id } }, asking))?.['node'] as { clientId?: unknown } | null | undefined;
      return typeof node?.clientId === 'string' ? readGlobalIdOf('Client', node.clientId) : null;
    } catch (error) {
      context.logger.debug({ err: error, type }, 'the client of a record could not be read');
      return null;
    }
  };
}
