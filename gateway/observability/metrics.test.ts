import { Writable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { createEvents } from './events.ts';
import { createGatewayMetrics, startMetricsServer } from './metrics.ts';

describe('the metrics of the gateway', () => {
  it('are served on a port of their own, at one path', async () => {
    const metrics = createGatewayMetrics();
    metrics.countAnswer({ route: '/graphql', status: 200, seconds: 0.02 });
    metrics.countSubgraphCall({ subgraph: 'crm', seconds: 0.01, failed: false });
    metrics.countSubgraphCall({ subgraph: 'crm', seconds: 1.5, failed: true });
    const server = await startMetricsServer(metrics.registry, { host: '127.0.0.1', port: 0 });
    const text = await (await fetch(`${server.url}/metrics`)).text();
    expect(text).toContain('portal_gateway_request_seconds_count{route="/graphql",status="200"} 1');
    expect(text).toContain('portal_gateway_subgraph_call_seconds_count{subgraph="crm"} 2');
    expect(text).toContain('portal_gateway_subgraph_failures_total{subgraph="crm"} 1');
    expect(text).toContain('nodejs_eventloop_lag_seconds');
    expect((await fetch(server.url)).status).toBe(404);
    await server.close();
  });

  it('count what the log tells', async () => {
    const lines: string[] = [];
    const logger = pino(new Writable({ write: (chunk, _encoding, done) => (lines.push(String(chunk)), done()) }));
    const metrics = createGatewayMetrics();
    const events = createEvents(logger, metrics);
    events.fieldsDenied(
      Array.from({ length: 50 }, (_, index) => ({ rule: 'billing', path: `client.f${index}` })),
      null,
    );
    events.foreignRecordDropped('Ticket', null);
    events.answered({ route: 'none', status: 404, seconds: 0 });
    events.subgraphCalled({ subgraph: 'crm', seconds: 1, failed: false });
    const text = await metrics.registry.metrics();
    expect(text).toContain('portal_gateway_denied_total{rule="billing"} 50');
    expect(text).toContain('portal_gateway_foreign_records_total{type="Ticket"} 1');
    expect(lines.map((line) => (JSON.parse(line) as { level: number }).level)).toEqual([30, 50]);
    expect((JSON.parse(lines[0] ?? '') as { denied: unknown[] }).denied).toHaveLength(20);
  });
});
