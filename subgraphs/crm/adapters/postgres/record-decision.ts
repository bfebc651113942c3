import type { Kysely, RawBuilder } from 'kysely';
import { AppError } from '../../../../schema/contract/app-error.ts';
import { ask } from '../../../kit/postgres.ts';
import type { Scope } from '../../../kit/scope.ts';
import { refused } from '../../../kit/verdict.ts';
import type { Milestone, Project, Quote } from '../../domain.ts';
import type { DecisionRecorded, DecisionRefused, JudgeDecision, RecordDecision } from '../../port.ts';
import { isRefusal } from './is-refusal.ts';
import { readMilestoneId } from './milestone-id.ts';
import type { Statements } from './statements.ts';
import { parseRows, recordedDecisionRow } from './wire.ts';

export interface RecordDecisionParts {
  readonly database: Kysely<unknown>;
  readonly statements: Statements;
  readonly system: string;
  readonly toQuotes: (rows: readonly unknown[]) => readonly Quote[];
  readonly toProjects: (rows: readonly unknown[]) => readonly Project[];
}

type Run = (statement: RawBuilder<unknown>) => Promise<readonly unknown[]>;

/** One transaction, under a lock for the record: the decision and its marker are written together, or neither is. */
export async function recordDecision(
  parts: RecordDecisionParts,
  scope: Scope,
  command: RecordDecision,
  judge: JudgeDecision,
): Promise<DecisionRecorded | DecisionRefused | null> {
  // PostgreSQL cannot even lock under such a name.
  if (command.id.includes('\0')) return null;
  try {
    return await ask(parts.system, () =>
      parts.database.transaction().execute(async (transaction) => {
        const run: Run = async (statement) => (await statement.execute(transaction)).rows;
        await run(parts.statements.lockDecisionsOf(command.kind, command.id));
        return inTransaction(parts, run, scope, command, judge);
      }),
    );
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const reason = `${parts.system} does not take this decision: what it is about may have been settled in the meantime.`;
    return { outcome: 'refused', verdict: refused(reason, 'Ask the business.') };
  }
}

async function inTransaction(
  parts: RecordDecisionParts,
  run: Run,
  scope: Scope,
  command: RecordDecision,
  judge: JudgeDecision,
): Promise<DecisionRecorded | DecisionRefused | null> {
  const { statements, system } = parts;
  const record = await read(parts, run, scope, command);
  if (record?.clientId !== command.clientId) return null;
  const kept = async () => parseRows(system, recordedDecisionRow, await run(statements.recordedDecision(command.marker)))[0];
  const before = await kept();
  if (before) {
    if (before.decision === command.outcome) return { outcome: 'applied', appliedAt: new Date(before.recorded_at) };
    throw new AppError('CONFLICT', 'Another decision was recorded under this marker.');
  }
  const verdict = judge(record);
  if (!verdict.allowed) return { outcome: 'refused', verdict };
  await run(statements.recordDecision(command, keyOf(command)));
  const after = await kept();
  if (after?.decision !== command.outcome)
    throw new AppError('UPSTREAM_CONTRACT', `${system} took the decision and does not show it.`);
  return { outcome: 'applied', appliedAt: new Date(after.recorded_at) };
}

async function read(
  { statements, toQuotes, toProjects }: RecordDecisionParts,
  run: Run,
  scope: Scope,
  { kind, id }: RecordDecision,
): Promise<Quote | Milestone | null> {
  if (kind === 'quote') return toQuotes(await run(statements.byId('quotes', scope, [id])))[0] ?? null;
  const named = readMilestoneId(id);
  if (named === null) return null;
  const [project] = toProjects(await run(statements.byId('projects', scope, [named.projectId])));
  return project?.milestones.find((milestone) => milestone.id === id) ?? null;
}

function keyOf({ kind, id }: RecordDecision): { readonly id: string; readonly key: string | null } {
  const milestone = kind === 'milestone' ? readMilestoneId(id) : null;
  return milestone ? { id: milestone.projectId, key: milestone.key } : { id, key: null };
}
