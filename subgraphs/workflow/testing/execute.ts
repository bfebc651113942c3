import { graphql } from 'graphql';
import { pino } from 'pino';
import type { IdentityClaims } from '../../../schema/contract/identity-claims.ts';
import { createCursors } from '../../kit/cursor.ts';
import { createSchema } from '../../kit/schema.ts';
import { scopeOf } from '../../kit/scope.ts';
import { createAccessStore } from '../access/access-store.ts';
import { createCrmDirectory } from '../access/crm-directory.ts';
import { createContext } from '../context.ts';
import { resolvers } from '../resolvers/index.ts';
import { typeDefs } from '../server.ts';

/** The instant at which these tests take place. */
export const now = new Date('2026-11-24T12:00:00.000Z');

const schema = createSchema(typeDefs, resolvers);
const cursors = createCursors({ secret: 'c'.repeat(32) });

/** What is asked here goes on without a database and without a CRM: nobody listens there. */
const store = createAccessStore({ url: 'postgres://127.0.0.1:1/none', system: 'Portal', revocationSeconds: 86_400 });
const nothing = () => Promise.resolve([]);
const shared = {
  // Nobody is asked for anything here.
  store: {
    ...store,
    approvals: { ...store.approvals, pendingOf: nothing, latestOf: nothing, documentsAskedOf: nothing },
    documentRequests: { ...store.documentRequests, openOf: nothing, latestOf: nothing },
  },
  sentDocuments: {
    read: () => Promise.reject(new Error('a document was asked for')),
    mediaTypesTaken: () => Promise.reject(new Error('the files were asked what they take')),
    close: () => Promise.resolve(),
  },
  mails: null,
  records: { read: () => Promise.reject(new Error('a record was asked for')), close: () => Promise.resolve() },
  actions: { follow: () => Promise.reject(new Error('an action was followed')) },
  changes: { changes: () => Promise.reject(new Error('it was asked for changes')) },
  keepers: {},
  receiptKeys: '{"keys":[]}',
  crm: createCrmDirectory({
    ask: () => Promise.reject(new Error('the CRM was asked')),
    close: () => Promise.resolve(),
  }),
  signViewToken: () => Promise.reject(new Error('a token was signed')),
  viewAsSeconds: 900,
  system: 'Portal',
};

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
  const base = { claims, scope: scopeOf(claims), requestId: 'test', logger };
  const contextValue = createContext(base, { ...shared, cursors }, at);
  const { data, errors } = await graphql({ schema, source, variableValues: variables, contextValue });
  return { data: JSON.parse(JSON.stringify(data ?? null)) as Data, errors, logged };
}
