import type { Principal } from '../auth/principal.ts';
import type { Logger } from './logger.ts';
import type { GatewayMetrics } from './metrics.ts';

/** One function for each thing that happens and that somebody wants to know of: what is logged, and what is counted. */
export interface Events {
  readonly answered: (answer: { readonly route: string; readonly status: number; readonly seconds: number }) => void;
  /** Expected, and worth a look when it is frequent: a frontend asks for what its users may not see. */
  readonly fieldsDenied: (
    denied: readonly { readonly rule: string; readonly path: string }[],
    principal: Principal | null,
  ) => void;
  /** A bug in a subgraph, which the ownership check has kept from the caller. */
  readonly foreignRecordDropped: (type: string, principal: Principal | null) => void;
  readonly subgraphCalled: (call: { readonly subgraph: string; readonly seconds: number; readonly failed: boolean }) => void;
  /** The audit trail will not have these: there was no room, or no time, to keep them until they could be sent. */
  readonly auditEventsLost: (count: number) => void;
}

export function createEvents(logger: Logger, metrics: GatewayMetrics): Events {
  return {
    answered: (answer) => {
      metrics.countAnswer(answer);
    },
    fieldsDenied: (denied, principal) => {
      for (const { rule } of denied) metrics.countDenied(rule);
      logger.info({ subject: principal?.subject, denied: denied.slice(0, deniedLoggedMax) }, 'fields were denied');
    },
    foreignRecordDropped: (type, principal) => {
      metrics.countForeign(type);
      logger.error({ subject: principal?.subject, type }, 'a subgraph gave a record of another client; it was dropped');
    },
    subgraphCalled: (call) => {
      metrics.countSubgraphCall(call);
    },
    auditEventsLost: (count) => {
      metrics.countAuditLost(count);
    },
  };
}

/** An operation can have as many denied fields as tokens: they do not all need to stand in one line. */
const deniedLoggedMax = 20;
