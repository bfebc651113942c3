import { beforeAll, describe, expect, it } from '@jest/globals';
import { CompactSign, compactVerify, exportJWK, generateKeyPair, importJWK } from 'jose';
import type { JWK } from 'jose';
import { RECEIPT_TYPE, signReceipt, verifyReceipt } from './receipt.ts';
import type { ReceiptContent } from './receipt.ts';

const content: ReceiptContent = {
  iss: 'urn:portal-graph:receipts',
  approval: { id: 'approval-1', requestedBy: 'Sara Kern', requestedAt: '2026-11-24T08:00:00.000Z' },
  client: { id: 'client-1' },
  subject: {
    type: 'Quote',
    id: 'quote-1',
    title: 'New kitchen',
    version: null,
    checksum: 'ab'.repeat(32),
    summary: '{"total":"12.00"}',
  },
  decision: {
    id: 'decision-1',
    kind: 'APPROVE',
    comment: 'Fine by us – go ahead.',
    at: '2026-11-24T09:30:00.000Z',
    by: { contactId: 'contact-1', name: 'Mia Harbor', subject: 'mia', issuer: 'https://id.example', role: 'OWNER' },
    from: { requestId: 'request-1', address: '192.0.2.7' },
  },
};

describe('a receipt', () => {
  let key: JWK;
  let publicKey: JWK;
  let receipt: string;

  beforeAll(async () => {
    const pair = await generateKeyPair('ES384', { extractable: true });
    key = { ...(await exportJWK(pair.privateKey)), kid: 'r1' };
    publicKey = { ...(await exportJWK(pair.publicKey)), kid: 'r1' };
    receipt = await signReceipt(content, key);
  });

  it('says what was decided, to whoever has the published key', async () => {
    expect(await verifyReceipt(receipt, { keys: [publicKey] })).toEqual(content);
    // With any JOSE library, not only with ours.
    const { payload } = await compactVerify(receipt, await importJWK(publicKey, 'ES384'));
    expect(JSON.parse(new TextDecoder().decode(payload))).toEqual(content);
  });

  it('fails with any one byte changed', async () => {
    const characters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/=. \n';
    let changes = 0;
    const passed: string[] = [];
    for (let position = 0; position < receipt.length; position += 1) {
      const other = characters[(position * 7) % characters.length] ?? 'A';
      if (other === receipt[position]) continue;
      changes += 1;
      const changed = receipt.slice(0, position) + other + receipt.slice(position + 1);
      if (await verifyReceipt(changed, { keys: [publicKey] })) passed.push(`${String(position)}: ${other}`);
    }
    expect(changes).toBeGreaterThan(1_000);
    expect(passed).toEqual([]);
  });

  it('has one text: no other spelling of its signature passes, whatever decoders make of it', async () => {
    const [header, payload, signature = ''] = receipt.split('.');
    expect(signature).toHaveLength(128);
    const last = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'.split('');
    const spellings = [
      signature.replace('-', '+'),
      signature.replace('_', '/'),
      `${signature}=`,
      ` ${signature}`,
      `${signature}\n`,
      ...last.map((character) => signature.slice(0, -1) + character),
    ].filter((spelling) => spelling !== signature);
    for (const spelling of spellings) {
      expect(await verifyReceipt(`${header ?? ''}.${payload ?? ''}.${spelling}`, { keys: [publicKey] })).toBeNull();
    }
  });

  it.each<[string, () => Promise<string> | string, () => JWK]>([
    [
      'of another key under the same name',
      async () => signReceipt(content, { ...(await otherKey()), kid: 'r1' }),
      () => publicKey,
    ],
    ['whose key is not published', () => receipt, () => ({ ...publicKey, kid: 'r2' })],
    ['of another type', () => sign({ typ: 'JWT' }, content), () => publicKey],
    ['that says more than a receipt', () => sign({ typ: RECEIPT_TYPE }, { ...content, admin: true }), () => publicKey],
    ['that is cut off', () => receipt.slice(0, -4), () => publicKey],
    ['that is empty', () => '', () => publicKey],
  ])('is none: one %s', async (_case, make, published) => {
    expect(await verifyReceipt(await make(), { keys: [published()] })).toBeNull();
  });

  it('is not signed with a key that leaves bits of its text unused', async () => {
    const { privateKey } = await generateKeyPair('ES256', { extractable: true });
    await expect(signReceipt(content, { ...(await exportJWK(privateKey)), kid: 'r1' })).rejects.toThrow('P-384');
  });

  async function otherKey(): Promise<JWK> {
    return exportJWK((await generateKeyPair('ES384', { extractable: true })).privateKey);
  }

  async function sign(header: { typ: string }, payload: unknown): Promise<string> {
    return new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
      .setProtectedHeader({ alg: 'ES384', kid: 'r1', ...header })
      .sign(await importJWK(key, 'ES384'));
  }
});
