import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { openBucket } from './bucket.ts';

describe('an S3 that is busy with another change of the same object', () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  /** Says so to the first requests, and then takes one; `asked` counts them. */
  async function openBusy(times: number) {
    const asked = { count: 0 };
    const server = createServer((request, response) => {
      request.resume();
      asked.count += 1;
      if (asked.count > times) response.writeHead(200).end();
      else response.writeHead(409).end('<Error><Code>OperationAborted</Code></Error>');
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const settings = {
      ...{ region: 'us-east-1', bucket: 'documents', prefix: '', accessKeyId: 'key', secretAccessKey: 'secret' },
      ...{ forcePathStyle: true, presign: false, createBucket: false, tagsMaxAgeMs: 0, timeoutMs: 1_000 },
      endpoint: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    };
    return { bucket: openBucket(settings, 'Files'), asked };
  }

  const version = { key: 'plan.pdf', versionId: 'one' };
  const tags = [{ Key: 'state', Value: 'approved' }];

  it('is asked again', async () => {
    const { bucket, asked } = await openBusy(3);
    await bucket.putTags(version, tags);
    expect(asked.count).toBe(4);
    bucket.close();
  });

  it('is one that cannot be reached when it stays so', async () => {
    const { bucket, asked } = await openBusy(Infinity);
    await expect(bucket.putTags(version, tags)).rejects.toMatchObject({
      code: expect.stringMatching(/^UPSTREAM_(TIMEOUT|UNAVAILABLE)$/) as unknown,
    });
    expect(asked.count).toBeGreaterThan(3);
    bucket.close();
  });
});
