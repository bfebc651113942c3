import type { FastifyRequest } from 'fastify';
import type { Logger } from '../schema/contract/logger.ts';
import type { RequestContext } from './context.ts';
import type { ChooseOverrides } from './execution/overrides.ts';
import { createCallerAddress } from './http/caller-address.ts';
import { createRequestLogger } from './observability/request-logger.ts';

export interface RequestContextOptions {
  readonly logger: Logger;
  readonly requestTimeoutMs: number;
  readonly trustedProxies: readonly string[];
  readonly chooseOverrides: ChooseOverrides | null;
}

/** What a request of GraphQL carries on its way. */
export function createRequestContexts(options: RequestContextOptions): (request: FastifyRequest) => RequestContext {
  const { logger, requestTimeoutMs, chooseOverrides } = options;
  const readAddress = createCallerAddress(options.trustedProxies);
  // Always with the same members in the same order, so that whatever reads them is fast.
  return (request) => ({
    principal: request.principal,
    address: readAddress(request.raw) ?? undefined,
    requestId: request.id,
    logger: createRequestLogger(logger, request.id),
    deadlineAt: Date.now() + requestTimeoutMs,
    caching: request.caching,
    overrides: chooseOverrides === null ? null : chooseOverrides(request.principal),
    executed: undefined,
  });
}
