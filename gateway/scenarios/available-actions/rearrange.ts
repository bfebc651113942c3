import { randomUUID } from 'node:crypto';
import type { Random } from '../../../scripts/seed/random.ts';
import { toGlobalId } from '../../../schema/contract/global-id.ts';
import { CLIENT_ROLES } from '../../../schema/contract/identity-claims.ts';
import type { ClientRole, IdentityClaims } from '../../../schema/contract/identity-claims.ts';
import type { Sharing } from '../../../subgraphs/kit/domain.ts';
import { asClientId } from '../../../subgraphs/kit/domain.ts';
import { scopeOf } from '../../../subgraphs/kit/scope.ts';
import type { RecordSubgraph, SubgraphsUnderTest } from './subgraphs-under-test.ts';

/** The record that a world is about. */
export interface Subject {
  readonly subgraph: RecordSubgraph;
  readonly type: 'Contact' | 'Document' | 'Ticket' | 'Project' | 'Quote' | 'Invoice' | 'Milestone';
  readonly id: string;
  readonly clientId: string;
  /** Of a ticket: somebody of the client's side who takes part and did not open it. */
  readonly participantId?: string;
}

/** One arrangement of the portal, seen by one caller. */
export interface RandomWorld {
  readonly subject: Subject;
  readonly caller: IdentityClaims;
  /** The contacts of the subject's client. */
  readonly contactIds: readonly string[];
}

interface Contact {
  readonly id: string;
  readonly clientId: string;
  readonly role: ClientRole;
}

const clientIds = ['harbor-finch', 'lumen-bakery'] as const;
/** Without these there is no `availableActions` to ask for. */
const readScopes = ['clients:read', 'documents:read', 'tickets:read'];
const writeScopes = ['documents:write', 'tickets:write', 'access:write', 'audit:read', 'billing:read'];
export const everything = scopeOf({ kind: 'staff', subject: 'seed', memberships: [], scopes: ['clients:all'], expiresAt: 0 });

/** Deals out roles anew, puts a record of any kind into any state, shares it with anybody, and picks who looks at it. */
export async function rearrange(portal: SubgraphsUnderTest, random: Random): Promise<RandomWorld> {
  const contacts = await dealRoles(portal, random);
  const clientId = random.pick(clientIds);
  const own = contacts.filter((contact) => contact.clientId === clientId);
  const make = random.pick([aContact, aDocument, aDocument, aTicket, aTicket, aTicket, work]);
  const subject = await make(portal, random, clientId, own);
  return { subject, caller: aCaller(random, clientId, contacts), contactIds: own.map(({ id }) => id) };
}

export function aSharing(random: Random, contactIds: readonly string[]): Sharing {
  const some = <Item>(items: readonly Item[]): Item[] => random.shuffled(items).slice(0, random.whole(1, items.length));
  switch (random.pick(['COMPANY', 'ROLES', 'CONTACTS'] as const)) {
    case 'COMPANY':
      return { audience: 'COMPANY', roles: [], contactIds: [] };
    case 'ROLES': {
      const roles = some(CLIENT_ROLES);
      return { audience: 'ROLES', roles: CLIENT_ROLES.filter((role) => roles.includes(role)), contactIds: [] };
    }
    case 'CONTACTS':
      return { audience: 'CONTACTS', roles: [], contactIds: some(contactIds).sort() };
  }
}

type MakeSubject = (
  portal: SubgraphsUnderTest,
  random: Random,
  clientId: string,
  contacts: readonly Contact[],
) => Promise<Subject>;

/** Often with one owner only, because that is where the rule for roles has its edge. */
async function dealRoles({ sql }: SubgraphsUnderTest, random: Random): Promise<Contact[]> {
  const { rows } = await sql.query<{ id: string; clientId: string }>(
    `select id, company_id as "clientId" from crm.people where company_id = any($1) order by id`,
    [clientIds],
  );
  const contacts: Contact[] = clientIds.flatMap((clientId) => {
    const people = random.shuffled(rows.filter((row) => row.clientId === clientId));
    const rest = random.chance(0.5) ? CLIENT_ROLES.filter((role) => role !== 'OWNER') : CLIENT_ROLES;
    return people.map((person, place) => ({ ...person, role: place === 0 ? 'OWNER' : random.pick(rest) }));
  });
  await sql.query(
    `update crm.people p set role = r.role from jsonb_to_recordset($1::jsonb) as r (id text, role text) where p.id = r.id`,
    [JSON.stringify(contacts)],
  );
  return contacts;
}

