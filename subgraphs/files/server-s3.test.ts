import { describe, expect, it } from '@jest/globals';
import { toGlobalId } from '../../schema/contract/global-id.ts';
import { createLogger } from '../../schema/contract/logger.ts';
import { scopeOf } from '../kit/scope.ts';
import { clientClaims, createTestGateway, staffClaims } from '../kit/testing/identity.ts';
import { readFilesConfig } from './config.ts';
import { newClient, newVersion } from './port.contract.ts';
import type { FileStore } from './port.ts';
import { createFiles } from './server.ts';

const endpoint = process.env['TEST_S3_ENDPOINT'];
const title = 'files over an S3';

if (endpoint === undefined) {
  describe.skip(`${title} (set TEST_S3_ENDPOINT to run it, see scripts/real-systems/s3)`, () => {
    it('is tested against a real S3', () => undefined);
  });
} else {
  describe(title, () => {
    it.each([
      ['of the S3 itself', 'true', endpoint],
      ['of this service', 'false', '/download/'],
    ])('hands out files by addresses %s', async (_where, presign, part) => {
      const gateway = await createTestGateway();
      const config = readFilesConfig({
        IDENTITY_KEYS: JSON.stringify(gateway.keys),
        CURSOR_SECRET: 'c'.repeat(32),
        FILES_LINK_SECRET: 'l'.repeat(32),
        FILES_ADAPTER: 's3',
        FILES_S3_ENDPOINT: endpoint,
        FILES_S3_BUCKET: 'portal-server',
        FILES_S3_ACCESS_KEY_ID: process.env['TEST_S3_ACCESS_KEY_ID'] ?? 'testkey',
        FILES_S3_SECRET_ACCESS_KEY: process.env['TEST_S3_SECRET_ACCESS_KEY'] ?? 'testsecret',
        FILES_S3_CREATE_BUCKET: 'true',
        FILES_S3_PRESIGN: presign,
      });
      const held: { store?: FileStore } = {};
      const server = await createFiles(config, {
        logger: createLogger({ name: 'files', level: 'silent' }),
        wrapStore: (store) => (held.store = store),
      });
      const url = await server.listen({ host: '127.0.0.1', port: 0 });
      const clientId = newClient();
      const version = newVersion(clientId, { folder: 'A + B', name: 'Größe + 1.pdf', content: Buffer.from('0123456789') });
      const stored = await held.store?.putVersion(scopeOf(staffClaims()), version);
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'portal-identity': await gateway.sign('files', clientClaims(clientId)) },
        body: JSON.stringify({
          query: 'query ($id: ID!) { document(id: $id) { sha256 download { url } } }',
          variables: { id: toGlobalId('Document', stored?.id ?? '') },
        }),
      });
      const { data } = (await response.json()) as { data: { document: { sha256: string; download: { url: string } } } };
      expect(data.document.sha256).toBe(stored?.sha256);
      expect(data.document.download.url).toContain(part);
      const whole = await fetch(data.document.download.url);
      expect([whole.status, await whole.text(), whole.headers.get('content-type')]).toEqual([
        200,
        '0123456789',
        'application/pdf',
      ]);
      const ranged = await fetch(data.document.download.url, { headers: { range: 'bytes=3-5' } });
      expect([ranged.status, await ranged.text(), ranged.headers.get('content-range')]).toEqual([206, '345', 'bytes 3-5/10']);
      await server.close();
    });
  });
}
