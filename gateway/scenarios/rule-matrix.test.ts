import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildSchema, getNamedType, isCompositeType, isObjectType } from 'graphql';
import type { GraphQLObjectType, GraphQLSchema } from 'graphql';
import { PORTAL_SCOPES } from '../../schema/contract/identity-claims.ts';
import { readGlobalId, toGlobalId } from '../../schema/contract/global-id.ts';
import type { NodeType } from '../../schema/contract/global-id.ts';
import { isRequirement } from '../../schema/contract/requirements.ts';
import { readSupergraphPermissions } from '../permissions/supergraph-permissions.ts';
import { expectedFor, requirementOf } from './rule-matrix/expectations.ts';
import type { Asker, Expected } from './rule-matrix/expectations.ts';
import { createArgumentsOf } from './rule-matrix/inputs.ts';
import type { OtherId } from './rule-matrix/inputs.ts';
import { givenTo, objectsAt, operationOn, pathsOf } from './rule-matrix/paths.ts';
import type { ArgumentsOf, Path } from './rule-matrix/paths.ts';
import { callerOf } from './two-worlds/callers.ts';
import type { Caller } from './two-worlds/callers.ts';
import { createWorlds } from './two-worlds/deployments.ts';
import type { Deployment, Worlds } from './two-worlds/deployments.ts';
import { harvest } from './two-worlds/harvest.ts';
import { OWN } from './two-worlds/other-data.ts';

/*
 * Every field that has a rule, asked by whoever may have it and by each kind of caller who may not. The fields come out of the supergraph, so
 * a new one is in it by itself, and the test fails when it finds no way to it. What is expected is worked out from the SDL anew.
 */

const read = (file: string): string => readFileSync(new URL(`../../schema/${file}`, import.meta.url), 'utf8');
const whole = buildSchema(read('public/staff.graphql'));
const shownTo = {
  client: buildSchema(read('public/client.graphql')),
  partner: buildSchema(read('public/partner.graphql')),
  staff: whole,
} as const satisfies Record<Asker['kind'], GraphQLSchema>;
const fieldIn = (kind: Asker['kind'], type: string, field: string): boolean => {
  const found = shownTo[kind].getType(type);
  return isObjectType(found) && field in found.getFields();
};
const isShownTo = (kind: Asker['kind'], { steps, type }: Path): boolean =>
  shownTo[kind].getType(type) !== undefined && steps.every(({ parent, field }) => fieldIn(kind, parent, field));
const { requirements } = readSupergraphPermissions(read('supergraph.graphql'));

const nothingFails =
  'every action reaches its system here; what happens to one that does not is the matter of the tests of actions';
/** Types that nothing in the seed leads to, with the reason. The fields that would lead there are asked all the same. */
const noMail = 'no mail server is set here; what becomes of an e-mail is the matter of the tests of e-mail';
const unreachable: Readonly<Record<string, string>> = {
  FailedAction: nothingFails,
  FailedActionEdge: nothingFails,
  FailedMail: noMail,
  FailedMailEdge: noMail,
};

interface Case extends Asker {
  readonly name: string;
  readonly caller: Caller;
}

const allScopes = PORTAL_SCOPES.filter((scope) => scope !== 'clients:all');

function contact(name: string, subject: string, role: NonNullable<Asker['role']>, without?: string): Case {
  const scopes = allScopes.filter((scope) => scope !== without);
  const memberships = [{ clientId: OWN, role }];
  return { name, kind: 'client', role, scopes: new Set(scopes), caller: callerOf(subject, { name, scopes, memberships }) };
}

const owner = contact('an owner', 'mia', 'OWNER');
const staff: Case = {
  ...{ name: 'staff', kind: 'staff', role: null, scopes: new Set(PORTAL_SCOPES) },
  caller: callerOf('sara', { scopes: PORTAL_SCOPES }),
};
const partner = (name: string, without?: string): Case => {
  const scopes = allScopes.filter((scope) => scope !== without);
  const caller = callerOf('beacon-studio', { name, scopes });
  return { name, kind: 'partner', role: null, scopes: new Set(scopes), isGrantedBilling: true, caller };
};

