import { randomUUID } from 'node:crypto';
import type { ApolloServerPlugin } from '@apollo/server';
import type { Agent } from 'undici';
import { z } from 'zod';
import { ACCESS_CHANGES_QUERY, accessChanges } from '../../schema/contract/access-changes.ts';
import type { Logger } from '../../schema/contract/logger.ts';
import type { RequestContext } from '../context.ts';
import type { Events } from '../observability/events.ts';
import type { Store } from '../stores/store.ts';
import { createAccessState } from './access-state.ts';
import type { AccessState } from './access-state.ts';
import { RECORD_AUDIT_MUTATION } from './audit-event.ts';
import { createAuditOutbox } from './audit-outbox.ts';
import { createAuditTrail } from './audit-trail.ts';
import type { AuditTrail } from './audit-trail.ts';
import { createAccessFollower } from './follow-access.ts';
import { createMutationReport } from './report-mutations.ts';
import { createServiceClient } from './service-client.ts';

/** What the gateway and the workflow subgraph tell each other in their own names. */
export interface Access {
  /** What is known of revocations and grants. */
  readonly known: Pick<AccessState, 'isRevoked' | 'grantsOf'>;
  /** How old that is, in milliseconds; null when nothing ever was known. */
  ageMs(): number | null;
  readonly denied: AuditTrail['denied'];
  /** Tells the audit trail of mutations. */
  readonly plugin: ApolloServerPlugin<RequestContext>;
  start(): Promise<void>;
  close(): Promise<void>;
}

export interface AccessOptions {
  readonly workflowUrl: string;
  readonly agent: Agent;
  readonly signIdentity: (subgraph: string) => Promise<string>;
  readonly store: Store;
  readonly logger: Logger;
  readonly events: Pick<Events, 'auditEventsLost'>;
}

const feedTimeoutMs = 1_000;
const auditTimeoutMs = 2_000;

export function createAccess(options: AccessOptions): Access {
  const { workflowUrl: url, agent, store, logger } = options;
  const subgraph = 'workflow';
  const identityToken = (): Promise<string> => options.signIdentity(subgraph);
  const feed = createServiceClient({ subgraph, url, agent, identityToken, timeoutMs: feedTimeoutMs });
  const audit = createServiceClient({ subgraph, url, agent, identityToken, timeoutMs: auditTimeoutMs });
  const state = createAccessState();
  const follower = createAccessFollower({
    state,
    askForChanges: async (after) =>
      (await feed.ask({ query: ACCESS_CHANGES_QUERY, variables: { after }, shape: accessChanges })).accessChanges,
    store,
    logger,
  });
  const outbox = createAuditOutbox({
    send: async (events) => {
      await audit.ask({ query: RECORD_AUDIT_MUTATION, variables: { events }, shape: recorded });
    },
    reportLost: options.events.auditEventsLost,
    logger,
  });
  const trail = createAuditTrail({
    add: (event) => {
      outbox.add(event);
    },
    newId: randomUUID,
  });
  return {
    known: state,
    ageMs: () => follower.ageMs(),
    denied: trail.denied,
    plugin: createMutationReport(trail.acted),
    start: () => follower.start(),
    async close() {
      trail.close();
      await Promise.all([follower.close(), outbox.close()]);
    },
  };
}

const recorded = z.object({ recordAudit: z.number().int() });
