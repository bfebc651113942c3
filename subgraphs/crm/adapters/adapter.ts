import type { StateTable } from '../../kit/status-table.ts';
import type { CrmStore } from '../port.ts';

/** What an adapter is made of. */
export interface CrmAdapterOptions {
  /** What the business calls its CRM. */
  readonly systemName: string;
  /** In place of the adapter's own; null for that one. */
  readonly stateTable: StateTable | null;
  readonly databaseUrl: string;
  /** The PostgreSQL schema of the views. */
  readonly viewSchema: string;
  /** Whether to make tables of our own and the views over them. */
  readonly migrate: boolean;
  readonly connectionsMax: number;
  readonly statementTimeoutMs: number;
}

export interface CrmAdapterDependencies {
  readonly now: () => Date;
  /** Called for every record in a state that the state table does not know. */
  readonly reportUnknownState: (kind: string, state: string) => void;
  /** Told when an idle connection is lost; it will be replaced. */
  readonly onConnectionLost?: (error: Error) => void;
  /** Told of every statement, for tests that count them. */
  readonly onStatement?: (statement: string) => void;
}

/** Opens a CRM; throws a `ConfigurationError` when what it finds there cannot be used, an `AppError` when it cannot be reached. */
export type OpenCrm = (options: CrmAdapterOptions, dependencies: CrmAdapterDependencies) => Promise<CrmStore>;
