const nameBytesMax = 200;

/**
 * Not only `/` and NUL: control characters break headers and XML, and characters that turn the writing direction or take no space
 * let a program look like a PDF. The backslash is a separator to some programs that save the file later.
 */
const refused = /[\p{Cc}\p{Cs}/\\\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u;

/**
 * Whether a file may have this name. Adapters never use one as a path of the file system; the rule exists so that a name means the same in
 * every store, in a download's header and on the disk of the person who saves it.
 */
export function isFileName(name: string): boolean {
  if (name === '' || name === '.' || name === '..' || name !== name.trim()) return false;
  return Buffer.byteLength(name) <= nameBytesMax && !refused.test(name);
}

/** What a person is told whose file is called otherwise. */
export const FILE_NAME_RULE = 'a name of at most 200 bytes, without slashes and control characters';
