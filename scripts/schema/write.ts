/**
 * Writes what follows from the subgraphs' SDL: the supergraph, each audience's published schema, and the resolver types; and the configuration
 * table, from the objects that read the configuration.
 * With `--check` it writes nothing and fails when a committed file differs from what it would write.
 */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'graphql';
import { AUDIENCES } from '../../gateway/permissions/audiences/audience.ts';
import { createAudienceSchema, printAudienceSchema } from '../../gateway/permissions/audiences/audience-schema.ts';
import { documentId } from '../../gateway/trusted-documents/trusted-documents.ts';
import { compose } from './compose.ts';
import { configurationTable } from './configuration-table.ts';
import { generateResolverTypes } from './resolver-types.ts';
import { SUBGRAPHS } from './subgraphs.ts';

const root = new URL('../../', import.meta.url);

async function artefacts(): Promise<Map<string, string>> {
  const { supergraphSdl, apiSchema } = compose();
  const files = new Map([
    ['schema/supergraph.graphql', supergraphSdl],
    ['schema/configuration.md', configurationTable()],
    ['schema/operations/manifest.json', trustedManifest()],
  ]);
  const supergraph = parse(supergraphSdl, { noLocation: true });
  for (const audience of AUDIENCES) {
    const text = printAudienceSchema(createAudienceSchema({ supergraph, apiSchema, audience }));
    files.set(`schema/public/${audience}.graphql`, text);
  }
  for (const subgraph of SUBGRAPHS)
    files.set(`subgraphs/${subgraph}/resolvers/generated.ts`, await generateResolverTypes(subgraph));
  return files;
}

/** The documents beside it, by the SHA-256 of their text. */
function trustedManifest(): string {
  const folder = new URL('schema/operations/', root);
  const names = readdirSync(folder).filter((name) => name.endsWith('.graphql'));
  const texts = names.sort().map((name) => readFileSync(new URL(name, folder), 'utf8'));
  return `${JSON.stringify(Object.fromEntries(texts.map((text) => [documentId(text), text])), null, 2)}\n`;
}

function committed(file: URL): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

const check = process.argv.includes('--check');
const drifted: string[] = [];
for (const [path, text] of await artefacts()) {
  const file = new URL(path, root);
  if (committed(file) === text) continue;
  drifted.push(path);
  if (check) continue;
  mkdirSync(dirname(fileURLToPath(file)), { recursive: true });
  writeFileSync(file, text);
}
if (check && drifted.length > 0) {
  process.stderr.write(
    `These files are not what the SDL says; run \`npm run schema\` and review the difference:\n  ${drifted.join('\n  ')}\n`,
  );
  process.exit(1);
}
process.stdout.write(
  check ? 'the schema files are up to date\n' : `written: ${drifted.join(', ') || 'nothing, all were up to date'}\n`,
);
