import { get } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AppError } from '../../../schema/contract/app-error.ts';
import type { IdentityClaims } from '../../../schema/contract/identity-claims.ts';
import { createLogger } from '../../../schema/contract/logger.ts';
import type { Logger } from '../../../schema/contract/logger.ts';
import { asClientId } from '../../kit/domain.ts';
import { createRevocations } from '../../kit/revocations.ts';
import { scopeOf } from '../../kit/scope.ts';
import { createTestAccessFeed } from '../../kit/testing/access-feed.ts';
import type { TestAccessFeed } from '../../kit/testing/access-feed.ts';
import { staffClaims } from '../../kit/testing/identity.ts';
import { newVersion } from '../port.contract.ts';
import type { FileStore } from '../port.ts';
import { contactIn, startFiles } from '../testing/start-files.ts';
import type { RunningFiles } from '../testing/start-files.ts';

const acme = asClientId('acme');
const seconds = Math.floor(Date.now() / 1_000);
const issuer = 'https://one.example';
const olga: IdentityClaims = { ...contactIn(acme, 'OWNER', 'olga'), issuer, tokenId: 'token-olga', issuedAt: seconds - 60 };
const vera: IdentityClaims = { ...contactIn(acme, 'VIEWER', 'vera'), issuer, tokenId: 'token-vera', issuedAt: seconds - 60 };
const studio: IdentityClaims = {
  kind: 'partner',
  subject: 'studio',
  memberships: [{ clientId: acme, role: null }],
  scopes: ['documents:read'],
  issuedAt: seconds - 60,
  expiresAt: seconds + 3_600,
};

let feed: TestAccessFeed;
let files: RunningFiles;
let logged: string[];
let nowMs: number;
let openDownload: FileStore['openDownload'] | null;

beforeEach(async () => {
  feed = createTestAccessFeed();
  logged = [];
  nowMs = Date.now();
  openDownload = null;
  const now = () => new Date(nowMs);
  const logger = capturing(logged);
  files = await startFiles({
    logger,
    now,
    revocations: createRevocations({ client: feed.client, logger, now, pollMs: 20 }),
    wrapStore: (store) => ({
      ...store,
      openDownload: (scope, version) => (openDownload ?? store.openDownload)(scope, version),
    }),
  });
});
afterEach(() => files.close());

/** Keeps what is logged with all that hangs on it, causes among it. */
function capturing(lines: string[]): Logger {
  const keep = (...given: unknown[]) => void lines.push(inspect(given, { depth: 20 }));
  const logger = createLogger({ name: 'files', level: 'silent' });
  return Object.assign(Object.create(logger) as Logger, {
    ...{ fatal: keep, error: keep, warn: keep, info: keep, debug: keep, trace: keep },
    child: () => logger,
  });
}

async function answerTo(link: string): Promise<[number, string, string | null]> {
  // A connection on which a download was cut is at its end, and may be noticed only when it is used again.
  const answer = await fetch(link).catch(() => fetch(link));
  return [answer.status, await answer.text(), answer.headers.get('content-disposition')];
}

