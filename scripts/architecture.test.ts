import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';

/*
 * Who imports whom, as sentences that each file is held to. What a sentence finds names the file and the sentence, so that whoever
 * breaks one reads at once which. An exception stands in the sentence's own code, with its reason.
 */

interface Import {
  /** A path from the root of the project, or a package's name. */
  readonly target: string;
  /** Erased by the compiler: it ties no code to other code. */
  readonly typeOnly: boolean;
}

interface Source {
  /** From the root of the project, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
  /** Every text in quotes, import paths among them. */
  readonly literals: ReadonlySet<string>;
  /** Whether its code (not a comment or a text) has `process.env`. */
  readonly readsEnvironment: boolean;
}

type Finding = string;
type Sentence = (sources: readonly Source[]) => Finding[];

const sentences: Readonly<Record<string, Sentence>> = {
  'gateway and subgraphs meet over HTTP only: neither imports the other': forbid(
    (source, { target }) =>
      (inside(source.path, 'gateway') && inside(target, 'subgraphs')) ||
      (inside(source.path, 'subgraphs') && inside(target, 'gateway')),
    // Tests and scenarios start both sides in one process, to see them meet.
    { besides: isTest },
  ),
  'schema/contract is what both sides share: it imports neither': forbid(
    (source, { target }) =>
      inside(source.path, 'schema') && ['gateway', 'subgraphs', 'scripts'].some((folder) => inside(target, folder)),
  ),
  'nothing that runs in production imports from scripts': forbid(
    (source, { target }) => !inside(source.path, 'scripts') && inside(target, 'scripts'),
    { besides: isTest },
  ),
  'subgraphs never import each other': forbid((source, { target }) => {
    const [own, other] = [subgraphOf(source.path), subgraphOf(target)];
    return own !== null && other !== null && own !== other;
  }),
  'the kit knows no subgraph': forbid(
    (source, { target }) => inside(source.path, 'subgraphs/kit') && subgraphOf(target) !== null,
  ),
  'resolvers reach a system of record through loaders, never through an adapter': forbid(
    (source, { target }) =>
      partOf(source.path) === 'resolvers' && ['adapters', 'port.contract.ts'].includes(partOf(target) ?? ''),
    { besides: isTest },
  ),
  'loaders know the port and not what is on either side of it': forbid(
    (source, { target }) =>
      partOf(source.path) === 'loaders.ts' && ['adapters', 'resolvers', 'server.ts'].includes(partOf(target) ?? ''),
  ),
  'an adapter knows the port and not who calls it': forbid(
    (source, { target }) =>
      partOf(source.path) === 'adapters' &&
      ['resolvers', 'loaders.ts', 'context.ts', 'server.ts', 'main.ts'].includes(partOf(target) ?? ''),
    { besides: isTest },
  ),
  'an adapter knows no other adapter': forbid((source, { target }) => {
    const [own, other] = [vendorOf(source.path), vendorOf(target)];
    return own !== null && other !== null && own !== other;
  }),
  'an adapter knows no GraphQL': forbid(
    (source, { target }) =>
      partOf(source.path) === 'adapters' &&
      (/^(graphql|graphql-.+|@apollo\/.+)$/.test(target) || /^subgraphs\/kit\/(schema|guard|server)\.ts$/.test(target)),
  ),
  'domain.ts and port.ts import types only': forbid(
    (source, { typeOnly }) => ['domain.ts', 'port.ts'].includes(partOf(source.path) ?? '') && !typeOnly,
  ),
  'only adapters/<vendor>/ says the name of its vendor': vendorNames,
  'a folder of the gateway uses no code of another one, besides what is made for all of them': forbid(
    (source, { target, typeOnly }) => {
      const [own, other] = [gatewayFolderOf(source.path), gatewayFolderOf(target)];
      return own !== null && other !== null && own !== other && !typeOnly && !isForAllOfGateway(target);
    },
    { besides: isTest },
  ),
  'process.env is read where a process begins and nowhere else': forEach(
    ({ path, readsEnvironment }) => readsEnvironment && !mayReadEnvironment(path) && 'reads process.env',
  ),
  '@apollo/gateway has its home in gateway/execution, and in the benchmark that compares with it': home(
    '@apollo/gateway',
    (path) => inside(path, 'gateway/execution') || inside(path, 'scripts/bench'),
  ),
  'the planner has its home in gateway/execution': home('@apollo/query-planner', (path) => inside(path, 'gateway/execution')),
  'jose has its homes in gateway/auth, the identity of callers and services in the kit, and what workflow signs': home(
    'jose',
    (path) =>
      inside(path, 'gateway/auth') ||
      [
        'subgraphs/kit/identity.ts',
        'subgraphs/kit/service-identity.ts',
        // Signs what leaves the portal: no token, but the same standard.
        'subgraphs/workflow/approvals/receipt.ts',
        'subgraphs/workflow/access/view-token.ts',
      ].includes(path) ||
      inside(path, 'scripts'),
  ),
  'ioredis has its home in gateway/stores': home('ioredis', (path) => inside(path, 'gateway/stores')),
  'graphql-shield is loaded in schema/contract/shield.ts': home('graphql-shield', (path) => path === 'schema/contract/shield.ts'),
  'graphql-middleware is loaded in schema/contract/shield.ts': home(
    'graphql-middleware',
    (path) => path === 'schema/contract/shield.ts',
  ),
  'graphql-shield is used in gateway/permissions and kit/guard.ts': forbid(
    (source, { target, typeOnly }) =>
      target === 'schema/contract/shield.ts' &&
      !typeOnly &&
      !inside(source.path, 'gateway/permissions') &&
      source.path !== 'subgraphs/kit/guard.ts',
  ),
  'a file is named after what it holds: never utils, helpers or common': forEach(
    ({ path }) => /(^|[/-])(utils?|helpers?|common|misc)([-./]|$)/.test(path) && 'says nothing by its name',
  ),
  'no files import each other in a circle': cycles,
};

