import { describe, expect, it } from '@jest/globals';
import { createPrincipal } from '../auth/principal.ts';
import type { PrincipalClaims } from '../auth/principal.ts';
import { readAsked } from './asked.ts';
import { CACHE_KEYS } from './cache-keys.ts';
import { cacheScopeOf } from './cache-scope.ts';
import type { CacheScope } from './cache-scope.ts';
import { createRequestCaching } from './request-caching.ts';

const claims: PrincipalClaims = {
  ...{ kind: 'client', issuer: 'https://id.example', subject: 'ann', name: 'Ann', contactId: 'ann', tokenId: 't-1' },
  memberships: [{ clientId: 'acme', role: 'MEMBER' }],
  scopes: new Set(['clients:read']),
  ...{ issuedAt: 100, expiresAt: 400 },
};
const scopeOf = (changes: Partial<PrincipalClaims> = {}): CacheScope => {
  const scope = cacheScopeOf(createPrincipal({ ...claims, ...changes }));
  if (!scope) throw new Error('no scope');
  return scope;
};

describe('for whom an answer is kept', () => {
  it.each<[string, Partial<PrincipalClaims>]>([
    ['another person', { subject: 'bob' }],
    ['another issuer', { issuer: 'https://other.example' }],
    ['another kind', { kind: 'partner' }],
    ['another name', { name: 'Anne' }],
    ['another contact', { contactId: 'ann-2' }],
    ['another role', { memberships: [{ clientId: 'acme', role: 'OWNER' }] }],
    ['another client', { memberships: [{ clientId: 'globex', role: 'MEMBER' }] }],
    ['sums of money', { memberships: [{ clientId: 'acme', role: 'MEMBER', billing: true }] }],
    ['another scope', { scopes: new Set(['clients:read', 'tickets:read']) }],
    ['another token', { tokenId: 't-2' }],
    ['a token of another time', { issuedAt: 101 }],
    ['a token with another end', { expiresAt: 401 }],
  ])('tells %s apart', (_what, changes) => {
    expect(scopeOf(changes).key).not.toBe(scopeOf().key);
    expect(scopeOf({}).key).toBe(scopeOf().key);
  });

  it('is nobody who looks through the eyes of another, and nobody without a client', () => {
    const actor = { subject: 'sara', viewId: 'v-1' };
    expect(cacheScopeOf(createPrincipal({ ...claims, actor }))).toBeNull();
    expect(cacheScopeOf(createPrincipal({ ...claims, memberships: [] }))).toBeNull();
  });
});

describe('where an answer is kept', () => {
  const asked = { document: '{ a }', operationName: null, variables: null, accept: '' };
  const parts = { namespace: 'n', audience: 'client', scope: scopeOf(), asked };

  it.each<[string, Partial<typeof parts>]>([
    ['graph', { namespace: 'm' }],
    ['audience', { audience: 'staff' }],
    ['caller', { scope: scopeOf({ subject: 'bob' }) }],
    ['document', { asked: { ...asked, document: '{ b }' } }],
    ['operation', { asked: { ...asked, operationName: 'A' as never } }],
    ['variables', { asked: { ...asked, variables: { a: 1 } as never } }],
    ['form', { asked: { ...asked, accept: 'application/json' } }],
  ])('depends on the %s', (_part, changes) => {
    expect(CACHE_KEYS.answer({ ...parts, ...changes })).not.toBe(CACHE_KEYS.answer(parts));
    expect(CACHE_KEYS.answer({ ...parts })).toBe(CACHE_KEYS.answer(parts));
  });
});

describe('what is looked up', () => {
  it.each<[string, unknown]>([
    ['a batch', [{ query: '{ a }' }]],
    ['no document', { variables: {} }],
    ['variables that are none', { query: '{ a }', variables: [] }],
    ['a name that is none', { query: '{ a }', operationName: 1 }],
    ['a form that nobody knows', { query: '{ a }', documentId: 'x' }],
    ['extensions', { query: '{ a }', extensions: {} }],
    ['a document that is being registered', { query: '{ a }', extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } }],
  ])('is not %s', (_case, body) => {
    expect(readAsked(body, undefined)).toBeNull();
  });

  it('is one operation, by its text or its hash', () => {
    expect(readAsked({ query: '{ a }' }, '*/*')).toEqual({
      document: '{ a }',
      operationName: null,
      variables: null,
      accept: '*/*',
    });
    const extensions = { persistedQuery: { version: 1, sha256Hash: 'abc' } };
    expect(readAsked({ extensions, variables: { a: 1 } }, undefined)).toMatchObject({
      document: 'persisted:abc',
      variables: { a: 1 },
    });
  });
});

describe('how long an answer is kept', () => {
  it.each<[readonly (string | null)[], number]>([
    [[], 0],
    [['max-age=5, private'], 5],
    [['max-age=60, public', 'max-age=5, private', 'max-age=30, private'], 5],
    [['max-age=5, private', null], 0],
    [['max-age=5, private', 'no-store'], 0],
    [['max-age=5, no-store'], 0],
    [['max-age=5x'], 0],
    [['private'], 0],
  ])('%j: %d seconds', (headers, seconds) => {
    const caching = createRequestCaching('s');
    for (const header of headers) caching.restrict(header);
    expect(caching.seconds()).toBe(seconds);
    caching.forbid();
    caching.restrict('max-age=5, private');
    expect([caching.seconds(), caching.sharedBy()]).toEqual([0, null]);
  });
});
