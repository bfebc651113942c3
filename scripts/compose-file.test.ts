import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';
import { DCLinter } from 'dclint';
import { parse } from 'yaml';
import type { z } from 'zod';
import { identityPrivateKey } from '../gateway/auth/identity-private-key.ts';
import type { Environment } from '../schema/contract/environment.ts';
import { makeComposeSecrets } from './compose-secrets.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const file = join(root, 'docker-compose.yml');
const text = readFileSync(file, 'utf8');
const scratch = mkdtempSync(join(tmpdir(), 'compose-'));
afterAll(() => rmSync(scratch, { recursive: true }));

interface Service {
  readonly image: string;
  readonly build?: unknown;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly networks?: readonly string[];
  readonly healthcheck?: unknown;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly [key: string]: unknown;
}

interface ComposeFile {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

const compose = parse(text, { merge: true, strict: true, uniqueKeys: true }) as ComposeFile;
const ours = Object.entries(compose.services).filter(([, service]) => service.build !== undefined);
const services = Object.entries(compose.services);

/** Where each service's configuration is read. */
const CONFIGURATIONS: Readonly<Record<string, { file: string; schema: string; read: string }>> = {
  gateway: { file: 'gateway/config.ts', schema: 'gatewayEnvironment', read: 'readGatewayConfig' },
  crm: { file: 'subgraphs/crm/config.ts', schema: 'crmEnvironment', read: 'readCrmConfig' },
  files: { file: 'subgraphs/files/config.ts', schema: 'filesEnvironment', read: 'readFilesConfig' },
  tickets: { file: 'subgraphs/tickets/config.ts', schema: 'ticketsEnvironment', read: 'readTicketsConfig' },
  workflow: { file: 'subgraphs/workflow/config.ts', schema: 'workflowEnvironment', read: 'readWorkflowConfig' },
};

function problemsOf(path: string): string[] {
  const rules = {
    'no-version-field': 2,
    'no-unbound-port-interfaces': 2,
    'no-duplicate-exported-ports': 2,
    'service-image-require-explicit-tag': 2,
    'require-quotes-in-ports': 2,
  } as const;
  // The package's types cannot be resolved by Node's rules, so what is used of them is said here.
  const linter = new DCLinter({ rules, quiet: true, debug: false, exclude: [] });
  const results = linter.lintFiles([path], false) as { messages: { rule: string; message: string }[] }[];
  const watched = ['invalid-schema', 'invalid-yaml', ...Object.keys(rules)];
  return results.flatMap(({ messages }) => messages.filter(({ rule }) => watched.includes(rule)).map(({ message }) => message));
}

/** As Compose does it: `${NAME:?message}` and `${NAME:-default}`, and `$$` for a dollar. */
function interpolated(value: string, environment: Environment): string {
  return value.replace(/\$\$|\$\{(\w+)(?::([-?])([^}]*))?\}/g, (whole, name: string | undefined, kind: string, rest: string) => {
    if (name === undefined) return '$';
    const given = environment[name];
    if (given !== undefined && given !== '') return given;
    if (kind === '-') return rest;
    throw new Error(`${whole}: ${rest}`);
  });
}

function dockerfileVariables(): string[] {
  return [...readFileSync(join(root, 'Dockerfile'), 'utf8').matchAll(/^ENV (\w+)=/gm)].map((match) => match[1] ?? '');
}

