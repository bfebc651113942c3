import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../../../schema/contract/app-error.ts';
import type { Logger } from '../../../schema/contract/logger.ts';
import { scopeOf } from '../../kit/scope.ts';
import type { Scope } from '../../kit/scope.ts';
import type { FileStore } from '../port.ts';
import { readByteRange } from './byte-range.ts';
import { contentDisposition, deliveredMediaType } from '../delivery-headers.ts';
import { DOWNLOAD_PATH } from './download-links.ts';
import { readDownloadToken } from './download-token.ts';
import type { DownloadClaims } from './download-token.ts';

/**
 * `GET` and `HEAD /download/<token>`: the only route besides GraphQL that gives out anything of a client. The token is its identity
 * check. Whatever is wrong with it or with the file, the answer is one 404 with the same bytes.
 */
export function addDownloadRoute(
  server: FastifyInstance,
  options: { store: FileStore; secret: string; logger: Logger; now: () => Date },
): void {
  const { store, secret, logger, now } = options;
  server.route<{ Params: { '*': string } }>({
    method: ['GET', 'HEAD'],
    // A wildcard, because a parameter may not be longer than 100 characters.
    url: `${DOWNLOAD_PATH}*`,
    handler: async (request, reply) => {
      const claims = readDownloadToken(secret, request.params['*'], now());
      if (!claims) return refuse(reply);
      try {
        return await deliver(request, reply, claims, store);
      } catch (error) {
        logger.warn({ err: error, clientId: claims.clientId, documentId: claims.documentId }, 'a download failed');
        return reply
          .status(error instanceof AppError ? 503 : 500)
          .headers(closed)
          .send('This file cannot be handed out at the moment.\n');
      }
    },
  });
}

/** Of every answer of this route: nothing is kept, sniffed, run, or told to another site. */
const closed = {
  'cache-control': 'private, no-store',
  'content-security-policy': "sandbox; default-src 'none'",
  'content-type': 'text/plain; charset=utf-8',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

function refuse(reply: FastifyReply): FastifyReply {
  return reply.status(404).headers(closed).send('There is no such file, or the link has expired.\n');
}

async function deliver(
  request: FastifyRequest,
  reply: FastifyReply,
  claims: DownloadClaims,
  store: FileStore,
): Promise<FastifyReply> {
  const download = await store.openDownload(scopeOfClaims(claims), { documentId: claims.documentId, version: claims.version });
  if (!download) return refuse(reply);
  const { sizeBytes, sha256 } = download;
  const etag = sha256 === null ? null : `"${sha256}"`;
  const ifRange = request.headers['if-range'];
  const isSameVersion = ifRange === undefined || ifRange === etag;
  const range = isSameVersion ? readByteRange(request.headers.range, sizeBytes) : 'whole';
  void reply.headers({
    ...closed,
    'accept-ranges': 'bytes',
    'content-disposition': contentDisposition(download.name),
    ...(etag !== null && { etag }),
  });
  if (range === 'unsatisfiable') {
    return reply
      .status(416)
      .header('content-range', `bytes */${String(sizeBytes)}`)
      .send('');
  }
  const { start, end } = range === 'whole' ? { start: 0, end: sizeBytes - 1 } : range;
  if (range !== 'whole') {
    void reply.status(206).header('content-range', `bytes ${String(start)}-${String(end)}/${String(sizeBytes)}`);
  }
  void reply.headers({ 'content-type': deliveredMediaType(download.mediaType), 'content-length': String(end - start + 1) });
  if (request.method === 'HEAD' || sizeBytes === 0) return reply.send('');
  return reply.send(await download.read(range === 'whole' ? undefined : range));
}

/** The caller for whom the link was made, reaching this one client and nothing else. */
function scopeOfClaims({ kind, subject, contactId, clientId, role, expires }: DownloadClaims): Scope {
  return scopeOf({
    kind,
    subject,
    ...(contactId !== null && { contactId }),
    memberships: [{ clientId, role }],
    scopes: ['documents:read'],
    expiresAt: expires,
  });
}
