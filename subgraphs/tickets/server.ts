import { createLogger } from '../../schema/contract/logger.ts';
import type { Logger } from '../../schema/contract/logger.ts';
import { createActions, migrateActions } from '../kit/actions/actions.ts';
import type { ActionsOptions } from '../kit/actions/actions.ts';
import { createKeptActions } from '../kit/actions/kept-actions.ts';
import { createChangeFeed } from '../kit/changes/change-feed.ts';
import { createCursors } from '../kit/cursor.ts';
import { createMetrics } from '../kit/metrics.ts';
import type { Revocations } from '../kit/revocations.ts';
import { readTypeDefs } from '../kit/schema.ts';
import { asItIs, createSubgraphServer } from '../kit/server.ts';
import type { SubgraphServer, WrapServer } from '../kit/server.ts';
import { addDownloadRoute } from '../kit/uploads/download-route.ts';
import { createLinkRevocations } from '../kit/uploads/link-revocations.ts';
import { addUploadRoute } from '../kit/uploads/upload-route.ts';
import { createTicketStore, defaultStateTable } from './adapters/index.ts';
import { attachmentRoute, createAttachmentLinks } from './attachment-links.ts';
import type { TicketsConfig } from './config.ts';
import { createContext } from './context.ts';
import { ticketActionKinds } from './deliver-actions.ts';
import type { TicketStore } from './port.ts';
import { resolvers } from './resolvers/index.ts';
import { startUploads } from './uploads/start-uploads.ts';
import { createUploadStore, migrateUploads } from './uploads/upload-store.ts';
import type { UploadStore } from './uploads/upload-store.ts';

export interface TicketsOverrides {
  readonly logger?: Logger;
  readonly now?: () => Date;
  /** Makes the ids of new records where the portal makes them, in place of random ones. */
  readonly newId?: () => string;
  /** Told of every statement or request to the help desk. */
  readonly onStatement?: (statement: string) => void;
  /** In place of the adapter that the configuration names. */
  readonly store?: TicketStore;
  /** Stands around the store: a test watches or changes its answers here. */
  readonly wrapStore?: (store: TicketStore) => TicketStore;
  /** In the place of asking `workflow` who lost access. */
  readonly revocations?: Revocations;
  /** Stands around the store of files that wait for their message: a test breaks it here, to show that the break is seen. */
  readonly wrapUploads?: (store: UploadStore) => UploadStore;
  /** How long actions are waited for and tried, where a test does not want to wait. */
  readonly actions?: ActionsOptions['settings'];
  /** Stands around the parts of the server. */
  readonly wrapServer?: WrapServer;
}

/** The tickets subgraph, ready to listen. */
export async function createTickets(config: TicketsConfig, overrides: TicketsOverrides = {}): Promise<SubgraphServer> {
  const logger = overrides.logger ?? createLogger({ name: 'tickets', level: config.logLevel });
  const metrics = createMetrics('tickets');
  const now = overrides.now ?? (() => new Date());
  const stateTable = config.stateTable ?? defaultStateTable(config.adapter.adapter);
  const wrapStore = overrides.wrapStore ?? ((store: TicketStore) => store);
  const store = wrapStore(
    overrides.store ??
      (await createTicketStore(config.adapter, {
        system: config.system,
        stateTable,
        reportUnknownState: (kind, state) => metrics.countUnknownState(kind, state),
        now: overrides.now,
        newId: overrides.newId,
        onStatement: overrides.onStatement,
        onConnectionLost: (err) => logger.warn({ err }, 'a connection to the help desk was lost'),
      })),
  );
  const actionsAt = { url: config.actions.url, schema: 'tickets_actions' };
  if (config.actions.migrate) {
    await migrateActions(actionsAt);
    await migrateUploads(config.actions.url);
  }
  const wrapUploads = overrides.wrapUploads ?? ((made: UploadStore) => made);
  const uploadStore = wrapUploads(
    createUploadStore({
      url: config.actions.url,
      now,
      onStatement: overrides.onStatement,
      onConnectionLost: (err) => logger.warn({ err }, 'a connection to the store of attachments was lost'),
    }),
  );
  const uploading = await startUploads(config, { store: uploadStore, logger, registry: metrics.registry });
  const actions = createActions({
    ...actionsAt,
    kinds: ticketActionKinds(store, uploadStore),
    logger,
    metrics,
    now: overrides.now,
    onStatement: overrides.onStatement,
    ...(overrides.actions && { settings: overrides.actions }),
  });
  const scopes = { read: 'tickets:read', write: 'tickets:write' };
  const kept = createKeptActions({ actions, owner: 'tickets', system: config.system, scopes });
  const changes = createChangeFeed({ url: config.actions.url, schemas: [actionsAt.schema], logger });
  let publicUrl = config.publicUrl ?? `http://${config.host}:${String(config.port)}`;
  const linking = { secret: config.linkSecret, publicUrl: () => publicUrl, now };
  const revocations =
    overrides.revocations ??
    createLinkRevocations({
      ...{ service: 'tickets', workflow: config.workflow, logger, now },
      variables: 'TICKETS_WORKFLOW_URL and TICKETS_SERVICE_KEY',
    });
  const shared = {
    ...{ store, actions, kept, changes, system: config.system, cursors: createCursors({ secret: config.cursorSecret }) },
    uploads: { store: uploadStore, limits: config.attachments, ...linking },
    links: createAttachmentLinks({ ...linking, lifetimeMs: config.linkLifetimeMs }),
  };
  await reportUnknownStates(store, new Set(Object.keys(stateTable['ticket'] ?? {})), logger);
  const { wrapServer = asItIs } = overrides;
  const options = wrapServer({
    name: 'tickets',
    typeDefs: readTypeDefs(new URL('./schema.graphql', import.meta.url)),
    resolvers,
    createContext: (base) => createContext(base, shared),
    identityKeys: config.identityKeys,
    logger,
    metrics,
    checkReady: async () => {
      await Promise.all([store.checkReady(), actions.checkReady(), uploadStore.checkReady()]);
    },
    addRoutes: (fastify) => {
      addDownloadRoute(fastify, { ...attachmentRoute(store, linking), revocations, logger });
      addUploadRoute(fastify, { uploads: uploading.receiver, secret: config.linkSecret, revocations, logger, now });
    },
    release: async () => {
      await Promise.all([actions.close(), changes.close()]);
      await uploading.close();
      await revocations?.close();
      await store.close();
    },
  });
  const server = await createSubgraphServer(options);
  return {
    ...server,
    async listen(address) {
      await revocations?.start();
      const url = await server.listen(address);
      if (config.publicUrl === undefined) publicUrl = new URL(url).origin;
      return url;
    },
  };
}

/** A state that nobody has translated shows up here before a client sees it. The help desk being down is no reason not to start. */
async function reportUnknownStates(store: TicketStore, known: ReadonlySet<string>, logger: Logger): Promise<void> {
  try {
    const unknown = (await store.statesInUse()).filter((state) => !known.has(state));
    if (unknown.length > 0) logger.warn({ unknown }, 'the state table does not know these states of tickets');
  } catch (error) {
    logger.warn({ err: error }, 'the states in use could not be read');
  }
}
