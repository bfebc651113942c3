import type { UserError } from './domain.ts';

/** What a rule says about an action: the mutation obeys it, and `AvailableAction` tells it beforehand. */
export interface Verdict {
  readonly allowed: boolean;
  /** Why not, in words for the caller; null when it is allowed. */
  readonly reason: string | null;
  /** What would make it possible; null when it is allowed or nothing would. */
  readonly remedy: string | null;
}

export const ALLOWED: Verdict = { allowed: true, reason: null, remedy: null };

export function refused(reason: string, remedy: string | null): Verdict {
  return { allowed: false, reason, remedy };
}

/** A mutation's answer to whoever it refuses: the words that `AvailableAction` says. */
export function notAllowed({ reason, remedy }: Verdict): UserError {
  const message = [reason, remedy].filter((part) => part !== null).join(' ');
  return { code: 'NOT_ALLOWED', message, path: [] };
}
