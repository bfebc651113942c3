import type { Cursors } from '../kit/cursor.ts';
import type { SubgraphContext } from '../kit/server.ts';

export interface Context extends SubgraphContext {
  readonly cursors: Cursors;
  /** The instant of the request: every field of one answer judges urgency by the same clock. */
  readonly now: Date;
}
