import type { Told } from './actor.ts';
import type { Kind } from './kinds.ts';
import type { Left } from './left.ts';
import type { ServiceName } from './build-services.ts';

/** What is wrong afterwards, each named by what the action was to leave, with what its author was told; and what it took. */
export interface Findings {
  /** Its author was told that it is done, or that it will be, and it is nowhere. */
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  /** Its author was told that it was not done, and it is there. */
  readonly deniedThoughDone: readonly string[];
  /** Nothing stood in its way, and it was refused or it failed. */
  readonly refused: readonly string[];
  /** Its author never heard how it ended, or that it failed without a reason. */
  readonly unanswered: readonly string[];
  readonly contradictions: readonly string[];
  readonly kinds: Readonly<Partial<Record<Kind, number>>>;
  readonly actions: number;
  readonly applied: number;
  readonly failed: number;
  readonly kills: Readonly<Record<ServiceName, number>>;
  readonly answersDropped: readonly number[];
  /** How often an action was sent again under its key. */
  readonly repetitions: number;
  /** From the last kill until nothing was pending; null when that did not happen. */
  readonly drainedMs: number | null;
  /** For how much of that time people still did something new. */
  readonly workedOnMs: number;
  /** The last lines of the services. */
  readonly printed: readonly string[];
}

export function compare(
  told: readonly Told[],
  left: Left,
): Omit<Findings, 'contradictions' | 'kills' | 'answersDropped' | 'drainedMs' | 'workedOnMs' | 'printed'> {
  const times = ({ act }: Told): number => left.get(act.leaves) ?? 0;
  const named = (some: readonly Told[]): string[] =>
    some.map(
      (one) => `${one.act.leaves}: ${one.ending} after ${one.tries}, ${one.reason ?? 'no reason'}; there ${times(one)} times`,
    );
  const kinds: Partial<Record<Kind, number>> = {};
  for (const { act } of told) kinds[act.kind] = (kinds[act.kind] ?? 0) + 1;
  const isDenied = ({ ending }: Told): boolean => ending === 'FAILED' || ending === 'REFUSED';
  return {
    lost: named(told.filter((one) => (one.ending === 'APPLIED' || one.ending === 'ACCEPTED') && times(one) === 0)),
    doubled: named(told.filter((one) => times(one) > 1)),
    deniedThoughDone: named(told.filter((one) => isDenied(one) && times(one) > 0)),
    refused: named(told.filter((one) => isDenied(one) && one.act.races !== true)),
    unanswered: named(
      told.filter((one) => one.ending === 'UNANSWERED' || one.ending === 'ACCEPTED' || (one.ending === 'FAILED' && !one.reason)),
    ),
    kinds,
    actions: told.length,
    applied: told.filter(({ ending }) => ending === 'APPLIED').length,
    failed: told.filter(isDenied).length,
    repetitions: told.reduce((sum, { tries }) => sum + tries - 1, 0),
  };
}
