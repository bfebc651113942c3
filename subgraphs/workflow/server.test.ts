import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SignJWT, generateKeyPair } from 'jose';
import { toGlobalId } from '../../schema/contract/global-id.ts';
import { IDENTITY_HEADER } from '../../schema/contract/header-names.ts';
import { IDENTITY_ISSUER, IDENTITY_TYPE, identityAudience } from '../../schema/contract/identity-claims.ts';
import { createLogger } from '../../schema/contract/logger.ts';
import type { SubgraphServer } from '../kit/server.ts';
import { clientClaims, createTestGateway } from '../kit/testing/identity.ts';
import type { TestGateway } from '../kit/testing/identity.ts';
import { createTestDatabase } from '../kit/testing/test-database.ts';
import type { TestDatabase } from '../kit/testing/test-database.ts';
import { readWorkflowConfig } from './config.ts';
import { createWorkflow } from './server.ts';
import { inHours, step } from './testing/facts.ts';
import { now } from './testing/execute.ts';

const ann = clientClaims('acme');
let gateway: TestGateway;
let database: TestDatabase;
let server: SubgraphServer;
let url: string;
/** The same service without its database. */
let stranded: SubgraphServer;
let strandedUrl: string;

beforeAll(async () => {
  gateway = await createTestGateway();
  database = await createTestDatabase();
  const environment = {
    WORKFLOW_PORT: '0',
    IDENTITY_KEYS: JSON.stringify(gateway.keys),
    CURSOR_SECRET: 'c'.repeat(32),
    WORKFLOW_DATABASE_URL: database.url,
    WORKFLOW_DATABASE_MIGRATE: 'true',
    WORKFLOW_SERVICE_KEY: JSON.stringify({ kty: 'OKP', crv: 'Ed25519', kid: 'w', x: 'x', d: 'd' }),
    WORKFLOW_CRM_URL: 'http://127.0.0.1:1/graphql',
    WORKFLOW_FILES_URL: 'http://127.0.0.1:1/graphql',
    WORKFLOW_TICKETS_URL: 'http://127.0.0.1:1/graphql',
    WORKFLOW_RECEIPT_KEY: JSON.stringify({
      kty: 'EC',
      crv: 'P-384',
      kid: 'r',
      x: 'A'.repeat(64),
      y: 'A'.repeat(64),
      d: 'A'.repeat(64),
    }),
  };
  const overrides = { logger: createLogger({ name: 'test', level: 'silent' }), now: () => now };
  const config = readWorkflowConfig(environment);
  server = await createWorkflow(config, overrides);
  url = await server.listen(config);
  const withoutDatabase = readWorkflowConfig({
    ...environment,
    WORKFLOW_DATABASE_URL: 'postgres://secret:secret@127.0.0.1:1/secret',
    WORKFLOW_DATABASE_MIGRATE: 'false',
  });
  stranded = await createWorkflow(withoutDatabase, overrides);
  strandedUrl = await stranded.listen(withoutDatabase);
});

afterAll(async () => {
  await server.close();
  await stranded.close();
  await database.drop();
});

async function post(query: string, headers: Record<string, string>, variables: unknown = {}, address = url) {
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  return { status: answer.status, text: await answer.text() };
}

async function asAnn() {
  return { [IDENTITY_HEADER]: await gateway.sign('workflow', ann) };
}

const unauthenticated = {
  status: 401,
  text: JSON.stringify({
    errors: [{ message: 'This service answers its gateway only.', extensions: { code: 'UNAUTHENTICATED' } }],
  }),
};