const root = fileURLToPath(new URL('..', import.meta.url));
const sources = readSources(['gateway', 'subgraphs', 'schema', 'scripts']);

describe('the architecture', () => {
  it.each(Object.entries(sentences))('%s', (sentence, find) => {
    expect(find(sources).map((finding) => `${finding} (${sentence})`)).toEqual([]);
  });

  const subgraphs = readdirSync(join(root, 'subgraphs')).filter((name) =>
    existsSync(join(root, 'subgraphs', name, 'schema.graphql')),
  );

  it('finds all subgraphs and their files', () => {
    expect(subgraphs).toEqual(['crm', 'files', 'tickets', 'workflow']);
    expect(sources.length).toBeGreaterThan(100);
  });

  it.each(subgraphs)('has the same files in %s as in every other subgraph', (subgraph) => {
    const lacking = filesOfSubgraph(subgraph).filter((file) => !existsSync(join(root, 'subgraphs', subgraph, file)));
    expect(lacking).toEqual([]);
  });

  it.each(subgraphs)('registers each adapter of %s in adapters/index.ts', (subgraph) => {
    const folder = join(root, 'subgraphs', subgraph, 'adapters');
    if (!existsSync(folder)) return;
    const vendors = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const index = sources.find(({ path }) => path === `subgraphs/${subgraph}/adapters/index.ts`);
    const unregistered = vendors.filter(({ name }) => !index?.imports.some(({ target }) => vendorOf(target) === name));
    expect(unregistered.map(({ name }) => name)).toEqual([]);
  });
});

