import { createHash } from 'node:crypto';
import type { ChangeState, OpenTicket, Reply } from './port.ts';

/** Tells two inputs under one marker apart. What an action is, without who did it: that is part of the marker. */
export function fingerprintOf(command: OpenTicket | Reply | ChangeState): string {
  if ('clientId' in command) return sha256(['open', command.clientId, command.subject, command.body, command.priority]);
  return sha256('body' in command ? ['reply', command.ticketId, command.body] : ['state', command.ticketId]);
}

function sha256(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
