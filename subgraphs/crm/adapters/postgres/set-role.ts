import type { Kysely, RawBuilder } from 'kysely';
import { AppError } from '../../../../schema/contract/app-error.ts';
import { ask } from '../../../kit/postgres.ts';
import type { Scope } from '../../../kit/scope.ts';
import { refused } from '../../../kit/verdict.ts';
import type { Contact } from '../../domain.ts';
import type { JudgeRole, RoleRefused, RoleSet, SetContactRole } from '../../port.ts';
import { isRefusal } from './is-refusal.ts';
import type { Statements } from './statements.ts';
import { parseRows, roleChangeRow } from './wire.ts';

export interface SetRoleParts {
  readonly database: Kysely<unknown>;
  readonly statements: Statements;
  readonly system: string;
  readonly keepsRoleChanges: boolean;
  readonly now: () => Date;
  readonly toContacts: (rows: readonly unknown[]) => readonly Contact[];
}

type Run = (statement: RawBuilder<unknown>) => Promise<readonly unknown[]>;

/** One transaction, under a lock for the client: whoever takes the ownership of two owners at once meets the other's change. */
export async function setRole(
  parts: SetRoleParts,
  scope: Scope,
  command: SetContactRole,
  judge: JudgeRole,
): Promise<RoleSet | RoleRefused | null> {
  try {
    return await ask(parts.system, () =>
      parts.database.transaction().execute(async (transaction) => {
        const run: Run = async (statement) => (await statement.execute(transaction)).rows;
        // Every statement after this one sees what the one who held the lock before has written.
        await run(parts.statements.lockRolesOf(command.clientId));
        return inTransaction(parts, run, scope, command, judge);
      }),
    );
  } catch (error) {
    if (isRefusal(error))
      return { outcome: 'refused', verdict: refused(`${parts.system} does not take this role.`, 'Ask the business.') };
    throw error;
  }
}

async function inTransaction(
  parts: SetRoleParts,
  run: Run,
  scope: Scope,
  command: SetContactRole,
  judge: JudgeRole,
): Promise<RoleSet | RoleRefused | null> {
  const { statements, system } = parts;
  const { marker, contactId, clientId, role } = command;
  const read = async (): Promise<Contact | null> => {
    const [contact] = parts.toContacts(await run(statements.byId('contacts', scope, [contactId])));
    return contact?.clientId === clientId ? contact : null;
  };
  const changes = async (statement: RawBuilder<unknown>) => {
    const [change] = parts.keepsRoleChanges ? parseRows(system, roleChangeRow, await run(statement)) : [];
    return change ?? null;
  };
  const applied = async (appliedAt: Date, changed: boolean): Promise<RoleSet> => {
    const last = await changes(statements.lastRoleChange(contactId));
    return { outcome: 'applied', appliedAt, changed, changedAt: last && new Date(last.changed_at) };
  };

  const contact = await read();
  if (!contact) return null;
  const before = await changes(statements.roleChange(marker));
  if (before) {
    if (before.contact_id === contactId && before.role === role) return applied(new Date(before.changed_at), false);
    throw new AppError('CONFLICT', 'This idempotency key was used before with another input.');
  }
  const [count] = (await run(statements.ownersOf(clientId))) as readonly { count: number }[];
  const verdict = judge(contact, count?.count ?? 0);
  if (!verdict.allowed) return { outcome: 'refused', verdict };
  await run(statements.setRole(contactId, role, marker));
  const after = await read();
  if (after?.role !== role) throw new AppError('UPSTREAM_CONTRACT', `${system} took the role and does not show it.`);
  const kept = await changes(statements.roleChange(marker));
  return applied(kept ? new Date(kept.changed_at) : parts.now(), contact.role !== role);
}
