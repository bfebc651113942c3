import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../../../schema/contract/app-error.ts';
import type { Logger } from '../../../schema/contract/logger.ts';
import type { Holder, Revocations } from '../revocations.ts';
import { scopeOf } from '../scope.ts';
import type { Scope } from '../scope.ts';
import { asClientId } from '../domain.ts';
import { readByteRange } from './byte-range.ts';
import { contentDisposition, deliveredMediaType } from './delivery-headers.ts';
import { holderOf } from './link-holder.ts';
import type { HolderClaims } from './link-holder.ts';

/** A file that may be handed out. */
export interface OpenFile {
  readonly name: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  /** Lower-case hexadecimal digits; null when it is not known. */
  readonly sha256: string | null;
  /** Both ends of a range count. */
  read(range?: { readonly start: number; readonly end: number }): Promise<Readable>;
}

export interface DownloadRouteOptions<Claims extends LinkClaims> {
  /** Ends with a slash; the token follows. */
  readonly path: string;
  /** What the token says; null when it is not good. */
  readonly readToken: (token: string) => Claims | null;
  /** Judges anew whether the holder may have the file; null when not, or when it is not there. */
  readonly open: (claims: Claims) => Promise<OpenFile | null>;
  /** What may be logged of it. No name of a file is among it. */
  readonly factsOf: (claims: Claims) => Readonly<Record<string, string>>;
  /** Null when nobody can be asked who lost access: then a link works until it expires. */
  readonly revocations: Revocations | null;
  readonly logger: Logger;
}

export type LinkClaims = HolderClaims & { readonly expires: number };

/**
 * `GET` and `HEAD <path><token>`: the only route besides GraphQL that gives out anything of a client. The token is its identity
 * check. Whatever is wrong with it or with the file, the answer is one 404 with the same bytes.
 */
export function addDownloadRoute<Claims extends LinkClaims>(
  server: FastifyInstance,
  options: DownloadRouteOptions<Claims>,
): void {
  const { path, readToken, open, factsOf, revocations, logger } = options;
  server.route<{ Params: { '*': string } }>({
    method: ['GET', 'HEAD'],
    // A wildcard, because a parameter may not be longer than 100 characters.
    url: `${path}*`,
    handler: async (request, reply) => {
      const claims = readToken(request.params['*']);
      if (!claims) return refuse(reply);
      try {
        const standing = revocations?.standingOf(holderOf(claims)) ?? 'good';
        if (standing === 'revoked') return await refuse(reply);
        if (standing === 'unknown') throw new AppError('UPSTREAM_UNAVAILABLE', 'Nobody can be asked who lost access.');
        const file = await open(claims);
        return await (file ? deliver(request, reply, { file, holder: holderOf(claims), revocations }) : refuse(reply));
      } catch (error) {
        // Nothing of what caused it: a store's errors name its keys, and the names of files are in them.
        const { name, code } = error as { name?: unknown; code?: unknown };
        logger.warn({ ...factsOf(claims), failure: String(name), code: String(code) }, 'a download failed');
        return withoutHeaders(reply)
          .status(error instanceof AppError ? 503 : 500)
          .headers(closed)
          .send('This file cannot be handed out at the moment.\n');
      }
    },
  });
}

/** The caller for whom the link was made, reaching this one client and nothing else. */
export function scopeOfHolder({ kind, subject, contactId, clientId, role, expires }: LinkClaims, scopes: string[]): Scope {
  return scopeOf({
    kind,
    subject,
    ...(contactId !== null && { contactId }),
    memberships: [{ clientId: asClientId(clientId), role }],
    scopes,
    expiresAt: expires,
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
  { file, holder, revocations }: { file: OpenFile; holder: Holder; revocations: Revocations | null },
): Promise<FastifyReply> {
  const { sizeBytes, sha256 } = file;
  const etag = sha256 === null ? null : `"${sha256}"`;
  const ifRange = request.headers['if-range'];
  const isSameVersion = ifRange === undefined || ifRange === etag;
  const range = isSameVersion ? readByteRange(request.headers.range, sizeBytes) : 'whole';
  void reply.headers({
    ...closed,
    'accept-ranges': 'bytes',
    'content-disposition': contentDisposition(file.name),
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
  void reply.headers({ 'content-type': deliveredMediaType(file.mediaType), 'content-length': String(end - start + 1) });
  if (request.method === 'HEAD' || sizeBytes === 0) return reply.send('');
  const content = await file.read(range === 'whole' ? undefined : range);
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
