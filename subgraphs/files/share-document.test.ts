import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { toGlobalId } from '../../schema/contract/global-id.ts';
import type { IdentityClaims } from '../../schema/contract/identity-claims.ts';
import { asClientId } from '../kit/domain.ts';
import type { Sharing } from '../kit/domain.ts';
import { scopeOf } from '../kit/scope.ts';
import { clientClaims, staffClaims } from '../kit/testing/identity.ts';
import { newClient, newVersion } from './port.contract.ts';
import { contactIn, startFiles } from './testing/start-files.ts';
import type { FilesAnswer, RunningFiles } from './testing/start-files.ts';

const acme = asClientId('acme');
const olga = contactIn(acme, 'OWNER', 'olga');
const ann = contactIn(acme, 'VIEWER', 'ann');
const vera = contactIn(acme, 'VIEWER', 'vera');
const staff = staffClaims({ scopes: ['documents:read', 'documents:write', 'clients:all'] });
const partner: IdentityClaims = { ...olga, kind: 'partner', memberships: [{ clientId: acme, role: null }] };
const forAnn = { audience: 'CONTACTS', contactIds: [toGlobalId('Contact', 'ann')] };

const mutation = `mutation ($input: ShareDocumentInput!) { shareDocument(input: $input) {
  document { id version sharing { audience roles contactIds } availableActions { action allowed } }
  receipt { id state system acceptedAt appliedAt error }
  userErrors { code message path }
} }`;

interface Payload {
  readonly document: { readonly id: string; readonly version: number; readonly sharing: Sharing } | null;
  readonly receipt: { readonly id: string; readonly state: string; readonly acceptedAt: string } | null;
  readonly userErrors: readonly { readonly code: string; readonly message: string; readonly path: string[] }[];
}

let files: RunningFiles;

beforeAll(async () => {
  files = await startFiles();
});
afterAll(() => files.close());

function share(claims: IdentityClaims, documentId: string, input: object): Promise<FilesAnswer> {
  return files.ask(claims, mutation, { input: { documentId: toGlobalId('Document', documentId), ...input } });
}

async function shared(claims: IdentityClaims, documentId: string, input: object): Promise<Payload> {
  const answer = await share(claims, documentId, input);
  expect(answer.errors).toBeUndefined();
  return (answer.data as never as { shareDocument: Payload }).shareDocument;
}

/** Who of the callers finds the document by its id. */
async function seenBy(documentId: string): Promise<string[]> {
  const query = 'query ($id: ID!) { document(id: $id) { id } }';
  const names = await Promise.all(
    Object.entries({ olga, ann, vera, partner, staff }).map(async ([name, claims]) => {
      const { data } = await files.ask(claims, query, { id: toGlobalId('Document', documentId) });
      return (data as { document: object | null } | null | undefined)?.document ? [name] : [];
    }),
  );
  return names.flat();
}

/** Receipts name the service that gave them. */
const ofFiles = new RegExp(`^${Buffer.from('Receipt:files').toString('base64url').slice(0, -1)}`);

