import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { toGlobalId } from '../../schema/contract/global-id.ts';
import { harborFinch, lumenBakery, startPortalUnderTest } from './testing/portal-under-test.ts';
import type { PortalUnderTest } from './testing/portal-under-test.ts';

/** Everything of a company in which a document could show, and the document itself by its id. */
const everywhere = /* GraphQL */ `
  query Everywhere($clientId: ID!, $id: ID!, $search: String!) {
    client(id: $clientId) {
      documents(first: 100) {
        totalCount
        nodes {
          id
        }
      }
      found: documents(first: 100, filter: { search: $search }) {
        totalCount
        nodes {
          id
        }
      }
      folders(first: 20) {
        nodes {
          path
          documents(first: 10) {
            totalCount
            nodes {
              id
            }
          }
        }
      }
      nextSteps(first: 100) {
        nodes {
          subject {
            id
          }
        }
      }
      activity(first: 100) {
        nodes {
          headline
          subject {
            id
          }
        }
      }
    }
    node(id: $id) {
      id
    }
    document(id: $id) {
      id
    }
  }
`;

/** The places where somebody meets the document, and how many there are in the list. */
interface Met {
  readonly places: readonly string[];
  readonly count: number;
}

const everyPlace = ['list', 'search', 'folder', 'nextSteps', 'activity', 'node', 'document'];
const company = { audience: 'COMPANY' };
const named = (...contactIds: string[]) => ({
  audience: 'CONTACTS',
  contactIds: contactIds.map((contactId) => toGlobalId('Contact', contactId)),
});
const contacts = ['mia', 'tom', 'bea', 'vic'];

interface Shown {
  readonly id: string;
  readonly name: string;
  readonly folder: { readonly path: string } | null;
  readonly status: { readonly waitingOn: string };
  readonly sharing: { readonly audience: string };
}

