import { migrateDatabase, openDatabase } from '../../../kit/postgres.ts';
import { createStatusTable } from '../../../kit/status-table.ts';
import type { CrmStore } from '../../port.ts';
import type { CrmAdapterDependencies, CrmAdapterOptions } from '../adapter.ts';
import { checkViews } from './check-views.ts';
import { createMigrations } from './migrations.ts';
import { PostgresCrm } from './postgres-crm.ts';
import { POSTGRES_CRM_STATES } from './state-table.ts';
import { createStatements } from './statements.ts';

export async function openPostgresCrm(options: CrmAdapterOptions, dependencies: CrmAdapterDependencies): Promise<CrmStore> {
  const { systemName: system, viewSchema } = options;
  if (options.migrate) await migrateDatabase(options.databaseUrl, 'crm', createMigrations(viewSchema));
  const database = openDatabase<unknown>({
    url: options.databaseUrl,
    connectionsMax: options.connectionsMax,
    statementTimeoutMs: options.statementTimeoutMs,
    ...(dependencies.onConnectionLost && { onConnectionLost: dependencies.onConnectionLost }),
    ...(dependencies.onStatement && { onStatement: dependencies.onStatement }),
  });
  try {
    const views = await checkViews(database, viewSchema, system);
    const statuses = createStatusTable(options.stateTable ?? POSTGRES_CRM_STATES, dependencies.reportUnknownState);
    return new PostgresCrm({
      database,
      statements: createStatements(viewSchema, views),
      statuses,
      keepsInvoices: views.keepsInvoices,
      changesRoles: views.changesRoles,
      keepsRoleChanges: views.keepsRoleChanges,
      keepsDecisions: views.keepsDecisions,
      system,
      now: dependencies.now,
      reportUnknownState: dependencies.reportUnknownState,
    });
  } catch (error) {
    await database.destroy();
    throw error;
  }
}