describe('docker-compose.yml', () => {
  it('is valid by the Compose specification, and binds every published port to loopback', () => {
    expect(problemsOf(file)).toEqual([]);
    for (const [, { ports = [] }] of services) for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
  });

  it.each([
    ['a key that the specification does not know', text.replace('read_only: true', 'readonly: true')],
    ['a value of the wrong kind', text.replace('cpus: 1', 'ports: 7')],
    ['a port that is open to the network', text.replace("'127.0.0.1:4000:4000'", "'4000:4000'")],
    ['an image without a tag', text.replace('image: redis:7', 'image: redis')],
  ])('would not pass this test with %s', (_, changed) => {
    expect(changed).not.toBe(text);
    const path = join(scratch, 'docker-compose.yml');
    writeFileSync(path, changed);
    expect(problemsOf(path)).not.toEqual([]);
  });

  it('refers only to networks, volumes and services that it defines', () => {
    for (const [, service] of services) {
      for (const network of service.networks ?? []) expect(Object.keys(compose.networks)).toContain(network);
      for (const name of Object.keys(service.depends_on ?? {})) expect(Object.keys(compose.services)).toContain(name);
      for (const volume of (service['volumes'] as string[] | undefined) ?? [])
        expect(Object.keys(compose.volumes)).toContain(volume.split(':')[0]);
    }
  });

  it('gives the world a way to the gateway and to where files go and come from, and to nothing else', () => {
    const reached = ['gateway', 'files', 'tickets'];
    expect(services.filter(([, { ports }]) => ports).map(([name]) => name)).toEqual(reached);
    expect(services.filter(([, { networks }]) => networks?.includes('edge')).map(([name]) => name)).toEqual(reached);
    expect(services.every(([, { networks }]) => networks?.includes('internal'))).toBe(true);
    expect(compose.networks['internal']).toEqual({ internal: true });
  });

  it.each(services)('keeps %s small: read-only, without capabilities or new privileges, within limits', (_, service) => {
    expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
    for (const limit of ['mem_limit', 'cpus', 'pids_limit', 'restart', 'logging']) expect(service[limit]).toBeDefined();
    if (service.build !== undefined) expect(service['cap_add']).toBeUndefined();
  });

  it('waits for what has a health check', () => {
    for (const [, { depends_on: dependencies = {} }] of services) {
      for (const [name, { condition }] of Object.entries(dependencies)) {
        if (condition !== 'service_healthy') continue;
        const service = compose.services[name];
        expect(service?.healthcheck ?? service?.build).toBeDefined();
      }
    }
    expect(readFileSync(join(root, 'Dockerfile'), 'utf8')).toMatch(/^HEALTHCHECK /m);
  });

  it('holds no secret itself: each comes from outside and is told about when it is missing', () => {
    for (const [, { environment = {} }] of services) {
      for (const [name, value] of Object.entries(environment)) {
        if (/SECRET|PASSWORD|PRIVATE|ACCESS_KEY|SERVICE_KEY|DATABASE_URL|STORE_URL/.test(name))
          expect(value).toMatch(/\$\{\w+:\?[^}]+\}/);
      }
    }
  });

  it('runs each service of ours from the one image, as the file that the build writes for it', () => {
    expect(ours.map(([name]) => name).sort()).toEqual(Object.keys(CONFIGURATIONS).sort());
    expect(new Set(ours.map(([, { image }]) => image)).size).toBe(1);
    for (const [, { command }] of ours) {
      const source =
        command
          ?.at(-1)
          ?.replace(/^dist\//, '')
          .replace(/\.js$/, '.ts') ?? '';
      expect({ source, exists: existsSync(join(root, source)) }).toEqual({ source, exists: true });
    }
  });

  describe.each(ours)('the environment of %s', (name, service) => {
    const configuration = CONFIGURATIONS[name];
    if (!configuration) throw new Error(`${name} has no configuration`);
    const load = () => import(join(root, configuration.file)) as Promise<Record<string, unknown>>;

    it('names only variables that its configuration has, and sets all that it needs', async () => {
      const { [configuration.schema]: schema } = await load();
      const shape = (schema as z.ZodObject).shape;
      expect(Object.keys(shape)).toEqual(expect.arrayContaining(Object.keys(service.environment ?? {})));
      const required = Object.entries(shape).filter(([, variable]) => !(variable as z.ZodType).safeParse(undefined).success);
      expect(Object.keys(service.environment ?? {})).toEqual(expect.arrayContaining(required.map(([variable]) => variable)));
    });

    it('is a configuration that the service takes, with the secrets that the script makes', async () => {
      const outside = {
        ...(await makeComposeSecrets()),
        TOKEN_ISSUERS: JSON.stringify([
          { issuer: 'https://id.example.com', audience: 'urn:portal-graph', jwksUri: 'https://id.example.com/jwks' },
        ]),
      };
      const environment = Object.fromEntries(
        Object.entries(service.environment ?? {}).map(([variable, value]) => [variable, interpolated(value, outside)]),
      );
      const read = (await load())[configuration.read] as (environment: Environment) => { host: string; port: number };
      const config = read({ NODE_ENV: 'production', ...environment });
      expect(config.host).toBe('0.0.0.0');
      const published = service.ports?.[0]?.split(':').at(-1);
      if (published !== undefined) expect(String(config.port)).toBe(published);
    });
  });

  it('leads the gateway to the ports on which the subgraphs listen', () => {
    for (const [name, { environment = {} }] of ours) {
      if (name === 'gateway') continue;
      const url = new URL(compose.services['gateway']?.environment?.[`SUBGRAPH_${name.toUpperCase()}_URL`] ?? '');
      expect([url.hostname, url.port, url.pathname]).toEqual([name, environment[`${name.toUpperCase()}_PORT`], '/graphql']);
    }
  });
});

