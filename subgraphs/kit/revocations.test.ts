import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createLogger } from '../../schema/contract/logger.ts';
import { createRevocations } from './revocations.ts';
import type { Holder, Revocations } from './revocations.ts';
import { createTestAccessFeed } from './testing/access-feed.ts';
import type { TestAccessFeed } from './testing/access-feed.ts';

const seconds = Math.floor(Date.now() / 1_000);
const ann: Holder = {
  kind: 'client',
  tokenId: 'token',
  issuer: 'https://one.example',
  subject: 'ann',
  contactId: 'contact-ann',
  clientIds: ['acme'],
  issuedAt: seconds - 60,
  actor: null,
};
const partner: Holder = { ...ann, kind: 'partner', tokenId: null, subject: 'studio', contactId: null };

let feed: TestAccessFeed;
let elapsedMs: number;
let revocations: Revocations;

beforeEach(() => {
  feed = createTestAccessFeed();
  elapsedMs = 1_000_000;
  revocations = follow();
});
afterEach(() => revocations.close());

function follow({ now = () => new Date(), pollMs = 5 } = {}): Revocations {
  return createRevocations({
    client: feed.client,
    logger: createLogger({ name: 'test', level: 'silent' }),
    now,
    pollMs,
    trustedMs: 60_000,
    elapsedMs: () => elapsedMs,
  });
}

/** Until the feed was asked after this moment and its answer was taken in. */
async function caughtUp(): Promise<void> {
  const before = feed.asked;
  while (feed.asked < before + 3) await new Promise((resolve) => setTimeout(resolve, 2));
}

describe('what was handed out', () => {
  it.each([
    ['its token', { kind: 'TOKEN', tokenId: 'token' }],
    ['its token of its issuer', { kind: 'TOKEN', tokenId: 'token', issuer: 'https://one.example' }],
    ['its subject', { kind: 'PERSON', subject: 'ann' }],
    ['its contact', { kind: 'PERSON', contactId: 'contact-ann' }],
    ['its client', { kind: 'CLIENT', clientId: 'acme' }],
  ] as const)('ends with %s, while the service runs and for one that starts later', async (_what, revocation) => {
    await revocations.start();
    expect(revocations.standingOf(ann)).toBe('good');
    feed.revoke({ id: 'r', ...revocation });
    await caughtUp();
    expect(revocations.standingOf(ann)).toBe('revoked');
    const later = follow();
    await later.start();
    expect(later.standingOf(ann)).toBe('revoked');
    await later.close();
  });

  it.each([
    ['another token', { kind: 'TOKEN', tokenId: 'other' }],
    ['its token of another issuer', { kind: 'TOKEN', tokenId: 'token', issuer: 'https://two.example' }],
    ['another person', { kind: 'PERSON', subject: 'ben' }],
    ['somebody else of its name', { kind: 'PERSON', subject: 'ann', issuer: 'https://two.example' }],
    ['another client', { kind: 'CLIENT', clientId: 'globex' }],
    ['what was issued before it', { kind: 'PERSON', subject: 'ann', issuedBefore: seconds - 61 }],
  ] as const)('does not end with %s', async (_what, revocation) => {
    await revocations.start();
    feed.revoke({ id: 'r', ...revocation });
    await caughtUp();
    expect(revocations.standingOf(ann)).toBe('good');
  });

  it('to a view through somebody’s eyes ends with the member of staff who looks', async () => {
    await revocations.start();
    const view: Holder = { ...ann, actor: { subject: 'sara', issuer: 'https://one.example' } };
    expect(revocations.standingOf(view)).toBe('good');
    feed.revoke({ id: 'r', kind: 'PERSON', subject: 'sara' });
    await caughtUp();
    expect([revocations.standingOf(view), revocations.standingOf(ann)]).toEqual(['revoked', 'good']);
  });

  it('to a partner is good with a grant of this client to this partner, for as long as that lasts', async () => {
    await revocations.start();
    expect(revocations.standingOf(partner)).toBe('revoked');
    feed.grant({ id: 'g1', partner: 'another', clientId: 'acme' });
    feed.grant({ id: 'g2', partner: 'studio', clientId: 'globex' });
    feed.grant({ id: 'g3', partner: 'studio', clientId: 'acme', expiresAt: seconds - 1 });
    await caughtUp();
    expect(revocations.standingOf(partner)).toBe('revoked');
    feed.grant({ id: 'g4', partner: 'studio', clientId: 'acme', expiresAt: seconds + 600 });
    await caughtUp();
    expect(revocations.standingOf(partner)).toBe('good');
    feed.grant({ id: 'g4', partner: 'studio', clientId: 'acme', revoked: true });
    await caughtUp();
    expect(revocations.standingOf(partner)).toBe('revoked');
  });
});

