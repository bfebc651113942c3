import { graphql } from 'graphql';
import { exportJWK, generateKeyPair } from 'jose';
import type { JWK } from 'jose';
import pg from 'pg';
import { pino } from 'pino';
import { toGlobalId } from '../../../schema/contract/global-id.ts';
import type { IdentityClaims } from '../../../schema/contract/identity-claims.ts';
import { AppError } from '../../../schema/contract/app-error.ts';
import { createActions, migrateActions } from '../../kit/actions/actions.ts';
import { createKeptActions } from '../../kit/actions/kept-actions.ts';
import { createChangeFeed } from '../../kit/changes/change-feed.ts';
import { createCursors } from '../../kit/cursor.ts';
import { createMetrics } from '../../kit/metrics.ts';
import { createSchema } from '../../kit/schema.ts';
import { scopeOf } from '../../kit/scope.ts';
import { createTestDatabase } from '../../kit/testing/test-database.ts';
import { migrateAccessDatabase } from '../access/access-database.ts';
import { createAccessStore } from '../access/access-store.ts';
import type { AccessStore } from '../access/access-store.ts';
import type { CrmContact, CrmDirectory } from '../access/crm-directory.ts';
import { signReceipt } from '../approvals/receipt.ts';
import { createTestDocuments } from './test-documents.ts';
import type { TestDocuments } from './test-documents.ts';
import { createWriteBack, decisionActionKind } from '../approvals/write-back.ts';
import { createTestRecords } from './test-records.ts';
import type { TestRecords } from './test-records.ts';
import { createTestSystems } from './test-systems.ts';
import type { TestSystems } from './test-systems.ts';
import { createViewTokens } from '../access/view-token.ts';
import type { Mails } from '../mail/mails.ts';
import { createContext } from '../context.ts';
import { resolvers } from '../resolvers/index.ts';
import { typeDefs } from '../server.ts';
import { now } from './execute.ts';

const schema = createSchema(typeDefs, resolvers);

/** A CRM with two clients: acme, with ann, bob, bea and vic, and globex, with gil. */
export interface TestCrm extends CrmDirectory {
  /** While it is true, the CRM cannot be reached. */
  away: boolean;
  readonly asked: string[];
  readonly contacts: Map<string, CrmContact>;
}

export interface Asked<Data> {
  /** As JSON carries it. */
  readonly data: Data;
  readonly errors: readonly { readonly message: string; readonly code: unknown }[] | undefined;
}

/** The guarded schema over a store in a database of its own; `close` it in `afterAll`. */
export interface AccessUnderTest {
  readonly store: AccessStore;
  readonly databaseUrl: string;
  /** A connection past the store. */
  readonly client: pg.Client;
  readonly crm: TestCrm;
  readonly records: TestRecords;
  readonly documents: TestDocuments;
  /** E-mail is off, until a test says otherwise. */
  readonly mails: { current: () => Pick<Mails, 'actions'> | null };
  readonly systems: TestSystems;
  readonly publicKey: JWK;
  ask<Data = Record<string, unknown>>(
    claims: IdentityClaims,
    source: string,
    variables?: Record<string, unknown>,
    at?: Date,
  ): Promise<Asked<Data>>;
  close(): Promise<void>;
}