describe('shareDocument', () => {
  it('lets an owner decide who sees a document, and says so in the same answer', async () => {
    const { id } = await files.put(newVersion(acme, { name: 'owner.pdf' }));
    expect(await seenBy(id)).toEqual(['olga', 'ann', 'vera', 'partner', 'staff']);
    expect(await shared(olga, id, { sharing: forAnn })).toEqual({
      document: {
        id: toGlobalId('Document', id),
        version: 1,
        sharing: { audience: 'CONTACTS', roles: [], contactIds: [toGlobalId('Contact', 'ann')] },
        availableActions: [
          { action: 'DOWNLOAD_DOCUMENT', allowed: true },
          { action: 'UPLOAD_DOCUMENT', allowed: true },
          { action: 'SHARE_DOCUMENT', allowed: true },
        ],
      },
      receipt: {
        id: expect.stringMatching(ofFiles),
        state: 'APPLIED',
        system: 'Files',
        acceptedAt: expect.stringMatching(/Z$/),
        appliedAt: expect.stringMatching(/Z$/),
        error: null,
      },
      userErrors: [],
    });
    expect(await seenBy(id)).toEqual(['olga', 'ann', 'staff']);
  });

  it('lets staff decide it too', async () => {
    const { id } = await files.put(newVersion(acme, { name: 'staff.pdf' }));
    expect((await shared(staff, id, { sharing: { audience: 'ROLES', roles: ['MEMBER'] } })).receipt?.state).toBe('APPLIED');
    expect(await seenBy(id)).toEqual(['olga', 'staff']);
  });

  it.each<[string, IdentityClaims]>([
    ['a viewer', vera],
    ['a member', contactIn(acme, 'MEMBER', 'max')],
    ['a billing contact', contactIn(acme, 'BILLING', 'bea')],
    ['a partner', partner],
    [
      'an owner elsewhere who is a viewer here',
      {
        ...vera,
        memberships: [
          { clientId: acme, role: 'VIEWER' },
          { clientId: 'globex', role: 'OWNER' },
        ],
      },
    ],
  ])('refuses %s in the words of availableActions, and nothing changes', async (_who, claims) => {
    const { id } = await files.put(newVersion(acme, { name: 'refused.pdf' }));
    const query = 'query ($id: ID!) { document(id: $id) { availableActions { action allowed reason remedy } } }';
    const { data } = await files.ask(claims, query, { id: toGlobalId('Document', id) });
    type Offer = Readonly<Record<'action' | 'reason' | 'remedy', string | null>>;
    const { document } = data as never as { document: { availableActions: Offer[] } };
    const offered = document.availableActions.find(({ action }) => action === 'SHARE_DOCUMENT');
    expect(offered).toMatchObject({ allowed: false, reason: expect.stringMatching(/decide/) });
    const { userErrors, ...rest } = await shared(claims, id, { sharing: forAnn });
    expect(rest).toEqual({ document: null, receipt: null });
    const words = [offered?.reason, offered?.remedy].filter((part) => part !== null).join(' ');
    expect(userErrors).toEqual([{ code: 'NOT_ALLOWED', message: words, path: [] }]);
    expect(await seenBy(id)).toEqual(['olga', 'ann', 'vera', 'partner', 'staff']);
  });

  it('refuses whoever is not signed in for it, whatever the role', async () => {
    const { id } = await files.put(newVersion(acme, { name: 'scope.pdf' }));
    for (const claims of [clientClaims(acme), staffClaims()]) {
      const answer = await share(claims, id, { sharing: forAnn });
      expect(answer.data?.['shareDocument']).toBeNull();
      expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
    }
    expect(await seenBy(id)).toHaveLength(5);
  });

  it('refuses a member of staff who looks through an owner’s eyes', async () => {
    const { id } = await files.put(newVersion(acme, { name: 'view-as.pdf' }));
    const answer = await share({ ...olga, actor: { subject: 'sara', viewId: 'view' } }, id, { sharing: forAnn });
    expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
    expect(await seenBy(id)).toHaveLength(5);
  });

  it('gives the same bytes for another client’s document, a missing one, one not shared and an id of another form', async () => {
    const hidden = await files.put(newVersion(asClientId('globex')));
    const closed = await files.put(
      newVersion(acme, { name: 'closed.pdf', sharing: { audience: 'ROLES', roles: [], contactIds: [] } }),
    );
    const missing = `acme/${'A'.repeat(22)}`;
    const answers = new Set<string>();
    for (const [claims, documentId] of [
      [olga, toGlobalId('Document', hidden.id)],
      [olga, toGlobalId('Document', missing)],
      [olga, toGlobalId('Client', acme)],
      [olga, 'nonsense'],
      [olga, ''],
      [vera, toGlobalId('Document', closed.id)],
      [vera, toGlobalId('Document', missing)],
    ] as const) {
      answers.add(JSON.stringify(await files.ask(claims, mutation, { input: { documentId, sharing: { audience: 'COMPANY' } } })));
    }
    expect([...answers]).toEqual([
      JSON.stringify({
        data: {
          shareDocument: {
            document: null,
            receipt: null,
            userErrors: [{ code: 'NOT_FOUND', message: 'There is no such document.', path: ['documentId'] }],
          },
        },
      }),
    ]);
    expect((await files.store.documentsById(scopeOf(staff), [hidden.id, closed.id])).size).toBe(2);
    expect(await seenBy(closed.id)).toEqual(['olga', 'staff']);
  });

  it('names every mistake in the input, with its path, before it looks for the document', async () => {
    const { id } = await files.put(newVersion(acme, { name: 'input.pdf' }));
    const { userErrors } = await shared(olga, id, {
      sharing: { audience: 'COMPANY', roles: ['MEMBER'], contactIds: ['ann'] },
      idempotencyKey: ' ',
    });
    expect(userErrors.map(({ code, path }) => [code, path.join('.')])).toEqual([
      ['INVALID', 'sharing.roles'],
      ['INVALID', 'sharing.contactIds'],
      ['INVALID', 'sharing.contactIds'],
      ['INVALID', 'idempotencyKey'],
    ]);
    expect(await seenBy(id)).toHaveLength(5);
  });

  it('opens nothing to a contact of another company, whatever contacts it names', async () => {
    const { id } = await files.put(newVersion(acme, { name: 'stranger.pdf' }));
    const stranger = contactIn('globex', 'OWNER', 'stranger');
    await shared(olga, id, { sharing: { audience: 'CONTACTS', contactIds: [toGlobalId('Contact', 'stranger')] } });
    const query = `query ($id: ID!, $of: [_Any!]!) { document(id: $id) { id } _entities(representations: $of) { ... on Document { id } } }`;
    const variables = {
      id: toGlobalId('Document', id),
      of: [{ __typename: 'Document', id: toGlobalId('Document', id) }],
    };
    expect(await files.ask(stranger, query, variables)).toEqual({ data: { document: null, _entities: [null] } });
    expect(await seenBy(id)).toEqual(['olga', 'staff']);
  });

  it('reads nothing that was read before the change in the same operation', async () => {
    const { id } = await files.put(newVersion(acme, { name: 'twice.pdf' }));
    const two = `mutation ($one: ShareDocumentInput!, $two: ShareDocumentInput!) {
      one: shareDocument(input: $one) { document { sharing { audience } } }
      two: shareDocument(input: $two) { document { sharing { audience } } } }`;
    const documentId = toGlobalId('Document', id);
    const answer = await files.ask(olga, two, {
      one: { documentId, sharing: forAnn },
      two: { documentId, sharing: { audience: 'ROLES', roles: ['VIEWER'] } },
    });
    expect(answer).toEqual({
      data: {
        one: { document: { sharing: { audience: 'CONTACTS' } } },
        two: { document: { sharing: { audience: 'ROLES' } } },
      },
    });
  });
});

