import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { startIdentityProvider } from './identity-provider/start-identity-provider.ts';
import { PEOPLE } from './seed/people.ts';

const dataDirectory = mkdtempSync(join(tmpdir(), 'token-'));
afterAll(() => rmSync(dataDirectory, { recursive: true }));

function runToken(...names: string[]) {
  return spawnSync(process.execPath, ['--import', 'tsx', fileURLToPath(new URL('token.ts', import.meta.url)), ...names], {
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '', PORTAL_DATA_DIR: dataDirectory },
  });
}

describe('npm run token', () => {
  it('says what to do before the portal was ever started', () => {
    const { status, stdout, stderr } = runToken('mia');
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain('npm start');
  });

  it('prints nothing but a token that the running provider vouches for', async () => {
    const provider = await startIdentityProvider({
      host: '127.0.0.1',
      port: 0,
      audience: 'urn:portal-graph',
      playgroundRedirectUris: ['http://127.0.0.1:24501/playground'],
      directory: join(dataDirectory, 'identity-provider'),
      people: PEOPLE,
    });
    try {
      const { status, stdout, stderr } = runToken('otto');
      expect([status, stderr]).toEqual([0, '']);
      const { payload } = await jwtVerify(stdout.trim(), createRemoteJWKSet(new URL(provider.jwksUri)), {
        issuer: provider.issuer,
        audience: 'urn:portal-graph',
        typ: 'at+jwt',
      });
      expect(payload).toMatchObject({ sub: 'otto', portal_kind: 'staff' });
    } finally {
      await provider.stop();
    }
  });

  it.each([[['nobody']], [[]]])('lists the people when asked for %j', (names) => {
    const { status, stdout, stderr } = runToken(...names);
    expect([status, stdout]).toEqual([1, '']);
    for (const { subject } of PEOPLE) expect(stderr).toContain(subject);
  });
});
