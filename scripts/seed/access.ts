import { sql } from 'kysely';
import { migrate, openDatabase, SET_UP_PATIENCE } from '../../subgraphs/kit/postgres.ts';
import { asClientId } from '../../subgraphs/kit/domain.ts';
import { scopeOf } from '../../subgraphs/kit/scope.ts';
import { createAccessStore } from '../../subgraphs/workflow/access/access-store.ts';
import { actorOf } from '../../subgraphs/workflow/access/actor.ts';
import { migrations } from '../../subgraphs/workflow/access/migrations.ts';
import { commandOf } from '../../subgraphs/workflow/access/once.ts';
import { PARTNER_GRANTS, PEOPLE } from './people.ts';

/**
 * Makes the grants of `PARTNER_GRANTS`, sums of money included, each in the name of an owner of the client.
 * Nothing when anything was ever granted, so that a second start finds what people withdrew in the meantime.
 */
export async function seedAccess(at: Date, databaseUrl: string): Promise<void> {
  const database = openDatabase<unknown>({ url: databaseUrl, connectionsMax: 1, ...SET_UP_PATIENCE });
  try {
    await migrate(database, 'workflow', migrations);
    const { rows } = await sql`select 1 from workflow.partner_grants limit 1`.execute(database);
    if (rows.length > 0) return;
  } finally {
    await database.destroy();
  }
  const store = createAccessStore({ url: databaseUrl, system: 'Portal', revocationSeconds: 86_400 });
  try {
    for (const { partner, client } of PARTNER_GRANTS) {
      const owner = ownerOf(client);
      // The same command each time: of two processes that start at once, one finds it done.
      const given = { clientId: asClientId(client), partner, billing: true, expiresAt: null };
      const command = commandOf({ caller: owner, mutation: 'seed', idempotencyKey: `${client} ${partner}`, input: [] });
      await store.grants.grant(scopeOf(owner), command, given, { actor: actorOf(owner), at });
    }
  } finally {
    await store.close();
  }
}

function ownerOf(client: string) {
  const owner = PEOPLE.find(({ memberships }) => memberships.some((one) => one.client === client && one.role === 'OWNER'));
  if (!owner) throw new Error(`nobody who can sign in owns ${client}`);
  return {
    kind: 'client' as const,
    ...{ subject: owner.subject, name: owner.name, scopes: [...owner.scopes], expiresAt: 0 },
    ...(owner.contactId !== null && { contactId: owner.contactId }),
    memberships: [{ clientId: client, role: 'OWNER' as const }],
  };
}
