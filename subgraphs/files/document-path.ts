import { badUserInput } from '../../schema/contract/app-error.ts';

/** Where a document lies within its client's files. */
export interface DocumentPath {
  /** `Contracts/2026`; empty at the top. */
  readonly folder: string;
  /** `Service agreement.pdf`. */
  readonly name: string;
}

const nameBytesMax = 200;
const folderBytesMax = 400;
const folderDepthMax = 16;

/**
 * Not only `/` and NUL: control characters break headers and XML, and characters that turn the writing direction or take no space
 * let a program look like a PDF. The backslash is a separator to some programs that save the file later.
 */
const refused = /[\p{Cc}\p{Cs}/\\\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u;

/**
 * The path in its one spelling (Unicode NFC), or `BAD_USER_INPUT`. Adapters never use a name as a path of the file system; the rule
 * exists so that a name means the same in every store, in a download's header and on the disk of the person who saves it.
 */
export function checkDocumentPath(given: DocumentPath): DocumentPath {
  const path = { folder: given.folder.normalize('NFC'), name: given.name.normalize('NFC') };
  if (!isSegment(path.name)) {
    throw badUserInput('A document needs a name of at most 200 bytes, without slashes and control characters.');
  }
  if (!isFolderPath(path.folder)) throw badUserInput('A folder is at most 16 names, parted by slashes.');
  return path;
}

/** Whether a path that the portal did not choose can be shown as it is. */
export function isDocumentPath(path: DocumentPath): boolean {
  return isSegment(path.name) && isFolderPath(path.folder);
}

function isFolderPath(folder: string): boolean {
  if (folder === '') return true;
  const names = folder.split('/');
  return names.length <= folderDepthMax && Buffer.byteLength(folder) <= folderBytesMax && names.every(isSegment);
}

function isSegment(name: string): boolean {
  if (name === '' || name === '.' || name === '..' || name !== name.trim()) return false;
  return Buffer.byteLength(name) <= nameBytesMax && !refused.test(name);
}

/** The folders above a document, outermost first: `a`, `a/b` for `a/b`. */
export function foldersAbove(folder: string): string[] {
  if (folder === '') return [];
  const names = folder.split('/');
  return names.map((_name, index) => names.slice(0, index + 1).join('/'));
}

/** What a document is called when nobody gave it a title: its name without the ending. */
export function titleOfName(name: string): string {
  return name.replace(/(?<=.)\.[^.\s]{1,10}$/u, '');
}
