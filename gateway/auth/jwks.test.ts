import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createLogger } from '../../schema/contract/logger.ts';
import { createKeySource } from './jwks.ts';
import type { KeySource } from './jwks.ts';
import { createTestIssuer } from './testing/test-issuer.ts';
import type { TestIssuer } from './testing/test-issuer.ts';

const logger = createLogger({ name: 'test', level: 'silent' });
const known = { alg: 'ES256', kid: 'key-ES256' };
const unknown = { alg: 'ES256', kid: 'new' };
const minute = 60_000;

let issuer: TestIssuer;
let keys: KeySource;
let now: number;

beforeEach(async () => {
  issuer = await createTestIssuer();
  now = 1_000_000;
  keys = createKeySource({ issuer: issuer.config.issuer, jwksUri: issuer.config.jwksUri, logger, now: () => now });
});

afterEach(() => issuer.close());

/** Lets a fetch that nobody waits for come to its end. */
async function settle(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 100));
}

describe('createKeySource', () => {
  it('fetches the keys once for all who ask', async () => {
    const found = await Promise.all(Array.from({ length: 20 }, () => keys.find(known)));
    expect(found.every((key) => key?.type === 'public')).toBe(true);
    expect(issuer.fetches()).toBe(1);
  });

  it('fetches at most every 30 seconds, however many unknown keys are named', async () => {
    await keys.find(known);
    for (let index = 0; index < 20; index += 1) expect(await keys.find({ alg: 'ES256', kid: `made-up-${index}` })).toBeNull();
    expect(issuer.fetches()).toBe(1);
    now += 30_000;
    await Promise.all(Array.from({ length: 20 }, (_, index) => keys.find({ alg: 'ES256', kid: `made-up-${index}` })));
    expect(issuer.fetches()).toBe(2);
  });

  it('finds a key that was added since', async () => {
    await keys.find(known);
    await issuer.addKey('ES256', 'new');
    now += 30_000;
    expect(await keys.find(unknown)).not.toBeNull();
  });

  it('forgets a key that was taken away', async () => {
    await keys.find(known);
    (issuer.publicKeys as Map<string, unknown>).delete('key-ES256');
    now += 11 * minute;
    await keys.find(known);
    await settle();
    expect(await keys.find(known)).toBeNull();
  });

  it('renews old keys without making anybody wait', async () => {
    await keys.find(known);
    now += 11 * minute;
    expect(await keys.find(known)).not.toBeNull();
    await settle();
    expect(issuer.fetches()).toBe(2);
  });

  it('serves known keys for ten minutes more while the issuer is down, and then says that it is', async () => {
    await keys.find(known);
    issuer.answerWith(500);
    for (let age = 0; age < 20; age += 1) {
      expect(await keys.find(known)).not.toBeNull();
      now += minute;
    }
    await settle();
    now += 1;
    await expect(keys.find(known)).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    issuer.answerWith(200);
    now += 30_000;
    expect(await keys.find(known)).not.toBeNull();
  });

  it('says that the issuer is down when it never was up, and does not press it', async () => {
    issuer.answerWith(503);
    for (let index = 0; index < 5; index += 1) {
      await expect(keys.find(known)).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    }
    expect(issuer.fetches()).toBe(1);
  });

  it('does not call a token bad when its key may be one that could not be fetched', async () => {
    await keys.find(known);
    issuer.answerWith(500);
    now += 30_000;
    await expect(keys.find(unknown)).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    expect(await keys.find(known)).not.toBeNull();
  });

  it('takes no key whose name is given twice', async () => {
    const key = issuer.publicKeys.get('key-ES256');
    if (key) (issuer.publicKeys as Map<string, typeof key>).set('twin', { ...key });
    expect(await keys.find(known)).toBeNull();
  });
});
