import { createLogger } from '../../schema/contract/logger.ts';
import type { Logger } from '../../schema/contract/logger.ts';
import { createCursors } from '../kit/cursor.ts';
import { createServiceClient } from '../kit/service-client.ts';
import type { ServiceClient } from '../kit/service-client.ts';
import { createServiceIdentity } from '../kit/service-identity.ts';
import { createMetrics } from '../kit/metrics.ts';
import { readTypeDefs } from '../kit/schema.ts';
import { asItIs, createSubgraphServer } from '../kit/server.ts';
import type { SubgraphServer, WrapServer } from '../kit/server.ts';
import { CRM_ADAPTERS } from './adapters/index.ts';
import type { CrmConfig } from './config.ts';
import { createContext } from './context.ts';
import type { CrmStore } from './port.ts';
import { createRevokeTokens } from './revoke-tokens.ts';
import type { RevokeTokens } from './revoke-tokens.ts';
import { resolvers } from './resolvers/index.ts';

export interface CrmOverrides {
  readonly logger?: Logger;
  readonly now?: () => Date;
  /** Told of every statement that the database gets. */
  readonly onStatement?: (statement: string) => void;
  /** Stands around the store that the configuration names: a test watches or changes its answers here. */
  readonly wrapStore?: (store: CrmStore) => CrmStore;
  /** In the place of asking `workflow`. */
  readonly revokeTokens?: RevokeTokens;
  /** Stands around the parts of the server. */
  readonly wrapServer?: WrapServer;
}

export async function createCrm(config: CrmConfig, overrides: CrmOverrides = {}): Promise<SubgraphServer> {
  const logger = overrides.logger ?? createLogger({ name: 'crm', level: config.logLevel });
  const metrics = createMetrics('crm');
  const told = new Set<string>();
  const reportUnknownState = (kind: string, state: string): void => {
    metrics.countUnknownState(kind, state);
    const key = `${kind} ${state}`;
    if (told.has(key)) return;
    told.add(key);
    logger.warn({ kind, state }, 'the state table does not know this state; clients see the word as it is');
  };
  const now = overrides.now ?? (() => new Date());
  const wrapStore = overrides.wrapStore ?? ((store: CrmStore) => store);
  const adapter = await CRM_ADAPTERS[config.adapter](config.adapterOptions, {
    now,
    reportUnknownState,
    onConnectionLost: (error) => logger.warn({ err: error }, 'a database connection was lost'),
    ...(overrides.onStatement && { onStatement: overrides.onStatement }),
  });
  const store = wrapStore(adapter);
  await reportStates(store, logger);
  const workflow = config.workflow && askWorkflow(config.workflow);
  const parts = {
    store,
    revokeTokens: overrides.revokeTokens ?? (workflow && createRevokeTokens(workflow)),
    now,
    cursors: createCursors({ secret: config.cursorSecret }),
    systemName: config.adapterOptions.systemName,
  };
  const { wrapServer = asItIs } = overrides;
  const options = wrapServer({
    name: 'crm',
    typeDefs: readTypeDefs(new URL('./schema.graphql', import.meta.url)),
    resolvers,
    createContext: (base) => createContext(base, parts),
    identityKeys: config.identityKeys,
    logger,
    metrics,
    checkReady: () => store.checkReady(),
    release: async () => {
      await workflow?.close();
      await store.close();
    },
  });
  return createSubgraphServer(options);
}

function askWorkflow({ url, key }: NonNullable<CrmConfig['workflow']>): ServiceClient {
  const identity = createServiceIdentity({ service: 'crm', key, scopes: [] });
  return createServiceClient({ subgraph: 'workflow', url, identity });
}

/** The adapter reports what its table does not know; a CRM too large to be asked for its states must not stop the start. */
async function reportStates(store: CrmStore, logger: Logger): Promise<void> {
  try {
    const states = await store.statesInUse();
    logger.info(
      { states: Object.fromEntries(states), invoices: store.keepsInvoices, changesRoles: store.changesRoles },
      'the CRM is read',
    );
  } catch (error) {
    logger.warn({ err: error }, 'the states in use could not be listed');
  }
}
