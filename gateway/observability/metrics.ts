import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Counter, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** What the gateway counts. No label holds anything that a caller chooses: each label value is a time series for good. */
export interface GatewayMetrics {
  readonly registry: Registry;
  /** One HTTP answer; `route` is the registered path, or `none`. */
  countAnswer(answer: { readonly route: string; readonly status: number; readonly seconds: number }): void;
  /** One field or operation that a rule denied. */
  countDenied(rule: string): void;
  /** One record that a subgraph gave and that was not the caller's. */
  countForeign(type: string): void;
  countSubgraphCall(call: { readonly subgraph: string; readonly seconds: number; readonly failed: boolean }): void;
  /** Audit events that were given up. */
  countAuditLost(count: number): void;
}

/** The slowest answers of interest are those near the deadline. */
const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 2, 5];

export function createGatewayMetrics(): GatewayMetrics {
  const registry = new Registry();
  const registers = [registry];
  const answers = new Histogram({
    name: 'portal_gateway_request_seconds',
    help: 'Time from a request to its answer.',
    labelNames: ['route', 'status'],
    buckets: seconds,
    registers,
  });
  const denied = new Counter({
    name: 'portal_gateway_denied_total',
    help: 'Fields and operations that a permission rule denied.',
    labelNames: ['rule'],
    registers,
  });
  const foreign = new Counter({
    name: 'portal_gateway_foreign_records_total',
    help: "Records that a subgraph gave and that were not the caller's: always a bug.",
    labelNames: ['type'],
    registers,
  });
  const calls = new Histogram({
    name: 'portal_gateway_subgraph_call_seconds',
    help: 'Time of one call of a subgraph, failed ones included.',
    labelNames: ['subgraph'],
    buckets: seconds,
    registers,
  });
  const failures = new Counter({
    name: 'portal_gateway_subgraph_failures_total',
    help: 'Calls of a subgraph that gave no answer that can be used.',
    labelNames: ['subgraph'],
    registers,
  });
  const called = new Set<string>();
  const auditLost = new Counter({
    name: 'portal_gateway_audit_events_lost_total',
    help: 'Events that the audit trail does not have, because too many waited to be sent or the process ended.',
    registers,
  });
  return {
    registry,
    countAnswer: ({ route, status, seconds: took }) => {
      answers.observe({ route, status: String(status) }, took);
    },
    countDenied: (rule) => {
      denied.inc({ rule });
    },
    countForeign: (type) => {
      foreign.inc({ type });
    },
    countSubgraphCall: ({ subgraph, seconds: took, failed }) => {
      calls.observe({ subgraph }, took);
      // A counter that is not there yet looks like one that nobody made: it begins with the first call.
      if (failed || !called.has(subgraph)) failures.inc({ subgraph }, failed ? 1 : 0);
      called.add(subgraph);
    },
    countAuditLost: (count) => {
      auditLost.inc(count);
    },
  };
}

export interface MetricsServer {
  /** Without a slash at the end. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves `/metrics` on a port of its own. On the gateway's port a check for loopback would not help: behind a proxy on the same
 * machine, every caller comes from loopback.
 */
export async function startMetricsServer(
  registry: Registry,
  address: { readonly host: string; readonly port: number },
): Promise<MetricsServer> {
  collectDefaultMetrics({ register: registry });
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    registry.metrics().then(
      (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(address.port, address.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const host = address.host.includes(':') ? `[${address.host}]` : address.host;
  return {
    url: `http://${host}:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