/** The two seconds within which a revocation is to be effective; here the feed is asked every 20 ms. */
async function tookEffect(link: string): Promise<boolean> {
  const until = Date.now() + 1_000;
  while (Date.now() < until) {
    // One that was under way in that moment is cut, and has no answer.
    const [status] = await answerTo(link).catch(() => [null]);
    if (status === 404) return true;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return false;
}

describe('a download link', () => {
  it.each([
    ['the token that it was made with', { kind: 'TOKEN', tokenId: 'token-vera' }],
    ['the person by the subject', { kind: 'PERSON', subject: 'vera', issuer }],
    ['the person by the contact', { kind: 'PERSON', contactId: 'vera' }],
  ] as const)('of %s ends when that is revoked, and nobody else’s does', async (_what, revocation) => {
    const { id } = await files.put(newVersion(acme));
    const [veras, olgas] = [await files.linkTo(vera, id), await files.linkTo(olga, id)];
    expect(await answerTo(veras)).toEqual([200, 'content', expect.stringContaining('file.pdf')]);
    feed.revoke({ id: 'r', ...revocation });
    expect(await tookEffect(veras)).toBe(true);
    expect((await answerTo(olgas))[0]).toBe(200);
  });

  it('of every holder ends when the client is revoked', async () => {
    const { id } = await files.put(newVersion(acme));
    const other = await files.put(newVersion(asClientId('globex')));
    const foreign = await files.linkTo({ ...contactIn('globex', 'OWNER', 'gil'), issuedAt: seconds - 60 }, other.id);
    const links = [await files.linkTo(vera, id), await files.linkTo(olga, id)];
    const staffs = await files.linkTo(staffClaims({ issuedAt: seconds - 60 }), id);
    feed.revoke({ id: 'r', kind: 'CLIENT', clientId: acme });
    for (const link of links) expect(await tookEffect(link)).toBe(true);
    expect((await answerTo(staffs))[0]).toBe(200);
    expect((await answerTo(foreign))[0]).toBe(200);
  });

  it('that is revoked gives the bytes of one that has expired', async () => {
    const { id } = await files.put(newVersion(acme));
    const [revoked, expired] = [await files.linkTo(vera, id), await files.linkTo(olga, id)];
    feed.revoke({ id: 'r', kind: 'TOKEN', tokenId: 'token-vera' });
    expect(await tookEffect(revoked)).toBe(true);
    const whole = async (link: string, method: string) => {
      const answer = await fetch(link, { method });
      const headers = [...answer.headers].filter(([name]) => name !== 'date');
      return [answer.status, headers, await answer.text()];
    };
    const ofRevoked = [await whole(revoked, 'GET'), await whole(revoked, 'HEAD')];
    nowMs += 301_000;
    expect(ofRevoked).toEqual([await whole(expired, 'GET'), await whole(expired, 'HEAD')]);
  });

  it('that was asked for with a revoked token in the moment before the gateway knew ends too', async () => {
    const { id } = await files.put(newVersion(acme));
    feed.revoke({ id: 'r', kind: 'PERSON', subject: 'vera' });
    nowMs += 1_500;
    const late = await files.linkTo(vera, id);
    expect(await tookEffect(late)).toBe(true);
    // Whoever has signed in anew since is somebody who may.
    const anew = await files.linkTo({ ...vera, tokenId: 'token-2', issuedAt: seconds + 60 }, id);
    expect((await answerTo(anew))[0]).toBe(200);
  });

  it('of a partner ends when the grant is withdrawn, and was none without one', async () => {
    const { id } = await files.put(newVersion(acme));
    const link = await files.linkTo(studio, id);
    expect((await answerTo(link))[0]).toBe(404);
    feed.grant({ id: 'g', partner: 'studio', clientId: acme });
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect((await answerTo(link))[0]).toBe(200);
    feed.grant({ id: 'g', partner: 'studio', clientId: acme, revoked: true });
    expect(await tookEffect(link)).toBe(true);
  });

  it('of a view through somebody’s eyes ends with the view, and with the one who looks', async () => {
    const { id } = await files.put(newVersion(acme));
    const view: IdentityClaims = {
      ...vera,
      tokenId: 'view',
      expiresAt: seconds + 100,
      actor: { subject: 'sara', viewId: 'view' },
    };
    const [first, second] = [await files.linkTo(view, id), await files.linkTo({ ...view, tokenId: 'view-2' }, id)];
    feed.revoke({ id: 'r', kind: 'TOKEN', tokenId: 'view' });
    expect(await tookEffect(first)).toBe(true);
    expect((await answerTo(second))[0]).toBe(200);
    nowMs += 101_000;
    expect((await answerTo(second))[0]).toBe(404);
    nowMs -= 101_000;
    feed.revoke({ id: 'r2', kind: 'PERSON', subject: 'sara' });
    expect(await tookEffect(second)).toBe(true);
  });

  it('is not used while nobody can tell who lost access', async () => {
    const cut = createTestAccessFeed();
    cut.isDown = true;
    const logger = createLogger({ name: 'files', level: 'silent' });
    const alone = await startFiles({
      revocations: createRevocations({ client: cut.client, logger, now: () => new Date(), pollMs: 20 }),
    });
    try {
      const { id } = await alone.put(newVersion(acme));
      const link = await alone.linkTo(olga, id);
      expect(await answerTo(link)).toEqual([503, 'This file cannot be handed out at the moment.\n', null]);
      cut.isDown = false;
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect((await answerTo(link))[0]).toBe(200);
    } finally {
      await alone.close();
    }
  });
});

describe('a download that is under way', () => {
  /** Begins to read and stops, as on a slow line: most of the file is still to be sent. */
  function begin(link: string): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      get(link, (answer) => {
        answer.pause();
        resolve(answer);
      }).on('error', reject);
    });
  }

  /** How much came until the end, and whether it came as a whole. */
  function rest(answer: IncomingMessage): Promise<{ bytes: number; isWhole: boolean }> {
    let bytes = 0;
    answer.on('data', (chunk: Buffer) => (bytes += chunk.byteLength));
    return new Promise((resolve) => {
      answer.on('error', () => undefined);
      answer.on('close', () => resolve({ bytes, isWhole: answer.complete }));
      answer.resume();
    });
  }

  const size = 40 * 1024 * 1024;

  it('is cut when its holder loses access, and nobody else’s is', async () => {
    const { id } = await files.put(newVersion(acme, { content: Buffer.alloc(size) }));
    const [veras, olgas] = [await begin(await files.linkTo(vera, id)), await begin(await files.linkTo(olga, id))];
    feed.revoke({ id: 'r', kind: 'PERSON', contactId: 'vera' });
    await new Promise((resolve) => setTimeout(resolve, 300));
    const [cut, kept] = await Promise.all([rest(veras), rest(olgas)]);
    expect(cut.isWhole).toBe(false);
    expect(cut.bytes).toBeLessThan(size);
    expect(kept).toEqual({ bytes: size, isWhole: true });
  });

  it('does not begin when access was lost while the file was looked for, and says nothing of the file', async () => {
    const { id } = await files.put(newVersion(acme));
    const link = await files.linkTo(vera, id);
    openDownload = async () => {
      feed.revoke({ id: 'r', kind: 'PERSON', contactId: 'vera' });
      await new Promise((resolve) => setTimeout(resolve, 200));
      openDownload = null;
      return files.store.openDownload(scopeOf(staffClaims()), { documentId: id, version: 1 });
    };
    expect(await answerTo(link)).toEqual([404, 'There is no such file, or the link has expired.\n', null]);
  });
});

