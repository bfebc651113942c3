import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { readSecrets } from './secrets.ts';

const folder = mkdtempSync(join(tmpdir(), 'secrets-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the secrets of an embedded portal', () => {
  it('are made once and kept, for the owner of the file alone', async () => {
    const file = join(folder, 'new', 'secrets.json');
    const made = await readSecrets(file);
    expect(await readSecrets(file)).toEqual(made);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(new Set(Object.values(made.serviceKeys).map(({ d }) => d)).size).toBe(4);
  });

  it('get the keys that a file of an earlier version lacks, and keep the rest', async () => {
    const file = join(folder, 'earlier.json');
    const { serviceKeys, ...earlier } = await readSecrets(join(folder, 'other.json'));
    writeFileSync(file, JSON.stringify(earlier));
    const read = await readSecrets(file);
    expect(read).toMatchObject(earlier);
    expect(read.serviceKeys.workflow.d).not.toBe(serviceKeys.workflow.d);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(read);
    const withOne = { ...earlier, serviceKeys: { workflow: serviceKeys.workflow } };
    writeFileSync(file, JSON.stringify(withOne));
    expect((await readSecrets(file)).serviceKeys.workflow).toEqual(serviceKeys.workflow);
  });

  it('are refused when what is there is broken, and left as they are', async () => {
    const file = join(folder, 'broken.json');
    writeFileSync(file, JSON.stringify({ cursorSecret: 'short' }));
    await expect(readSecrets(file)).rejects.toThrow('cursorSecret');
    expect(readFileSync(file, 'utf8')).toBe('{"cursorSecret":"short"}');
  });
});
