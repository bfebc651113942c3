import { createHash } from 'node:crypto';
import { AppError, badUserInput } from '../../schema/contract/app-error.ts';
import { CLIENT_ROLES } from '../../schema/contract/identity-claims.ts';
import type { Sharing } from '../kit/domain.ts';
import type { DocumentChange } from './port.ts';

/** What an adapter keeps of a change beside the change itself, to find it again. */
export interface AppliedChange {
  readonly marker: string;
  /** See `fingerprintOf`. */
  readonly fingerprint: string;
  readonly at: Date;
}

/**
 * Tells two changes under one marker apart. When a state began is no part of it: whoever repeats an action says "now", and it is later
 * now.
 */
export function fingerprintOf(documentId: string, { sharing, state, scan }: DocumentChange): string {
  const parts = [
    documentId,
    sharing ? [sharing.audience, [...sharing.roles].sort(), [...sharing.contactIds].sort()] : null,
    state ? [state.name, state.dueBy] : null,
    scan ?? null,
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** When the change that was kept under the marker happened; throws `CONFLICT` when it was another one. */
export function repeatedAt(kept: AppliedChange, fingerprint: string): Date {
  if (kept.fingerprint === fingerprint) return kept.at;
  throw new AppError('CONFLICT', 'This idempotency key was used before with another input.');
}

/** Why a change that was about another version than the current one is refused. */
export function changedSince(): AppError {
  return new AppError('CONFLICT', 'The document was changed since it was read.');
}

const contactsMax = 100;

/** The sharing in the one form that stores keep; throws `BAD_USER_INPUT`. */
export function checkSharing({ audience, roles, contactIds }: Sharing): Sharing {
  if (contactIds.length > contactsMax) throw badUserInput(`A document is shared with at most ${String(contactsMax)} contacts.`);
  return {
    audience,
    roles: audience === 'ROLES' ? CLIENT_ROLES.filter((role) => roles.includes(role)) : [],
    contactIds: audience === 'CONTACTS' ? [...new Set(contactIds)] : [],
  };
}
