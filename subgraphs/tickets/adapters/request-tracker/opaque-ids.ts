import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';

/** What a client sees in the place of RT's own numbers. */
export interface OpaqueIds {
  readonly ticket: OpaqueId;
  readonly message: OpaqueId;
  readonly file: OpaqueId;
  /** As people say it: `482-109-370`. */
  numberOf(ticketId: string): string;
  /** Tells the people of one ticket apart; there is no way back. */
  personOf(ticketId: string, person: string): string;
}

export interface OpaqueId {
  /** RT's number, as 22 letters and digits. */
  seal(id: string): string;
  /** Null for everything that `seal` did not make. */
  open(sealed: string): string | null;
}

/*
 * RT numbers the tickets and messages of all clients by one sequence, so a client that opens two tickets could count those of everybody in
 * between. Nothing can be stored beside every row of RT, so ids are RT's numbers under a cipher: one block of AES with a secret key, which
 * is a permutation that nobody can follow or guess at without the key. The zeros in the block are the check: of 2^64 texts one opens.
 */
export function createOpaqueIds(secret: string): OpaqueIds {
  const keyFor = (use: string): Buffer => Buffer.from(hkdfSync('sha256', secret, '', `request tracker ${use}`, 32));
  const numberKey = keyFor('numbers');
  const personKey = keyFor('people');
  return {
    ticket: createOpaqueId(keyFor('tickets')),
    message: createOpaqueId(keyFor('messages')),
    file: createOpaqueId(keyFor('files')),
    numberOf: (ticketId) => {
      const digits = String(permute(Number(ticketId), numberKey)).padStart(9, '0');
      return `${digits.slice(0, 3)}-${digits.slice(3, 6)}-${digits.slice(6)}`;
    },
    personOf: (ticketId, person) =>
      createHmac('sha256', personKey)
        .update(JSON.stringify([ticketId, person]))
        .digest()
        .subarray(0, 16)
        .toString('base64url'),
  };
}

const blockBytes = 16;

function createOpaqueId(key: Buffer): OpaqueId {
  return {
    seal(id) {
      const block = Buffer.alloc(blockBytes);
      block.writeBigUInt64BE(BigInt(id), blockBytes - 8);
      return createCipheriv('aes-256-ecb', key, null).setAutoPadding(false).update(block).toString('base64url');
    },
    open(sealed) {
      const bytes = /^[A-Za-z0-9_-]{22}$/.test(sealed) ? Buffer.from(sealed, 'base64url') : Buffer.alloc(0);
      // One thing has one id: the last letter has stray bits, and another letter would be another spelling.
      if (bytes.length !== blockBytes || bytes.toString('base64url') !== sealed) return null;
      const block = createDecipheriv('aes-256-ecb', key, null).setAutoPadding(false).update(bytes);
      return block.readBigUInt64BE(0) === 0n ? String(block.readBigUInt64BE(blockBytes - 8)) : null;
    },
  };
}

const halfMax = 32_768;
const numberMax = 1_000_000_000;
const rounds = 8;

/**
 * A permutation of the numbers below a thousand million: a Feistel network over 30 bits, walked on until it lands below. Two tickets never
 * share a number, and a number tells nothing about how many there are.
 */
function permute(value: number, key: Buffer): number {
  let at = value;
  do {
    let [left, right] = [Math.floor(at / halfMax), at % halfMax];
    for (let round = 0; round < rounds; round += 1) {
      const mixed = createHmac('sha256', key).update(`${round}:${right}`).digest().readUInt16BE(0) % halfMax;
      [left, right] = [right, left ^ mixed];
    }
    at = left * halfMax + right;
  } while (at >= numberMax);
  return at;
}
