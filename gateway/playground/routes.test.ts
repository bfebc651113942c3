import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { addPlayground } from './routes.ts';

const signIn = { issuer: 'https://id.example.com/realm', clientId: '"><script>', audience: null, scopes: ['clients:read'] };

let directory: string;
let server: FastifyInstance;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'playground-'));
  server = Fastify();
  addPlayground(server, { signIn, directory });
});

afterEach(async () => {
  await server.close();
  rmSync(directory, { recursive: true });
});

function build(): void {
  for (const name of ['page.js', 'page.css', 'secret.txt']) {
    writeFileSync(join(directory, name), `content of ${name}`);
    writeFileSync(join(directory, `${name}.gz`), gzipSync(`content of ${name}`));
  }
  writeFileSync(join(directory, 'built-from'), 'a'.repeat(64));
}

describe('/playground', () => {
  it('says that it is not built, until it is', async () => {
    const early = await server.inject('/playground');
    expect([early.statusCode, early.headers['retry-after']]).toEqual([503, '2']);
    build();
    expect((await server.inject('/playground')).statusCode).toBe(200);
  });

  it('allows no source but itself, and the identity provider to ask', async () => {
    build();
    const { headers, body } = await server.inject('/playground');
    const policy = String(headers['content-security-policy']);
    expect(policy.match(/https?:[^ ;]+/g)).toEqual(['https://id.example.com']);
    expect(policy).toContain("default-src 'none'; script-src 'self'; worker-src 'self'");
    expect(body).not.toContain('"><script>');
    expect(body.match(/(?:src|href)="(?!\/playground\/assets\/|data:,)/)).toBeNull();
  });

  it('serves what was built, packed to those who can unpack it', async () => {
    build();
    const plain = await server.inject('/playground/assets/page.js');
    expect([plain.headers['content-type'], plain.body]).toEqual(['text/javascript; charset=utf-8', 'content of page.js']);
    const packed = await server.inject({ url: '/playground/assets/page.css', headers: { 'accept-encoding': 'gzip, br' } });
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(packed.rawPayload).toString()).toBe('content of page.css');
    const again = await server.inject({
      url: '/playground/assets/page.js',
      headers: { 'if-none-match': String(plain.headers.etag) },
    });
    expect(again.statusCode).toBe(304);
  });

  it.each(['secret.txt', 'built-from', 'page.js.gz', '..%2fbuilt-from', '%2e%2e%2f%2e%2e%2fpackage.json', '__proto__'])(
    'serves no %s',
    async (file) => {
      build();
      expect((await server.inject(`/playground/assets/${file}`)).statusCode).toBe(404);
    },
  );
});
