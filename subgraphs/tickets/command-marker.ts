import { createHash, randomUUID } from 'node:crypto';
import type { IdentityClaims } from '../../schema/contract/identity-claims.ts';
import type { ClientId } from '../kit/domain.ts';
import type { ChangeState, OpenTicket, Reply } from './port.ts';

/**
 * The marker under which the help desk keeps an action. With the caller's idempotency key it is the same for every repetition; the
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

/** Tells two inputs under one marker apart. What an action is, without who did it: that is part of the marker. */
export function fingerprintOf(command: OpenTicket | Reply | ChangeState): string {
  if ('clientId' in command) return sha256(['open', command.clientId, command.subject, command.body, command.priority]);
  return sha256('body' in command ? ['reply', command.ticketId, command.body] : ['state', command.ticketId]);
}

function sha256(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
