import { open } from 'node:fs/promises';
import { TextDecoder } from 'node:util';
import { FileTypeParser } from 'file-type';
import { kindOf } from './media-types.ts';

const deadlineMs = 10_000;

/**
 * What is wrong with a content that is said to be of a type, in words for whoever sent it; null when it is what it is said to be. It
 * goes by the content alone. Office files are zips, told apart by what stands in them. Text has no signature: it must be UTF-8 without
 * control characters, and must not begin like a page or a program.
 */
export async function sniffContent(path: string, mediaType: string): Promise<string | null> {
  const kind = kindOf(mediaType);
  if (!kind) return 'Files of this type are not taken.';
  const found = await signatureOf(path);
  if (kind.signatures) {
    if (found !== null && kind.signatures.includes(found)) return null;
    return `The content is not ${mediaType}: ${found === null ? 'it has no signature of a known type' : `it is ${found}`}.`;
  }
  if (found !== null) return `The content is not ${mediaType}: it is ${found}.`;
  const problem = await problemOfText(path);
  return problem === null ? null : `The content is not ${mediaType}: ${problem}.`;
}

/** Null for what has no signature, and for what breaks off in the middle of one. */
async function signatureOf(path: string): Promise<string | null> {
  try {
    const found = await new FileTypeParser({ signal: AbortSignal.timeout(deadlineMs) }).fromFile(path);
    return found?.mime ?? null;
  } catch {
    // A content is a stranger's: what cannot be read to its end is none of the types.
    return null;
  }
}

/** Everything but tab, line feed, form feed and carriage return. */
const controlCharacter = /[\u0000-\u0008\u000b\u000e-\u001f\u007f]/;
const markup = /^<[a-z!?/]/i;
const program = /^#!/;
const beginningLength = 8;

async function problemOfText(path: string): Promise<string | null> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const file = await open(path);
  // Gathered over the chunks: a beginning may be cut anywhere, and stand behind any amount of space.
  let beginning = '';
  try {
    for await (const chunk of file.createReadStream({ autoClose: false })) {
      const text = decoder.decode(chunk as Uint8Array, { stream: true });
      if (controlCharacter.test(text)) return 'it has characters that no text has';
      if (beginning.length < beginningLength) beginning = (beginning + text).trimStart().slice(0, beginningLength);
    }
    decoder.decode();
    if (markup.test(beginning)) return 'it begins like a page (HTML, SVG, XML)';
    return program.test(beginning) ? 'it begins like a program' : null;
  } catch (error) {
    if (isNoUtf8(error)) return 'it is not UTF-8';
    throw error;
  } finally {
    await file.close();
  }
}

function isNoUtf8(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA';
}
