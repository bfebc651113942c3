import { describe, expect, it } from '@jest/globals';
import { toGlobalId } from '../../schema/contract/global-id.ts';
import type { IdentityClaims } from '../../schema/contract/identity-claims.ts';
import { asClientId } from './domain.ts';
import type { Sharing } from './domain.ts';
import { scopeOf } from './scope.ts';
import type { GivenSharing } from './sharing.ts';
import { canShare, mayBeSeenBy, readSharing } from './sharing.ts';
import { clientClaims, staffClaims } from './testing/identity.ts';

const clientId = asClientId('acme');
const company: Sharing = { audience: 'COMPANY', roles: [], contactIds: [] };
const members: Sharing = { audience: 'ROLES', roles: ['MEMBER'], contactIds: [] };
const ann: Sharing = { audience: 'CONTACTS', roles: [], contactIds: ['ann'] };

const write = 'documents:write';
const all = [...clientClaims('acme').scopes, write];
const service = { kind: 'service', subject: 'workflow', memberships: [], scopes: [...all, 'clients:all'] } as const;

const callers: Record<string, IdentityClaims> = {
  'every staff': staffClaims({ scopes: [...all, 'clients:all'] }),
  'staff of this client': staffClaims({ scopes: [write], memberships: [{ clientId, role: null }] }),
  'staff of another client': staffClaims({ scopes: [write], memberships: [{ clientId: 'globex', role: null }] }),
  'staff without the scope': staffClaims(),
  'an owner': clientClaims('acme', { scopes: all }),
  'an owner without the scope': clientClaims('acme'),
  'an owner elsewhere': clientClaims('globex', { contactId: 'ann', scopes: all }),
  'an owner elsewhere who is a member here': clientClaims('acme', {
    scopes: all,
    memberships: [
      { clientId: 'globex', role: 'OWNER' },
      { clientId, role: 'MEMBER' },
    ],
  }),
  'a member': clientClaims('acme', { memberships: [{ clientId, role: 'MEMBER' }], scopes: all }),
  'a billing contact': clientClaims('acme', { memberships: [{ clientId, role: 'BILLING' }], scopes: all }),
  'a viewer': clientClaims('acme', { memberships: [{ clientId, role: 'VIEWER' }], scopes: all }),
  'a contact without a role': clientClaims('acme', { memberships: [{ clientId, role: null }], scopes: all }),
  ann: clientClaims('acme', { memberships: [{ clientId, role: 'VIEWER' }], contactId: 'ann', scopes: all }),
  'a partner': clientClaims('acme', {
    kind: 'partner',
    memberships: [{ clientId, role: null }],
    contactId: 'ann',
    scopes: all,
  }),
  'a service of the portal': { ...service, scopes: [...service.scopes], memberships: [], expiresAt: 4_000_000_000 },
};

describe('who may see a record', () => {
  it.each([
    ['every staff', true, true, true],
    ['staff of this client', true, true, true],
    ['staff of another client', false, false, false],
    ['an owner', true, true, true],
    // Named by the sharing, and still nobody here: whom a sharing names counts for contacts of this client alone.
    ['an owner elsewhere', false, false, false],
    ['a member', true, true, false],
    ['a viewer', true, false, false],
    ['a contact without a role', true, false, false],
    ['ann', true, false, true],
    ['a partner', true, false, false],
    // It asks for the portal itself, which has to know what a document says that some are to approve of.
    ['a service of the portal', true, true, true],
  ])('shows %s what is shared with the company: %s, with members: %s, with Ann: %s', (caller, ...expected) => {
    const scope = scopeOf(callers[caller] ?? clientClaims('nobody'));
    expect([company, members, ann].map((sharing) => mayBeSeenBy(scope, clientId, sharing))).toEqual(expected);
  });
});

