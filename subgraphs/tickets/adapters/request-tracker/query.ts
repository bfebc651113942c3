import type { Party, Phase } from '../../../kit/domain.ts';
import type { StatusTable } from '../../../kit/status-table.ts';
import type { TicketFilter } from '../../domain.ts';
import type { OpaqueId } from './opaque-ids.ts';

/*
 * TicketSQL. A value that comes from outside stands between single quotes and must not find the way out of them: RT ends a string at an
 * unescaped quote, and a backslash escapes what follows, so both are escaped. Even a perfect quotation is not enough, because RT gives
 * meaning to some values ('NULL', '__CurrentUser__') and compares without regard to case; so `isAskable` refuses the former, and every
 * row of every answer is compared with what was asked (see mapping.ts).
 */
export function quote(value: string): string {
  return `'${value.replaceAll(/['\\]/g, '\\$&')}'`;
}

/** Whether RT would take this id as the plain text that it is. There are no tickets for one that it would not. */
export function isAskable(value: string): boolean {
  return value.length <= 255 && !/^\s|\s$|[\p{Cc}\p{Cs}]|^null$|^__.*__$/iu.test(value);
}

export function anyOf(conditions: readonly string[]): string {
  return conditions.length > 0 ? `(${conditions.join(' OR ')})` : 'id = 0';
}

/** RT's own ids for those that the portal gave out; what is not one of them is left out. */
export function readIds(given: readonly string[], kind: OpaqueId): string[] {
  return [...new Set(given)].map((id) => kind.open(id)).filter((id) => id !== null);
}

/** What narrows a list, as far as RT can: the answer may hold more, and `passes` decides. */
export function filterConditions(filter: TicketFilter, states: StatusTable): string[] {
  const conditions: string[] = [];
  if (filter.phases !== null || filter.waitingOn !== null) {
    const accepts = acceptsState(filter);
    const accepted = states.statesWhere('ticket', accepts).map((state) => `Status = ${quote(state)}`);
    const unknown = states.knownStates('ticket').map((state) => `Status != ${quote(state)}`);
    conditions.push(anyOf(states.unknownPasses(accepts) ? [...accepted, `(${unknown.join(' AND ')})`] : accepted));
  }
  if (filter.search !== null) conditions.push(`Subject LIKE ${quote(likePattern(filter.search))}`);
  return conditions;
}

export function acceptsState(filter: TicketFilter): (state: { phase: Phase; waitingOn: Party }) => boolean {
  return ({ phase, waitingOn }) => (filter.phases?.includes(phase) ?? true) && (filter.waitingOn?.includes(waitingOn) ?? true);
}

/**
 * A pattern that matches at least what is searched for. RT knows no escape for `%` and `_`; databases differ about the backslash, and
 * SQLite about upper case beyond ASCII: those characters are left open.
 */
function likePattern(search: string): string {
  return Array.from(search)
    .map((character) => (/^[ -[\]-~]$/.test(character) ? character : '_'))
    .join('');
}

/** A time as TicketSQL reads it, in whole seconds, which is all that RT keeps. */
export function sqlTime(epochSeconds: number): string {
  return `'${new Date(epochSeconds * 1_000).toISOString().slice(0, 19).replace('T', ' ')} UTC'`;
}
