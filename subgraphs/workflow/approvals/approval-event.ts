import { toGlobalId } from '../../../schema/contract/global-id.ts';
import type { Actor } from '../access/actor.ts';
import { ownEvent } from '../access/recorded-event.ts';
import type { RecordedEvent } from '../access/recorded-event.ts';
import type { Approval } from '../domain.ts';

/** What happened to an approval, for the trail of both sides. */
export function approvalEvent(
  { id, clientId, checksum }: Pick<Approval, 'id' | 'clientId' | 'checksum'>,
  actor: Actor,
  at: Date,
  summary: string,
): RecordedEvent {
  const subjects = [toGlobalId('Approval', id)];
  return ownEvent({ at, kind: 'ACTION', actor, clientId, subjects, summary, details: { checksum } });
}

/** The portal itself, which voids what has changed. */
export const portalActor: Actor = { kind: 'SERVICE', name: 'The portal', subject: 'workflow', issuer: null, contactId: null };
