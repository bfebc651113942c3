import { graphql } from 'graphql';
import { pino } from 'pino';
import type { IdentityClaims } from '../../../schema/contract/identity-claims.ts';
import { createCursors } from '../../kit/cursor.ts';
import { createSchema } from '../../kit/schema.ts';
import { scopeOf } from '../../kit/scope.ts';
import { resolvers } from '../resolvers/index.ts';
import { typeDefs } from '../server.ts';

/** The instant at which these tests take place. */
export const now = new Date('2026-11-24T12:00:00.000Z');

const schema = createSchema(typeDefs, resolvers);
const cursors = createCursors({ secret: 'c'.repeat(32) });

export interface Executed<Data> {
  /** As JSON carries it. */
  readonly data: Data;
  readonly errors: readonly { readonly message: string }[] | undefined;
  readonly logged: readonly Record<string, unknown>[];
}

/** Runs an operation against the guarded schema as the caller of these claims; the log lines come back beside the answer. */
export async function execute<Data = Record<string, unknown>>(
  claims: IdentityClaims,
  source: string,
  variables: Record<string, unknown> = {},
  at: Date = now,
): Promise<Executed<Data>> {
  const logged: Record<string, unknown>[] = [];
  const logger = pino({ level: 'warn' }, { write: (line: string) => logged.push(JSON.parse(line) as Record<string, unknown>) });
  const contextValue = { claims, scope: scopeOf(claims), requestId: 'test', logger, cursors, now: at };
  const { data, errors } = await graphql({ schema, source, variableValues: variables, contextValue });
  return { data: JSON.parse(JSON.stringify(data ?? null)) as Data, errors, logged };
}
