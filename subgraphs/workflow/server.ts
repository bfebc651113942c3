import { createLogger } from '../../schema/contract/logger.ts';
import type { Logger } from '../../schema/contract/logger.ts';
import { createCursors } from '../kit/cursor.ts';
import { createMetrics } from '../kit/metrics.ts';
import { readTypeDefs } from '../kit/schema.ts';
import { asItIs, createSubgraphServer } from '../kit/server.ts';
import type { SubgraphServer, WrapServer } from '../kit/server.ts';
import type { WorkflowConfig } from './config.ts';
import type { Context } from './context.ts';
import { resolvers } from './resolvers/index.ts';

export const typeDefs = readTypeDefs(new URL('./schema.graphql', import.meta.url));

export interface WorkflowOverrides {
  readonly logger?: Logger;
  readonly now?: () => Date;
  /** Stands around the parts of the server. */
  readonly wrapServer?: WrapServer;
}

export function createWorkflow(config: WorkflowConfig, overrides: WorkflowOverrides = {}): Promise<SubgraphServer> {
  const { logger = createLogger({ name: 'workflow', level: config.logLevel }), now = () => new Date() } = overrides;
  const { wrapServer = asItIs } = overrides;
  const cursors = createCursors({ secret: config.cursorSecret });
  const options = wrapServer<Context>({
    name: 'workflow',
    typeDefs,
    resolvers,
    createContext: (base) => ({ ...base, cursors, now: now() }),
    identityKeys: config.identityKeys,
    logger,
    metrics: createMetrics('workflow'),
    // There is no system of record behind this subgraph that could be away.
    checkReady: () => Promise.resolve(),
    release: () => Promise.resolve(),
  });
  return createSubgraphServer(options);
}
