import type { ApolloServerPlugin } from '@apollo/server';
import type { RequestContext } from '../context.ts';

/**
 * GraphQL over HTTP, section 6.4.1: a client that accepts `application/json` and not `application/graphql-response+json` takes any
 * other status than 200 for an answer that did not come from the GraphQL server at all, so a well-formed request is answered with
 * 200 even when its document cannot be parsed, is not valid, or has unfit variables. Everybody else gets the 400 that it is.
 */
export const legacyStatus: ApolloServerPlugin<RequestContext> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse: ({ request, response, errors }) => {
        const asksForLegacy = isLegacy(request.http?.headers.get('accept'));
        if (asksForLegacy && errors?.length && errors.every(isAboutTheDocument)) response.http.status = 200;
        return Promise.resolve();
      },
    }),
};

function isLegacy(accept: string | undefined): boolean {
  const types = accept?.split(',').map((type) => type.split(';')[0]?.trim().toLowerCase()) ?? [];
  return types.includes('application/json') && !types.includes('application/graphql-response+json');
}

const codes: ReadonlySet<unknown> = new Set(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT']);

function isAboutTheDocument({ extensions }: { extensions: Record<string, unknown> }): boolean {
  return codes.has(extensions['code']);
}
