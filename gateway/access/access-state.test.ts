import { describe, expect, it } from '@jest/globals';
import type { AccessChanges, Issued, PartnerGrant } from '../../schema/contract/access-changes.ts';
import { createAccessState } from './access-state.ts';
import { revocationOf } from './testing/feed.ts';

const issued: Issued = {
  tokenId: 't-1',
  issuer: 'https://id.example.com',
  subject: 'mia',
  contactId: 'c-1',
  clientIds: ['acme', 'bolt'],
  issuedAt: 1_000,
};
const nothing: AccessChanges = { cursor: '1', reset: false, revocations: [], grants: [] };
const grant = (changes: Partial<PartnerGrant> = {}): PartnerGrant => ({
  ...{ id: 'g-1', partner: 'beacon', clientId: 'acme', billing: false, expiresAt: null, revoked: false },
  ...changes,
});

describe('what was revoked', () => {
  it.each([
    ['the token', { kind: 'TOKEN' as const, tokenId: 't-1' }, true],
    ['the token of this issuer', { kind: 'TOKEN' as const, tokenId: 't-1', issuer: issued.issuer }, true],
    ['a token of that id of another issuer', { kind: 'TOKEN' as const, tokenId: 't-1', issuer: 'https://else' }, false],
    ['another token', { kind: 'TOKEN' as const, tokenId: 't-2' }, false],
    ['the person by subject', { kind: 'PERSON' as const, subject: 'mia', issuedBefore: 1_000 }, true],
    ['the person as a contact', { kind: 'PERSON' as const, contactId: 'c-1', issuedBefore: 1_000 }, true],
    ['the person before the token was issued', { kind: 'PERSON' as const, subject: 'mia', issuedBefore: 999 }, false],
    ['a subject by the name of the contact', { kind: 'PERSON' as const, subject: 'c-1', issuedBefore: 1_000 }, false],
    ['one of the clients', { kind: 'CLIENT' as const, clientId: 'bolt', issuedBefore: 1_000 }, true],
    ['another client', { kind: 'CLIENT' as const, clientId: 'other', issuedBefore: 1_000 }, false],
    ['a client by the name of the token', { kind: 'CLIENT' as const, clientId: 't-1', issuedBefore: 1_000 }, false],
  ])('%s: %#', (_what, revocation, isRevoked) => {
    const state = createAccessState();
    expect(state.isRevoked(issued)).toBe(false);
    state.apply({ ...nothing, revocations: [revocationOf({ id: 'r-1', ...revocation })] }, 1);
    expect(state.isRevoked(issued)).toBe(isRevoked);
  });

  it('stays revoked when it comes twice, when everything is told anew, and when another process knows less', () => {
    const state = createAccessState();
    const revocations = [revocationOf({ id: 'r-1', kind: 'TOKEN', tokenId: 't-1' })];
    state.apply({ ...nothing, revocations }, 1);
    state.apply({ ...nothing, revocations }, 2);
    state.apply({ ...nothing, reset: true }, 3);
    state.adopt({ cursor: '9', asOf: 4, revocations: [], grants: [] });
    expect(state.isRevoked(issued)).toBe(true);
    expect(state.snapshot().revocations).toHaveLength(1);
  });

  it('is forgotten when nothing that it is about can be alive', () => {
    let now = 1_000_000;
    const state = createAccessState({ now: () => now });
    state.apply({ ...nothing, revocations: [revocationOf({ id: 'r-1', kind: 'TOKEN', tokenId: 't-1', expiresAt: 1_030 })] }, 1);
    now += 100_000;
    state.apply(nothing, 2);
    expect(state.snapshot().revocations).toEqual([]);
  });
});

describe('what was granted', () => {
  it('is had until it is withdrawn, and changes in its place', () => {
    const state = createAccessState();
    expect(state.grantsOf('beacon')).toEqual([]);
    state.apply({ ...nothing, grants: [grant()] }, 1);
    const first = state.grantsOf('beacon');
    expect(first).toEqual([grant()]);
    state.apply(nothing, 2);
    expect(state.grantsOf('beacon')).toBe(first);
    state.apply({ ...nothing, grants: [grant({ billing: true })] }, 3);
    expect(state.grantsOf('beacon')).toEqual([grant({ billing: true })]);
    state.apply({ ...nothing, grants: [grant({ revoked: true })] }, 4);
    expect(state.grantsOf('beacon')).toEqual([]);
  });

  it('moves with the grant from one partner to another', () => {
    const state = createAccessState();
    state.apply({ ...nothing, grants: [grant()] }, 1);
    state.apply({ ...nothing, grants: [grant({ partner: 'other' })] }, 2);
    expect([state.grantsOf('beacon'), state.grantsOf('other')]).toEqual([[], [grant({ partner: 'other' })]]);
  });

  it('is gone when everything is told anew without it, or a process that knows more has it no more', () => {
    for (const forget of [
      (state: ReturnType<typeof createAccessState>) => {
        state.apply({ ...nothing, reset: true }, 2);
      },
      (state: ReturnType<typeof createAccessState>) => {
        state.adopt({ cursor: '2', asOf: 2, revocations: [], grants: [] });
      },
    ]) {
      const state = createAccessState();
      state.apply({ ...nothing, grants: [grant()] }, 1);
      forget(state);
      expect(state.grantsOf('beacon')).toEqual([]);
    }
  });

  it('does not come back from a process that knows less', () => {
    const state = createAccessState();
    state.apply({ ...nothing, grants: [grant({ revoked: true })] }, 5);
    state.adopt({ cursor: '1', asOf: 4, revocations: [], grants: [grant()] });
    expect(state.grantsOf('beacon')).toEqual([]);
  });
});
