import pg from 'pg';
import type { Person } from './person.ts';

/** Where the CRM keeps contacts: the database, and the schema of its view `contacts`. */
export interface ContactSource {
  readonly databaseUrl: string;
  readonly viewSchema: string;
}

/**
 * The person with the memberships that the CRM knows at this moment, so that a new sign-in says the role that was given meanwhile, and
 * a contact who was taken out of the CRM belongs to nobody. Partners and staff are no contacts: theirs stay as they are.
 */
export async function withCurrentRole(person: Person, source: ContactSource | null): Promise<Person> {
  if (source === null || person.kind !== 'client' || person.contactId === null) return person;
  const contact = await readContact(source, person.contactId);
  const memberships = person.memberships.filter(({ client }) => client === contact?.client);
  return { ...person, memberships: memberships.map(({ client }) => ({ client, role: contact?.role ?? null })) };
}

async function readContact(source: ContactSource, id: string): Promise<{ client: string; role: string } | null> {
  const client = new pg.Client({ connectionString: source.databaseUrl, connectionTimeoutMillis: 2_000, query_timeout: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const view = `${client.escapeIdentifier(source.viewSchema)}.contacts`;
    const { rows } = await client.query<{ client: string; role: string }>(
      `select client_id::text as client, role::text as role from ${view} where id::text = $1`,
      [id],
    );
    return rows[0] ?? null;
  } finally {
    await client.end().catch(() => undefined);
  }
}
