import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { leave, writtenBack } from './left.ts';
import type { Left } from './left.ts';

interface JournalEntry {
  readonly kind: 'version' | 'change';
  readonly name?: string;
  readonly sharing?: unknown;
  readonly state?: { readonly name: string };
}

/** Reads the folder as `adapters/disk/README.md` describes it. */
export function countOnDisk(left: Left, folder: string): void {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const names = new Map<string, string>();
  for (const file of files.filter((path) => /journal\/\d+\/[^/]+\.json$/.test(path))) {
    const entry = JSON.parse(readFileSync(join(folder, file), 'utf8')) as JournalEntry;
    const token = basename(file, '.json');
    if (entry.kind === 'version') {
      names.set(`${clientOf(file)} ${token}`, basename(entry.name ?? '', '.pdf'));
      leave(left, `completeUpload ${basename(entry.name ?? '', '.pdf')}`);
    } else {
      const name = names.get(`${clientOf(file)} ${token}`) ?? token;
      if (entry.sharing !== undefined) leave(left, `shareDocument ${name}`);
      if (entry.state?.name === 'approved') leave(left, writtenBack(name));
    }
  }
  for (const file of files.filter((path) => /^uploads\/upload-[^/]+\/upload\.json$/.test(path))) {
    const upload = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { readonly name: string };
    leave(left, `requestUpload ${basename(upload.name, '.pdf')}`);
  }
}

function clientOf(file: string): string {
  return file.split('/journal/')[0] ?? '';
}
