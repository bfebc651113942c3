import { createLogger } from '../../schema/contract/logger.ts';
import type { LOG_LEVELS, Logger } from '../../schema/contract/logger.ts';

export type { Logger };

/** The log of the gateway. A request's own lines come from a child of it that carries the request id. */
export function createGatewayLogger(level: (typeof LOG_LEVELS)[number]): Logger {
  return createLogger({ name: 'gateway', level });
}
