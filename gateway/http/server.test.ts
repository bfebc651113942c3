import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { ApolloServer } from '@apollo/server';
import fastifyApollo from '@as-integrations/fastify';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { AppError } from '../../schema/contract/app-error.ts';
import { createLogger } from '../../schema/contract/logger.ts';
import { createPrincipal } from '../auth/principal.ts';
import { createHttpServer } from './server.ts';
import type { HttpServer, HttpServerOptions } from './server.ts';

const logger = createLogger({ name: 'test', level: 'silent' });
const anna = createPrincipal({
  kind: 'client',
  subject: 'anna',
  memberships: [],
  scopes: new Set(),
  tokenId: null,
  expiresAt: 9_999_999_999,
});

let servers: HttpServer[] = [];

afterEach(async () => {
  await Promise.all(servers.map((server) => server.close()));
  servers = [];
});

/** A gateway whose GraphQL says who asks. */
async function registerEcho(scope: FastifyInstance): Promise<void> {
  const apollo = new ApolloServer<{ subject: string | null; id: string }>({
    typeDefs: 'type Query { subject: String id: String }',
    resolvers: { Query: { subject: (_: unknown, __: unknown, context: { subject: string | null }) => context.subject } },
  });
  await apollo.start();
  scope.addHook('onClose', () => apollo.stop());
  await scope.register(fastifyApollo(apollo), {
    path: '/graphql',
    method: 'POST',
    context: (request) => Promise.resolve({ subject: request.principal?.subject ?? null, id: request.id }),
  });
}

async function start(overrides: Partial<HttpServerOptions> = {}): Promise<HttpServer> {
  const server = await createHttpServer({
    requestBodyBytesMax: 1_000,
    corsOrigins: ['https://portal.example.com'],
    logger,
    authenticate: (authorization) => Promise.resolve(authorization === 'Bearer good' ? anna : null),
    registerGraphql: registerEcho,
    checkReady: () => Promise.resolve({ ready: true, subgraphs: { crm: 'up' } }),
    ...overrides,
  });
  servers.push(server);
  return server;
}

const ask = (server: HttpServer, headers: Record<string, string> = {}, payload: unknown = { query: '{ subject }' }) =>
  server.fastify.inject({
    method: 'POST',
    url: '/graphql',
    headers: { 'content-type': 'application/json', authorization: 'Bearer good', ...headers },
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
  });

/** Sends bytes as they are and collects what comes back until the server closes the connection. */
function sendRaw(port: number, write: (send: (text: string) => void) => void): Promise<{ text: string; tookMs: number }> {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    let text = '';
    const socket = connect(port, '127.0.0.1', () => {
      write((part) => socket.write(part));
    });
    socket.on('data', (chunk) => (text += String(chunk)));
    socket.on('close', () => resolve({ text, tookMs: performance.now() - startedAt }));
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') reject(error);
    });
  });
}

async function listen(server: HttpServer): Promise<number> {
  await server.listen({ host: '127.0.0.1', port: 0 });
  return (server.fastify.server.address() as AddressInfo).port;
}