describe('an idempotency key of shareDocument', () => {
  it('gives 50 at once one effect and one receipt', async () => {
    const { id } = await files.put(newVersion(acme, { name: 'fifty.pdf' }));
    const input = { sharing: forAnn, idempotencyKey: 'fifty' };
    const payloads = await Promise.all(Array.from({ length: 50 }, () => shared(olga, id, input)));
    expect(new Set(payloads.map(({ receipt }) => JSON.stringify(receipt))).size).toBe(1);
    expect(payloads[0]?.receipt).toMatchObject({ state: 'APPLIED' });
    // A repetition after a later decision says what became of it, and does not undo the later one.
    await shared(olga, id, { sharing: { audience: 'ROLES', roles: ['MEMBER'] }, idempotencyKey: 'later' });
    const late = await shared(olga, id, input);
    expect(late.receipt).toEqual(payloads[0]?.receipt);
    expect(late.document?.sharing.audience).toBe('ROLES');
    expect(await seenBy(id)).toEqual(['olga', 'staff']);
  });

  it('takes another order of the same contacts and roles for the same input', async () => {
    const { id } = await files.put(newVersion(acme, { name: 'order.pdf' }));
    const contactIds = ['ann', 'ben'].map((contact) => toGlobalId('Contact', contact));
    const [one, other] = [
      await shared(olga, id, { sharing: { audience: 'CONTACTS', contactIds }, idempotencyKey: 'order' }),
      await shared(olga, id, { sharing: { audience: 'CONTACTS', contactIds: contactIds.toReversed() }, idempotencyKey: 'order' }),
    ];
    expect(other.receipt).toEqual(one.receipt);
  });

  it('is a CONFLICT with another input or another document, and nothing changes', async () => {
    const { id } = await files.put(newVersion(acme, { name: 'conflict.pdf' }));
    const other = await files.put(newVersion(acme, { name: 'conflict-2.pdf' }));
    await shared(olga, id, { sharing: forAnn, idempotencyKey: 'conflict' });
    for (const [documentId, sharing] of [
      [id, { audience: 'COMPANY' }],
      [other.id, forAnn],
    ] as const) {
      const { document, receipt, userErrors } = await shared(olga, documentId, { sharing, idempotencyKey: 'conflict' });
      expect([document, receipt]).toEqual([null, null]);
      expect(userErrors).toMatchObject([{ code: 'CONFLICT', path: ['idempotencyKey'] }]);
    }
    expect(await seenBy(id)).toEqual(['olga', 'ann', 'staff']);
    expect(await seenBy(other.id)).toHaveLength(5);
  });

  it('is each caller’s own', async () => {
    const { id } = await files.put(newVersion(acme, { name: 'own.pdf' }));
    const second = contactIn(acme, 'OWNER', 'oscar');
    const sameSubject: IdentityClaims = { ...olga, issuer: 'https://another.example' };
    await shared(olga, id, { sharing: forAnn, idempotencyKey: 'mine' });
    for (const claims of [second, sameSubject]) {
      expect((await shared(claims, id, { sharing: { audience: 'COMPANY' }, idempotencyKey: 'mine' })).userErrors).toEqual([]);
    }
  });
});

