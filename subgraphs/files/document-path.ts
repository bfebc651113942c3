import { badUserInput } from '../../schema/contract/app-error.ts';
import { FILE_NAME_RULE, isFileName } from '../kit/uploads/file-name.ts';

/** Where a document lies within its client's files. */
export interface DocumentPath {
  /** `Contracts/2026`; empty at the top. */
  readonly folder: string;
  /** `Service agreement.pdf`. */
  readonly name: string;
}

const folderBytesMax = 400;
const folderDepthMax = 16;

/**
 * The path in its one spelling (Unicode NFC), or `BAD_USER_INPUT`. Every part of it is named as a file may be.
 */
export function checkDocumentPath(given: DocumentPath): DocumentPath {
  const path = { folder: given.folder.normalize('NFC'), name: given.name.normalize('NFC') };
  if (!isFileName(path.name)) {
    throw badUserInput(`A document needs ${FILE_NAME_RULE}.`);
  }
  if (!isFolderPath(path.folder)) throw badUserInput('A folder is at most 16 names, parted by slashes.');
  return path;
}

/** Whether a path that the portal did not choose can be shown as it is. */
export function isDocumentPath(path: DocumentPath): boolean {
  return isFileName(path.name) && isFolderPath(path.folder);
}

function isFolderPath(folder: string): boolean {
  if (folder === '') return true;
  const names = folder.split('/');
  return names.length <= folderDepthMax && Buffer.byteLength(folder) <= folderBytesMax && names.every(isFileName);
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