describe('POST /graphql', () => {
  it('answers a caller who is signed in', async () => {
    const answer = await ask(await start());
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({ data: { subject: 'anna' } });
  });

  it('gives everybody else the same 401', async () => {
    const server = await start();
    const answers = await Promise.all([
      server.fastify.inject({ method: 'POST', url: '/graphql' }),
      ...['', 'Bearer', 'Bearer bad', 'Basic good', 'bearer  '].map((authorization) => ask(server, { authorization })),
      ask(server, { authorization: 'Bearer bad' }, 'not json'),
      ask(server, { authorization: 'Bearer bad' }, 'x'.repeat(2_000)),
    ]);
    for (const answer of answers) {
      expect(answer.statusCode).toBe(401);
      expect(answer.headers['www-authenticate']).toBe('Bearer');
      expect(answer.body).toBe(answers[0].body);
    }
    expect(answers[0].json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  });

  it('refuses a request with two authorization headers', async () => {
    const port = await listen(await start());
    const body = '{"query":"{ subject }"}';
    const { text } = await sendRaw(port, (send) =>
      send(
        `POST /graphql HTTP/1.1\r\nhost: x\r\nconnection: close\r\nauthorization: Bearer good\r\nauthorization: Bearer bad\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
      ),
    );
    expect(text).toMatch(/^HTTP\/1\.1 401 /);
  });

  it('says 503, and not 401, when the identity provider cannot be asked', async () => {
    const server = await start({
      authenticate: () => Promise.reject(new AppError('UPSTREAM_UNAVAILABLE', 'The identity provider cannot be reached.')),
    });
    const answer = await ask(server);
    expect(answer.statusCode).toBe(503);
    expect(answer.headers['retry-after']).toBe('30');
    expect(answer.json()).toMatchObject({ errors: [{ extensions: { code: 'UPSTREAM_UNAVAILABLE' } }] });
  });

  it('says nothing of an error that nobody foresaw', async () => {
    const server = await start({ authenticate: () => Promise.reject(new Error('secret')) });
    const answer = await ask(server);
    expect(answer.statusCode).toBe(500);
    expect(answer.json()).toEqual({
      errors: [{ message: 'Something went wrong.', extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
    });
  });

  it('takes a body up to the limit and none longer', async () => {
    const server = await start();
    const body = (length: number) => `{"query":"{ subject }"${' '.repeat(length - 23)}}`;
    expect((await ask(server, {}, body(1_000))).statusCode).toBe(200);
    const answer = await ask(server, {}, body(1_001));
    expect(answer.statusCode).toBe(413);
    expect(answer.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  });

  it.each(['gzip', 'br', 'deflate', 'gzip, identity'])('refuses a body with the content encoding %s', async (encoding) => {
    expect((await ask(await start(), { 'content-encoding': encoding })).statusCode).toBe(415);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/graphql'])(
    'refuses a body of type %s',
    async (type) => {
      expect((await ask(await start(), { 'content-type': type })).statusCode).toBe(415);
    },
  );

  it('does not repeat a body that is not JSON', async () => {
    const answer = await ask(await start(), {}, '{"secret');
    expect(answer.statusCode).toBe(400);
    expect(answer.body).not.toContain('secret');
  });

  it('answers callers from a loopback name only, when nobody signs in', async () => {
    const server = await start({ authenticate: null });
    for (const [host, status] of Object.entries({
      'localhost:4000': 200,
      '127.0.0.1:4000': 200,
      'evil.example.com': 403,
      '127.0.0.1.evil.example.com': 403,
    })) {
      expect([host, (await ask(server, { host })).statusCode]).toEqual([host, status]);
    }
  });
});

describe('every answer', () => {
  it.each([
    ['GET', '/nothing', 404, undefined],
    ['GET', '/graphql', 405, 'POST'],
    ['PUT', '/graphql?query=x', 405, 'POST'],
    ['POST', '/health', 405, 'GET'],
    ['GET', '/health', 200, undefined],
    ['GET', '/%', 400, undefined],
  ] as const)('to %s %s is JSON with %i', async (method, url, status, allow) => {
    const answer = await (await start()).fastify.inject({ method, url });
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
    expect(answer.headers.allow).toBe(allow);
    expect(answer.body).not.toMatch(/fastify|FST_/i);
  });

  it('carries the security headers and no name of a server', async () => {
    const server = await start();
    const answers = [await ask(server), await ask(server, { authorization: '' }), await server.fastify.inject('/nothing')];
    for (const { headers } of answers) {
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
      });
      expect(headers.server).toBeUndefined();
      expect(headers['x-powered-by']).toBeUndefined();
    }
  });

  it('carries the request id that came, when it is well formed, and a new one else', async () => {
    const server = await start();
    const idFor = async (id: string) => (await ask(server, { 'x-request-id': id })).headers['x-request-id'];
    expect(await idFor('proxy-1.a_B')).toBe('proxy-1.a_B');
    expect(await idFor('a'.repeat(64))).toBe('a'.repeat(64));
    for (const id of ['', 'a'.repeat(65), 'a b', 'a\tb', '{"level":60}', '<x>']) {
      expect(await idFor(id)).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    }
  });
});

describe('reportAnswer', () => {
  it('is told of the route and the status, and never of an address that a caller made up', async () => {
    const answers: string[] = [];
    const server = await start({ reportAnswer: ({ route, status }) => answers.push(`${route} ${status}`) });
    await ask(server);
    await ask(server, { authorization: 'Bearer bad' });
    await server.fastify.inject('/made-up');
    expect(answers).toEqual(['/graphql 200', '/graphql 401', 'none 404']);
  });
});

describe('pages of other origins', () => {
  it('may call when their origin is on the list', async () => {
    const server = await start();
    const preflight = await server.fastify.inject({
      method: 'OPTIONS',
      url: '/graphql',
      headers: { origin: 'https://portal.example.com', 'access-control-request-method': 'POST' },
    });
    expect(preflight.statusCode).toBe(204);
    expect(preflight.headers).toMatchObject({
      'access-control-allow-origin': 'https://portal.example.com',
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'authorization, content-type, x-request-id',
      vary: 'Origin',
    });
    expect(preflight.headers['access-control-allow-credentials']).toBeUndefined();
    const answer = await ask(server, { origin: 'https://portal.example.com' });
    expect(answer.headers['access-control-allow-origin']).toBe('https://portal.example.com');
    const refused = await ask(server, { origin: 'https://portal.example.com', authorization: 'Bearer bad' });
    expect(refused.headers['access-control-allow-origin']).toBe('https://portal.example.com');
  });

  it.each(['https://evil.example.com', 'https://portal.example.com.evil.example.com', 'http://portal.example.com', 'null'])(
    'may not call from %s',
    async (origin) => {
      const server = await start();
      const preflight = await server.fastify.inject({
        method: 'OPTIONS',
        url: '/graphql',
        headers: { origin, 'access-control-request-method': 'POST' },
      });
      for (const { headers } of [preflight, await ask(server, { origin })]) {
        expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
      }
    },
  );
});

describe('/ready', () => {
  it('says which subgraphs are up', async () => {
    const up = await (await start()).fastify.inject('/ready');
    expect([up.statusCode, up.json()]).toEqual([200, { status: 'ready', subgraphs: { crm: 'up' } }]);
    const server = await start({ checkReady: () => Promise.resolve({ ready: false, subgraphs: { crm: 'down' } }) });
    const down = await server.fastify.inject('/ready');
    expect([down.statusCode, down.json()]).toEqual([503, { status: 'not ready', subgraphs: { crm: 'down' } }]);
  });
});

describe('connections', () => {
  it('of slow peers are closed within 8 seconds', async () => {
    const port = await listen(await start());
    const head = 'POST /graphql HTTP/1.1\r\nhost: x\r\nauthorization: Bearer good\r\ncontent-type: application/json\r\n';
    const slow: Record<string, (send: (text: string) => void) => void> = {
      'sends nothing': () => undefined,
      'never ends its headers': (send) => send(head),
      'sends its headers a byte at a time': (send) => {
        send(`${head}x: `);
        setInterval(() => send('x'), 500).unref();
      },
      'never ends its body': (send) => send(`${head}content-length: 100\r\n\r\n{`),
    };
    const closed = Object.entries(slow).map(async ([what, write]) => ({ what, ...(await sendRaw(port, write)) }));
    for (const { what, tookMs } of await Promise.all(closed)) {
      expect([what, tookMs < 8_000]).toEqual([what, true]);
    }
  });

  it('are drained: what is under way is answered, and nobody new is taken', async () => {
    let finish: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let began: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => {
      began = resolve;
    });
    const server = await start({
      authenticate: async () => {
        began();
        await held;
        return anna;
      },
    });
    const port = await listen(server);
    const running = fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer good' },
      body: '{"query":"{ subject }"}',
    });
    await begun;
    const startedAt = performance.now();
    const closed = server.close();
    await expect(fetch(`http://127.0.0.1:${port}/health`)).rejects.toThrow();
    finish();
    const answer = await running;
    expect(await answer.json()).toEqual({ data: { subject: 'anna' } });
    expect(answer.headers.get('connection')).toBe('close');
    await closed;
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});
