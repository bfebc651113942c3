import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../../../schema/contract/app-error.ts';
import type { Logger } from '../../../schema/contract/logger.ts';
import type { Holder, Revocations } from '../../kit/revocations.ts';
import { scopeOf } from '../../kit/scope.ts';
import type { Scope } from '../../kit/scope.ts';
import type { FileStore } from '../port.ts';
import { readByteRange } from './byte-range.ts';
import { contentDisposition, deliveredMediaType } from '../delivery-headers.ts';
import { holderOf } from '../link-holder.ts';
import { DOWNLOAD_PATH } from './download-links.ts';
import { readDownloadToken } from './download-token.ts';
import type { DownloadClaims } from './download-token.ts';

/**
 * `GET` and `HEAD /download/<token>`: the only route besides GraphQL that gives out anything of a client. The token is its identity
 * check. Whatever is wrong with it or with the file, the answer is one 404 with the same bytes.
 */
export function addDownloadRoute(
  server: FastifyInstance,
  options: {
    store: FileStore;
    secret: string;
    /** Null when nobody can be asked who lost access: then a link works until it expires. */
    revocations: Revocations | null;
    logger: Logger;
    now: () => Date;
  },
): void {
  const { store, secret, revocations, logger, now } = options;
  server.route<{ Params: { '*': string } }>({
    method: ['GET', 'HEAD'],
    // A wildcard, because a parameter may not be longer than 100 characters.
    url: `${DOWNLOAD_PATH}*`,
    handler: async (request, reply) => {
      const claims = readDownloadToken(secret, request.params['*'], now());
      if (!claims) return refuse(reply);
      const { clientId, documentId } = claims;
      try {
        const standing = revocations?.standingOf(holderOf(claims)) ?? 'good';
        if (standing === 'revoked') return await refuse(reply);
        if (standing === 'unknown') throw new AppError('UPSTREAM_UNAVAILABLE', 'Nobody can be asked who lost access.');
        return await deliver(request, reply, { claims, store, revocations });
      } catch (error) {
        // Nothing of what caused it: a store's errors name its keys, and the names of files are in them.
        const { name, code } = error as { name?: unknown; code?: unknown };
        logger.warn({ clientId, documentId, failure: String(name), code: String(code) }, 'a download failed');
        return withoutHeaders(reply)
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
  return withoutHeaders(reply).status(404).headers(closed).send('There is no such file, or the link has expired.\n');
}

/** What was said of the file before something went wrong: its name and its size among it. */
function withoutHeaders(reply: FastifyReply): FastifyReply {
  for (const name of Object.keys(reply.getHeaders())) reply.removeHeader(name);
  return reply;
}

async function deliver(
  request: FastifyRequest,
  reply: FastifyReply,
  { claims, store, revocations }: { claims: DownloadClaims; store: FileStore; revocations: Revocations | null },
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
  const content = await download.read(range === 'whole' ? undefined : range);
  const holder = holderOf(claims);
  // It may have happened since the link was looked at.
  if (revocations?.standingOf(holder) === 'revoked') {
    content.destroy();
    return refuse(reply);
  }
  if (revocations) cutWhenRevoked(content, revocations, holder);
  return reply.send(content);
}

/** Ends a download that is under way, with its connection, when its holder loses access. */
function cutWhenRevoked(content: Readable, revocations: Revocations, holder: Holder): void {
  const forget = revocations.onChange(() => {
    if (revocations.standingOf(holder) === 'revoked') content.destroy(new Error('the link was revoked'));
  });
  content.once('close', forget);
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
