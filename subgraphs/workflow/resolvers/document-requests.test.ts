import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { toGlobalId } from '../../../schema/contract/global-id.ts';
import type { ClientRole, IdentityClaims } from '../../../schema/contract/identity-claims.ts';
import { clientClaims, staffClaims } from '../../kit/testing/identity.ts';
import { startAccess } from '../testing/access-under-test.ts';
import type { AccessUnderTest } from '../testing/access-under-test.ts';
import { now } from '../testing/execute.ts';
import { aDocument } from '../testing/test-documents.ts';

const scopes = ['clients:read', 'documents:read', 'documents:write'];
const contact = (contactId: string, role: ClientRole, clientId = 'acme') =>
  clientClaims(clientId, { subject: contactId, contactId, name: contactId, scopes, memberships: [{ clientId, role }] });
const ann = contact('ann', 'OWNER');
const bob = contact('bob', 'MEMBER');
const bea = contact('bea', 'BILLING');
const vic = contact('vic', 'VIEWER');
const gil = contact('gil', 'OWNER', 'globex');
const partner: IdentityClaims = { ...bob, kind: 'partner', memberships: [{ clientId: 'acme', role: null }] };
const sara = staffClaims({ subject: 'sara', name: 'Sara', scopes: [...scopes, 'clients:all'] });
const acme = toGlobalId('Client', 'acme');
const named = (...ids: string[]) => ({ contactIds: ids.map((id) => toGlobalId('Contact', id)) });
const documentOf = (id: string) => toGlobalId('Document', id);

let access: AccessUnderTest;
beforeAll(async () => {
  access = await startAccess();
});
afterAll(() => access.close());
beforeEach(() => {
  access.documents.away = false;
  access.documents.kept.set('proof', aDocument());
});

interface Request {
  readonly id: string;
  readonly state: string;
  readonly mediaTypes: readonly string[];
  readonly revision: number;
  readonly status: { readonly phase: string; readonly waitingOn: string; readonly headline: string };
  readonly submissions: readonly {
    readonly checksum: string | null;
    readonly verdict: string | null;
    readonly reason: string | null;
  }[];
  readonly availableActions: readonly { action: string; allowed: boolean; reason: string | null; remedy: string | null }[];
}

interface Payload {
  readonly it: Request | null;
  readonly receipt: { readonly id: string } | null;
  readonly userErrors: readonly { readonly code: string; readonly message: string; readonly path: readonly string[] }[];
}

const fields = `id clientId title description mediaTypes state revision contactIds roles dueBy requestedBy
  status { phase waitingOn headline nextStep dueBy sourceState } provenance { system stale }
  submissions { clientId document { id } version checksum submittedBy verdict reason judgedBy }
  availableActions { action allowed reason remedy dueBy }`;

async function mutate(claims: IdentityClaims, mutation: string, input: Record<string, unknown>) {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const source = `mutation ($input: ${type}!) { it: ${mutation}(input: $input) { it: documentRequest { ${fields} }
    receipt { id state } userErrors { code message path } } }`;
  return access.ask<{ it: Payload | null }>(claims, source, { input });
}

async function done(...given: Parameters<typeof mutate>): Promise<Payload> {
  const { data, errors } = await mutate(...given);
  expect(errors).toBeUndefined();
  if (!data.it) throw new Error('no answer');
  return data.it;
}

const ask = (input: Record<string, unknown> = {}, claims = sara) =>
  mutate(claims, 'requestDocument', {
    ...{ clientId: acme, title: 'Proof of address', mediaTypes: ['application/pdf'], ...named('bob'), ...input },
  });

async function asked(input: Record<string, unknown> = {}): Promise<Request> {
  const { data, errors } = await ask(input);
  expect([errors, data.it?.userErrors]).toEqual([undefined, []]);
  if (!data.it?.it) throw new Error('nothing was asked');
  return data.it.it;
}

const fulfil = (claims: IdentityClaims, { id: requestId }: Pick<Request, 'id'>, input: Record<string, unknown> = {}) =>
  done(claims, 'fulfilDocumentRequest', { requestId, documentId: documentOf('proof'), ...input });

async function sent(input: Record<string, unknown> = {}): Promise<Request> {
  const answer = await fulfil(bob, await asked(input));
  if (!answer.it) throw new Error('nothing was sent');
  return answer.it;
}

async function read(claims: IdentityClaims, id: string): Promise<Request | null> {
  const source = `query ($id: ID!) { it: documentRequest(id: $id) { ${fields} } }`;
  return (await access.ask<{ it: Request | null }>(claims, source, { id })).data.it;
}

