import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AppError } from '../../schema/contract/app-error.ts';
import { createHttpClient } from './http-client.ts';
import type { HttpClient, HttpClientOptions, HttpRequest } from './http-client.ts';

type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void;

/** What the system that is asked answers, one entry for each request; the last one stands for all that follow. */
let answers: Answer[];
let received: { method: string | undefined; url: string | undefined; headers: IncomingMessage['headers']; body: string }[];
let server: Server;
let baseUrl: string;
const clients: HttpClient[] = [];

beforeEach(async () => {
  answers = [];
  received = [];
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      received.push({ method: request.method, url: request.url, headers: request.headers, body });
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      answer?.(request, response, body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/api`;
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await Promise.all(clients.splice(0).map((client) => client.close()));
});

function client(options: Partial<HttpClientOptions> = {}): HttpClient {
  const made = createHttpClient({ system: 'The CRM', baseUrl, headers: { authorization: 'token secret' }, ...options });
  clients.push(made);
  return made;
}

function status(code: number, body = '{}', headers: Record<string, string> = {}): Answer {
  return (_request, response) => response.writeHead(code, headers).end(body);
}

const ok = status(200, '{"name":"Acme"}');
const reset: Answer = (request) => request.socket.resetAndDestroy();
const silence: Answer = () => undefined;
const read: HttpRequest = { path: '/clients' };
const write: HttpRequest = { path: '/clients', method: 'POST', body: { json: { name: 'Acme' } } };

async function failureOf(promise: Promise<unknown>): Promise<AppError> {
  const error: unknown = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(AppError);
  return error as AppError;
}

describe('the HTTP client', () => {
  it('sends path, query, credentials and body, and parses the answer', async () => {
    answers = [ok];
    const answer = await client().send({ ...write, path: '/clients/a%2Fb', query: { page: 2, q: 'ä&=', left: undefined } });
    expect(answer.status).toBe(200);
    expect(answer.json()).toEqual({ name: 'Acme' });
    expect(received[0]).toMatchObject({
      method: 'POST',
      url: '/api/clients/a%2Fb?page=2&q=%C3%A4%26%3D',
      body: '{"name":"Acme"}',
    });
    expect(received[0]?.headers).toMatchObject({ authorization: 'token secret', 'content-type': 'application/json' });
  });

  it('sends a form as a form', async () => {
    answers = [ok];
    await client().send({ path: '/search', method: 'POST', body: { form: { query: 'id=1 OR id=2' } } });
    expect(received[0]?.body).toBe('query=id%3D1+OR+id%3D2');
    expect(received[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded');
  });

  it('asks for nothing packed, and never unpacks what comes packed all the same', async () => {
    answers = [(_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"bomb":true}'))];
    const answer = await client().send(read);
    expect(received[0]?.headers['accept-encoding']).toBe('identity');
    expect(answer.bytes).toEqual(gzipSync('{"bomb":true}'));
    expect(() => answer.json()).toThrow(AppError);
  });

  it.each([
    ['', ''],
    ['a page of HTML', '<html>Sign in</html>'],
    ['half an answer', '{"name":'],
  ])('takes %s for a broken contract when JSON is asked for', async (_case, body) => {
    answers = [status(200, body)];
    const answer = await client().send(read);
    expect(() => answer.json()).toThrow(expect.objectContaining({ code: 'UPSTREAM_CONTRACT' }));
  });

  it('follows no redirect: it would carry the credentials elsewhere', async () => {
    answers = [status(302, '', { location: '/elsewhere' })];
    expect((await failureOf(client().send(read))).code).toBe('UPSTREAM_CONTRACT');
    expect(received).toHaveLength(1);
  });
});

describe('the deadline', () => {
  it.each<[string, Answer]>([
    ['does not begin', silence],
    ['begins and does not end', (_request, response) => response.writeHead(200).write('{')],
  ])('ends a request whose answer %s', async (_case, answer) => {
    answers = [answer];
    const began = Date.now();
    const failure = await failureOf(client({ timeoutMs: 200 }).send(read));
    expect(failure).toMatchObject({ code: 'UPSTREAM_TIMEOUT', publicMessage: 'The CRM did not answer in time.' });
    expect(Date.now() - began).toBeLessThan(1_000);
    expect(received).toHaveLength(1);
  });

  it('covers all tries together', async () => {
    answers = [(_request, response) => setTimeout(() => response.writeHead(503).end(), 120)];
    const began = Date.now();
    const failure = await failureOf(client({ timeoutMs: 300, readTriesMax: 50 }).send(read));
    expect(['UPSTREAM_TIMEOUT', 'UPSTREAM_UNAVAILABLE']).toContain(failure.code);
    expect(Date.now() - began).toBeLessThan(900);
    expect(received.length).toBeLessThanOrEqual(3);
  });
});

describe('the size of an answer', () => {
  const sized = (bytes: number): Answer => status(200, JSON.stringify('x'.repeat(bytes - 2)));

  it('may be the limit itself', async () => {
    answers = [sized(1_000)];
    expect((await client({ bodyBytesMax: 1_000 }).send(read)).bytes).toHaveLength(1_000);
  });

  it('is refused one byte above, without another try', async () => {
    answers = [sized(1_001)];
    const failure = await failureOf(client({ bodyBytesMax: 1_000 }).send(read));
    expect(failure).toMatchObject({ code: 'UPSTREAM_CONTRACT', publicMessage: 'The CRM gave an answer that could not be read.' });
    expect(received).toHaveLength(1);
  });

  it('is cut off while it arrives, and does not have to be announced', async () => {
    let sent = 0;
    answers = [
      (_request, response) => {
        response.writeHead(200);
        const pour = setInterval(() => {
          sent += 64 * 1024;
          response.write(Buffer.alloc(64 * 1024));
        }, 1);
        response.on('close', () => clearInterval(pour));
      },
    ];
    expect((await failureOf(client({ bodyBytesMax: 200_000 }).send(read))).code).toBe('UPSTREAM_CONTRACT');
    expect(sent).toBeLessThan(4_000_000);
  });
});

describe('another try', () => {
  it.each<[string, Answer]>([
    ['429', status(429)],
    ['502', status(502)],
    ['503', status(503)],
    ['504', status(504)],
    ['a connection that was reset', reset],
  ])('is made for a read after %s', async (_case, answer) => {
    answers = [answer, answer, ok];
    expect((await client().send(read)).status).toBe(200);
    expect(received).toHaveLength(3);
  });

  it.each<[string, Answer]>([
    ['429', status(429)],
    ['503', status(503)],
    ['a connection that was reset', reset],
  ])('is not made for a write after %s', async (_case, answer) => {
    answers = [answer, ok];
    expect((await failureOf(client().send(write))).code).toBe('UPSTREAM_UNAVAILABLE');
    expect(received).toHaveLength(1);
  });

  it('is made for a POST that only reads, and not for a GET that writes', async () => {
    answers = [status(503), ok];
    expect((await client().send({ ...write, reads: true })).status).toBe(200);
    answers = [status(503), ok];
    expect((await failureOf(client().send({ ...read, reads: false }))).code).toBe('UPSTREAM_UNAVAILABLE');
  });

  it('ends after the third', async () => {
    answers = [status(503)];
    expect((await failureOf(client().send(read))).code).toBe('UPSTREAM_UNAVAILABLE');
    expect(received).toHaveLength(3);
  });

  it.each([400, 401, 403, 404, 409, 500])('is not made after %d', async (code) => {
    answers = [status(code), ok];
    await failureOf(client().send(read));
    expect(received).toHaveLength(1);
  });

  it('waits as long as the system wishes when that fits into the deadline', async () => {
    answers = [status(429, '', { 'retry-after': '1' }), ok];
    const began = Date.now();
    expect((await client({ timeoutMs: 3_000 }).send(read)).status).toBe(200);
    expect(Date.now() - began).toBeGreaterThanOrEqual(990);
  });

  it('is not made when the system wishes to be left alone beyond the deadline, and the failure comes at once', async () => {
    for (const wish of ['2', '86400', new Date(Date.now() + 60_000).toUTCString()]) {
      answers = [status(429, '', { 'retry-after': wish }), ok];
      received = [];
      const began = Date.now();
      expect((await failureOf(client({ timeoutMs: 1_500 }).send(read))).code).toBe('UPSTREAM_UNAVAILABLE');
      expect(Date.now() - began).toBeLessThan(500);
      expect(received).toHaveLength(1);
    }
  });

  it('is made soon when the wish cannot be read or lies in the past', async () => {
    for (const wish of ['soon', '-1', '', new Date(0).toUTCString()]) {
      answers = [status(429, '', { 'retry-after': wish }), ok];
      expect((await client().send(read)).status).toBe(200);
    }
  });
});

describe('a refusal', () => {
  it.each([
    [400, 'UPSTREAM_CONTRACT'],
    [401, 'UPSTREAM_UNAVAILABLE'],
    [403, 'UPSTREAM_UNAVAILABLE'],
    [404, 'UPSTREAM_CONTRACT'],
    [409, 'UPSTREAM_CONTRACT'],
    [412, 'UPSTREAM_CONTRACT'],
    [429, 'UPSTREAM_UNAVAILABLE'],
    [500, 'UPSTREAM_UNAVAILABLE'],
    [503, 'UPSTREAM_UNAVAILABLE'],
  ])('by %d is %s when nobody expects it, and says nothing of the answer', async (code, expected) => {
    answers = [status(code, '{"error":"table clients at 10.0.0.7"}')];
    const failure = await failureOf(client().send(write));
    expect(failure.code).toBe(expected);
    expect(failure.publicMessage).toMatch(/^The CRM (cannot be reached at the moment|gave an answer that could not be read)\.$/);
    expect((failure.cause as Error).message).toContain(String(code));
  });

  it.each([404, 409, 412, 503])('by %d reaches the caller that expects it, at once', async (code) => {
    answers = [status(code, '{"is":"expected"}')];
    const answer = await client().send({ ...read, expectedStatuses: [404, 409, 412, 503] });
    expect([answer.status, answer.json()]).toEqual([code, { is: 'expected' }]);
    expect(received).toHaveLength(1);
  });

  it('to connect at all is a system that cannot be reached', async () => {
    const nowhere = createHttpClient({ system: 'The CRM', baseUrl: 'http://127.0.0.1:1', readTriesMax: 2 });
    clients.push(nowhere);
    expect(await failureOf(nowhere.send(read))).toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
      publicMessage: 'The CRM cannot be reached at the moment.',
    });
  });
});
