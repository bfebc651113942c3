import { createLogger } from '../../schema/contract/logger.ts';
import type { Logger } from '../../schema/contract/logger.ts';
import { createActions, migrateActions } from '../kit/actions/actions.ts';
import type { ActionsOptions } from '../kit/actions/actions.ts';
import { createKeptActions } from '../kit/actions/kept-actions.ts';
import { createChangeFeed } from '../kit/changes/change-feed.ts';
import { createCursors } from '../kit/cursor.ts';
import { createMetrics } from '../kit/metrics.ts';
import { readTypeDefs } from '../kit/schema.ts';
import { createServiceClient } from '../kit/service-client.ts';
import type { ServiceClient } from '../kit/service-client.ts';
import { createServiceIdentity } from '../kit/service-identity.ts';
import { asItIs, createSubgraphServer } from '../kit/server.ts';
import type { SubgraphServer, WrapServer } from '../kit/server.ts';
import { migrateAccessDatabase } from './access/access-database.ts';
import { createAccessStore } from './access/access-store.ts';
import type { AccessStore } from './access/access-store.ts';
import { createCrmDirectory } from './access/crm-directory.ts';
import type { CrmDirectory } from './access/crm-directory.ts';
import { createViewTokens } from './access/view-token.ts';
import { createApprovableRecords } from './approvals/approvable-records.ts';
import type { ApprovableRecords } from './approvals/approvable-records.ts';
import { createDecisionSystems } from './approvals/decision-systems.ts';
import type { DecisionSystems } from './approvals/decision-systems.ts';
import { publicReceiptKeys } from './approvals/receipt-key.ts';
import { signReceipt } from './approvals/receipt.ts';
import { voidChanged } from './approvals/void-changed.ts';
import { createSentDocuments } from './document-requests/sent-documents.ts';
import type { SentDocuments } from './document-requests/sent-documents.ts';
import { keepDoing } from './keep-doing.ts';
import { createMailer } from './mail/mailer.ts';
import { createMails } from './mail/mails.ts';
import { distributeNotices } from './notifications/distribute-notices.ts';
import { createWriteBack, decisionActionKind } from './approvals/write-back.ts';
import type { WorkflowConfig } from './config.ts';
import { createContext } from './context.ts';
import type { Context } from './context.ts';
import { createRemoteActions } from './receipts/remote-actions.ts';
import { resolvers } from './resolvers/index.ts';

export const typeDefs = readTypeDefs(new URL('./schema.graphql', import.meta.url));

export interface WorkflowOverrides {
  readonly logger?: Logger;
  readonly now?: () => Date;
  /** UUIDs of new approvals, decisions and requests for documents; drawn at random by default. */
  readonly newId?: () => string;
  /** Told of every statement that the database gets. */
  readonly onStatement?: (statement: string) => void;
  /** In place of the CRM that the configuration names. */
  readonly crm?: CrmDirectory;
  /** In place of the systems that the configuration names. */
  readonly records?: ApprovableRecords;
  /** How long those systems have to answer, in milliseconds. */
  readonly recordsTimeoutMs?: number;
  readonly sentDocuments?: SentDocuments;
  /** In place of the systems that are told what was decided. */
  readonly systems?: DecisionSystems;
  /** How long actions are waited for and tried, where a test does not want to wait. */
  readonly actions?: ActionsOptions['settings'];
  /** Stands around the store: a test watches or changes its answers here. */
  readonly wrapStore?: (store: AccessStore) => AccessStore;
  /** Stands around the parts of the server. */
  readonly wrapServer?: WrapServer;
}

