import { describe, expect, it } from '@jest/globals';
import { asClientId } from './domain.ts';
import { markerOf, readIdempotencyKey, receiptIdOf } from './idempotency.ts';

const action = {
  actor: { subject: 'ann', issuer: 'https://one.example' },
  clientId: asClientId('acme'),
  mutation: 'shareDocument',
  idempotencyKey: 'key',
};

describe('a marker', () => {
  it('is the same for each repetition, and another one for any other action', () => {
    expect(markerOf(action)).toBe(markerOf({ ...action }));
    const others = [
      { ...action, actor: { ...action.actor, subject: 'ben' } },
      { ...action, actor: { ...action.actor, issuer: 'https://two.example' } },
      { ...action, clientId: asClientId('globex') },
      { ...action, mutation: 'openTicket' },
      { ...action, idempotencyKey: 'other' },
    ];
    expect(new Set([action, ...others].map(markerOf)).size).toBe(others.length + 1);
  });

  it('is one of its own without a key', () => {
    expect(markerOf({ ...action, idempotencyKey: null })).not.toBe(markerOf({ ...action, idempotencyKey: null }));
  });

  it('does not stand in the receipt’s id', () => {
    expect(receiptIdOf(markerOf(action))).toBe(receiptIdOf(markerOf(action)));
    expect(markerOf(action)).not.toContain(receiptIdOf(markerOf(action)));
  });
});

describe('an idempotency key', () => {
  it('may be left out, has up to 100 characters, and loses the space around it', () => {
    expect(readIdempotencyKey(undefined)).toEqual({ key: null });
    expect(readIdempotencyKey(null)).toEqual({ key: null });
    expect(readIdempotencyKey(' a b ')).toEqual({ key: 'a b' });
    expect(readIdempotencyKey('🎉'.repeat(100))).toEqual({ key: '🎉'.repeat(100) });
  });

  it.each(['', '  ', 'x'.repeat(101), 'a\nb', 'nul\0', 'half \ud800', 'line\u2028two'])('is refused as %j', (given) => {
    expect(readIdempotencyKey(given)).toMatchObject({ code: 'INVALID', path: ['idempotencyKey'] });
  });
});