describe('who may decide who sees a record', () => {
  it.each(['every staff', 'staff of this client', 'an owner'])('is %s', (caller) => {
    expect(canShare(scopeOf(callers[caller] ?? clientClaims('nobody')), clientId, write)).toEqual({
      allowed: true,
      reason: null,
      remedy: null,
    });
  });

  it.each([
    ['staff of another client', 'You do not act for this client.', null],
    ['an owner elsewhere', 'You do not act for this client.', null],
    ['staff without the scope', 'You are not signed in for changing who sees this.', 'Sign in with the scope `documents:write`.'],
    [
      'an owner without the scope',
      'You are not signed in for changing who sees this.',
      'Sign in with the scope `documents:write`.',
    ],
    ['a member', 'Only an owner of your company decides who sees this.', 'Ask an owner of your company.'],
    ['a billing contact', 'Only an owner of your company decides who sees this.', 'Ask an owner of your company.'],
    ['a viewer', 'Only an owner of your company decides who sees this.', 'Ask an owner of your company.'],
    ['a contact without a role', 'Only an owner of your company decides who sees this.', 'Ask an owner of your company.'],
    [
      'an owner elsewhere who is a member here',
      'Only an owner of your company decides who sees this.',
      'Ask an owner of your company.',
    ],
    ['a partner', 'Only the owners of the company and the business decide who sees this.', null],
    ['a service of the portal', 'Only the owners of the company and the business decide who sees this.', null],
  ])('is not %s', (caller, reason, remedy) => {
    expect(canShare(scopeOf(callers[caller] ?? clientClaims('nobody')), clientId, write)).toEqual({
      allowed: false,
      reason,
      remedy,
    });
  });
});

describe('the input about who is to see a record', () => {
  const [annId, benId] = [toGlobalId('Contact', 'ann'), toGlobalId('Contact', 'ben')];

  it('is read to one form for each meaning', () => {
    expect(readSharing({ audience: 'COMPANY' })).toEqual({ sharing: company });
    expect(readSharing({ audience: 'COMPANY', roles: [], contactIds: null })).toEqual({ sharing: company });
    expect(readSharing({ audience: 'ROLES', roles: ['VIEWER', 'MEMBER', 'VIEWER'] })).toEqual({
      sharing: { audience: 'ROLES', roles: ['MEMBER', 'VIEWER'], contactIds: [] },
    });
    expect(readSharing({ audience: 'CONTACTS', contactIds: [benId, annId, benId] })).toEqual({
      sharing: { audience: 'CONTACTS', roles: [], contactIds: ['ann', 'ben'] },
    });
    const hundred = Array.from({ length: 100 }, (_none, index) => toGlobalId('Contact', String(index)));
    expect(readSharing({ audience: 'CONTACTS', contactIds: hundred })).toMatchObject({ sharing: { audience: 'CONTACTS' } });
  });

  it.each<[string, GivenSharing, string[]]>([
    ['no roles', { audience: 'ROLES' }, ['roles']],
    ['an empty list of roles', { audience: 'ROLES', roles: [] }, ['roles']],
    ['roles for the company', { audience: 'COMPANY', roles: ['MEMBER'] }, ['roles']],
    ['roles for contacts', { audience: 'CONTACTS', roles: ['MEMBER'], contactIds: [annId] }, ['roles']],
    ['no contacts', { audience: 'CONTACTS', contactIds: [] }, ['contactIds']],
    ['contacts for the company', { audience: 'COMPANY', contactIds: [annId] }, ['contactIds']],
    ['contacts for roles', { audience: 'ROLES', roles: ['MEMBER'], contactIds: [annId] }, ['contactIds']],
    ['everything at once', { audience: 'COMPANY', roles: ['MEMBER'], contactIds: [annId] }, ['roles', 'contactIds']],
    ['an id as the CRM has it', { audience: 'CONTACTS', contactIds: [annId, 'ann'] }, ['contactIds']],
    ['an id of something else', { audience: 'CONTACTS', contactIds: [toGlobalId('Client', 'ann')] }, ['contactIds']],
    ['an empty id', { audience: 'CONTACTS', contactIds: [''] }, ['contactIds']],
    ['too many', { audience: 'CONTACTS', contactIds: Array.from({ length: 101 }, () => annId) }, ['contactIds']],
  ])('is refused with %s, and the path says where', (_what, given, fields) => {
    const read = readSharing(given);
    const errors = 'userErrors' in read ? read.userErrors : [];
    expect(errors.map(({ code, path }) => [code, ...path])).toEqual(fields.map((field) => ['INVALID', 'sharing', field]));
  });
});