describe('the workflow subgraph', () => {
  it('answers the gateway', async () => {
    const { status, text } = await post('{ viewer { kind subject } _service { sdl } }', await asAnn());
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({ data: { viewer: { kind: 'CLIENT', subject: 'contact-of-acme' } } });
  });

  it('takes the facts that the gateway passes along with a client, and judges them by its own clock', async () => {
    const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Client { id nextSteps { missing nodes { title urgency dueBy } } } } }`;
    const crmFacts = { system: 'CRM', steps: [step('Quote', 'q', { dueBy: inHours(72) })] };
    const of = [{ __typename: 'Client', id: toGlobalId('Client', 'acme'), crmFacts, fileFacts: null, ticketFacts: null }];
    const { text } = await post(query, await asAnn(), { of });
    expect(JSON.parse(text)).toEqual({
      data: {
        _entities: [
          {
            id: toGlobalId('Client', 'acme'),
            nextSteps: { missing: ['files', 'tickets'], nodes: [{ title: 'Quote q', urgency: 'SOON', dueBy: inHours(72) }] },
          },
        ],
      },
    });
  });

  const operations = {
    'a root field': '{ viewer { subject } }',
    _entities: '{ _entities(representations: [{ __typename: "Client", id: "x" }]) { __typename } }',
    _service: '{ _service { sdl } }',
    introspection: '{ __schema { queryType { name } } }',
    'what does not parse': '{',
  };

  it.each(Object.entries(operations))('gives one and the same 401 for %s without a good identity token', async (_case, query) => {
    const other = await createTestGateway();
    const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
    const unsigned = (claims: object) => Buffer.from(JSON.stringify(claims)).toString('base64url');
    const payload = {
      portal: ann,
      iss: IDENTITY_ISSUER,
      aud: identityAudience('workflow'),
      sub: ann.subject,
      iat: 1,
      exp: 9_999_999_999,
    };
    const refused: Record<string, string>[] = [
      {},
      { authorization: `Bearer ${await gateway.sign('workflow', ann)}` },
      { [IDENTITY_HEADER]: '' },
      { [IDENTITY_HEADER]: 'x' },
      { [IDENTITY_HEADER]: JSON.stringify(ann) },
      { [IDENTITY_HEADER]: await gateway.sign('crm', ann) },
      { [IDENTITY_HEADER]: await other.sign('workflow', ann) },
      { [IDENTITY_HEADER]: `${unsigned({ alg: 'none', typ: IDENTITY_TYPE })}.${unsigned(payload)}.` },
      {
        [IDENTITY_HEADER]: await new SignJWT(payload)
          .setProtectedHeader({ alg: 'EdDSA', kid: 'test', typ: IDENTITY_TYPE })
          .sign(privateKey),
      },
    ];
    for (const headers of refused) expect(await post(query, headers)).toEqual(unauthenticated);
  });

  it('gives the same 401 for a GET', async () => {
    const answer = await fetch(`${url}?query=${encodeURIComponent('{ _service { sdl } }')}`, {
      headers: { 'apollo-require-preflight': '1' },
    });
    expect({ status: answer.status, text: await answer.text() }).toEqual(unauthenticated);
  });

  it('answers a contact byte for byte the same for foreign, missing and malformed ids', async () => {
    const ids = [toGlobalId('Client', 'globex'), toGlobalId('Client', 'nobody'), 'garbage', '', toGlobalId('Ticket', 'acme')];
    const headers = await asAnn();
    const answers = new Set<string>();
    for (const id of ids) {
      const { status, text } = await post('query ($id: ID!) { client(id: $id) { id nextSteps { totalCount } } }', headers, {
        id,
      });
      answers.add(`${String(status)} ${text}`);
    }
    expect([...answers]).toEqual(['200 {"data":{"client":null}}\n']);
  });

  it('goes on without its database with what needs none, says so for the rest, and is not ready', async () => {
    const headers = await asAnn();
    const of = [{ __typename: 'Client', id: toGlobalId('Client', 'acme'), crmFacts: null, fileFacts: null, ticketFacts: null }];
    const query = `query ($of: [_Any!]!) { viewer { subject } _entities(representations: $of) { ... on Client {
      nextSteps { totalCount } activity { totalCount } partnerGrants { totalCount } staffViews { totalCount } auditTrail { totalCount } } } }`;
    const { text } = await post(query, headers, { of }, strandedUrl);
    const lists = { partnerGrants: null, staffViews: null, auditTrail: null };
    expect(JSON.parse(text)).toEqual({
      data: {
        viewer: { subject: 'contact-of-acme' },
        _entities: [{ nextSteps: { totalCount: 0 }, activity: { totalCount: 0 }, ...lists }],
      },
      errors: Object.keys(lists).map((): unknown =>
        expect.objectContaining({
          message: 'Portal cannot be reached at the moment.',
          extensions: { code: 'UPSTREAM_UNAVAILABLE' },
        }),
      ),
    });
    expect(text).not.toContain('secret');
    const states = [url, strandedUrl].map(async (address) => (await fetch(new URL('/ready', address))).status);
    expect(await Promise.all(states)).toEqual([200, 503]);
    expect((await fetch(new URL('/health', strandedUrl))).status).toBe(200);
  });

  it('is up and ready', async () => {
    for (const path of ['/health', '/ready', '/metrics']) expect((await fetch(new URL(path, url))).status).toBe(200);
  });
});
