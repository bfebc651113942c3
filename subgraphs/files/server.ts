import type { Logger } from '../../schema/contract/logger.ts';
import { createLogger } from '../../schema/contract/logger.ts';
import { createCursors } from '../kit/cursor.ts';
import { createMetrics } from '../kit/metrics.ts';
import type { Revocations } from '../kit/revocations.ts';
import { readTypeDefs } from '../kit/schema.ts';
import { asItIs, createSubgraphServer } from '../kit/server.ts';
import type { SubgraphServer, WrapServer } from '../kit/server.ts';
import { createStatusTable } from '../kit/status-table.ts';
import { addDownloadRoute, scopeOfHolder } from '../kit/uploads/download-route.ts';
import { createLinkRevocations } from '../kit/uploads/link-revocations.ts';
import { addUploadRoute } from '../kit/uploads/upload-route.ts';
import { createFileStore } from './adapters/index.ts';
import type { FilesConfig } from './config.ts';
import type { Context } from './context.ts';
import { DOWNLOAD_PATH, createDownloadLinks } from './downloads/download-links.ts';
import { readDownloadToken } from './downloads/download-token.ts';
import { createFilesLoaders } from './loaders.ts';
import type { FileStore } from './port.ts';
import { startUploads } from './uploads/start-uploads.ts';
import { resolvers } from './resolvers/index.ts';
import { fileStateTable } from './state-table.ts';

export interface FilesOverrides {
  readonly logger?: Logger;
  readonly now?: () => Date;
  /** In the place of asking `workflow`. */
  readonly revocations?: Revocations;
  /** Stands around the store that the configuration names: a test counts its calls here. */
  readonly wrapStore?: (store: FileStore) => FileStore;
  /** Stands around the parts of the server. */
  readonly wrapServer?: WrapServer;
}

/** The composition root of this subgraph. */
export async function createFiles(config: FilesConfig, overrides: FilesOverrides = {}): Promise<SubgraphServer> {
  const now = overrides.now ?? (() => new Date());
  const wrapStore = overrides.wrapStore ?? ((store: FileStore) => store);
  const logger = overrides.logger ?? createLogger({ name: 'files', level: config.logLevel });
  const metrics = createMetrics('files');
  const reportedStates = new Set<string>();
  const statusTable = createStatusTable(config.stateTable ?? fileStateTable, (kind, state) => {
    metrics.countUnknownState(kind, state);
    if (!reportedStates.has(state)) logger.warn({ kind, state }, 'a state that the state table does not know');
    reportedStates.add(state);
  });
  const store = wrapStore(
    await createFileStore(config, {
      statusTable,
      now,
      reportBroken: (error, documentId) =>
        logger.error({ err: error, documentId }, 'a document cannot be read and is left out of lists'),
    }),
  );
  const cursors = createCursors({ secret: config.cursorSecret });
  let publicUrl = config.publicUrl ?? `http://${config.host}:${String(config.port)}`;
  const links = createDownloadLinks({
    store,
    secret: config.linkSecret,
    publicUrl: () => publicUrl,
    lifetimeMs: config.linkLifetimeMs,
    now,
  });
  const revocations =
    overrides.revocations ??
    createLinkRevocations({
      ...{ service: 'files', workflow: config.workflow, logger, now },
      variables: 'FILES_WORKFLOW_URL and FILES_SERVICE_KEY',
    });
  if (store.presignDownloads) {
    logger.warn('the file store itself gives out downloads: a download link works until it expires, whoever lost access');
  }
  const uploads = await startUploads(config, { store, logger, registry: metrics.registry, publicUrl: () => publicUrl, now });
  const { wrapServer = asItIs } = overrides;
  const options = wrapServer<Context>({
    name: 'files',
    typeDefs: readTypeDefs(new URL('schema.graphql', import.meta.url)),
    resolvers,
    createContext: (base) => ({
      ...base,
      loaders: createFilesLoaders({ store, links, scope: base.scope, claims: base.claims }),
      store,
      uploads: uploads.parts,
      cursors,
      system: config.system,
    }),
    identityKeys: config.identityKeys,
    logger,
    metrics,
    checkReady: () => store.checkReady(),
    addRoutes: (fastify) => {
      addDownloadRoute(fastify, {
        path: DOWNLOAD_PATH,
        readToken: (token) => readDownloadToken(config.linkSecret, token, now()),
        open: (claims) =>
          store.openDownload(scopeOfHolder(claims, ['documents:read']), {
            documentId: claims.documentId,
            version: claims.version,
          }),
        factsOf: ({ clientId, documentId }) => ({ clientId, documentId }),
        ...{ revocations, logger },
      });
      addUploadRoute(fastify, { uploads: uploads.parts.uploads, secret: config.linkSecret, revocations, logger, now });
    },
    release: async () => {
      await uploads.close();
      await revocations?.close();
      await store.close();
    },
  });
  const server = await createSubgraphServer(options);
  reportUnknownStates(store, statusTable.knownStates('document'), (state) =>
    statusTable.statusOf('document', { state, since: now() }),
  ).catch((error: unknown) => logger.warn({ err: error }, 'the states in use could not be read'));
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

async function reportUnknownStates(store: FileStore, known: readonly string[], report: (state: string) => void): Promise<void> {
  for (const state of await store.statesInUse()) if (!known.includes(state)) report(state);
}