export async function createWorkflow(config: WorkflowConfig, overrides: WorkflowOverrides = {}): Promise<SubgraphServer> {
  const { logger = createLogger({ name: 'workflow', level: config.logLevel }), now = () => new Date() } = overrides;
  const { wrapServer = asItIs, wrapStore = (store: AccessStore) => store, crm = openCrm(config) } = overrides;
  const records = overrides.records ?? openRecords(config, overrides.recordsTimeoutMs);
  const sentDocuments = overrides.sentDocuments ?? openDocuments(config);
  const metrics = createMetrics('workflow');
  if (config.migrate) await migrateAccessDatabase(config.databaseUrl);
  const systems = overrides.systems ?? openSystems(config);
  const actionsAt = { url: config.databaseUrl, schema: 'workflow_actions' };
  if (config.migrate) await migrateActions(actionsAt);
  const actions = createActions({
    ...{ ...actionsAt, kinds: [decisionActionKind(systems, now)], logger, metrics, now, onStatement: overrides.onStatement },
    ...(overrides.actions && { settings: overrides.actions }),
  });
  const tickets = createRemoteActions(openTickets(config));
  const scopes = { read: 'documents:read', write: 'documents:write' };
  const kept = createKeptActions({ actions, owner: 'workflow', system: config.system, scopes });
  const store = wrapStore(
    createAccessStore({
      url: config.databaseUrl,
      system: config.system,
      revocationSeconds: config.revocationSeconds,
      signReceipt: (content) => signReceipt(content, config.receiptKey),
      writeBack: createWriteBack(actions),
      ...{ now, newId: overrides.newId },
      onStatement: overrides.onStatement,
      onConnectionLost: (err) => logger.warn({ err }, 'a database connection was lost'),
    }),
  );
  const { mail } = config;
  const mails =
    mail &&
    (await createMails({
      ...{ store, crm, records, portal: config.system, portalUrl: mail.portalUrl, windowMs: mail.windowMs, now },
      ...{ url: config.databaseUrl, migrate: config.migrate, logger, metrics },
      mailer: createMailer({ url: mail.url, from: { name: config.system, address: mail.address } }),
    }));
  // Not of the e-mails: no answer that is kept has anything of them.
  const changes = createChangeFeed({ url: config.databaseUrl, schemas: ['workflow', actionsAt.schema], logger });
  const shared = {
    store,
    crm,
    records,
    sentDocuments,
    mails,
    actions,
    changes,
    keepers: { tickets, workflow: kept },
    receiptKeys: publicReceiptKeys(config.receiptKey),
    cursors: createCursors({ secret: config.cursorSecret }),
    signViewToken: createViewTokens({ key: config.serviceKey, scopes: config.viewAsScopes }),
    viewAsSeconds: config.viewAsSeconds,
    system: config.system,
  };
  const sweep =
    config.approvalSweepMs > 0
      ? keepDoing({
          work: () => voidChanged(store.approvals, records, now),
          everyMs: config.approvalSweepMs,
          report: (err) => logger.warn({ err }, 'the approvals that wait could not be looked through'),
        })
      : null;
  const telling =
    config.noticeMs > 0
      ? keepDoing({
          work: () => distributeNotices(store.noticeOutbox, crm, now),
          everyMs: config.noticeMs,
          report: (err) => logger.warn({ err }, 'not everybody could be told what concerns them'),
        })
      : null;
  const mailing =
    mails && config.noticeMs > 0
      ? keepDoing({
          work: () => mails.gather(),
          everyMs: config.noticeMs,
          report: (err) => logger.warn({ err }, 'e-mails could not be gathered'),
        })
      : null;
  const options = wrapServer<Context>({
    name: 'workflow',
    typeDefs,
    resolvers,
    createContext: (base) => createContext(base, shared, now()),
    identityKeys: config.identityKeys,
    logger,
    metrics,
    // Who asks, next steps and the timeline need no database: they go on without it.
    checkReady: async () => {
      await Promise.all([store.checkReady(), actions.checkReady()]);
    },
    release: async () => {
      await Promise.all([sweep?.stop(), telling?.stop(), mailing?.stop()]);
      await Promise.all([mails?.close(), actions.close(), changes.close()]);
      await Promise.all([store, crm, records, sentDocuments, systems, tickets].map((part) => part.close()));
    },
  });
  return createSubgraphServer(options);
}

function openRecords({ serviceKey, crmUrl, filesUrl }: WorkflowConfig, timeoutMs?: number): ApprovableRecords {
  const scopes = ['clients:read', 'documents:read', 'billing:read', 'clients:all'];
  const identity = createServiceIdentity({ service: 'workflow', key: serviceKey, scopes });
  const how = { identity, ...(timeoutMs !== undefined && { timeoutMs }) };
  return createApprovableRecords({
    crm: createServiceClient({ subgraph: 'crm', url: crmUrl, ...how }),
    files: createServiceClient({ subgraph: 'files', url: filesUrl, ...how }),
  });
}

function openDocuments({ serviceKey, filesUrl }: WorkflowConfig): SentDocuments {
  const identity = createServiceIdentity({ service: 'workflow', key: serviceKey, scopes: ['documents:read', 'clients:all'] });
  return createSentDocuments(createServiceClient({ subgraph: 'files', url: filesUrl, identity }));
}

/** Writing is a scope of its own: nothing that is only asked is asked with it. */
function openSystems({ serviceKey, crmUrl, filesUrl }: WorkflowConfig): DecisionSystems {
  const scopes = ['clients:read', 'documents:read', 'documents:write', 'billing:read', 'clients:all'];
  const identity = createServiceIdentity({ service: 'workflow', key: serviceKey, scopes });
  const timeoutMs = 10_000;
  return createDecisionSystems({
    crm: createServiceClient({ subgraph: 'crm', url: crmUrl, identity, timeoutMs }),
    files: createServiceClient({ subgraph: 'files', url: filesUrl, identity, timeoutMs }),
  });
}

/** It asks on behalf of its callers, and needs no scope of its own for that. */
function openTickets({ serviceKey, ticketsUrl }: WorkflowConfig): ServiceClient {
  const identity = createServiceIdentity({ service: 'workflow', key: serviceKey, scopes: [] });
  return createServiceClient({ subgraph: 'tickets', url: ticketsUrl, identity, timeoutMs: 5_000 });
}

function openCrm({ serviceKey, crmUrl }: WorkflowConfig): CrmDirectory {
  const identity = createServiceIdentity({ service: 'workflow', key: serviceKey, scopes: ['clients:read', 'clients:all'] });
  return createCrmDirectory(createServiceClient({ subgraph: 'crm', url: crmUrl, identity }));
}
