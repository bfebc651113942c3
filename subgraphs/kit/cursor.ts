import { createHmac, timingSafeEqual } from 'node:crypto';
import { badUserInput } from '../../schema/contract/app-error.ts';

/** Where a page ended: the values of the list's sort columns for its last record, in order. */
export type Position = readonly (string | number)[];

/**
 * What a cursor is bound to. A cursor is good for the same caller's scope, the same list of the same parent, and the same
 * filter; for anything else it is refused like a forged one. So a cursor taken from another client says nothing: it cannot be
 * used to probe where in an order a foreign record stands.
 */
export interface CursorBinding {
  /** `Scope.fingerprint`. */
  readonly scope: string;
  /** Parent type and field: `Client.tickets`. */
  readonly list: string;
  readonly parentId: string;
  /** JSON-able, with a stable order of keys. */
  readonly filter: unknown;
}

export interface Cursors {
  encode(binding: CursorBinding, position: Position): string;
  /** Throws `BAD_USER_INPUT`, with the same message whatever the cause. */
  decode(binding: CursorBinding, cursor: string): Position;
}

const macBytes = 16;
const cursorLengthMax = 2_000;

export function createCursors(options: { secret: string }): Cursors {
  const mac = (binding: CursorBinding, position: string): Buffer =>
    createHmac('sha256', options.secret)
      .update(JSON.stringify([binding.scope, binding.list, binding.parentId, binding.filter ?? null, position]))
      .digest()
      .subarray(0, macBytes);
  return {
    encode(binding, position) {
      const text = JSON.stringify(position);
      return Buffer.concat([mac(binding, text), Buffer.from(text, 'utf8')]).toString('base64url');
    },
    decode(binding, cursor) {
      const bytes = cursor.length <= cursorLengthMax ? Buffer.from(cursor, 'base64url') : Buffer.alloc(0);
      const text = bytes.subarray(macBytes).toString('utf8');
      const given = bytes.subarray(0, macBytes);
      if (given.length < macBytes || !timingSafeEqual(given, mac(binding, text))) {
        throw badUserInput('`after` is not a cursor of this list.');
      }
      return JSON.parse(text) as Position;
    },
  };
}
