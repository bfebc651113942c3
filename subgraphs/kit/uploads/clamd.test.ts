import { describe, expect, it } from '@jest/globals';
import { makeZip } from '../testing/make-zip.ts';
import { createClamdScan } from './clamd.ts';

const url = process.env['TEST_CLAMD_URL'];
const title = 'a real clamd';

if (url === undefined) {
  describe.skip(`${title} (set TEST_CLAMD_URL to run it, see scripts/real-systems/clamav)`, () => {
    it('is asked', () => undefined);
  });
} else {
  describe(title, () => {
    const { hostname: host, port } = new URL(url);
    const scan = createClamdScan({ host, port: Number(port) });
    // In two halves: no scanner is to take this file for it.
    const eicar = Buffer.from('X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-' + 'STANDARD-ANTIVIRUS-TEST-FILE!$H+H*');

    async function* chunksOf(content: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
      for (let start = 0; start < content.byteLength; start += size)
        yield await Promise.resolve(content.subarray(start, start + size));
    }

    it.each([
      ['EICAR', eicar],
      ['EICAR in a zip', makeZip({ 'folder/eicar.txt': eicar })],
      ['EICAR in a zip in a zip', makeZip({ 'inner.zip': makeZip({ 'eicar.txt': eicar }) })],
    ])('finds %s, also in small pieces', async (_what, content) => {
      for (const size of [7, content.byteLength]) {
        expect(await scan(chunksOf(content, size))).toMatchObject({ kind: 'found', signature: expect.stringContaining('Eicar') });
      }
    });

    it('finds nothing in what is clean', async () => {
      expect(await scan(chunksOf(Buffer.alloc(3_000_000, 'a'), 65_536))).toEqual({ kind: 'clean' });
      expect(await scan(chunksOf(makeZip({ 'a.txt': 'a' }), 65_536))).toEqual({ kind: 'clean' });
    });

    it('does not call clean what is larger than it takes', async () => {
      expect(await scan(chunksOf(Buffer.alloc(27_000_000, 'a'), 1_000_000))).toMatchObject({ kind: 'unscannable' });
    });

    it('is unavailable when nobody listens', async () => {
      const nobody = createClamdScan({ host: '127.0.0.1', port: 1 });
      await expect(nobody(chunksOf(eicar, 100))).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    });
  });
}