describe('the Dockerfile', () => {
  it('sets no variable that no configuration knows', async () => {
    const known = new Set<string>();
    for (const { file: path, schema } of Object.values(CONFIGURATIONS)) {
      const module = (await import(join(root, path))) as Record<string, unknown>;
      for (const name of Object.keys((module[schema] as z.ZodObject).shape)) known.add(name);
    }
    for (const name of dockerfileVariables()) expect(known).toContain(name);
  });

  it('does not run as root, and starts from images with a tag', () => {
    const lines = readFileSync(join(root, 'Dockerfile'), 'utf8').split('\n');
    expect(lines).toContain('USER node');
    for (const line of lines.filter((candidate) => candidate.startsWith('FROM ')))
      expect(line).toMatch(/^FROM node:24-slim( AS \w+)?$/);
  });

  it('starts the gateway as the compose file does where no command is given', () => {
    const command = readFileSync(join(root, 'Dockerfile'), 'utf8').split('\n').findLast((line) => line.startsWith('CMD '));
    expect(JSON.parse(command?.slice('CMD '.length) ?? '')).toEqual(compose.services['gateway']?.command);
  });
});

describe('scripts/compose-secrets.ts', () => {
  it('makes another set each time, whose keys belong together, without a quote that would end a line of the file', async () => {
    const [first, second] = [await makeComposeSecrets(), await makeComposeSecrets()];
    for (const name of Object.keys(first)) expect(first[name]).not.toBe(second[name]);
    const { keys } = JSON.parse(first['IDENTITY_KEYS'] ?? '') as { keys: Record<string, unknown>[] };
    const publicHalf = (name: string) => {
      const { kty, crv, x, kid } = identityPrivateKey.parse(JSON.parse(first[name] ?? '')) as Record<string, unknown>;
      return { kty, crv, x, kid, alg: 'EdDSA', use: 'sig' };
    };
    expect(keys).toEqual([
      publicHalf('IDENTITY_PRIVATE_KEY'),
      {
        ...publicHalf('WORKFLOW_SERVICE_KEY'),
        portal_service: 'workflow',
        portal_scopes: ['clients:read', 'documents:read', 'documents:write', 'billing:read', 'clients:all'],
      },
      { ...publicHalf('FILES_SERVICE_KEY'), portal_service: 'files', portal_scopes: [] },
      { ...publicHalf('CRM_SERVICE_KEY'), portal_service: 'crm', portal_scopes: [] },
      { ...publicHalf('TICKETS_SERVICE_KEY'), portal_service: 'tickets', portal_scopes: [] },
    ]);
    expect(new Set(keys.map(({ x }) => x)).size).toBe(5);
    expect(JSON.parse(first['VIEW_AS_KEYS'] ?? '')).toEqual({ keys: [publicHalf('WORKFLOW_SERVICE_KEY')] });
    expect(Object.values(first).join('')).not.toContain("'");
  });
});