const cases: readonly Case[] = [
  owner,
  staff,
  contact('a member', 'tom', 'MEMBER'),
  contact('a billing contact', 'bea', 'BILLING'),
  contact('a viewer', 'vic', 'VIEWER'),
  partner('a partner'),
  partner('a partner without sums', 'billing:read'),
  ...allScopes.map((scope) => contact(`an owner without ${scope}`, 'mia', 'OWNER', scope)),
];
const stranger = callerOf('lena', { scopes: allScopes });

const counts = new Map<string, number>();
const count = (what: string, times = 1): void => void counts.set(what, (counts.get(what) ?? 0) + times);

interface Answered {
  readonly data: unknown;
  readonly errors: readonly { readonly path?: readonly unknown[]; readonly extensions: Record<string, unknown> }[];
}

/** Fields of one type that are asked together, under names of their own. */
const fieldsAtOnce = 15;

describe('every rule', () => {
  let worlds: Worlds;
  let portal: Deployment;
  let argumentsOf: ArgumentsOf;
  let paths: ReadonlyMap<string, readonly Path[]>;

  beforeAll(async () => {
    worlds = await createWorlds({ tellsByItself: true });
    portal = await worlds.start('first');
    const { ids } = await harvest({ first: portal, second: portal }, [owner.caller]);
    // Nobody who asks: some changes sign their contact out.
    const askers = new Set(['mia', 'tom', 'bea', 'vic'].map((id) => toGlobalId('Contact', id)));
    const ownId = (type: NodeType): string | null => ids.own.get(type)?.find((id) => !askers.has(id)) ?? null;
    const others: Readonly<Record<OtherId, string>> = {
      TicketParticipant: await participantOf(ownId('Ticket') ?? ''),
      Receipt: await receiptOf(ownId('Client') ?? ''),
      StaffView: await recordSomething(ownId('Contact') ?? ''),
      Upload: await uploadOf(ownId('Client') ?? '', 'upload'),
      MultipartUpload: await uploadOf(ownId('Client') ?? '', 'multipart'),
    };
    const decided = await approvalOf(ownId('Document') ?? '');
    const sent = await documentRequestOf(ownId('Client') ?? '', ownId('Document') ?? '');
    await notified(ownId('Client') ?? '');
    const idOf = (type: NodeType): string | null =>
      type === 'Approval' ? decided.id : type === 'DocumentRequest' ? sent : ownId(type);
    argumentsOf = createArgumentsOf((type) => (type in others ? others[type as OtherId] : idOf(type as NodeType)), {
      decideApproval: `(input: { approvalId: "${decided.id}", checksum: "${decided.checksum}", decision: APPROVE })`,
      requestUpload: announcedFor(ownId('Client') ?? ''),
      requestAttachmentUpload: announcedFor(ownId('Client') ?? ''),
      markNotificationsRead: `(input: { clientId: "${ownId('Client') ?? ''}", until: "2020-01-01T00:00:00.000Z" })`,
    });
    paths = pathsOf(whole, argumentsOf);
  }, 120_000);

  afterAll(async () => {
    process.stderr.write(`rules: ${[...counts].map(([what, times]) => `${times} ${what}`).join(', ')}\n`);
    await portal.close();
    await worlds.close();
  });

  const types = Object.values(whole.getTypeMap())
    .filter((type): type is GraphQLObjectType => isObjectType(type) && !type.name.startsWith('__'))
    .map(({ name }) => name);

  it.each(types)(
    'on %s says yes and no as the SDL does',
    async (type) => {
      const path = await reach(type);
      if (!path) {
        const guarded = type in unreachable ? [] : guardedFields(type);
        expect(guarded.map((field) => `${type}.${field} cannot be reached`)).toEqual([]);
        return;
      }
      const fields = fieldsOf(type, path);
      for (const one of cases) await checkAs(one, path, fields);
      const query = operationOn(path, selectionOf(type, fields.slice(0, 1)));
      expect((await portal.ask({ name: 'nobody', claims: {}, isNobody: true }, { query, variables: {} })).status).toBe(401);
      count('unauthenticated', fields.length);
      await checkStranger(path, fields);
    },
    120_000,
  );

  /** One that the owner has decided. */
  async function approvalOf(subjectId: string): Promise<{ id: string; checksum: string }> {
    const request =
      'mutation ($id: ID!) { requestApproval(input: { subjectId: $id, roles: [OWNER] }) { approval { id checksum } userErrors { message } } }';
    const asked = await portal.ask(staff.caller, { query: request, variables: { id: subjectId } });
    const { data } = JSON.parse(asked.body) as {
      data: { requestApproval: { approval: { id: string; checksum: string } | null } };
    };
    if (!data.requestApproval.approval) throw new Error(`nothing can be asked: ${asked.body}`);
    const { id, checksum } = data.requestApproval.approval;
    const decide =
      'mutation ($id: ID!, $checksum: String!) { decideApproval(input: { approvalId: $id, checksum: $checksum, decision: APPROVE }) { userErrors { message } } }';
    const { body } = await portal.ask(owner.caller, { query: decide, variables: { id, checksum } });
    if (!body.includes('"userErrors":[]')) throw new Error(`nothing can be decided: ${body}`);
    return { id, checksum };
  }

  /** One that the owner has answered. */
  async function documentRequestOf(clientId: string, documentId: string): Promise<string> {
    const typeOf = 'query ($id: ID!) { document(id: $id) { mediaType } }';
    const { body: read } = await portal.ask(owner.caller, { query: typeOf, variables: { id: documentId } });
    const { mediaType } = (JSON.parse(read) as { data: { document: { mediaType: string } } }).data.document;
    const request = `mutation ($clientId: ID!, $mediaType: String!) { requestDocument(input: {
      clientId: $clientId, title: "matrix", mediaTypes: [$mediaType], roles: [OWNER] }) { documentRequest { id } userErrors { message } } }`;
    const { body } = await portal.ask(staff.caller, { query: request, variables: { clientId, mediaType } });
    const asked = (JSON.parse(body) as { data: { requestDocument: { documentRequest: { id: string } | null } } }).data
      .requestDocument;
    if (!asked.documentRequest) throw new Error(`no document can be asked for: ${body}`);
    const { id } = asked.documentRequest;
    const send =
      'mutation ($id: ID!, $documentId: ID!) { fulfilDocumentRequest(input: { requestId: $id, documentId: $documentId }) { userErrors { message } } }';
    const { body: answered } = await portal.ask(owner.caller, { query: send, variables: { id, documentId } });
    if (!answered.includes('"userErrors":[]')) throw new Error(`no document can be sent: ${answered}`);
    return id;
  }

  /** Until the owner has been told of what was asked of them, which is a moment after it happened. */
  async function notified(id: string): Promise<void> {
    const query = 'query ($id: ID!) { client(id: $id) { notifications { nodes { kind } } } }';
    for (let turn = 0; turn < 200; turn++) {
      const { body } = await portal.ask(owner.caller, { query, variables: { id } });
      if (body.includes('DOCUMENT_REQUESTED')) return;
      await sleep(100);
    }
    throw new Error('the owner was not told');
  }

  /** A file that never arrives: each time it is asked for, another one is announced. */
  function announcedFor(clientId: string, sizeBytes = 3): string {
    const file = `name: "matrix.txt", mediaType: "text/plain", sizeBytes: ${sizeBytes}, sha256: "${'0'.repeat(64)}"`;
    return `(input: { clientId: "${clientId}", ${file} })`;
  }

  async function uploadOf(clientId: string, kind: 'upload' | 'multipart'): Promise<string> {
    const announced = announcedFor(clientId, kind === 'upload' ? 3 : 50_000_000);
    const query = `mutation { requestUpload${announced} { ${kind} { id } userErrors { message } } }`;
    const { body } = await portal.ask(owner.caller, { query, variables: {} });
    const { data } = JSON.parse(body) as { data: { requestUpload: Record<string, { id: string } | null> } };
    const { [kind]: opened } = data.requestUpload;
    if (!opened) throw new Error(`nothing can be announced: ${body}`);
    return opened.id;
  }

  async function receiptOf(clientId: string): Promise<string> {
    const query =
      'mutation ($clientId: ID!) { openTicket(input: { clientId: $clientId, subject: "a", body: "b" }) { receipt { id } } }';
    const { body } = await portal.ask(owner.caller, { query, variables: { clientId } });
    return (JSON.parse(body) as { data: { openTicket: { receipt: { id: string } } } }).data.openTicket.receipt.id;
  }

  async function participantOf(id: string): Promise<string> {
    const query = 'query ($id: ID!) { ticket(id: $id) { participants { id } } }';
    const { body } = await portal.ask(owner.caller, { query, variables: { id } });
    const { data } = JSON.parse(body) as { data: { ticket: { participants: { id: string }[] } } };
    return data.ticket.participants[0]?.id ?? '';
  }

  /** A view of staff, whose id it gives, and events in the trail, which come there a moment after what they tell of. */
  async function recordSomething(contactId: string): Promise<string> {
    const variables = { clientId: toGlobalId('Client', OWN), contactId };
    const view =
      'mutation ($clientId: ID!, $contactId: ID!) { viewAs(input: { clientId: $clientId, contactId: $contactId, reason: "matrix" }) { view { id } } }';
    const { body } = await portal.ask(staff.caller, { query: view, variables });
    const trail = 'query ($clientId: ID!) { client(id: $clientId) { auditTrail { nodes { id } } } }';
    for (let turn = 0; turn < 100; turn++) {
      const { body: answered } = await portal.ask(owner.caller, { query: trail, variables: { clientId: variables.clientId } });
      if (answered.includes('"id"')) break;
      await sleep(100);
    }
    return (JSON.parse(body) as { data: { viewAs: { view: { id: string } } } }).data.viewAs.view.id;
  }

  async function ask(caller: Caller, query: string): Promise<Answered & { readonly status: number; readonly body: string }> {
    for (let turn = 1; ; turn++) {
      const { status, body } = await portal.ask(caller, { query, variables: {} });
      if (body.includes('"UPSTREAM_') && turn < 6) continue;
      const { data = null, errors = [] } = JSON.parse(body) as Partial<Answered>;
      return { status, body, data, errors };
    }
  }

  /** The first of the paths at whose end there is something for staff and, where they may have it, for the owner. */
  async function reach(type: string): Promise<Path | null> {
    for (const path of paths.get(type) ?? []) {
      if (path.steps.length === 0) return path;
      const by = isShownTo('client', path) && isOpenTo(owner, path) ? owner : staff;
      const { data } = await ask(by.caller, operationOn(path, '__typename'));
      if (objectsAt(data, path).length > 0) return path;
    }
    return null;
  }

  function isOpenTo(asker: Asker, path: Path): boolean {
    const expected = expectedFor({ schema: whole, requirements, path, field: '__typename', alias: '', asker });
    return expected.outcome === 'allowed';
  }

  function guardedFields(type: string): string[] {
    const own = isRequirement(requirements.ofType(type));
    const fields = Object.keys((whole.getType(type) as GraphQLObjectType).getFields());
    return fields.filter((field) => own || isRequirement(requirementOf(whole, requirements, type, field)));
  }

  /** Those with a rule, of their own or by their type; on the way to a type without any, all of them. */
  function fieldsOf(type: string, path: Path): string[] {
    const object = whole.getType(type) as GraphQLObjectType;
    return Object.values(object.getFields())
      .filter((field) => givenTo(type, field, fragmentFor(field.name, type), argumentsOf) !== null || path.steps.length > 0)
      .map(({ name }) => name);
  }

  function fragmentFor(field: string, type: string): string | null {
    return type === 'Query' && field === 'node' ? 'Project' : null;
  }

  function selectionOf(type: string, fields: readonly string[]): string {
    const object = whole.getType(type) as GraphQLObjectType;
    const selected = fields.flatMap((name, index) => {
      const field = object.getFields()[name];
      if (!field) return [];
      const given = givenTo(type, field, fragmentFor(name, type), argumentsOf) ?? '';
      return [`f${index}: ${name}${given}${isCompositeType(getNamedType(field.type)) ? ' { __typename }' : ''}`];
    });
    return selected.join(' ');
  }

  async function checkAs(one: Case, path: Path, fields: readonly string[]): Promise<void> {
    const isHidden = (field: string): boolean => !isShownTo(one.kind, path) || !fieldIn(one.kind, path.type, field);
    for (const field of fields.filter(isHidden)) {
      const { status, data } = await ask(one.caller, operationOn(path, selectionOf(path.type, [field])));
      expect([`${path.type}.${field}`, one.name, status, data]).toEqual([`${path.type}.${field}`, one.name, 400, null]);
      count('hidden');
    }
    const shown = fields.filter((field) => !isHidden(field));
    const atOnce = path.type === 'Mutation' ? 1 : fieldsAtOnce;
    for (let start = 0; start < shown.length; start += atOnce) {
      const asked = shown.slice(start, start + atOnce);
      const answer = await ask(one.caller, operationOn(path, selectionOf(path.type, asked)));
      for (const [index, field] of asked.entries()) {
        const expected = expectedFor({ schema: whole, requirements, path, field, alias: `f${index}`, asker: one });
        compare(`${path.type}.${field} for ${one.name}`, expected, answer, path, `f${index}`);
        count(expected.outcome);
      }
    }
  }

  function compare(what: string, expected: Expected, { data, errors }: Answered, path: Path, alias: string): void {
    const told = errors.map((error) => ({ path: error.path, ...error.extensions }));
    const objects = objectsAt(data, path);
    if (expected.outcome === 'forbidden') {
      const { path: way, rule, missing } = expected;
      expect({ what, told }).toEqual({
        what,
        told: expect.arrayContaining([{ path: way, code: 'FORBIDDEN', rule, missing }]) as unknown,
      });
      expect({ what, values: objects.map((object) => object[alias] ?? null) }).toEqual({ what, values: objects.map(() => null) });
    } else if (expected.outcome === 'absent') {
      expect({ what, told, objects: objects.length }).toEqual({ what, told: [], objects: 0 });
    } else {
      const about = told.filter(({ path: way }) => JSON.stringify(way ?? []).includes(`"${alias}"`));
      expect({ what, about }).toEqual({ what, about: [] });
      const isRefusedBesides = path.operation === 'mutation' && told.length > 0;
      if (!isRefusedBesides)
        expect({ what, has: objects.map((object) => alias in object) }).toEqual({ what, has: objects.map(() => true) });
    }
  }

  /** Somebody of another company, with every right there: the same bytes as for what is not there. */
  async function checkStranger(path: Path, fields: readonly string[]): Promise<void> {
    const shown = fields.filter((field) => isShownTo('client', path) && fieldIn('client', path.type, field));
    const [first] = path.steps;
    const isById = first?.arguments.includes('id: ') ?? false;
    if (path.operation === 'mutation' || !isById || shown.length === 0) return;
    for (let start = 0; start < shown.length; start += fieldsAtOnce) {
      const query = operationOn(path, selectionOf(path.type, shown.slice(start, start + fieldsAtOnce)));
      const missing = withMissingIds(query);
      const [foreign, absent] = [await ask(stranger, query), await ask(stranger, missing)];
      expect(foreign.body).toBe(absent.body);
      expect(objectsAt(foreign.data, path)).toEqual([]);
      count('wrong client', Math.min(fieldsAtOnce, shown.length - start));
    }
  }

  it('a mutation by somebody of another company changes nothing and finds nothing', async () => {
    for (const field of Object.values(whole.getMutationType()?.getFields() ?? {})) {
      const returned = getNamedType(field.type);
      const given = givenTo('Mutation', field, null, argumentsOf);
      if (given === null || !isObjectType(returned) || !fieldIn('client', 'Mutation', field.name)) continue;
      const query = `mutation { ${field.name}${given} { receipt { id } userErrors { code } } }`;
      const [foreign, absent] = [await ask(stranger, query), await ask(stranger, withMissingIds(query))];
      expect(foreign.body).toBe(absent.body);
      expect(foreign.data).toMatchObject({ [field.name]: { receipt: null } });
      expect(foreign.body).toMatch(/NOT_FOUND|INVALID/);
      count('mutations by a stranger');
    }
  }, 60_000);
});

/** The same with ids of nothing in the place of those of the own company. */
function withMissingIds(query: string): string {
  return query.replaceAll(/"([\w-]+)"/g, (text, id: string) => {
    const type = readGlobalId(id)?.type;
    return type ? `"${toGlobalId(type, type === 'Client' ? 'no-such-client' : 'no-such-thing')}"` : text;
  });
}