describe('what was handed out before a document was shared with others', () => {
  it('closes with it: every link of whoever may see it no longer, and no other', async () => {
    const { id } = await files.put(newVersion(acme, { name: 'links.pdf', content: Buffer.from('secret') }));
    const holders = { olga, ann, vera, partner, staff };
    const links = new Map<string, string>();
    for (const [name, claims] of Object.entries(holders)) links.set(name, await files.linkTo(claims, id));
    const open = async () => {
      const opened: string[] = [];
      for (const [name, link] of links) {
        const answer = await fetch(link);
        if ((await answer.text()) === 'secret') opened.push(name);
        else expect(answer.status).toBe(404);
      }
      return opened;
    };
    expect(await open()).toEqual(Object.keys(holders));
    await shared(olga, id, { sharing: forAnn });
    expect(await open()).toEqual(['olga', 'ann', 'staff']);
    await shared(olga, id, { sharing: { audience: 'ROLES', roles: ['VIEWER'] } });
    expect(await open()).toEqual(['olga', 'ann', 'vera', 'staff']);
    await shared(olga, id, { sharing: { audience: 'COMPANY' } });
    expect(await open()).toEqual(Object.keys(holders));
  });

  it('closes lists, counts, folders, versions, facts and cursors', async () => {
    const client = newClient();
    const owner = contactIn(client, 'OWNER', 'olga');
    const viewer = contactIn(client, 'VIEWER', 'vera');
    const first = await files.put(newVersion(client, { name: '1.pdf', folder: 'A', state: 'awaiting_review' }));
    await files.put(newVersion(client, { name: '2.pdf', folder: 'B' }));
    const query = `query ($of: [_Any!]!, $after: String) { _entities(representations: $of) { ... on Client {
      documents(first: 1, after: $after) { nodes { name versions { version } } totalCount pageInfo { endCursor hasNextPage } }
      folders { nodes { path documents { totalCount } } totalCount }
      fileFacts { steps { title } events { headline } } } } }`;
    const of = [{ __typename: 'Client', id: toGlobalId('Client', client) }];
    const before = await files.ask(viewer, query, { of });
    expect(JSON.stringify(before)).toContain('"totalCount":2');
    await shared(owner, first.id, { sharing: { audience: 'ROLES', roles: ['MEMBER'] } });
    expect((await files.ask(viewer, query, { of })).data?.['_entities']).toEqual([
      {
        documents: {
          nodes: [{ name: '2.pdf', versions: [{ version: 1 }] }],
          totalCount: 1,
          pageInfo: { endCursor: expect.any(String), hasNextPage: false },
        },
        folders: { nodes: [{ path: 'B', documents: { totalCount: 1 } }], totalCount: 1 },
        fileFacts: { steps: [], events: [{ headline: '"2" was added' }] },
      },
    ]);
  });
});
