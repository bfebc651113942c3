import { z } from 'zod';

/*
 * Which clients something changed for, in what a subgraph keeps itself: an action that its system of record took or refused, a decision that
 * no longer counts, a notification. Asked by every gateway that keeps answers, of each subgraph by itself and never through the planner.
 * Only the subgraph's own database is read for it.
 */

export const recordChanges = z.object({
  recordChanges: z.object({
    /** For the next question's `after`. Good for the subgraph that gave it. */
    cursor: z.string().min(1),
    /** Whether what changed since `after` cannot be told: without one, with one that is too old or of another database, or when it is too much. */
    reset: z.boolean(),
    /** Each client once, by its id in the systems of record; at most `RECORD_CHANGES_MAX`, and none with `reset`. */
    clientIds: z.array(z.string().min(1)),
  }),
});

export type RecordChanges = z.output<typeof recordChanges>['recordChanges'];

/** The field of `Query` by which a subgraph says that it tells of changes. */
export const RECORD_CHANGES_FIELD = 'recordChanges';

/** Asked in the name of the gateway, and answered to nobody else. */
export const RECORD_CHANGES_QUERY = /* GraphQL */ `
  query RecordChanges($after: String) {
    recordChanges(after: $after) {
      cursor
      reset
      clientIds
    }
  }
`;

/** How many clients one answer names. */
export const RECORD_CHANGES_MAX = 1_000;

/** How often a gateway asks, in milliseconds. */
export const RECORD_CHANGES_POLL_MS = 1_000;
