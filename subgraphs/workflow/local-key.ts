import { createHash } from 'node:crypto';

/**
 * An id for what no system of record keeps, out of what makes it the same thing tomorrow. A hash, because it stands in public and
 * its parts may be long; the parts are framed as JSON, so that no two lists of parts give the same text.
 */
export function localKey(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22);
}
