import { createHash, randomUUID } from 'node:crypto';
import type { IdentityClaims } from '../../schema/contract/identity-claims.ts';
import type { ClientId, UserError } from './domain.ts';

/**
 * The marker under which a system of record keeps an action. With the caller's idempotency key it is the same for every repetition; the
 * subject and the client are part of it, so that one caller's key never meets another's. Without a key every action is one of its own.
 */
export function markerOf(action: {
  /** Who acts: the subject, and the identity provider that it is a subject of. */
  readonly actor: Pick<IdentityClaims, 'subject' | 'issuer'>;
  readonly clientId: ClientId;
  readonly mutation: string;
  readonly idempotencyKey: string | null;
}): string {
  if (action.idempotencyKey === null) return randomUUID();
  return sha256([action.actor.issuer ?? '', action.actor.subject, action.clientId, action.mutation, action.idempotencyKey]);
}

/** A receipt's id: the same for all repetitions, and no way back to the marker. */
export function receiptIdOf(marker: string): string {
  return sha256(['receipt', marker]).slice(0, 32);
}

const keyLengthMax = 100;

/** The caller's `idempotencyKey`, null when it was left out; or what is wrong with it. */
export function readIdempotencyKey(given: string | null | undefined): { readonly key: string | null } | UserError {
  if (given == null) return { key: null };
  const key = given.trim();
  if (key === '') return invalid('The idempotency key is empty.');
  if (Array.from(key).length > keyLengthMax) {
    return invalid(`The idempotency key is longer than ${String(keyLengthMax)} characters.`);
  }
  if (/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(key)) return invalid('The idempotency key has characters that cannot be shown.');
  return { key };
}

function invalid(message: string): UserError {
  return { code: 'INVALID', message, path: ['idempotencyKey'] };
}

function sha256(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
