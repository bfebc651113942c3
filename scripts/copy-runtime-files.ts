/**
 * The last step of `npm run build`: `tsc` writes JavaScript only, and the processes read more than that. Schemas, and whatever
 * else lies beside the sources and is neither TypeScript nor written for people, goes to the same place below `dist/`.
 */
import { cpSync, statSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = new URL('../', import.meta.url);
const leftOut = new Set(['.ts', '.md', '.yml']);
// `page` is what the playground's bundle is made of, not the bundle.
const foldersLeftOut = new Set(['page', 'scenarios', 'testing', 'node_modules']);

for (const folder of ['gateway', 'subgraphs', 'schema']) {
  cpSync(fileURLToPath(new URL(folder, root)), fileURLToPath(new URL(`dist/${folder}`, root)), {
    recursive: true,
    filter: (source) => (statSync(source).isDirectory() ? !foldersLeftOut.has(basename(source)) : !leftOut.has(extname(source))),
  });
}
