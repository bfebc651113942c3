import { Counter, Registry } from 'prom-client';

export interface Metrics {
  readonly registry: Registry;
  /** Counts a state of a system of record that the state table does not know. */
  countUnknownState(kind: string, state: string): void;
}

export function createMetrics(subgraph: string): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ subgraph });
  const unknownStates = new Counter({
    name: 'portal_unknown_state_total',
    help: 'Records seen in a state that the state table does not know.',
    labelNames: ['kind', 'state'],
    registers: [registry],
  });
  return {
    registry,
    countUnknownState: (kind, state) => {
      unknownStates.inc({ kind, state });
    },
  };
}
