import type { Agent } from 'undici';
import { RECORD_CHANGES_QUERY, recordChanges } from '../../schema/contract/record-changes.ts';
import type { RecordChanges } from '../../schema/contract/record-changes.ts';
import { createServiceClient } from './service-client.ts';

const timeoutMs = 1_000;

/** Asks a subgraph, in the gateway's own name, which clients something changed for. Rejects with an `AppError`. */
export function createAskForChanges(options: {
  readonly urls: ReadonlyMap<string, string>;
  readonly agent: Agent;
  readonly signIdentity: (subgraph: string) => Promise<string>;
}): (subgraph: string, after: string | null) => Promise<RecordChanges> {
  const { urls, agent, signIdentity } = options;
  const clients = new Map(
    [...urls].map(([subgraph, url]) => {
      const identityToken = (): Promise<string> => signIdentity(subgraph);
      return [subgraph, createServiceClient({ subgraph, url, agent, identityToken, timeoutMs })] as const;
    }),
  );
  return async (subgraph, after) => {
    const client = clients.get(subgraph);
    if (!client) throw new Error(`there is no subgraph ${subgraph}`);
    return (await client.ask({ query: RECORD_CHANGES_QUERY, variables: { after }, shape: recordChanges })).recordChanges;
  };
}
