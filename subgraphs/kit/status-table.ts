import { z } from 'zod';
import type { Party, Phase, Status } from './domain.ts';
import { PARTIES, PHASES } from './domain.ts';

const meaning = z.strictObject({
  phase: z.enum(PHASES),
  waitingOn: z.enum(PARTIES),
  headline: z.string().min(1),
  nextStep: z.string().min(1).nullable().default(null),
});

/** What one state of the system of record means to a client. */
export type StateMeaning = z.output<typeof meaning>;

/** By kind of record (`ticket`, `project` …), then by the system of record's own word for the state. */
export const stateTable = z.record(z.string(), z.record(z.string(), meaning));
export type StateTable = z.output<typeof stateTable>;

export interface StatusTable {
  /** The status of a record. A state that the table does not know is never guessed: see `createStatusTable`. */
  statusOf(kind: string, record: { state: string; since: Date; dueBy?: Date | null }): Status;
  /** The states of a kind that have this meaning, for an adapter that narrows a list by phase or party. */
  statesWhere(kind: string, accepts: (state: { phase: Phase; waitingOn: Party }) => boolean): string[];
  /** Whether a state that the table does not know would pass, so that a narrowed list does not lose it. */
  unknownPasses(accepts: (state: { phase: Phase; waitingOn: Party }) => boolean): boolean;
  /** All states of a kind that the table knows. */
  knownStates(kind: string): string[];
}

const unknownMeaning = { phase: 'IN_PROGRESS', waitingOn: 'BUSINESS' } as const;

/**
 * Maps a system's states to `Status` by a table from configuration. For a state that is missing there, `reportUnknown` is
 * called (it counts and logs), and the client sees `IN_PROGRESS`/`BUSINESS` with the system's own word as the headline.
 */
export function createStatusTable(table: StateTable, reportUnknown: (kind: string, state: string) => void): StatusTable {
  const lookUp = (kind: string, state: string): StateMeaning | undefined => {
    const states = table[kind];
    return states && Object.hasOwn(states, state) ? states[state] : undefined;
  };
  return {
    statusOf(kind, { state, since, dueBy = null }) {
      const known = lookUp(kind, state);
      if (!known) reportUnknown(kind, state);
      const { phase, waitingOn, headline, nextStep } = known ?? { ...unknownMeaning, headline: state, nextStep: null };
      const open = phase !== 'DONE' && phase !== 'CANCELLED';
      return { phase, waitingOn, headline, nextStep, dueBy: open ? dueBy : null, since, sourceState: state };
    },
    statesWhere(kind, accepts) {
      return Object.entries(table[kind] ?? {})
        .filter(([, state]) => accepts(state))
        .map(([state]) => state);
    },
    unknownPasses: (accepts) => accepts(unknownMeaning),
    knownStates: (kind) => Object.keys(table[kind] ?? {}),
  };
}
