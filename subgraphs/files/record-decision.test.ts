import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { toGlobalId } from '../../schema/contract/global-id.ts';
import type { IdentityClaims } from '../../schema/contract/identity-claims.ts';
import { asClientId } from '../kit/domain.ts';
import { staffClaims } from '../kit/testing/identity.ts';
import { startFiles } from './testing/start-files.ts';
import type { RunningFiles } from './testing/start-files.ts';

const scopes = ['clients:read', 'documents:read', 'documents:write', 'clients:all'];
const service: IdentityClaims = { kind: 'service', subject: 'gateway', memberships: [], expiresAt: 4_000_000_000, scopes };
const record = `mutation ($input: DecisionInput!) { it: recordDocumentDecision(input: $input) { recordedAt refusal } }`;
const endpoint = process.env['TEST_S3_ENDPOINT'];

const stores = [
  ['a disk', {}],
  ...(endpoint === undefined
    ? []
    : ([
        [
          'an S3',
          {
            FILES_ADAPTER: 's3',
            FILES_S3_ENDPOINT: endpoint,
            FILES_S3_BUCKET: 'portal-decisions',
            FILES_S3_PREFIX: `${randomUUID()}/`,
            FILES_S3_ACCESS_KEY_ID: process.env['TEST_S3_ACCESS_KEY_ID'] ?? 'testkey',
            FILES_S3_SECRET_ACCESS_KEY: process.env['TEST_S3_SECRET_ACCESS_KEY'] ?? 'testsecret',
            FILES_S3_CREATE_BUCKET: 'true',
          },
        ],
      ] as const)),
] as const;

describe.each(stores)('what a client decided about a document on %s', (_store, environment) => {
  let files: RunningFiles;
  beforeAll(async () => {
    files = await startFiles({}, environment);
  });
  afterAll(() => files.close());

  async function put(name: string, text: string) {
    const at = { clientId: asClientId('acme'), folder: '', name, title: null, mediaType: 'application/pdf' };
    const sharing = { audience: 'COMPANY', roles: [], contactIds: [] } as const;
    return files.put({ ...at, state: 'awaiting_review', sharing, dueBy: null, author: null, content: Buffer.from(text) });
  }

  function inputFor(id: string, text: string, given: Record<string, unknown> = {}) {
    const subject = { subjectId: toGlobalId('Document', id), clientId: toGlobalId('Client', 'acme') };
    const said = { outcome: 'APPROVED', decidedBy: 'Ann', decidedAt: '2026-11-27T08:00:00.000Z', comment: null };
    const checksum = createHash('sha256').update(text).digest('hex');
    return { marker: randomUUID(), ...subject, ...said, checksum, version: 1, ...given };
  }

  async function tell(input: object, claims = service) {
    const { data, errors } = await files.ask(claims, record, { input });
    const it = (data as { it?: { recordedAt: string | null; refusal: string | null } | null } | null | undefined)?.it;
    return { it, code: errors?.[0]?.extensions.code };
  }

  async function stateOf(id: string): Promise<string | undefined> {
    const query = 'query ($id: ID!) { document(id: $id) { status { sourceState } } }';
    const { data } = await files.ask(staffClaims(), query, { id: toGlobalId('Document', id) });
    return (data as never as { document: { status: { sourceState: string } } | null }).document?.status.sourceState;
  }

  it('is the state of exactly that version, once for a marker', async () => {
    const { id } = await put('Plan.pdf', 'first');
    const input = inputFor(id, 'first');
    const [first, ...others] = await Promise.all(Array.from({ length: 4 }, () => tell(input)));
    expect(first?.it).toEqual({ recordedAt: expect.any(String) as unknown, refusal: null });
    for (const other of others) expect(other).toEqual(first);
    expect(await stateOf(id)).toBe('approved');
    await put('Plan.pdf', 'second');
    expect(await stateOf(id)).toBe('awaiting_review');
    // It is found again, and does not touch what came after it.
    expect(await tell(input)).toEqual(first);
    expect(await stateOf(id)).toBe('awaiting_review');
    const late = await tell(inputFor(id, 'first', { outcome: 'REJECTED' }));
    expect(late.it).toEqual({
      ...{ recordedAt: null, refusal: 'It has changed since the decision, which was about what it was before.' },
    });
    expect(await stateOf(id)).toBe('awaiting_review');
    expect((await tell(inputFor(id, 'second', { outcome: 'CHANGES_REQUESTED', version: 2 }))).it?.refusal).toBeNull();
    expect(await stateOf(id)).toBe('changes_requested');
  });

  it('is refused about another content, another client, and what is not there', async () => {
    const { id } = await put('Other.pdf', 'x');
    const missing = { recordedAt: null, refusal: 'What was decided on is no longer there.' };
    expect((await tell(inputFor(id, 'y'))).it?.refusal).toContain('It has changed');
    expect((await tell(inputFor(id, 'x', { clientId: toGlobalId('Client', 'globex') }))).it).toEqual(missing);
    expect((await tell(inputFor('acme/0000000000000000000000', 'x'))).it).toEqual(missing);
    expect(await stateOf(id)).toBe('awaiting_review');
  });

  it("is for the portal's own parts whose key may write", async () => {
    const { id } = await put('Third.pdf', 'z');
    expect((await tell(inputFor(id, 'z'), staffClaims())).code).toBe('FORBIDDEN');
    expect((await tell(inputFor(id, 'z'), { ...service, scopes: ['documents:read', 'clients:all'] })).code).toBe('FORBIDDEN');
    expect((await tell(inputFor(id, 'z'), { ...service, scopes: ['documents:write', 'documents:read'] })).it?.refusal).toContain(
      'no longer there',
    );
    expect(await stateOf(id)).toBe('awaiting_review');
  });
});
