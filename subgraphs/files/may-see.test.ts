import { describe, expect, it } from '@jest/globals';
import type { IdentityClaims } from '../../schema/contract/identity-claims.ts';
import { asClientId } from '../kit/domain.ts';
import { scopeOf } from '../kit/scope.ts';
import { clientClaims, staffClaims } from '../kit/testing/identity.ts';
import type { DocumentSharing } from './domain.ts';
import { mayDownload, maySee } from './may-see.ts';

const clientId = asClientId('acme');
const company: DocumentSharing = { audience: 'COMPANY', roles: [], contactIds: [] };
const members: DocumentSharing = { audience: 'ROLES', roles: ['MEMBER'], contactIds: [] };
const ann: DocumentSharing = { audience: 'CONTACTS', roles: [], contactIds: ['ann'] };

const callers: Record<string, IdentityClaims> = {
  'every staff': staffClaims(),
  'staff of this client': staffClaims({ scopes: [], memberships: [{ clientId, role: null }] }),
  'staff of another client': staffClaims({ scopes: [], memberships: [{ clientId: 'globex', role: null }] }),
  'an owner': clientClaims('acme'),
  'an owner elsewhere': clientClaims('globex', { contactId: 'ann' }),
  'a member': clientClaims('acme', { memberships: [{ clientId, role: 'MEMBER' }] }),
  'a viewer': clientClaims('acme', { memberships: [{ clientId, role: 'VIEWER' }] }),
  ann: clientClaims('acme', { memberships: [{ clientId, role: 'VIEWER' }], contactId: 'ann' }),
  'a partner': clientClaims('acme', { kind: 'partner', memberships: [{ clientId, role: null }], contactId: 'ann' }),
};

describe('who may see a document', () => {
  it.each([
    ['every staff', true, true, true],
    ['staff of this client', true, true, true],
    ['staff of another client', false, false, false],
    ['an owner', true, true, true],
    ['an owner elsewhere', false, false, false],
    ['a member', true, true, false],
    ['a viewer', true, false, false],
    ['ann', true, false, true],
    ['a partner', true, false, false],
  ])('shows %s what is shared with the company: %s, with members: %s, with Ann: %s', (caller, ...expected) => {
    const scope = scopeOf(callers[caller] ?? clientClaims('nobody'));
    expect([company, members, ann].map((sharing) => maySee(scope, { clientId, sharing }))).toEqual(expected);
  });
});

describe('what may be downloaded', () => {
  it('is nothing of a document whose current version, or the version itself, is quarantined', () => {
    expect(mayDownload({ scan: 'NOT_SCANNED' })).toBe(true);
    expect(mayDownload({ scan: 'CLEAN' }, { scan: 'NOT_SCANNED' })).toBe(true);
    expect(mayDownload({ scan: 'QUARANTINED' })).toBe(false);
    expect(mayDownload({ scan: 'CLEAN' }, { scan: 'QUARANTINED' })).toBe(false);
    expect(mayDownload({ scan: 'QUARANTINED' }, { scan: 'CLEAN' })).toBe(false);
  });
});
