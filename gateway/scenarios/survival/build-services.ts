import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

export const SERVICES = ['crm', 'files', 'tickets', 'workflow'] as const;
export type ServiceName = (typeof SERVICES)[number];

/** A change of the product: a text of one file in whose place another stands while the services are built. */
export interface Replacement {
  /** From the root of the project. */
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly text: string;
  readonly instead: string;
}

export interface BuiltServices {
  /** The program of each service: its `main.ts` and all that is ours in one file. */
  readonly programs: Readonly<Record<ServiceName, string>>;
  remove(): void;
}

const root = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * Each `subgraphs/<name>/main.ts` as one file, which starts in a fraction of the time that the loader for TypeScript takes: a run starts
 * some thirty of them.
 */
export async function buildServices(replacements: readonly Replacement[] = []): Promise<BuiltServices> {
  // Inside of the project, so that its packages are found.
  const folder = mkdtempSync(join(root, 'node_modules', '.services-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const replaced = new Set<Replacement>();
  try {
    await build({
      entryPoints: Object.fromEntries(SERVICES.map((name) => [name, join(root, 'subgraphs', name, 'main.ts')])),
      outdir: folder,
      outExtension: { '.js': '.mjs' },
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      packages: 'external',
      logLevel: 'silent',
      plugins: [
        {
          name: 'where files stand, and what is replaced',
          setup(building) {
            building.onLoad({ filter: /\.ts$/ }, ({ path }) => {
              // The schema is read from beside the source.
              let contents = readFileSync(path, 'utf8').replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href));
              for (const replacement of replacements.filter(({ file }) => file === relative(root, path))) {
                const { file, text, instead } = replacement;
                if (contents.split(text).length !== 2) throw new Error(`${file} has not once: ${text}`);
                contents = contents.replace(text, () => instead);
                replaced.add(replacement);
              }
              return { contents, loader: 'ts' };
            });
          },
        },
      ],
    });
    const missed = replacements.find((one) => !replaced.has(one));
    if (missed) throw new Error(`no service has ${missed.file}`);
  } catch (error) {
    remove();
    throw error;
  }
  const programs = Object.fromEntries(SERVICES.map((name) => [name, join(folder, `${name}.mjs`)]));
  return { programs: programs as Record<ServiceName, string>, remove };
}