export async function startAccess(): Promise<AccessUnderTest> {
  const database = await createTestDatabase();
  await migrateAccessDatabase(database.url);
  const receiptKeys = await generateKeyPair('ES384', { extractable: true });
  const receiptKey = { ...(await exportJWK(receiptKeys.privateKey)), kid: 'r' };
  const systems = createTestSystems(() => now);
  const actionsAt = { url: database.url, schema: 'workflow_actions' };
  await migrateActions(actionsAt);
  const logger = pino({ level: 'silent' });
  const actions = createActions({
    ...{ ...actionsAt, kinds: [decisionActionKind(systems, () => now)], logger, metrics: createMetrics('workflow') },
    settings: { pollMs: 50, waitMs: 300, doubtMs: 0, backoff: { baseMs: 20, maxMs: 50 } },
  });
  const scopes = { read: 'documents:read', write: 'documents:write' };
  const kept = createKeptActions({ actions, owner: 'workflow', system: 'Portal', scopes });
  const store = createAccessStore({
    ...{ url: database.url, system: 'Portal', revocationSeconds: 86_400, now: () => now },
    signReceipt: (content) => signReceipt(content, receiptKey),
    writeBack: createWriteBack(actions),
  });
  const changes = createChangeFeed({ url: database.url, schemas: ['workflow', actionsAt.schema], logger });
  const mails: AccessUnderTest['mails'] = { current: () => null };
  const records = createTestRecords();
  const documents = createTestDocuments();
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const keys = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const crm = createTestCrm();
  const shared = {
    sentDocuments: documents,
    ...{ actions, changes, keepers: { workflow: kept } },
    ...{ records, receiptKeys: JSON.stringify({ keys: [{ ...(await exportJWK(receiptKeys.publicKey)), kid: 'r' }] }) },
    ...{ store, crm, cursors: createCursors({ secret: 'c'.repeat(32) }), viewAsSeconds: 900, system: 'Portal' },
    signViewToken: createViewTokens({
      key: { ...(await exportJWK(keys.privateKey)), kid: 'w', alg: 'EdDSA' },
      scopes: ['clients:read', 'tickets:read'],
    }),
  };
  return {
    ...{ store, client, crm, records, documents, mails, systems, databaseUrl: database.url },
    publicKey: { ...(await exportJWK(keys.publicKey)), kid: 'w', alg: 'EdDSA' },
    async ask<Data>(
      claims: IdentityClaims,
      source: string,
      variables: Record<string, unknown> = {},
      at = now,
    ): Promise<Asked<Data>> {
      const base = { claims, scope: scopeOf(claims), requestId: 'test', logger };
      const contextValue = createContext(base, { ...shared, mails: mails.current() }, at);
      const { data, errors } = await graphql({ schema, source, variableValues: variables, contextValue });
      return {
        data: JSON.parse(JSON.stringify(data ?? null)) as Data,
        errors: errors?.map(({ message, originalError }) => ({
          message,
          code: originalError instanceof AppError ? originalError.code : undefined,
        })),
      };
    },
    async close() {
      await Promise.all([actions.close(), changes.close()]);
      await store.close();
      await client.end();
      await database.drop();
    },
  };
}

function createTestCrm(): TestCrm {
  const of = (client: string, name: string, role: CrmContact['role']): CrmContact => ({
    clientId: toGlobalId('Client', client),
    name,
    role,
    email: `${name.split(' ')[0]?.toLowerCase() ?? ''}@${client}.example`,
  });
  const contacts = new Map<string, CrmContact>([
    ['ann', of('acme', 'Ann Acme', 'OWNER')],
    ['bob', of('acme', 'Bob Acme', 'MEMBER')],
    ['bea', of('acme', 'Bea Acme', 'BILLING')],
    ['vic', of('acme', 'Vic Acme', 'VIEWER')],
    ['gil', of('globex', 'Gil Globex', 'OWNER')],
  ]);
  const crm: TestCrm = {
    away: false,
    asked: [],
    contacts,
    async contact(localId) {
      crm.asked.push(localId);
      if (crm.away) throw new AppError('UPSTREAM_UNAVAILABLE', 'The CRM cannot be reached.');
      return Promise.resolve(contacts.get(localId) ?? null);
    },
    async contactsOf(clientId) {
      if (crm.away) throw new AppError('UPSTREAM_UNAVAILABLE', 'The CRM cannot be reached.');
      const of = [...contacts].filter(([, contact]) => contact.clientId === toGlobalId('Client', clientId));
      return Promise.resolve(of.map(([id, { role }]) => ({ id, role })));
    },
    async hasClient(localId) {
      if (crm.away) throw new AppError('UPSTREAM_UNAVAILABLE', 'The CRM cannot be reached.');
      return Promise.resolve(['acme', 'globex'].includes(localId));
    },
    close: () => Promise.resolve(),
  };
  return crm;
}
