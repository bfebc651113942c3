import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { toGlobalId } from '../../schema/contract/global-id.ts';
import type { IdentityClaims } from '../../schema/contract/identity-claims.ts';
import { asClientId } from '../kit/domain.ts';
import { clientClaims, staffClaims } from '../kit/testing/identity.ts';
import type { ScanState } from './domain.ts';
import type { FileStore } from './port.ts';
import { newVersion } from './port.contract.ts';
import { startFiles } from './testing/start-files.ts';
import type { RunningFiles } from './testing/start-files.ts';

const acme = asClientId('acme');
const service: IdentityClaims = {
  ...{ kind: 'service', subject: 'gateway', memberships: [], expiresAt: 4_000_000_000 },
  scopes: ['documents:read', 'clients:all'],
};
const query = `query ($of: [_Any!]!) { _entities(representations: $of) {
  ... on Document { approvable { clientId title version checksum summary hasMoney sharing { audience roles contactIds } } } } }`;

/** What the scanner says. */
let scan: ScanState = 'CLEAN';
let files: RunningFiles;
beforeAll(async () => {
  files = await startFiles({
    wrapStore: (store) =>
      Object.assign(Object.create(store) as FileStore, {
        documentsById: async (...given: Parameters<FileStore['documentsById']>) => {
          const found = await store.documentsById(...given);
          return new Map([...found].map(([id, one]) => [id, one instanceof Error ? one : { ...one, scan }]));
        },
      }),
  });
});
afterAll(() => files.close());

const ask = (claims: IdentityClaims, id: string) =>
  files.ask(claims, query, { of: [{ __typename: 'Document', id: toGlobalId('Document', id) }] });

describe('what a document puts before those who approve', () => {
  it('is the content of its current version, whoever it is shared with', async () => {
    const content = Buffer.from('the first text');
    const sharing = { audience: 'CONTACTS', roles: [], contactIds: ['ann'] } as const;
    const { id } = await files.put(newVersion(acme, { name: 'plan.pdf', content, sharing }));
    const { data } = await ask(service, id);
    expect(data).toEqual({
      _entities: [
        {
          approvable: {
            ...{ clientId: toGlobalId('Client', acme), title: 'plan', version: 1, hasMoney: false },
            checksum: createHash('sha256').update(content).digest('hex'),
            summary: `{"mediaType":"application/pdf","name":"plan.pdf","sizeBytes":14,"version":1}`,
            sharing: { ...sharing, contactIds: [toGlobalId('Contact', 'ann')] },
          },
        },
      ],
    });
    const second = Buffer.from('the second text');
    await files.put(newVersion(acme, { name: 'plan.pdf', content: second, sharing }));
    const after = JSON.stringify((await ask(service, id)).data);
    expect(after).toContain(createHash('sha256').update(second).digest('hex'));
    expect(after).toContain('"version":2');
  });

  it('is nothing while the scanner keeps the version back', async () => {
    const { id } = await files.put(newVersion(acme, { name: 'bad.pdf' }));
    scan = 'QUARANTINED';
    expect((await ask(service, id)).data).toEqual({ _entities: [{ approvable: null }] });
    scan = 'CLEAN';
    expect(JSON.stringify((await ask(service, id)).data)).toContain('bad.pdf');
  });

  it.each([
    ['an owner', clientClaims('acme')],
    ['staff', staffClaims()],
  ])('is not for %s', async (_who, claims) => {
    const { id } = await files.put(newVersion(acme, { name: 'mine.pdf' }));
    const { data, errors } = await ask(claims, id);
    expect(data).toEqual({ _entities: [{ approvable: null }] });
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
  });
});