describe('the sentences', () => {
  const found = (sentence: string, ...files: [path: string, text: string][]): Finding[] => {
    const find = Object.entries(sentences).find(([name]) => name.startsWith(sentence))?.[1];
    if (!find) throw new Error(`no sentence begins with "${sentence}"`);
    return find(files.map(([path, text]) => readSource(path, text)));
  };

  it.each([
    ['gateway and subgraphs', 'gateway/auth/x.ts', `import { a } from '../../subgraphs/kit/scope.ts';`],
    ['gateway and subgraphs', 'subgraphs/kit/x.ts', `export type { A } from '../../gateway/context.ts';`],
    ['schema/contract', 'schema/contract/x.ts', `import type { Scope } from '../../subgraphs/kit/scope.ts';`],
    ['nothing that runs', 'subgraphs/crm/server.ts', `const world = await import('../../scripts/seed/world.ts');`],
    ['subgraphs never', 'subgraphs/crm/x.ts', `import type { Ticket } from '../tickets/domain.ts';`],
    ['the kit', 'subgraphs/kit/x.ts', `import { a } from '../crm/domain.ts';`],
    ['resolvers', 'subgraphs/crm/resolvers/query.ts', `import { PostgresCrm } from '../adapters/postgres/postgres-crm.ts';`],
    ['loaders', 'subgraphs/crm/loaders.ts', `import { a } from './adapters/index.ts';`],
    ['an adapter knows the port', 'subgraphs/crm/adapters/postgres/x.ts', `import { a } from '../../loaders.ts';`],
    ['an adapter knows no other', 'subgraphs/files/adapters/disk/x.ts', `import { a } from '../s3/wire.ts';`],
    ['an adapter knows no GraphQL', 'subgraphs/crm/adapters/postgres/x.ts', `import { GraphQLError } from 'graphql';`],
    ['domain.ts and port.ts', 'subgraphs/crm/port.ts', `import { z } from 'zod';`],
    ['domain.ts and port.ts', 'subgraphs/crm/domain.ts', `import { type A, b } from '../kit/domain.ts';`],
    ['only adapters', 'subgraphs/tickets/loaders.ts', `// Request Tracker caps pages at 100.`],
    ['only adapters', 'subgraphs/tickets/adapters/postgres/x.ts', `// Unlike RT`],
    ['only adapters', 'subgraphs/files/facts.ts', `import { S3Client } from '@aws-sdk/client-s3';`],
    ['only adapters', 'gateway/context.ts', `const s3Bucket = 1;`],
    ['a folder of the gateway', 'gateway/limits/x.ts', `import { check } from '../permissions/check-operation.ts';`],
    ['process.env', 'subgraphs/crm/loaders.ts', `const url = process.env['CRM_URL'];`],
    ['process.env', 'gateway/http/x.ts', `const { PORT } = process.env;`],
    ['@apollo/gateway', 'gateway/gateway.ts', `import { ApolloGateway } from '@apollo/gateway';`],
    ['jose', 'gateway/http/server.ts', `import { jwtVerify } from 'jose';`],
    ['ioredis', 'gateway/limits/rate-limit.ts', `const { Redis } = await import('ioredis');`],
    ['graphql-shield is loaded', 'subgraphs/kit/guard.ts', `const shield = createRequire(import.meta.url)('graphql-shield');`],
    ['graphql-middleware', 'gateway/permissions/x.ts', `import { applyMiddleware } from 'graphql-middleware';`],
    ['graphql-shield is used', 'gateway/http/x.ts', `import { rule } from '../../schema/contract/shield.ts';`],
    ['a file is named', 'gateway/http/string-utils.ts', ''],
    ['a file is named', 'subgraphs/crm/helpers/x.ts', ''],
  ])('%s … sees what breaks it in %s', (sentence, path, text) => {
    const findings = found(sentence, [path, text]);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toContain(path);
  });

  it.each([
    ['gateway and subgraphs', 'gateway/scenarios/x.test.ts', `import { createCrm } from '../../subgraphs/crm/server.ts';`],
    ['subgraphs never', 'subgraphs/crm/x.ts', `import { a } from '../kit/scope.ts';`],
    [
      'domain.ts and port.ts',
      'subgraphs/crm/port.ts',
      `import type { A } from './domain.ts'; import { type B, type C } from '../kit/domain.ts';`,
    ],
    ['only adapters', 'subgraphs/tickets/adapters/request-tracker/x.ts', `// Request Tracker, RT for short`],
    ['only adapters', 'subgraphs/tickets/config.ts', `const name = 'request-tracker';`],
    ['only adapters', 'subgraphs/tickets/loaders.ts', `// a portal's start; CARTS3; reports3`],
    ['process.env', 'subgraphs/crm/config.ts', `// never process.env directly`],
    ['process.env', 'subgraphs/crm/loaders.ts', `// process.env is read in config.ts`],
    ['process.env', 'gateway/playground/x.ts', `const define = { 'process.env.NODE_ENV': 'production' };`],
    [
      'a folder of the gateway',
      'gateway/limits/x.ts',
      `import type { A } from '../auth/principal.ts'; import { b } from '../context.ts';`,
    ],
    ['a folder of the gateway', 'gateway/gateway.ts', `import { check } from './permissions/check-operation.ts';`],
    ['jose', 'subgraphs/kit/server.ts', `import type { JSONWebKeySet } from 'jose';`],
    ['jose', 'subgraphs/kit/identity.ts', `import { jwtVerify } from 'jose';`],
  ])('%s … has nothing against %s: %s', (sentence, path, text) => {
    expect(found(sentence, [path, text])).toEqual([]);
  });

  it('see circles of any length, and none where only types go round', () => {
    const a = (to: string, what = '{ b }'): [string, string] => ['gateway/a.ts', `import ${what} from './${to}.ts';`];
    const b: [string, string] = ['gateway/b.ts', `export * from './c.ts';`];
    const c: [string, string] = ['gateway/c.ts', `const a = await import('./a.ts');`];
    expect(found('no files', a('b'), b, c)).toEqual(['gateway/a.ts → gateway/b.ts → gateway/c.ts → gateway/a.ts']);
    expect(found('no files', a('a'))).toEqual(['gateway/a.ts → gateway/a.ts']);
    expect(found('no files', a('b', 'type { B }'), b, c)).toEqual([]);
    expect(found('no files', b, c, ['gateway/a.ts', `import './d.ts';`], ['gateway/d.ts', ''])).toEqual([]);
  });
});

