import { describe, expect, it } from '@jest/globals';
import Fastify from 'fastify';
import { documentId, withTrustedDocuments } from '../trusted-documents/trusted-documents.ts';
import { trustModes } from '../trusted-documents/trust-mode.ts';
import type { TrustMode } from '../trusted-documents/trust-mode.ts';
import { trustDocuments } from './trust-documents.ts';

const trusted = 'query Trusted { a }';
const id = documentId(trusted);
const documents = new Map([[id, trusted]]);
const persisted = (sha256Hash: string) => ({ persistedQuery: { version: 1, sha256Hash } });

/** What gets past: the body or the address as Apollo Server would read it, or the code of the refusal. */
async function send(mode: TrustMode, request: { body?: unknown; query?: Record<string, string> }): Promise<unknown> {
  const server = Fastify();
  server.decorateRequest('principal', null);
  server.addHook('preHandler', trustDocuments({ modeOf: () => mode, documentOf: (one) => documents.get(one), idOf: documentId }));
  server.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    handler: ({ method, body, query }) => (method === 'GET' ? query : body),
  });
  const { body, query = {} } = request;
  const method = body === undefined ? 'GET' : 'POST';
  const answer = await server.inject({ method, url: '/graphql', query, ...(body !== undefined && { payload: body as object }) });
  const json = answer.json<{ errors?: { extensions: { code: string } }[] }>();
  return answer.statusCode === 200 ? json : [answer.statusCode, json.errors?.[0]?.extensions.code];
}

const refused = [400, 'DOCUMENT_NOT_TRUSTED'];

describe('trusted documents', () => {
  it.each(['allow', 'required'] as const)('are asked for by their id, when they are allowed (%s)', async (mode) => {
    for (const documentId of [id, `sha256:${id}`])
      expect(await send(mode, { body: { documentId, variables: { a: 1 } } })).toEqual({ query: trusted, variables: { a: 1 } });
    expect(await send(mode, { body: { documentId: 'x' } })).toEqual(refused);
    expect(await send(mode, { body: [{ documentId: id }] })).toEqual([{ query: trusted }]);
  });

  it('leave others alone, where they are not required', async () => {
    for (const mode of ['off', 'allow'] as const) {
      for (const body of [{ query: '{ b }' }, { extensions: persisted('x') }]) expect(await send(mode, { body })).toEqual(body);
      expect(await send(mode, { query: { query: '{ b }' } })).toEqual({ query: '{ b }' });
    }
    expect(await send('off', { body: { documentId: id } })).toEqual({ documentId: id });
  });

  it.each<[string, { body?: unknown; query?: Record<string, string> }]>([
    ['another text', { body: { query: '{ b }' } }],
    ['the same text with a blank more', { body: { query: `${trusted} ` } }],
    ['another text beside an id', { body: { query: '{ b }', documentId: id } }],
    ['another text beside a hash', { body: { query: '{ b }', extensions: persisted(id) } }],
    ['an empty text', { body: { query: '', documentId: id } }],
    ['a hash of something that was registered', { body: { extensions: persisted('x') } }],
    ['one of two in a batch', { body: [{ query: trusted }, { query: '{ b }' }] }],
    ['something that is no operation', { body: ['{ b }'] }],
    ['a text in the address', { query: { query: '{ b }' } }],
    ['an id in the address', { query: { documentId: id } }],
    ['a hash in the address', { query: { extensions: JSON.stringify(persisted('x')) } }],
    ['extensions that are not JSON', { query: { extensions: '{' } }],
  ])('are all that is answered, where they are required: not %s', async (_case, request) => {
    expect(await send('required', request)).toEqual(refused);
  });

  it('are answered where they are required, by text and by hash', async () => {
    for (const body of [{ query: trusted }, { extensions: persisted(id) }, { query: trusted, extensions: persisted(id) }])
      expect(await send('required', { body })).toEqual(body);
    const query = { extensions: JSON.stringify(persisted(id)) };
    expect(await send('required', { query })).toEqual(query);
  });

  it('are known to automatic persisted queries, before what anybody registered', async () => {
    const cache = {
      get: (key: string) => Promise.resolve(`registered as ${key}`),
      set: () => Promise.resolve(),
      delete: () => Promise.resolve(true),
    };
    expect(await withTrustedDocuments(cache, documents).get(`partner:apq:${id}`)).toBe(trusted);
    expect(await withTrustedDocuments(cache, documents).get('partner:apq:x')).toBe('registered as partner:apq:x');
  });

  it('are switched for each audience', () => {
    expect(trustModes().parse('required')).toEqual({ client: 'required', partner: 'required', staff: 'required' });
    expect(trustModes().parse('partner=required, staff=off')).toEqual({ client: 'allow', partner: 'required', staff: 'off' });
    for (const text of ['', 'yes', 'partner=yes', 'nobody=off', 'a=b=c'])
      expect(trustModes().safeParse(text).success).toBe(false);
  });
});
