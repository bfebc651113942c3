import { createHash } from 'node:crypto';
import type { OpenTicket, Reply, WriteCommand } from './port.ts';

/**
 * Tells two inputs under one marker apart. What an action is, without who did it: that is part of the marker. It is kept by the help desk
 * for as long as the action, so it never changes for an input that could be given before.
 */
export function fingerprintOf(command: WriteCommand): string {
  return sha256(partsOf(command));
}

function partsOf(command: WriteCommand): readonly unknown[] {
  if ('clientId' in command) {
    const { clientId, subject, body, priority, sharing } = command;
    const shared = sharing.audience === 'COMPANY' ? [] : [sharing.audience, sharing.roles, sharing.contactIds];
    return ['open', clientId, subject, body, priority, ...shared, ...filesOf(command)];
  }
  const { ticketId } = command;
  if ('body' in command) return ['reply', ticketId, command.body, ...filesOf(command)];
  if ('sharing' in command) {
    const { audience, roles, contactIds } = command.sharing;
    return ['share', ticketId, audience, roles, contactIds];
  }
  if ('person' in command) return ['add', ticketId, command.person.contactId, command.person.name, command.person.email];
  if ('participantId' in command) return ['remove', ticketId, command.participantId];
  return ['state', ticketId];
}

/** Nothing where there are none, as before there could be any. */
function filesOf({ attachments = [] }: OpenTicket | Reply): readonly unknown[] {
  return attachments.length === 0
    ? []
    : [attachments.map(({ name, mediaType, sha256: checksum }) => [name, mediaType, checksum])];
}

function sha256(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