/** What every subgraph is made of. */
function filesOfSubgraph(subgraph: string): string[] {
  const files = ['schema.graphql', 'domain.ts', 'resolvers/index.ts', 'resolvers/query.ts', 'config.ts', 'context.ts'];
  files.push('server.ts', 'main.ts', 'README.md');
  // workflow wraps no system of record of the business, which could be one vendor's or another's: what it keeps is the portal's own. So
  // there is nothing for a port to lead to.
  if (subgraph === 'workflow') return [...files, 'loaders.ts', 'access/access-store.ts'];
  return [...files, 'port.ts', 'port.contract.ts', 'loaders.ts', 'adapters/index.ts'];
}

function forEach(judge: (source: Source) => false | string): Sentence {
  return (all) =>
    all.flatMap((source) => {
      const finding = judge(source);
      return finding === false ? [] : [`${source.path} ${finding}`];
    });
}

function forbid(
  isForbidden: (source: Source, imported: Import) => boolean,
  options: { besides?: (path: string) => boolean } = {},
): Sentence {
  return (all) =>
    all
      .filter(({ path }) => !options.besides?.(path))
      .flatMap((source) =>
        source.imports.filter((one) => isForbidden(source, one)).map(({ target }) => `${source.path} imports ${target}`),
      );
}

/** However it is loaded: a package's name in quotes counts, unless it stands in an import of types. */
function home(packageName: string, isHome: (path: string) => boolean): Sentence {
  return forEach((source) => {
    if (isHome(source.path) || isTest(source.path)) return false;
    const ofTypes = source.imports.filter(({ target }) => target === packageName).every(({ typeOnly }) => typeOnly);
    const imported = source.imports.some(({ target }) => target === packageName);
    return source.literals.has(packageName) && !(imported && ofTypes) && `names ${packageName}`;
  });
}

const vendors: Readonly<Record<string, RegExp>> = {
  'request-tracker': /[Rr]equest[\s_-]?[Tt]racker|REQUEST_TRACKER|\bRT\b/,
  s3: /\bs3\b|\bS3|\bs3[A-Z]|\baws\b|\bAWS\b|@aws-sdk/,
};

function vendorNames(all: readonly Source[]): Finding[] {
  return Object.entries(vendors).flatMap(([vendor, name]) =>
    forEach(({ path, text }) => {
      if (inside(path, 'scripts') || isTest(path)) return false;
      if (vendorOf(path) === vendor || /^subgraphs\/[^/]+\/(config|adapters\/index)\.ts$/.test(path)) return false;
      const said = name.exec(text);
      return said !== null && `says "${said[0]}"`;
    })(all),
  );
}

