import { toGlobalId } from '../../../schema/contract/global-id.ts';
import type { NodeType } from '../../../schema/contract/global-id.ts';
import { now } from './execute.ts';

const hourMs = 3_600_000;

/** A step as the gateway passes it on: JSON, with dates as text. */
export function step(type: NodeType, localId: string, overrides: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    subjectType: type,
    subjectId: toGlobalId(type, localId),
    title: `${type} ${localId}`,
    headline: `Look at ${localId}`,
    action: null,
    dueBy: null,
    since: inHours(-24),
    ...overrides,
  };
}

export function event(
  key: string,
  type: NodeType,
  localId: string,
  overrides: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    key,
    kind: 'TICKET_OPENED',
    at: inHours(-1),
    headline: `${key} happened`,
    actor: null,
    subjectType: type,
    subjectId: toGlobalId(type, localId),
    ...overrides,
  };
}

/** An instant some hours from the tests' own, as JSON carries it. */
export function inHours(hours: number, extraMs = 0): string {
  return new Date(now.getTime() + hours * hourMs + extraMs).toISOString();
}
