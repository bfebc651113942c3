import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { AppError } from '../../../schema/contract/app-error.ts';
import { toGlobalId } from '../../../schema/contract/global-id.ts';
import type { IdentityClaims } from '../../../schema/contract/identity-claims.ts';
import { startFakeClamd } from '../../kit/testing/fake-clamd.ts';
import type { FakeClamd } from '../../kit/testing/fake-clamd.ts';
import { staffClaims } from '../../kit/testing/identity.ts';
import type { FileStore } from '../port.ts';
import { contactIn, startFiles } from '../testing/start-files.ts';
import type { RunningFiles } from '../testing/start-files.ts';
import { uploadPlaces } from '../testing/upload-places.ts';
import type { UploadPlace } from '../testing/upload-places.ts';

const clientId = `acme-${randomUUID()}`;
const mia = contactIn(clientId, 'MEMBER', 'mia');
const tom = contactIn(clientId, 'MEMBER', 'tom');
const olga = contactIn(clientId, 'OWNER', 'olga');
const lena = contactIn('lumen', 'OWNER', 'lena');
const staff = staffClaims({ scopes: ['documents:read', 'documents:write', 'clients:all'] });
const partner: IdentityClaims = { ...mia, kind: 'partner', memberships: [{ clientId, role: null }] };

// In two halves: no scanner is to take this file for it.
const eicar = Buffer.from('X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-' + 'STANDARD-ANTIVIRUS-TEST-FILE!$H+H*');

const part = 'number offset sizeBytes state etag address { method url headers { name value } expiresAt }';
const announce = `mutation ($input: RequestUploadInput!) { it: requestUpload(input: $input) {
  upload { id } multipart { id sizeBytes partBytes partCount arrivedBytes expiresAt parts { nodes { ${part} } totalCount } }
  receipt { id } userErrors { code path } } }`;
const look = `query ($id: ID!, $state: UploadPartState, $first: Int, $after: String) { it: multipartUpload(id: $id) {
  arrivedBytes parts(state: $state, first: $first, after: $after) {
    totalCount nodes { ${part} } edges { cursor } pageInfo { hasNextPage endCursor } } } }`;
const finish = `mutation ($input: CompleteUploadInput!) { it: completeUpload(input: $input) {
  document { id sha256 version scan } receipt { id state } userErrors { code path } } }`;