/** One finding for each circle, beginning with its first file by name. */
function cycles(all: readonly Source[]): Finding[] {
  const edges = new Map(
    all.map(({ path, imports }) => [path, imports.filter(({ typeOnly }) => !typeOnly).map(({ target }) => target)] as const),
  );
  const found = new Set<Finding>();
  const done = new Set<string>();
  const visit = (path: string, way: readonly string[]): void => {
    const begin = way.indexOf(path);
    if (begin >= 0) {
      const circle = way.slice(begin);
      const first = circle.indexOf([...circle].sort()[0] ?? path);
      const turned = [...circle.slice(first), ...circle.slice(0, first)];
      found.add([...turned, turned[0]].join(' → '));
      return;
    }
    if (done.has(path)) return;
    for (const target of edges.get(path) ?? []) visit(target, [...way, path]);
    done.add(path);
  };
  for (const path of edges.keys()) visit(path, []);
  return [...found];
}

function mayReadEnvironment(path: string): boolean {
  return /(^|\/)(config|main)\.ts$/.test(path) || path === 'subgraphs/kit/run.ts' || inside(path, 'scripts') || isTest(path);
}

function isTest(path: string): boolean {
  return /\.(test|contract)\.ts$/.test(path) || /(^|\/)(testing|scenarios)\//.test(path);
}

function inside(path: string, folder: string): boolean {
  return path.startsWith(`${folder}/`);
}

/** `crm` for a path inside of that subgraph; null outside of any and in the kit. */
function subgraphOf(path: string): string | null {
  const name = /^subgraphs\/([^/]+)\//.exec(path)?.[1] ?? null;
  return name === 'kit' ? null : name;
}

/** A subgraph's folder or file that a path lies in: `resolvers`, `port.ts`. */
function partOf(path: string): string | null {
  return subgraphOf(path) === null ? null : (path.split('/')[2] ?? null);
}

/** `auth` for a path inside of that folder; null for gateway.ts and main.ts, which see every folder, and outside of the gateway. */
function gatewayFolderOf(path: string): string | null {
  return /^gateway\/([^/]+)\//.exec(path)?.[1] ?? null;
}

function isForAllOfGateway(path: string): boolean {
  const files = [
    'gateway/stores/store.ts',
    // Two answers without state: which addresses are this machine's, and which names clients may not use.
    'gateway/http/loopback.ts',
    'gateway/permissions/reserved-names.ts',
  ];
  // One function for each event, and the one way in which an error becomes public: whoever sees one calls them.
  return files.includes(path) || path === 'gateway/observability/events.ts' || inside(path, 'gateway/errors');
}

function vendorOf(path: string): string | null {
  return /^subgraphs\/[^/]+\/adapters\/([^/]+)\//.exec(path)?.[1] ?? null;
}

function readSources(folders: readonly string[]): Source[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .filter((path) => !/(^|\/)(node_modules|dist|\.[^/]+)\//.test(path))
      // This file quotes what it forbids.
      .filter((path) => path !== 'scripts/architecture.test.ts')
      .map((path) => readSource(path, readFileSync(join(root, path), 'utf8'))),
  );
}

function readSource(path: string, text: string): Source {
  const imports: Import[] = [];
  const literals = new Set<string>();
  let readsEnvironment = false;
  const add = (specifier: ts.Expression | undefined, typeOnly: boolean): void => {
    if (!specifier || !ts.isStringLiteralLike(specifier)) return;
    imports.push({ target: resolve(path, specifier.text), typeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeOnly(node.importClause));
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) add(node.arguments[0], false);
    else if (ts.isStringLiteralLike(node)) literals.add(node.text);
    else if (ts.isPropertyAccessExpression(node) && node.name.text === 'env')
      readsEnvironment ||= isNamed(node.expression, 'process');
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest));
  return { path, text, imports, literals, readsEnvironment };
}

function isNamed(node: ts.Expression, name: string): boolean {
  return ts.isIdentifier(node) && node.text === name;
}

function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const named = clause.namedBindings;
  return !clause.name && named !== undefined && ts.isNamedImports(named) && named.elements.every((element) => element.isTypeOnly);
}

function resolve(from: string, specifier: string): string {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(from), specifier);
  return /^(@[^/]+\/[^/]+|[^/]+)/.exec(specifier)?.[0] ?? specifier;
}
