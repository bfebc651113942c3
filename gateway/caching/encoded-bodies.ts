import { LRUCache } from 'lru-cache';

/** The bytes of a kept answer, which is text in the store: an answer that is served again and again is encoded once. */
export interface EncodedBodies {
  encode(key: string, body: string): Buffer;
}

const bytesMax = 16 * 1024 * 1024;

export function createEncodedBodies(): EncodedBodies {
  const encoded = new LRUCache<string, { readonly body: string; readonly bytes: Buffer }>({
    maxSize: bytesMax,
    // The text takes as much as its bytes do, or twice that.
    sizeCalculation: ({ bytes }) => 3 * bytes.length + 1,
  });
  return {
    encode(key, body) {
      const known = encoded.get(key);
      // By the text and not by the key alone: what was kept under a key is another answer after a while.
      if (known?.body === body) return known.bytes;
      const bytes = Buffer.from(body, 'utf8');
      encoded.set(key, { body, bytes });
      return bytes;
    },
  };
}
