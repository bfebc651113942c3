import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from '../../../schema/contract/logger.ts';
import type { Revocations } from '../revocations.ts';
import { holderOf } from './link-holder.ts';
import { partAt, partCountOf } from './parts.ts';
import type { Part } from './parts.ts';
import { readUploadToken } from './upload-token.ts';

export const UPLOAD_PATH = '/uploads/';

/** An announced file, as far as the way of its bytes goes. */
export interface OpenUpload {
  readonly id: string;
  readonly clientId: string;
  readonly sizeBytes: number;
  /** Of each part but the last, for a file that is sent in parts. */
  readonly partBytes?: number | null;
  readonly expiresAt: Date;
  /** What became of it; null while it can still be sent. */
  readonly completed: object | null;
}

/** Where the bytes go. */
export interface Receiver<Upload extends OpenUpload> {
  find(id: string): Promise<Upload | null>;
  /** Puts the content in the place of what arrived before. Nothing is left of one that breaks off or has another size. */
  receive(upload: Upload, content: Readable): Promise<ReceiveOutcome>;
  /** The same for one part. `md5` is what the sender says of it, in base64; null for nothing. */
  receivePart?(upload: Upload, part: Part, content: Readable, md5: string | null): Promise<ReceiveOutcome>;
}

/** `closed`: it is being completed, or is no longer there. */
export type ReceiveOutcome =
  | 'received'
  | 'wrong size'
  | 'closed'
  /** It is not what the sender says it is. */
  | 'corrupted'
  /** It was looked at and will not be taken; why, for whoever sent it. */
  | { readonly refused: string };

export interface UploadRouteOptions<Upload extends OpenUpload> {
  readonly uploads: Receiver<Upload>;
  readonly secret: string;
  /** Null when nobody can be asked who lost access: then an address works until it expires. */
  readonly revocations: Revocations | null;
  readonly logger: Logger;
  readonly now: () => Date;
  /** For the bytes of one file to arrive. */
  readonly transferMs?: number;
}

/**
 * `PUT /uploads/<token>` takes the bytes of an announced file, or of the part that the token names. The token is its identity check; whatever
 * is wrong with it, the answer is one 404. What is wrong with the content is said by whoever looks at it: here at once (422), or when the
 * upload is completed.
 */
export function addUploadRoute<Upload extends OpenUpload>(server: FastifyInstance, options: UploadRouteOptions<Upload>): void {
  const { uploads, secret, revocations, logger, now, transferMs = 600_000 } = options;
  const arriving = new Set<string>();

  async function take(request: FastifyRequest<{ Params: { '*': string } }>, reply: FastifyReply): Promise<FastifyReply> {
    const claims = readUploadToken(secret, request.params['*'], now());
    if (!claims) return refuse(request, reply, 404);
    const standing = revocations?.standingOf(holderOf(claims)) ?? 'good';
    if (standing !== 'good') return refuse(request, reply, standing === 'revoked' ? 404 : 503);
    const upload = await uploads.find(claims.uploadId);
    if (!upload || upload.completed || upload.clientId !== claims.clientId || upload.expiresAt <= now()) {
      return refuse(request, reply, 404);
    }
    const piece = pieceOf(upload, claims.part);
    if (!piece) return refuse(request, reply, 404);
    const { sizeBytes } = piece === 'whole' ? upload : piece;
    if (request.headers['content-length'] !== String(sizeBytes)) return refuse(request, reply, 413);
    const place = `${upload.id} ${piece === 'whole' ? piece : String(piece.number)}`;
    if (arriving.has(place)) return refuse(request, reply, 409);
    arriving.add(place);
    const { raw } = request;
    const deadline = setTimeout(() => raw.destroy(new Error('the upload took too long')), transferMs);
    const forget = revocations?.onChange(() => {
      if (revocations.standingOf(holderOf(claims)) === 'revoked') raw.destroy(new Error('the upload was revoked'));
    });
    try {
      const outcome = piece === 'whole' ? await uploads.receive(upload, raw) : await receivePart(upload, piece, raw);
      if (typeof outcome === 'object') {
        return await reply.status(422).headers(closed).type('text/plain; charset=utf-8').send(`${outcome.refused}\n`);
      }
      if (outcome !== 'received') return await refuse(request, reply, statuses[outcome]);
      return await reply.status(204).headers(closed).send();
    } finally {
      clearTimeout(deadline);
      forget?.();
      arriving.delete(place);
    }
  }

  async function receivePart(upload: Upload, part: Part, raw: FastifyRequest['raw']): Promise<ReceiveOutcome> {
    const md5 = raw.headers['content-md5'];
    return (await uploads.receivePart?.(upload, part, raw, typeof md5 === 'string' ? md5 : null)) ?? 'closed';
  }

  // Apart from the rest of the server: here a body is what it is, and never parsed.
  void server.register((part, _options, done) => {
    part.removeAllContentTypeParsers();
    part.addContentTypeParser('*', (_request, _payload, parsed) => parsed(null));
    part.put<{ Params: { '*': string } }>(`${UPLOAD_PATH}*`, async (request, reply) => {
      try {
        return await take(request, reply);
      } catch (error) {
        const { name, code } = error as { name?: unknown; code?: unknown };
        logger.warn({ failure: String(name), code: String(code) }, 'an upload failed');
        return refuse(request, reply, 503);
      }
    });
    // A browser asks before it sends something to another origin. The address itself is the secret, so every page may use it.
    part.options(`${UPLOAD_PATH}*`, (_request, reply) =>
      reply
        .status(204)
        .headers({
          ...closed,
          'access-control-allow-methods': 'PUT',
          'access-control-allow-headers': 'content-type, content-md5',
          'access-control-max-age': '600',
        })
        .send(),
    );
    done();
  });
}

/** A file that goes in parts has no address for the whole, and one in one piece none for a part. */
function pieceOf(upload: OpenUpload, part: number | undefined): Part | 'whole' | null {
  if (part !== undefined) return partAt(upload, part);
  return partCountOf(upload) === 0 ? 'whole' : null;
}

const closed = {
  'access-control-allow-origin': '*',
  'cache-control': 'private, no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

const statuses = { closed: 409, corrupted: 400, 'wrong size': 413 } as const;

const words = {
  400: 'What arrived is not what was sent: the Content-MD5 is another.\n',
  404: 'There is no such upload, or its address has expired.\n',
  409: 'This upload is being received or completed already.\n',
  413: 'The size is not the one that was announced.\n',
  503: 'Files cannot be taken at the moment.\n',
} as const;

function refuse(request: FastifyRequest, reply: FastifyReply, status: keyof typeof words): FastifyReply {
  // What was not read is not waited for.
  if (!request.raw.complete) void reply.header('connection', 'close');
  return reply.status(status).headers(closed).type('text/plain; charset=utf-8').send(words[status]);
}
