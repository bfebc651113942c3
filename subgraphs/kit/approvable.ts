import { createHash } from 'node:crypto';
import { AppError } from '../../schema/contract/app-error.ts';
import { toGlobalId } from '../../schema/contract/global-id.ts';
import type { Approvable, Provenance } from './domain.ts';

/** What is shown, as one text: JSON without blanks, its names in order, so that the same values are the same text on every day. */
export function canonicalSummary(shown: Readonly<Record<string, string | number | null>>): string {
  return JSON.stringify(Object.fromEntries(Object.entries(shown).sort(([one], [other]) => (one < other ? -1 : 1))));
}

/** The checksum of a record whose summary is all that there is to see. */
export function checksumOf(summary: string): string {
  return createHash('sha256').update(summary, 'utf8').digest('hex');
}

/** A last known value is none that anybody could be held to. */
export function checkFresh({ system, stale }: Provenance): void {
  if (stale)
    throw new AppError('UPSTREAM_UNAVAILABLE', `${system} cannot be reached, and what was read before may have changed.`);
}

/** The resolvers of the type `Approvable`. */
export const approvableResolvers = {
  clientId: ({ clientId }: Approvable): string => toGlobalId('Client', clientId),
};