const aContact: MakeSubject = (_portal, random, clientId, contacts) => {
  const owners = contacts.filter(({ role }) => role === 'OWNER');
  const { id } = random.pick(random.chance(0.5) ? owners : contacts);
  return Promise.resolve({ subgraph: 'crm', type: 'Contact', id, clientId });
};

const aDocument: MakeSubject = async ({ fileStore }, random, clientId, contacts) => {
  const client = asClientId(clientId);
  const filter = { folder: null, search: null, mediaTypes: null, phases: null };
  const page = (await fileStore.documentsOf(everything, [client], filter, { first: 50, after: null })).get(client);
  if (!page || page instanceof Error) throw new Error('the documents cannot be read');
  const { id } = random.pick(page.items).record;
  const scan = random.chance(0.3) ? 'QUARANTINED' : random.pick(['CLEAN', 'NOT_SCANNED'] as const);
  await fileStore.changeDocument(everything, id, {
    scan,
    sharing: aSharing(
      random,
      contacts.map((contact) => contact.id),
    ),
  });
  return { subgraph: 'files', type: 'Document', id, clientId };
};

const aTicket: MakeSubject = async ({ sql }, random, clientId, contacts) => {
  const { rows } = await sql.query<{ id: string }>('select id::text from tickets.tickets where client_id = $1 order by id', [
    clientId,
  ]);
  const { id } = random.pick(rows);
  const state = random.pick(['new', 'open', 'waiting_on_client', 'waiting_on_third_party', 'solved', 'closed', 'unheard of']);
  const { audience, roles, contactIds } = aSharing(
    random,
    contacts.map((contact) => contact.id),
  );
  const opener = random.chance(0.3) ? random.pick(contacts).id : null;
  await sql.query('update tickets.tickets set state = $2, sharing = $3, shared_with = $4, opened_by = $5 where id::text = $1', [
    id,
    state,
    audience,
    [...roles, ...contactIds],
    opener,
  ]);
  await sql.query(`delete from tickets.participants where ticket_id::text = $1 and email like '%@newcomer.example'`, [id]);
  const address = `${randomUUID()}@newcomer.example`;
  const joined = await sql.query<{ id: string }>(
    `insert into tickets.participants (ticket_id, person, name, email, side, joined_at)
     values ($1, $2, 'Nina Newcomer', $2, 'CLIENT', now()) returning id`,
    [id, address],
  );
  const participantId = joined.rows[0]?.id ?? '';
  return { subgraph: 'tickets', type: 'Ticket', id, clientId, participantId };
};

const workTables = {
  Project: { table: 'projects', states: ['planned', 'active', 'waiting_for_client', 'waiting_for_client', 'completed'] },
  Quote: { table: 'quotes', states: ['sent', 'sent', 'accepted', 'rejected', 'expired'] },
  Invoice: { table: 'invoices', states: ['open', 'overdue', 'paid'] },
} as const;

const work: MakeSubject = async ({ sql }, random, clientId) => {
  const type = random.pick(['Project', 'Quote', 'Invoice'] as const);
  const { table, states } = workTables[type];
  const { rows } = await sql.query<{ id: string }>(`select id from crm.${table} where company_id = $1 order by id`, [clientId]);
  const { id } = random.pick(rows);
  await sql.query(`update crm.${table} set state = $2 where id = $1`, [id, random.pick(states)]);
  return { subgraph: 'crm', type, id, clientId };
};

/** A contact of that client or of another, a partner with or without its grant, staff with or without reach; often all scopes. */
function aCaller(random: Random, clientId: string, contacts: readonly Contact[]): IdentityClaims {
  const scopes = [...readScopes, ...(random.chance(0.7) ? writeScopes : writeScopes.filter(() => random.chance(0.6)))];
  const claims = { expiresAt: Math.floor(Date.now() / 1_000) + 3_600, name: 'Somebody' };
  const here = random.chance(0.85) ? clientId : (clientIds.find((other) => other !== clientId) ?? clientId);
  const kind = random.pick(['client', 'client', 'client', 'client', 'partner', 'staff', 'staff'] as const);
  if (kind === 'client') {
    const { id, role } = random.pick(contacts.filter((contact) => contact.clientId === here));
    return { ...claims, kind, subject: id, contactId: id, memberships: [{ clientId: here, role }], scopes };
  }
  const memberships = [{ clientId: here, role: null }];
  if (kind === 'partner') return { ...claims, kind, subject: 'beacon-studio', memberships, scopes };
  return random.chance(0.7)
    ? { ...claims, kind, subject: 'sara', memberships: [], scopes: [...scopes, 'clients:all'] }
    : { ...claims, kind, subject: 'sara', memberships, scopes };
}

export function globalIdOf({ type, id }: Subject): string {
  return toGlobalId(type, id);
}
