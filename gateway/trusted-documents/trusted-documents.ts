import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ConfigurationError } from '../../schema/contract/environment.ts';
import type { KeyValueCache } from '../stores/key-value-cache.ts';

/** The documents of the business's own frontends, by the SHA-256 of their text, in lower-case hexadecimal digits. */
export type TrustedDocuments = ReadonlyMap<string, string>;

const manifest = z.record(z.string().regex(/^[0-9a-f]{64}$/), z.string().min(1));

/** Reads a manifest (`{"<sha256>": "<document>"}`); throws a `ConfigurationError` with everything that does not hold in it. */
export function readTrustedDocuments(file: string): TrustedDocuments {
  const refuse = (problem: string): ConfigurationError => new ConfigurationError([`TRUSTED_DOCUMENTS_FILE: ${problem}`]);
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw refuse(error instanceof Error ? error.message : String(error));
  }
  const read = manifest.safeParse(json);
  if (!read.success) throw refuse('must be an object of documents by their SHA-256');
  const documents = new Map(Object.entries(read.data));
  // An id that stands for another text than its own would let through what nobody has looked at.
  const wrong = [...documents].filter(([id, text]) => documentId(text) !== id);
  if (wrong.length > 0) throw refuse(`not the SHA-256 of their documents: ${wrong.map(([id]) => id).join(', ')}`);
  return documents;
}

export function documentId(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Automatic persisted queries that know the trusted documents from the beginning: their hash is the same. */
export function withTrustedDocuments(cache: KeyValueCache, documents: TrustedDocuments): KeyValueCache {
  return {
    get: (key) => {
      const trusted = documents.get(/(?:^|:)apq:([0-9a-f]{64})$/.exec(key)?.[1] ?? '');
      return trusted === undefined ? cache.get(key) : Promise.resolve(trusted);
    },
    set: (...given) => cache.set(...given),
    delete: (key) => cache.delete(key),
  };
}