interface PartAnswer {
  readonly number: number;
  readonly offset: number;
  readonly sizeBytes: number;
  readonly state: string;
  readonly etag: string | null;
  readonly address: { readonly url: string; readonly method: string; readonly headers: []; readonly expiresAt: string } | null;
}
interface PartsAnswer {
  readonly totalCount: number;
  readonly nodes: readonly PartAnswer[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}
interface Multipart {
  readonly id: string;
  readonly partCount: number;
  readonly arrivedBytes: number;
  readonly expiresAt: string;
  readonly parts: PartsAnswer;
}
interface Done {
  readonly document: { readonly id: string; readonly sha256: string; readonly version: number } | null;
  readonly receipt: object | null;
  readonly userErrors: readonly { readonly code: string; readonly path: readonly string[] }[];
}

// The parts of an S3 have 5 MiB, which a busy machine takes its time for.
jest.setTimeout(120_000);

describe.each(uploadPlaces)('a file that is sent in parts to %s', (_name, makePlace) => {
  let place: UploadPlace;
  let clamd: FakeClamd;
  let files: RunningFiles;
  let clock = 0;
  let wrapStore = (store: FileStore): FileStore => store;

  async function start(environment: Readonly<Record<string, string>> = {}): Promise<void> {
    const bytes = String(place.partBytes);
    files = await startFiles(
      { now: () => new Date(Date.now() + clock), wrapStore: (store) => wrapStore(store) },
      {
        ...{ ...place.environment, FILES_CLAMD_URL: clamd.url, FILES_LINK_SECRET: 'l'.repeat(32) },
        ...{
          FILES_MULTIPART_PART_BYTES: bytes,
          FILES_MULTIPART_ABOVE_BYTES: bytes,
          FILES_BYTES_MAX: String(40 * place.partBytes),
        },
        ...{ FILES_MULTIPART_SECONDS: '7200', FILES_UPLOAD_SECONDS: '600', ...environment },
      },
    );
  }
  async function restart(environment = {}): Promise<void> {
    await files.close();
    await start(environment);
  }

  beforeAll(async () => {
    place = await makePlace();
    clamd = await startFakeClamd();
    await start();
  });
  afterAll(async () => {
    await files.close();
    await clamd.close();
    await place.close();
  });
  beforeEach(() => {
    clock = 0;
    wrapStore = (store) => store;
    clamd.answer = (content) => (content.includes(eicar) ? 'stream: Eicar-Test FOUND\0' : 'stream: OK\0');
  });

  /** A text of two parts and a bit, another one each time. */
  function content(bytes = 2 * place.partBytes + 100): Buffer {
    return Buffer.from(
      randomBytes(Math.ceil(bytes / 2))
        .toString('hex')
        .slice(0, bytes),
    );
  }
  const wish = (whole: Uint8Array, changes: object = {}) => ({
    ...{ clientId: toGlobalId('Client', clientId), mediaType: 'text/plain', name: `${randomUUID()}.txt` },
    ...{ sizeBytes: whole.byteLength, sha256: createHash('sha256').update(whole).digest('hex'), ...changes },
  });
  async function ask(claims: IdentityClaims, query: string, variables: object): Promise<never> {
    const { data, errors } = await files.ask(claims, query, variables);
    expect(errors).toBeUndefined();
    return (data as never as { it: never }).it;
  }
  async function announced(whole: Uint8Array, changes: object = {}): Promise<Multipart> {
    const { upload, multipart, userErrors } = (await ask(mia, announce, { input: wish(whole, changes) })) as {
      upload: object | null;
      multipart: Multipart;
      userErrors: object[];
    };
    expect([upload, userErrors]).toEqual([null, []]);
    return multipart;
  }
  const stand = (id: string, variables: object = {}, claims = mia): Promise<Multipart | null> =>
    ask(claims, look, { id, ...variables });
  const complete = (uploadId: string, claims = mia): Promise<Done> => ask(claims, finish, { input: { uploadId } });
  const codes = ({ userErrors }: Done) => userErrors.map(({ code, path }) => `${code} ${path.join('.')}`);

  async function put(address: PartAnswer['address'], bytes: Uint8Array, headers: Record<string, string> = {}): Promise<number> {
    if (!address) throw new Error('the part has no address');
    const given = Object.fromEntries(
      (address.headers as { name: string; value: string }[]).map(({ name, value }) => [name, value]),
    );
    const answer = await fetch(address.url, { method: address.method, headers: { ...given, ...headers }, body: bytes as never });
    await answer.arrayBuffer();
    return answer.status;
  }
  const cut = (whole: Buffer, { offset, sizeBytes }: PartAnswer): Buffer => whole.subarray(offset, offset + sizeBytes);
  /** As a page does it: a store that is busy is asked again. */
  async function sendOne(whole: Buffer, one: PartAnswer): Promise<number> {
    for (let turn = 1; ; turn += 1) {
      const status = await put(one.address, cut(whole, one));
      if (status < 500 || turn === 5) return status;
    }
  }
  async function sendAll(whole: Buffer, { parts }: Multipart): Promise<void> {
    const answers = await Promise.all(parts.nodes.map((one) => sendOne(whole, one)));
    expect(answers.filter((status) => status !== 200 && status !== 204)).toEqual([]);
  }
  async function sent(whole: Buffer, changes: object = {}, really = whole): Promise<Multipart> {
    const multipart = await announced(whole, changes);
    await sendAll(really, multipart);
    return multipart;
  }

  it('becomes a document once all parts are there, in whatever order they come', async () => {
    const whole = content();
    const multipart = await announced(whole);
    expect(multipart).toMatchObject({ sizeBytes: whole.byteLength, partBytes: place.partBytes, partCount: 3, arrivedBytes: 0 });
    const [first, second, third] = multipart.parts.nodes;
    expect(multipart.parts.nodes.map(({ offset, sizeBytes }) => [offset, sizeBytes])).toEqual([
      [0, place.partBytes],
      [place.partBytes, place.partBytes],
      [2 * place.partBytes, 100],
    ]);
    for (const one of [third, first])
      expect([200, 204]).toContain(await put(one?.address ?? null, cut(whole, one as PartAnswer)));
    expect(codes(await complete(multipart.id))).toEqual(['INVALID uploadId']);
    expect(await stand(multipart.id)).toMatchObject({
      arrivedBytes: place.partBytes + 100,
      parts: { nodes: [{ state: 'ARRIVED', etag: expect.any(String) }, { state: 'MISSING', etag: null }, { state: 'ARRIVED' }] },
    });
    await put(second?.address ?? null, cut(whole, second as PartAnswer));
    const done = await complete(multipart.id);
    expect(done).toMatchObject({ document: { version: 1, scan: 'CLEAN', sha256: wish(whole).sha256 }, userErrors: [] });
    const documentId = Buffer.from(String(done.document?.id), 'base64url').toString().replace('Document:', '');
    const back = await (await fetch(await files.linkTo(mia, documentId))).arrayBuffer();
    expect(Buffer.from(back).equals(whole)).toBe(true);
    expect(await place.bytesOf(multipart.id)).toBeLessThan(5_000);
  });

  it('is gone on with after the connection broke and the service began anew', async () => {
    const whole = content();
    const multipart = await announced(whole);
    const [first, second] = multipart.parts.nodes as [PartAnswer, PartAnswer];
    await put(second.address, cut(whole, second));
    await new Promise<void>((resolve) => {
      const headers = { 'content-length': String(first.sizeBytes) };
      const broken = request(first.address?.url ?? '', { method: 'PUT', headers });
      broken.on('error', () => resolve());
      broken.on('close', () => resolve());
      broken.write(cut(whole, first).subarray(0, 500));
      setTimeout(() => broken.destroy(), 50);
    });
    await restart();
    const missing = await stand(multipart.id, { state: 'MISSING' });
    expect(missing).toMatchObject({
      arrivedBytes: place.partBytes,
      parts: { totalCount: 2, nodes: [{ number: 1 }, { number: 3 }] },
    });
    await sendAll(whole, missing as Multipart);
    expect(await stand(multipart.id, { state: 'MISSING' })).toMatchObject({
      arrivedBytes: whole.byteLength,
      parts: { totalCount: 0 },
    });
    expect(await complete(multipart.id)).toMatchObject({ document: { version: 1 }, userErrors: [] });
  });

  it('gives its parts in pages, also while others arrive', async () => {
    const whole = content(30 * place.partBytes);
    const multipart = await announced(whole);
    expect([multipart.partCount, multipart.parts.nodes.length, multipart.parts.totalCount]).toEqual([30, 20, 30]);
    const page = await stand(multipart.id, { state: 'MISSING', first: 2 });
    const [first] = page?.parts.nodes as [PartAnswer];
    await put(first.address, cut(whole, first));
    const after = page?.parts.pageInfo.endCursor;
    expect((await stand(multipart.id, { state: 'MISSING', first: 3, after }))?.parts.nodes.map(({ number }) => number)).toEqual([
      3, 4, 5,
    ]);
    const { errors } = await files.ask(mia, look, { id: multipart.id, state: 'ARRIVED', after });
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  it('is missing for everybody but the one who announced it, in the same bytes', async () => {
    const whole = content();
    const multipart = await sent(whole);
    const missing = JSON.stringify(await files.ask(mia, look, { id: 'A'.repeat(22) }));
    const changed = (changes: Partial<IdentityClaims>): IdentityClaims => ({ ...mia, ...changes });
    for (const claims of [
      ...[tom, olga, lena, staff, partner],
      changed({ issuer: 'https://other.example' }),
      // Staff who look through her eyes, whoever signs for that.
      changed({ actor: { subject: 'sara', viewId: 'view' } }),
      changed({ memberships: [{ clientId, role: 'VIEWER' }] }),
      changed({ memberships: [{ clientId: 'lumen', role: 'OWNER' }] }),
    ]) {
      expect(JSON.stringify(await files.ask(claims, look, { id: multipart.id }))).toBe(missing);
      // A view changes nothing, whatever it names; and a role that may no longer upload is told so.
      if (!claims.actor && claims.memberships[0]?.role !== 'VIEWER')
        expect(codes(await complete(multipart.id, claims))).toEqual(['NOT_FOUND uploadId']);
    }
    const unscoped = changed({ scopes: ['documents:read'] });
    const [own, none] = [multipart.id, 'A'.repeat(22)].map(async (id) => JSON.stringify(await files.ask(unscoped, look, { id })));
    expect(await own).toBe(await none);
    for (const id of ['', '../../etc', `${multipart.id}/..`]) {
      expect(JSON.stringify(await files.ask(mia, look, { id }))).toBe(missing);
    }
    expect(await complete(multipart.id)).toMatchObject({ document: { version: 1 } });
  });

  it('takes no more than was announced, part by part and in all', async () => {
    const whole = content();
    const multipart = await announced(whole);
    const [first, , last] = multipart.parts.nodes as [PartAnswer, PartAnswer, PartAnswer];
    for (const bytes of [whole, cut(whole, first).subarray(1), Buffer.concat([cut(whole, first), Buffer.from('a')])]) {
      expect([403, 413]).toContain(await put(first.address, bytes));
    }
    // The last one has what is left, and may not have as much as another.
    expect([403, 413]).toContain(await put(last.address, cut(whole, first)));
    const url = last.address?.url ?? '';
    for (const other of [url.replace('partNumber=3', 'partNumber=4'), `${url}&partNumber=4`, url.slice(0, -1)]) {
      if (other !== url && last.address)
        expect([403, 404]).toContain(await put({ ...last.address, url: other }, cut(whole, last)));
    }
    expect((await stand(multipart.id))?.arrivedBytes).toBe(0);
    for (let time = 0; time < 3; time += 1) await sendAll(whole, multipart);
    const [kept, described] = [await place.bytesOf(multipart.id), 5_000];
    expect(kept).toBeGreaterThanOrEqual(whole.byteLength);
    expect(kept).toBeLessThan(whole.byteLength + described);
  });

  it('takes a part again in the place of a wrong one, and tells what was damaged on the way', async () => {
    const whole = content();
    const multipart = await sent(whole, {}, content());
    const wrong = (await stand(multipart.id))?.parts.nodes.map(({ etag }) => etag);
    const [first] = multipart.parts.nodes as [PartAnswer];
    const md5 = (bytes: Uint8Array) => ({ 'content-md5': createHash('md5').update(bytes).digest('base64') });
    expect(await put(first.address, cut(whole, first), md5(Buffer.from('another')))).toBe(400);
    expect((await stand(multipart.id))?.parts.nodes.map(({ etag }) => etag)).toEqual(wrong);
    for (const one of multipart.parts.nodes) {
      expect([200, 204]).toContain(await put(one.address, cut(whole, one), md5(cut(whole, one))));
    }
    expect((await stand(multipart.id))?.parts.nodes.filter(({ etag }, index) => etag === wrong?.[index])).toEqual([]);
    expect(await complete(multipart.id)).toMatchObject({ document: { version: 1 }, userErrors: [] });
  });

  it('is refused with another checksum and with EICAR across two parts, and leaves nothing', async () => {
    const before = await place.list();
    const infected = content();
    eicar.copy(infected, place.partBytes - 30);
    for (const multipart of [await sent(content(), {}, content()), await sent(infected)]) {
      expect(await complete(multipart.id)).toMatchObject({ document: null, receipt: null, userErrors: [{ code: 'INVALID' }] });
      expect(await stand(multipart.id)).toBeNull();
      expect(await put(multipart.parts.nodes[0]?.address ?? null, cut(infected, multipart.parts.nodes[0] as PartAnswer))).toBe(
        404,
      );
    }
    expect(clamd.scanned.at(-1)?.equals(infected)).toBe(true);
    expect(await place.list()).toEqual(before);
  });

  it('is forgotten when it has expired, with all its parts', async () => {
    const whole = content();
    const [one, other] = [await sent(whole), await announced(whole)];
    const [first] = other.parts.nodes as [PartAnswer];
    await put(first.address, cut(whole, first));
    // The address of a part has a shorter life than the upload.
    const lasting = ({ expiresAt }: { expiresAt: string }) => Math.round((Date.parse(expiresAt) - Date.now()) / 60_000);
    expect([lasting(other), lasting(first.address as never)]).toEqual([120, 10]);
    clock = 7_201_000;
    expect(await stand(one.id)).toBeNull();
    expect(codes(await complete(one.id))).toEqual(['NOT_FOUND uploadId']);
    const before = new URL(files.url).origin;
    await restart();
    // What has expired is removed at start, and the end waits for that.
    await restart();
    const late = {
      ...first.address,
      url: first.address?.url.replace(before, new URL(files.url).origin),
    } as PartAnswer['address'];
    const left = async () => (await place.list()).filter((path) => path.includes(one.id) || path.includes(other.id));
    expect(await left()).toEqual([]);
    expect([403, 404]).toContain(await put(late, cut(whole, first)));
    expect(await left()).toEqual([]);
    // A clean-up by this late clock must not reach into the next test.
    clock = 0;
    await restart();
  });

  it('has one answer once it is complete, and takes nothing any more', async () => {
    const whole = content();
    const multipart = await sent(whole);
    const answers = await Promise.all(Array.from({ length: 5 }, () => complete(multipart.id)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ document: { version: 1 }, userErrors: [] });
    expect(await stand(multipart.id)).toBeNull();
    const [first] = multipart.parts.nodes as [PartAnswer];
    expect(await put(first.address, cut(whole, first))).toBe(404);
    expect(await complete(multipart.id)).toEqual(answers[0]);
  });

  it('stays as it is while the scanner is away, whole and closed', async () => {
    const whole = content();
    const multipart = await sent(whole);
    clamd.answer = () => null;
    const { errors } = await files.ask(mia, finish, { input: { uploadId: multipart.id } });
    expect(errors?.[0]?.extensions.code).toBe('UPSTREAM_UNAVAILABLE');
    const nodes = Array.from({ length: 3 }, () => ({ state: 'ARRIVED', address: null }));
    expect(await stand(multipart.id)).toMatchObject({ arrivedBytes: whole.byteLength, parts: { nodes } });
    const [first] = multipart.parts.nodes as [PartAnswer];
    expect([404, 409]).toContain(await put(first.address, cut(whole, first)));
    clamd.answer = () => 'stream: OK\0';
    expect(await complete(multipart.id)).toMatchObject({ document: { version: 1 }, userErrors: [] });
  });

  it.each([
    ['before', false],
    ['after', true],
  ])('is found again by whoever completes it when the process died %s the document was made', async (_when, isMade) => {
    const whole = content();
    const multipart = await sent(whole);
    wrapStore = (store) => ({
      ...store,
      async putVersion(scope, version) {
        if (isMade) await store.putVersion(scope, version);
        throw new AppError('UPSTREAM_UNAVAILABLE', 'died');
      },
    });
    await restart();
    const { errors } = await files.ask(mia, finish, { input: { uploadId: multipart.id } });
    expect(errors?.[0]?.message).toBe('died');
    wrapStore = (store) => store;
    await restart();
    expect(await complete(multipart.id)).toMatchObject({ document: { version: 1, sha256: wish(whole).sha256 }, userErrors: [] });
  });

  it('becomes one document also when whoever completes it does not wait for that', async () => {
    const whole = content();
    const multipart = await sent(whole);
    const gate = { puts: 0, open: (): void => undefined };
    const opened = new Promise<void>((resolve) => (gate.open = resolve));
    wrapStore = (store) => ({
      ...store,
      async putVersion(scope, version) {
        gate.puts += 1;
        await opened;
        return store.putVersion(scope, version);
      },
    });
    await restart();
    const input = { uploadId: multipart.id, idempotencyKey: 'large' };
    const impatient = files.ask(mia, finish, { input }, AbortSignal.timeout(1_000));
    await expect(impatient).rejects.toThrow();
    const [second, third] = [ask(mia, finish, { input }), ask(mia, finish, { input })];
    gate.open();
    expect(await second).toMatchObject({ document: { version: 1 }, userErrors: [] });
    expect([await third, gate.puts]).toEqual([await second, 1]);
  });

  it('is the same under the same idempotency key, and stays in the parts that it was begun in', async () => {
    const whole = content();
    const input = wish(whole, { idempotencyKey: randomUUID() });
    const one = (await ask(mia, announce, { input })) as { multipart: Multipart; receipt: object };
    await sendAll(whole, one.multipart);
    await restart({
      FILES_MULTIPART_PART_BYTES: String(2 * place.partBytes),
      FILES_MULTIPART_ABOVE_BYTES: String(20 * place.partBytes),
    });
    const again = (await ask(mia, announce, { input })) as { multipart: Multipart; receipt: object };
    expect(again).toMatchObject({
      receipt: one.receipt,
      multipart: { id: one.multipart.id, partCount: 3, arrivedBytes: whole.byteLength },
    });
    expect(await complete(one.multipart.id)).toMatchObject({ document: { version: 1 }, userErrors: [] });
    await restart();
  });
});
