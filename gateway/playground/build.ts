import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

/** Where the page is built to, beside what `tsc` builds; git does not keep it. */
export const PLAYGROUND_DIRECTORY = fileURLToPath(new URL('../../dist/playground', import.meta.url));

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = fileURLToPath(new URL('./page', import.meta.url));
const workers = {
  'editor.worker': 'monaco-editor/esm/vs/editor/editor.worker.js',
  'json.worker': 'monaco-editor/esm/vs/language/json/json.worker.js',
  'graphql.worker': 'monaco-graphql/esm/graphql.worker.js',
};

/**
 * Bundles the page, its workers, styles and fonts, so that it asks nobody but the gateway and the identity provider. Does
 * nothing when what is there was built from the same sources. Resolves to whether it built.
 */
export async function buildPlayground(directory: string = PLAYGROUND_DIRECTORY): Promise<boolean> {
  const sources = sourcesHash();
  const mark = join(directory, 'built-from');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === sources) return false;
  // A development dependency: the running gateway never needs it.
  const { build } = await import('esbuild');
  const building = `${directory}.${process.pid}`;
  const shared = {
    bundle: true,
    minify: true,
    outdir: building,
    absWorkingDir: root,
    target: 'es2022',
    logLevel: 'error',
    legalComments: 'none',
  } as const;
  await Promise.all([
    build({
      ...shared,
      entryPoints: { page: join(page, 'main.jsx') },
      format: 'esm',
      jsx: 'automatic',
      loader: { '.ttf': 'file' },
      publicPath: '/playground/assets',
      define: { 'process.env.NODE_ENV': '"production"' },
    }),
    build({ ...shared, entryPoints: workers, format: 'iife' }),
  ]);
  mkdirSync(building, { recursive: true });
  for (const file of readdirSync(building))
    writeFileSync(join(building, `${file}.gz`), gzipSync(readFileSync(join(building, file))));
  writeFileSync(join(building, 'built-from'), sources);
  rmSync(directory, { recursive: true, force: true });
  renameSync(building, directory);
  return true;
}

function sourcesHash(): string {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  for (const file of readdirSync(page).sort()) hash.update(file).update(readFileSync(join(page, file)));
  return hash.update(readFileSync(fileURLToPath(import.meta.url))).digest('hex');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildPlayground();