describe('a document that its owner shares', () => {
  let portal: PortalUnderTest;
  let document: Shown;

  beforeAll(async () => {
    portal = await startPortalUnderTest();
    const granted = await portal.ask(
      'mia',
      'mutation ($input: GrantPartnerAccessInput!) { grantPartnerAccess(input: $input) { userErrors { message } } }',
      { input: { clientId: harborFinch, partner: 'beacon-studio' } },
    );
    expect(granted.data).toEqual({ grantPartnerAccess: { userErrors: [] } });
    const { data } = await portal.ask(
      'mia',
      'query ($id: ID!) { client(id: $id) { documents(first: 100) { nodes { id name folder { path } status { waitingOn } sharing { audience } } } } }',
      { id: harborFinch },
    );
    const nodes = data.client.documents.nodes as Shown[];
    const shown = nodes.find(
      ({ status, sharing, folder }) => status.waitingOn === 'CLIENT' && sharing.audience === 'COMPANY' && folder !== null,
    );
    if (!shown) throw new Error('the world has no such document');
    document = shown;
    // The gateway learns of the partner's grant within two seconds.
    for (let tries = 0; tries < 40 && (await meet('beacon-studio')).places.length === 0; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }, 60_000);
  afterAll(() => portal.close());

  beforeEach(() => share(company));

  async function share(sharing: unknown, who = 'mia'): Promise<readonly string[]> {
    const reply = await portal.ask(
      who,
      'mutation ($input: ShareDocumentInput!) { shareDocument(input: $input) { document { sharedWith { id } } userErrors { code } } }',
      { input: { documentId: document.id, sharing } },
    );
    if (reply.errors.length > 0) return reply.errors.map((error) => String(error.extensions?.['code']));
    return (reply.data.shareDocument.userErrors as { code: string }[]).map(({ code }) => code);
  }

  async function meet(subject: string, clientId = harborFinch): Promise<Met> {
    const { id, name, folder } = document;
    const { data, text } = await portal.ask(subject, everywhere, { clientId, id, search: name });
    const { client } = data;
    const ids = (connection: { nodes: { id: string }[] } | null | undefined): string[] =>
      (connection?.nodes ?? []).map((node) => node.id);
    const subjects = (connection: { nodes: { subject: { id: string } | null }[] } | undefined): unknown[] =>
      (connection?.nodes ?? []).map((node) => node.subject?.id);
    const itsFolder = client?.folders?.nodes.find(({ path }: { path: string }) => path === folder?.path);
    const met: Record<string, boolean> = {
      list: ids(client?.documents).includes(id),
      search: ids(client?.found).includes(id),
      folder: ids(itsFolder?.documents).includes(id),
      nextSteps: subjects(client?.nextSteps).includes(id),
      activity: subjects(client?.activity).includes(id),
      node: data.node?.id === id,
      document: data.document?.id === id,
    };
    const places = everyPlace.filter((place) => met[place]);
    // Whoever meets it nowhere must not find it anywhere else in the answer either.
    if (places.length === 0) expect(text).not.toContain(id);
    return { places, count: client?.documents?.totalCount ?? 0 };
  }

  async function linkFor(subject: string): Promise<string> {
    const reply = await portal.ask(subject, 'query ($id: ID!) { document(id: $id) { download { url } } }', { id: document.id });
    return reply.data.document.download.url as string;
  }

  /** The contacts whom `sharedWith` names to an owner. */
  async function sharedWith(subject = 'mia'): Promise<readonly string[] | null> {
    const reply = await portal.ask(subject, 'query ($id: ID!) { document(id: $id) { sharedWith { id } } }', { id: document.id });
    expect(reply.errors).toEqual([]);
    const people = reply.data.document?.sharedWith as { id: string }[] | null | undefined;
    return people?.map(({ id }) => Buffer.from(id, 'base64url').toString().replace('Contact:', '')) ?? null;
  }

  it('is met by everybody of the company, in every place', async () => {
    for (const subject of [...contacts, 'beacon-studio', 'sara']) expect((await meet(subject)).places).toEqual(everyPlace);
    expect((await meet('lena')).places).toEqual([]);
    expect((await meet('lena', lumenBakery)).places).toEqual([]);
  });

  it.each(['tom', 'bea', 'vic', 'beacon-studio'])(
    'is gone for %s everywhere when it is withdrawn, and back when it is given again',
    async (subject) => {
      const before = await meet(subject);
      const link = await linkFor(subject);
      expect((await fetch(link)).status).toBe(200);

      expect(await share(named('mia'))).toEqual([]);
      expect(await meet(subject)).toEqual({ places: [], count: before.count - 1 });
      expect((await fetch(link)).status).not.toBe(200);
      // Nothing is taken from the owner.
      expect((await meet('mia')).places).toEqual(everyPlace);

      expect(await share(company)).toEqual([]);
      expect(await meet(subject)).toEqual(before);
      expect((await fetch(await linkFor(subject))).status).toBe(200);
    },
  );

  it.each([
    ['named contacts', named('tom'), ['mia', 'tom']],
    ['a role', { audience: 'ROLES', roles: ['VIEWER'] }, ['mia', 'vic']],
    ['two roles', { audience: 'ROLES', roles: ['MEMBER', 'BILLING'] }, ['mia', 'tom', 'bea']],
    ['everybody', company, contacts],
  ])('is seen by %s and by nobody besides, and sharedWith says just that', async (_name, sharing, expected) => {
    expect(await share(sharing)).toEqual([]);
    const people = await sharedWith();
    for (const subject of contacts) {
      const sees = expected.includes(subject);
      expect([subject, (await meet(subject)).places]).toEqual([subject, sees ? everyPlace : []]);
      expect([subject, people?.includes(subject)]).toEqual([subject, sees]);
      // Who may see it may know with whom; for whom it is not there, nothing is.
      expect(await sharedWith(subject)).toEqual(sees ? people : null);
    }
    expect((await meet('beacon-studio')).places).toEqual(sharing === company ? everyPlace : []);
  });

  it('cannot be given to another company: a foreign contact that is named sees nothing, and is not shown', async () => {
    const lenas = await meet('lena', lumenBakery);
    expect(await share(named('lena', 'max'))).toEqual([]);
    expect(await sharedWith()).toEqual(['mia']);
    expect(await meet('lena', lumenBakery)).toEqual(lenas);
    expect((await meet('lena')).places).toEqual([]);
    expect((await meet('tom')).places).toEqual([]);
  });

  it.each([
    ['tom', 'NOT_ALLOWED'],
    ['vic', 'NOT_ALLOWED'],
    ['lena', 'NOT_FOUND'],
    ['otto', 'FORBIDDEN'],
    ['beacon-studio', 'FORBIDDEN'],
  ])('is not shared by %s', async (subject, code) => {
    expect(await share(named(subject), subject)).toEqual([code]);
    expect((await meet('bea')).places).toEqual(everyPlace);
  });
});
