/**
 * Walks through a running portal as a newcomer would: pastes each command that `npm start` printed, looks at the home page as each
 * person, writes something, and finds it again after a restart.
 * usage: walk-through.ts write|read FILE     (FILE has what `npm start` printed)
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { PARTNER_GRANTS, PEOPLE } from './seed/people.ts';

const [mode, file = ''] = process.argv.slice(2);
const printed = readFileSync(file, 'utf8');
const commands = [...printed.matchAll(/^\s*(curl -s (\S+) .*authorization: Bearer (\S+)'.*)$/gm)].map(
  ([, command = '', url = '', token = '']) => ({ command, url, token }),
);
const homePage = readFileSync(new URL('../schema/operations/home-page.graphql', import.meta.url), 'utf8');
const marker = 'Could you send the drawings as PDF, too?';

interface Reply {
  /** Of the shape that was asked for. */
  readonly data: any;
  readonly errors?: readonly { readonly message: string }[];
}

async function ask(subject: string, query: string, variables: Record<string, unknown> = {}): Promise<Reply> {
  const { url, token } = commands[PEOPLE.findIndex((person) => person.subject === subject)] ?? { url: '', token: '' };
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Reply;
}

function say(text: string): void {
  process.stdout.write(`  ok: ${text}\n`);
}

function pasteCommands(): void {
  assert.equal(commands.length, PEOPLE.length, 'a command is printed for each person');
  for (const [index, { command }] of commands.entries()) {
    const { data, errors } = JSON.parse(execFileSync('bash', ['-c', command], { encoding: 'utf8' })) as Reply;
    assert.equal(errors, undefined);
    assert.equal(data.viewer.name, PEOPLE[index]?.name);
    const grants = PARTNER_GRANTS.filter(({ partner }) => partner === PEOPLE[index]?.subject);
    assert.equal(data.viewer.memberships.length, (PEOPLE[index]?.memberships.length ?? 0) + grants.length);
  }
  say(`each of the ${commands.length} printed commands answers`);
}

async function lookAround(): Promise<{ ticketId: string; documentUrl: string }> {
  const { data: mia } = await ask('mia', '{ viewer { memberships { client { id name } } } }');
  const clientId: unknown = mia.viewer.memberships[0].client.id;
  const page = await ask('mia', homePage, { clientId });
  assert.equal(page.errors, undefined);
  for (const list of ['projects', 'quotes', 'documents', 'tickets']) assert.equal(page.data.client[list].nodes.length, 20, list);
  assert.ok(page.data.client.nextSteps.nodes.length > 0);
  assert.deepEqual(page.data.client.nextSteps.missing, []);
  say('Mia sees her home page and what to do next');

  const asLena = await ask('lena', homePage, { clientId });
  assert.deepEqual(asLena, { data: { client: null } });
  say('Lena, of another company, gets null for it');

  const asTom = await ask('tom', 'query ($c: ID!) { client(id: $c) { invoices { totalCount } } }', { c: clientId });
  assert.deepEqual(asTom.data, { client: { invoices: null } });
  const asBea = await ask('bea', 'query ($c: ID!) { client(id: $c) { invoices { totalCount } } }', { c: clientId });
  assert.ok(asBea.data.client.invoices.totalCount > 0);
  say('Bea sees invoices, Tom does not');

  const asPartner = await ask('beacon-studio', '{ clients { nodes { name } } }');
  assert.equal(asPartner.data.clients.nodes.length, 1);
  const asStaff = await ask('sara', '{ clients(search: "bakery") { totalCount } all: clients { totalCount } }');
  assert.equal(asStaff.data.all.totalCount, 40);
  assert.ok(asStaff.data.clients.totalCount >= 1);
  say('the partner sees one client, staff see all forty and find them by name');

  const link = await ask(
    'mia',
    'query ($c: ID!) { client(id: $c) { documents(first: 1) { nodes { sha256 sizeBytes download { url } } } } }',
    {
      c: clientId,
    },
  );
  return { ticketId: page.data.client.tickets.nodes[0].id, documentUrl: link.data.client.documents.nodes[0].download.url };
}

async function download(url: string): Promise<void> {
  const response = await fetch(url);
  assert.equal(response.status, 200);
  assert.match(response.headers.get('content-disposition') ?? '', /^attachment/);
  assert.ok((await response.arrayBuffer()).byteLength > 0);
  assert.equal((await fetch(`${url}x`)).status, 404);
  say('a document can be downloaded by its link, and not by a changed one');
}

async function write(ticketId: string): Promise<void> {
  const { data } = await ask(
    'mia',
    'mutation ($input: ReplyToTicketInput!) { replyToTicket(input: $input) { receipt { state } userErrors { message } ticket { lastMessage { body } } } }',
    { input: { ticketId, body: marker, idempotencyKey: 'walk-through' } },
  );
  assert.deepEqual(data.replyToTicket.userErrors, []);
  assert.equal(data.replyToTicket.receipt.state, 'APPLIED');
  assert.equal(data.replyToTicket.ticket.lastMessage.body, marker);
  say('a reply stands in the thread, with its receipt');
}

async function read(ticketId: string): Promise<void> {
  const { data } = await ask('tom', 'query ($id: ID!) { ticket(id: $id) { lastMessage { body author { name } } } }', {
    id: ticketId,
  });
  assert.deepEqual(data.ticket.lastMessage, { body: marker, author: { name: 'Mia Harbor' } });
  say('the reply is there after a restart, for a colleague too');
}

pasteCommands();
const { ticketId, documentUrl } = await lookAround();
await download(documentUrl);
if (mode === 'write') await write(ticketId);
else await read(ticketId);
