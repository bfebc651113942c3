import { Writable } from 'node:stream';
import { ApolloServer } from '@apollo/server';
import { describe, expect, it } from '@jest/globals';
import { GraphQLError, parse } from 'graphql';
import type { GraphQLFormattedError } from 'graphql';
import { pino } from 'pino';
import { AppError } from '../../schema/contract/app-error.ts';
import { ERROR_CODES } from '../../schema/contract/error-codes.ts';
import { createLogger } from '../../schema/contract/logger.ts';
import type { RequestContext } from '../context.ts';
import { createErrorFormatting } from './error-formatting.ts';
import { STANDARD_MESSAGES, toPublicError } from './format-error.ts';

const silent = createLogger({ name: 'test', level: 'silent' });

function publicOf(error: Error, formatted?: GraphQLFormattedError): GraphQLFormattedError {
  const asGraphQL = error instanceof GraphQLError ? error : new GraphQLError(error.message, { originalError: error });
  return toPublicError(formatted ?? asGraphQL.toJSON(), asGraphQL, silent);
}

describe('a public error', () => {
  it.each(ERROR_CODES)('has the code and message of an AppError with %s', (code) => {
    expect(publicOf(new AppError(code, 'For the caller.', { cause: new Error('secret') }))).toEqual({
      message: 'For the caller.',
      extensions: { code },
    });
  });

  it('masks whatever else was thrown', () => {
    const thrown = Object.assign(new Error('password=hunter2'), { code: 'FORBIDDEN', extensions: { code: 'FORBIDDEN' } });
    for (const error of [
      thrown,
      new TypeError('x is undefined'),
      new GraphQLError('no code'),
      new GraphQLError('x', { extensions: { code: 'ODD' } }),
    ]) {
      expect(publicOf(error)).toEqual({ message: 'Something went wrong.', extensions: { code: 'INTERNAL_SERVER_ERROR' } });
    }
  });

  it('masks the message of an internal error that a subgraph reported', () => {
    expect(publicOf(new GraphQLError('select * from', { extensions: { code: 'INTERNAL_SERVER_ERROR' } })).message).toBe(
      'Something went wrong.',
    );
  });

  it('keeps message, path and locations, and nothing else', () => {
    const error = new GraphQLError('The help desk cannot be reached.');
    const formatted = {
      message: 'The help desk cannot be reached.',
      path: ['client', 'tickets', 0],
      locations: [{ line: 1, column: 2, source: 'x' }],
      stack: 'at secret',
      extensions: {
        code: 'UPSTREAM_UNAVAILABLE',
        serviceName: 'tickets',
        stacktrace: ['at secret'],
        response: { url: 'http://tickets.internal', body: 'secret' },
        valueCompletion: [{ message: 'secret' }],
        exception: { stacktrace: [] },
        rule: 'not for this code',
      },
    };
    expect(toPublicError(formatted, error, silent)).toEqual({
      message: 'The help desk cannot be reached.',
      path: ['client', 'tickets', 0],
      locations: [{ line: 1, column: 2 }],
      extensions: { code: 'UPSTREAM_UNAVAILABLE' },
    });
  });

  it('says of a refusal which rule it was and what is missing', () => {
    const extensions = {
      code: 'FORBIDDEN',
      rule: 'billing',
      missing: { scopes: ['billing:read'], role: 'OWNER' },
      clientId: 'bolt',
    };
    expect(publicOf(new GraphQLError('Not for you.', { extensions })).extensions).toEqual({
      code: 'FORBIDDEN',
      rule: 'billing',
      missing: { scopes: ['billing:read'], role: 'OWNER' },
    });
    const odd = { code: 'FORBIDDEN', rule: { name: 'x' }, missing: [{ secret: 1 }] };
    expect(publicOf(new GraphQLError('Not for you.', { extensions: odd })).extensions).toEqual({ code: 'FORBIDDEN' });
  });

  it.each([
    'request to http://127.0.0.1:4103/graphql failed, reason: connect ECONNREFUSED 127.0.0.1:4103',
    'connect ECONNREFUSED',
    'getaddrinfo ENOTFOUND tickets.internal',
    'tickets.internal:4103 is down',
    'no answer from 10.0.0.7',
    'no answer from [::1]:4103',
    'UND_ERR_CONNECT_TIMEOUT',
    'fetch failed',
    'failed\n    at secret',
    'x'.repeat(301),
  ])('does not repeat %j', (message) => {
    for (const code of [
      'UPSTREAM_UNAVAILABLE',
      'UPSTREAM_TIMEOUT',
      'UPSTREAM_CONTRACT',
      'CONFLICT',
      'FORBIDDEN',
      'RATE_LIMITED',
    ] as const) {
      expect(publicOf(new GraphQLError(message, { extensions: { code } })).message).toBe(STANDARD_MESSAGES[code]);
    }
  });

  it.each([
    'The help desk cannot be reached.',
    'Every exact EUR amount needs billing rights: ask an owner.',
    'Too late: it closed at 5.',
  ])('repeats %j', (message) => {
    expect(publicOf(new GraphQLError(message, { extensions: { code: 'UPSTREAM_UNAVAILABLE' } })).message).toBe(message);
  });

  it.each(['BAD_REQUEST', 'OPERATION_RESOLUTION_FAILURE', 'PERSISTED_QUERY_NOT_SUPPORTED'])('calls %s a bad input', (code) => {
    expect(publicOf(new GraphQLError('Must provide a query.', { extensions: { code } }))).toEqual({
      message: 'Must provide a query.',
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  it('reports a document that does not parse, whatever stands in it', () => {
    let error: unknown;
    try {
      parse('{ client(id: "http://x" ');
    } catch (caught) {
      error = caught;
    }
    const formatted = { message: (error as Error).message, extensions: { code: 'GRAPHQL_PARSE_FAILED' } };
    expect(toPublicError(formatted, error, silent).message).toMatch(/^Syntax Error/);
  });
});

describe('createErrorFormatting', () => {
  it('logs the cause of a masked error with the request id, and says nothing of it to the caller', async () => {
    const lines: string[] = [];
    const logger = pino(new Writable({ write: (chunk, _encoding, done) => (lines.push(String(chunk)), done()) }));
    const { formatError, plugin } = createErrorFormatting(logger);
    const server = new ApolloServer<RequestContext>({
      typeDefs: 'type Query { fail: String }',
      resolvers: {
        Query: {
          fail: () => {
            throw new Error('the disk is full');
          },
        },
      },
      formatError,
      plugins: [plugin],
    });
    const contextValue = {
      principal: null,
      requestId: 'request-1',
      logger: logger.child({ requestId: 'request-1' }),
      deadlineAt: 0,
    };
    const { body } = await server.executeOperation({ query: '{ fail }' }, { contextValue });
    await server.stop();
    expect(JSON.stringify(body)).not.toContain('disk');
    expect(body).toMatchObject({ singleResult: { errors: [{ path: ['fail'], extensions: { code: 'INTERNAL_SERVER_ERROR' } }] } });
    const line = lines.map((text) => JSON.parse(text) as { requestId?: string }).find((entry) => entry.requestId === 'request-1');
    expect(line).toMatchObject({ requestId: 'request-1', path: ['fail'], err: { message: 'the disk is full' } });
  });
});