async function ofClient(claims: IdentityClaims, selection: string) {
  const source = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Client { ${selection} } } }`;
  const facts = { system: 'S', steps: [], events: [] };
  const of = [{ __typename: 'Client', id: acme, crmFacts: facts, fileFacts: facts, ticketFacts: facts }];
  const { data } = await access.ask<{ _entities: any[] }>(claims, source, { of });
  return data._entities[0];
}

const codesOf = ({ userErrors }: Pick<Payload, 'userErrors'>) => userErrors.map(({ code, path }) => [code, ...path]);

describe('a request for a document', () => {
  it('goes from one side to the other until the business takes what was sent', async () => {
    const dueBy = '2026-12-01T00:00:00.000Z';
    const request = await asked({ description: 'Not older\nthan three months', dueBy });
    expect(request).toMatchObject({
      ...{ clientId: acme, title: 'Proof of address', description: 'Not older\nthan three months', dueBy },
      ...{ mediaTypes: ['application/pdf'], ...named('bob'), requestedBy: 'Sara', state: 'OPEN', revision: 1 },
      status: { phase: 'WAITING', waitingOn: 'CLIENT', dueBy, sourceState: 'OPEN' },
    });
    const first = await fulfil(bob, request);
    expect(first).toMatchObject({
      ...{ userErrors: [], receipt: { state: 'APPLIED' } },
      it: { state: 'SUBMITTED', revision: 2, status: { phase: 'IN_PROGRESS', waitingOn: 'BUSINESS', dueBy: null } },
    });
    const back = { requestId: request.id, revision: 2, reason: 'Page two is missing' };
    expect(await done(sara, 'returnDocument', back)).toMatchObject({
      ...{ userErrors: [], it: { state: 'RETURNED', status: { waitingOn: 'CLIENT', dueBy } } },
    });
    access.documents.kept.set('proof', aDocument({ version: 2 }, 'second'));
    await fulfil(bob, request);
    expect(await done(sara, 'acceptDocument', { requestId: request.id, revision: 4 })).toMatchObject({
      ...{ userErrors: [], it: { state: 'ACCEPTED', status: { phase: 'DONE', waitingOn: 'NOBODY' } } },
    });
    expect((await read(bob, request.id))?.submissions).toMatchObject([
      {
        version: 2,
        submittedBy: 'bob',
        verdict: 'ACCEPTED',
        reason: null,
        judgedBy: 'Sara',
        document: { id: documentOf('proof') },
      },
      { version: 1, submittedBy: 'bob', verdict: 'RETURNED', reason: 'Page two is missing', judgedBy: 'Sara' },
    ]);
    expect(codesOf(await fulfil(bob, request))).toEqual([['NOT_ALLOWED']]);
    expect(codesOf(await done(sara, 'cancelDocumentRequest', { requestId: request.id }))).toEqual([['NOT_ALLOWED']]);
  });

  it('is answered by those asked and by owners alone, in the words of availableActions', async () => {
    const request = await asked({ contactIds: [], roles: ['BILLING'] });
    expect((await fulfil(bea, await asked({ contactIds: [], roles: ['BILLING'] }))).userErrors).toEqual([]);
    expect((await fulfil(ann, request)).userErrors).toEqual([]);
    const taken = await read(ann, request.id);
    const refused = await fulfil(ann, request);
    const verdict = taken?.availableActions.find(({ action }) => action === 'FULFIL_DOCUMENT_REQUEST');
    expect(refused.userErrors).toEqual([{ code: 'NOT_ALLOWED', message: verdict?.reason, path: [] }]);
    const without = { ...bob, scopes: ['clients:read', 'documents:read'] };
    expect((await read(without, (await asked()).id))?.availableActions).toMatchObject([
      { allowed: false, remedy: expect.any(String) },
    ]);
    expect(codesOf(await fulfil(sara, await asked()))).toEqual([['NOT_ALLOWED']]);
  });

  it('never waits on the client without somebody who can act', async () => {
    for (const input of [named('bob'), { contactIds: [], roles: ['OWNER'] }, { contactIds: [], roles: ['MEMBER', 'BILLING'] }]) {
      const request = await asked(input);
      const open = await read(ann, request.id);
      expect(open?.status.waitingOn).toBe('CLIENT');
      expect(open?.availableActions).toMatchObject([{ action: 'FULFIL_DOCUMENT_REQUEST', allowed: true }]);
    }
    const waiting = await sent();
    expect((await read(sara, waiting.id))?.availableActions.filter(({ allowed }) => allowed).map(({ action }) => action)).toEqual(
      ['ACCEPT_DOCUMENT', 'RETURN_DOCUMENT', 'CANCEL_DOCUMENT_REQUEST'],
    );
  });

  it.each([
    ['of a type that is not taken', 'picture', 'INVALID'],
    ['that the scanner found something in', 'infected', 'INVALID'],
    ['of another client', 'theirs', 'NOT_FOUND'],
    ['that is not shared with the person', 'owners', 'NOT_FOUND'],
    ['that is not there', 'none', 'NOT_FOUND'],
  ])('takes no document %s', async (_what, document, code) => {
    const request = await asked();
    const answer = await fulfil(bob, request, { documentId: documentOf(document) });
    expect([codesOf(answer), answer.receipt]).toEqual([[[code, 'documentId']], null]);
    expect(await read(bob, request.id)).toMatchObject({ state: 'OPEN', submissions: [] });
  });

  it('answers for a foreign, a hidden and a missing document in the same bytes', async () => {
    const request = await asked();
    const answers = await Promise.all(
      ['theirs', 'owners', 'none'].map((id) =>
        mutate(bob, 'fulfilDocumentRequest', { requestId: request.id, documentId: documentOf(id) }),
      ),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  it('stores nothing while the files cannot be asked', async () => {
    const request = await asked();
    access.documents.away = true;
    const answer = await mutate(bob, 'fulfilDocumentRequest', { requestId: request.id, documentId: documentOf('proof') });
    expect(answer).toMatchObject({ data: { it: null }, errors: [{ code: 'UPSTREAM_UNAVAILABLE' }] });
    expect((await read(bob, request.id))?.state).toBe('OPEN');
  });

  it('is not accepted when the document has changed since it was sent; it can be sent back', async () => {
    const request = await sent();
    access.documents.kept.set('proof', aDocument({ version: 2 }, 'second'));
    const accepted = await done(sara, 'acceptDocument', { requestId: request.id, revision: request.revision });
    expect(accepted).toMatchObject({ userErrors: [{ code: 'CONFLICT' }], it: { state: 'SUBMITTED' }, receipt: null });
    const back = { requestId: request.id, revision: request.revision, reason: 'Another version came' };
    expect((await done(sara, 'returnDocument', back)).it?.state).toBe('RETURNED');
  });

  it('tells its input by its mistakes', async () => {
    const mistakes = async (input: Record<string, unknown>) => codesOf((await ask(input)).data.it ?? { userErrors: [] });
    expect(await mistakes({ title: ' ' })).toEqual([['INVALID', 'title']]);
    expect(await mistakes({ title: 'a\r\nBcc: x@y.example' })).toEqual([['INVALID', 'title']]);
    expect(await mistakes({ mediaTypes: [] })).toEqual([['INVALID', 'mediaTypes']]);
    expect(await mistakes({ mediaTypes: ['pdf'] })).toEqual([['INVALID', 'mediaTypes']]);
    expect(await mistakes({ dueBy: '2020-01-01T00:00:00.000Z' })).toEqual([['INVALID', 'dueBy']]);
    expect(await mistakes({ contactIds: [] })).toEqual([['INVALID', 'contactIds']]);
    expect(await mistakes(named('vic'))).toEqual([['INVALID', 'contactIds']]);
    expect(await mistakes({ roles: ['VIEWER'] })).toEqual([['INVALID', 'roles']]);
    expect(await mistakes(named('gil'))).toEqual([['NOT_FOUND', 'contactIds']]);
    expect(await mistakes({ clientId: toGlobalId('Client', 'none') })).toEqual([['NOT_FOUND', 'clientId']]);
  });
});

describe('the types of file that are asked for', () => {
  it('are those that somebody can upload: others would be asked for in vain', async () => {
    const { data } = await ask({ mediaTypes: ['application/pdf', 'image/tiff', 'APPLICATION/X-CAD'] });
    expect(data.it).toMatchObject({ it: null, receipt: null, userErrors: [{ code: 'INVALID', path: ['mediaTypes'] }] });
    expect(data.it?.userErrors[0]?.message).toBe(
      'Files of these types cannot be uploaded: application/x-cad, image/tiff. Taken are: application/pdf, image/png, image/jpeg.',
    );
    expect((await asked({ mediaTypes: ['IMAGE/png', 'application/pdf'] })).mediaTypes).toEqual(['application/pdf', 'image/png']);
  });

  it('are asked of the files: nothing is stored while these are away, and what was stored is told again', async () => {
    const before = (await ofClient(sara, 'documentRequests { totalCount }')).documentRequests;
    const input = { title: 'Asked once', idempotencyKey: 'types-once' };
    access.documents.away = true;
    expect(await ask(input)).toMatchObject({ data: { it: null }, errors: [{ code: 'UPSTREAM_UNAVAILABLE' }] });
    expect((await ofClient(sara, 'documentRequests { totalCount }')).documentRequests).toEqual(before);
    access.documents.away = false;
    const first = (await ask(input)).data;
    access.documents.away = true;
    expect((await ask(input)).data).toEqual(first);
    expect(first.it?.receipt).toMatchObject({ state: 'APPLIED' });
  });
});

describe('two who act on one request', () => {
  it('are told apart: one is done, the other is shown what it is now', async () => {
    for (let round = 0; round < 5; round += 1) {
      const request = await asked(named('bob', 'bea'));
      const answers = await Promise.all([fulfil(bob, request), fulfil(bea, request, { revision: 1 })]);
      const refused = answers.filter(({ userErrors }) => userErrors.length > 0);
      expect(refused).toHaveLength(1);
      expect(['CONFLICT', 'NOT_ALLOWED']).toContain(refused[0]?.userErrors[0]?.code);
      expect(refused[0]?.it).toMatchObject({ state: 'SUBMITTED', revision: 2 });
    }
    const request = await sent();
    const { id: requestId, revision } = request;
    const [taken, back] = await Promise.all([
      done(sara, 'acceptDocument', { requestId, revision }),
      done(sara, 'returnDocument', { requestId, revision, reason: 'No' }),
    ]);
    expect([codesOf(taken), codesOf(back)].filter((codes) => codes.length === 0)).toHaveLength(1);
    expect(taken.it?.state).toBe(back.it?.state);
    expect(taken.it?.submissions).toHaveLength(1);
  });

  it('get a conflict for what they no longer see', async () => {
    const request = await sent();
    const stale = { requestId: request.id, revision: 1 };
    for (const answer of [
      await done(sara, 'acceptDocument', stale),
      await done(sara, 'returnDocument', { ...stale, reason: 'No' }),
      await done(sara, 'cancelDocumentRequest', stale),
      await fulfil(bob, request, { revision: 1 }),
    ])
      expect(answer).toMatchObject({
        userErrors: [{ code: 'CONFLICT' }],
        receipt: null,
        it: { state: 'SUBMITTED', revision: 2 },
      });
  });

  it('with one key get one receipt, 50 at once; another input under it is a conflict', async () => {
    const request = await asked();
    const answers = await Promise.all(Array.from({ length: 50 }, () => fulfil(bob, request, { idempotencyKey: 'once' })));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ userErrors: [], it: { state: 'SUBMITTED', submissions: [{}] } });
    expect(codesOf(await fulfil(bob, request, { idempotencyKey: 'once', revision: 1 }))).toEqual([
      ['CONFLICT', 'idempotencyKey'],
    ]);
    const key = { idempotencyKey: 'asked once' };
    const [one, other] = [await ask(key), await ask(key)];
    expect(one.data).toEqual(other.data);
    expect(codesOf((await ask({ ...key, title: 'Another' })).data.it ?? { userErrors: [] })).toEqual([
      ['CONFLICT', 'idempotencyKey'],
    ]);
    for (const [mutation, input] of [
      ['returnDocument', { revision: 2, reason: 'No' }],
      ['cancelDocumentRequest', {}],
    ] as const) {
      const given = { requestId: request.id, ...input, idempotencyKey: mutation };
      const first = await done(sara, mutation, given);
      expect(first.userErrors).toEqual([]);
      expect((await done(sara, mutation, given)).receipt).toEqual(first.receipt);
    }
  });
});

describe('who sees it', () => {
  it('are staff, owners and those asked; for everybody else it is missing, byte for byte', async () => {
    const request = await asked();
    const missing = { id: toGlobalId('DocumentRequest', '00000000-0000-4000-8000-000000000000') };
    const listed = async (claims: IdentityClaims) =>
      (await ofClient(claims, 'documentRequests(first: 100) { totalCount nodes { id } }'))?.documentRequests;
    for (const claims of [ann, bob, sara])
      expect((await listed(claims)).nodes).toEqual(expect.arrayContaining([{ id: request.id }]));
    for (const claims of [bea, vic, gil, partner]) {
      for (const id of [request.id, missing.id, 'x', acme]) expect(await read(claims, id)).toBeNull();
      expect(JSON.stringify((await listed(claims)) ?? null)).not.toContain(request.id);
      const answers = [JSON.stringify(await fulfil(claims, request)), JSON.stringify(await fulfil(claims, missing))];
      expect(new Set(answers).size).toBe(1);
      expect(answers[0]).toContain('NOT_FOUND');
    }
    const ofGlobex = staffClaims({ scopes, memberships: [{ clientId: 'globex', role: null }] });
    expect(codesOf((await ask({}, ofGlobex)).data.it ?? { userErrors: [] })).toEqual([['NOT_FOUND', 'clientId']]);
    expect(codesOf(await done(ofGlobex, 'cancelDocumentRequest', { requestId: request.id }))).toEqual([
      ['NOT_FOUND', 'requestId'],
    ]);
    for (const claims of [ann, partner]) {
      expect((await ask({}, claims)).errors?.[0]?.code).toBe('FORBIDDEN');
      const answer = await mutate(claims, 'acceptDocument', { requestId: request.id, revision: 1 });
      expect(answer.errors?.[0]?.code).toBe('FORBIDDEN');
    }
  });

  it('does not learn the checksum of what a colleague sent', async () => {
    const request = await asked(named('bob', 'bea'));
    await fulfil(bob, request);
    for (const claims of [bob, ann, sara])
      expect((await read(claims, request.id))?.submissions[0]?.checksum).toMatch(/^[0-9a-f]{64}$/);
    expect((await read(bea, request.id))?.submissions[0]?.checksum).toBeNull();
  });

  it("changes nothing through a contact's eyes, and sees what the contact sees", async () => {
    const request = await asked();
    const viewing: IdentityClaims = { ...bob, actor: { subject: 'sara', viewId: 'v' } };
    const answer = await mutate(viewing, 'fulfilDocumentRequest', { requestId: request.id, documentId: documentOf('proof') });
    expect(answer).toMatchObject({ data: { it: null }, errors: [{ code: 'FORBIDDEN' }] });
    expect(await read(viewing, request.id)).toEqual(await read(bob, request.id));
  });
});

describe('what else tells of it', () => {
  it('are the next steps of those asked, the timeline, and the trail of both sides', async () => {
    const request = await asked({
      ...named('bea'),
      title: 'Bank letter',
      dueBy: new Date(now.getTime() + 3_600_000).toISOString(),
    });
    const steps = async (claims: IdentityClaims) =>
      JSON.stringify(
        (await ofClient(claims, 'nextSteps(first: 100) { nodes { action title urgency subject { id } } }'))?.nextSteps,
      );
    expect(await steps(bea)).toContain(
      JSON.stringify({ action: 'FULFIL_DOCUMENT_REQUEST', title: 'Bank letter', urgency: 'SOON', subject: { id: request.id } }),
    );
    expect(await steps(ann)).not.toContain(request.id);
    expect(await steps(bob)).not.toContain(request.id);
    await fulfil(bea, request);
    expect(await steps(bea)).not.toContain(request.id);
    await done(sara, 'returnDocument', { requestId: request.id, revision: 2, reason: 'Too old' });
    expect(await steps(bea)).toContain(request.id);
    await done(sara, 'cancelDocumentRequest', { requestId: request.id });
    const activity = (await ofClient(bea, 'activity(first: 100) { nodes { kind headline subject { id } } }'))?.activity
      .nodes as any[];
    const ofIt = activity.filter(({ subject }) => subject?.id === request.id).map(({ headline }) => headline as string);
    expect(ofIt.sort()).toEqual([
      '"Bank letter" is no longer asked for',
      '"Bank letter" was asked for',
      '"Bank letter" was sent',
      '"Bank letter" was sent back: Too old',
    ]);
    const scope = { kind: 'client', clients: new Map([['acme', 'OWNER']]), contactId: 'ann' } as never;
    const trail = await access.store.audit.trailsOf(scope, ['acme' as never], { first: 100, after: null });
    const events = trail.get('acme' as never)?.items.filter(({ record }) => record.subjects.includes(request.id));
    expect(events).toHaveLength(4);
  });

  it('are pages that neither repeat nor lose one', async () => {
    const pageOf = async (after: string | null) =>
      (
        await ofClient(
          bob,
          `documentRequests(first: 3, filter: { states: [OPEN] }${after === null ? '' : `, after: "${after}"`}) { totalCount nodes { id state } pageInfo { hasNextPage endCursor } }`,
        )
      )?.documentRequests;
    const ids: string[] = [];
    let after: string | null = null;
    let count = 0;
    do {
      const page = await pageOf(after);
      count = page.totalCount;
      for (const { id, state } of page.nodes) {
        expect(state).toBe('OPEN');
        ids.push(id);
      }
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    expect([ids.length, new Set(ids).size]).toEqual([count, count]);
    expect(count).toBeGreaterThan(3);
  });
});