describe('what the service writes down about downloads', () => {
  it.each([
    ['cannot be found', () => Promise.reject(storeFailure())],
    [
      'cannot be read',
      () =>
        Promise.resolve({
          ...{ name: 'Secret name.pdf', mediaType: 'application/pdf', sizeBytes: 7, sha256: null },
          read: () => Promise.reject(storeFailure()),
        }),
    ],
    ['fails in a way that nobody foresaw', () => Promise.reject(new Error('ENOENT: /data/Secret name.pdf'))],
  ])('names no file when one %s, and neither does the answer', async (_what, fail) => {
    const { id } = await files.put(newVersion(acme, { folder: 'Secret folder', name: 'Secret name.pdf' }));
    const link = await files.linkTo(olga, id);
    openDownload = fail;
    const answer = await fetch(link);
    expect([503, 500]).toContain(answer.status);
    expect(await answer.text()).toBe('This file cannot be handed out at the moment.\n');
    expect(inspect(Object.fromEntries(answer.headers))).not.toContain('Secret');
    const metrics = await (await fetch(new URL('/metrics', files.url))).text();
    expect(logged.filter((line) => line.includes('a download failed'))).toHaveLength(1);
    expect(logged.join('\n') + metrics).not.toMatch(/Secret/);
    expect(logged.join('\n')).toContain(id);
  });

  function storeFailure(): AppError {
    return new AppError('UPSTREAM_CONTRACT', 'Files gave an answer that could not be read.', {
      cause: new Error('version 1 of clients/acme/Secret folder/Secret name.pdf is gone'),
    });
  }
});
