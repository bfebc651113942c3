import { createHash } from 'node:crypto';
import type { ClientId } from '../../domain.ts';

const lengthMax = 200;

/**
 * The directory of a client: its id with everything but lower-case letters, digits and `-` as hexadecimal, so that no id is a path,
 * none is a reserved name, and two that differ in case only do not meet on a disk that ignores case. A very long id is hashed.
 */
export function clientDirectoryName(clientId: ClientId): string {
  const encoded = [...Buffer.from(clientId, 'utf8')]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      return /[a-z0-9-]/.test(character) ? character : `_${byte.toString(16).padStart(2, '0')}`;
    })
    .join('');
  return encoded.length <= lengthMax ? `client-${encoded}` : `hashed-${createHash('sha256').update(clientId).digest('hex')}`;
}