describe('what a service knows', () => {
  it('is nothing before the first answer: nobody can tell', async () => {
    feed.isDown = true;
    await revocations.start();
    expect(revocations.standingOf(ann)).toBe('unknown');
    feed.isDown = false;
    await caughtUp();
    expect(revocations.standingOf(ann)).toBe('good');
  });

  it('is believed for a while when no answer follows, and not longer; what is revoked stays revoked', async () => {
    feed.revoke({ id: 'r', kind: 'PERSON', subject: 'ben' });
    await revocations.start();
    feed.isDown = true;
    elapsedMs += 59_000;
    expect(revocations.standingOf(ann)).toBe('good');
    elapsedMs += 2_000;
    expect(revocations.standingOf(ann)).toBe('unknown');
    expect(revocations.standingOf({ ...ann, subject: 'ben' })).toBe('revoked');
    feed.isDown = false;
    await caughtUp();
    expect(revocations.standingOf(ann)).toBe('good');
  });

  it('comes in parts, all of which are read at once', async () => {
    const slow = follow({ pollMs: 500 });
    await slow.start();
    for (let entry = 0; entry < 9; entry += 1) feed.revoke({ id: String(entry), kind: 'PERSON', subject: `p${String(entry)}` });
    await new Promise((resolve) => setTimeout(resolve, 750));
    expect(slow.standingOf({ ...ann, subject: 'p8' })).toBe('revoked');
    await slow.close();
  });

  it('loses no revocation when the other side begins anew, and keeps no grant that it no longer names', async () => {
    feed.revoke({ id: 'r', kind: 'PERSON', subject: 'ann' });
    feed.grant({ id: 'g', partner: 'studio', clientId: 'acme' });
    await revocations.start();
    expect([revocations.standingOf(ann), revocations.standingOf(partner)]).toEqual(['revoked', 'good']);
    feed.forget();
    await caughtUp();
    expect([revocations.standingOf(ann), revocations.standingOf(partner)]).toEqual(['revoked', 'revoked']);
  });

  it('forgets a revocation when nothing that it is about can be alive', async () => {
    feed.revoke({ id: 'r', kind: 'PERSON', subject: 'ann', expiresAt: seconds + 10 });
    let nowMs = Date.now();
    const later = follow({ now: () => new Date(nowMs) });
    await later.start();
    expect(later.standingOf(ann)).toBe('revoked');
    nowMs += 11_000;
    await caughtUp();
    expect(later.standingOf(ann)).toBe('good');
    await later.close();
  });

  it('is told to whoever listens, when something changed, until it listens no more', async () => {
    await revocations.start();
    let told = 0;
    const stop = revocations.onChange(() => (told += 1));
    await caughtUp();
    expect(told).toBe(0);
    feed.revoke({ id: 'r', kind: 'CLIENT', clientId: 'acme' });
    await caughtUp();
    expect(told).toBe(1);
    stop();
    feed.revoke({ id: 'r2', kind: 'CLIENT', clientId: 'acme' });
    await caughtUp();
    expect(told).toBe(1);
  });
});
