import { readFile, readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import type { PlaygroundConfiguration } from './page/configuration.ts';

export interface PlaygroundOptions {
  readonly signIn: PlaygroundConfiguration['signIn'];
  /** Where the built page is; by default where `build.ts` puts it. */
  readonly directory?: string;
}

/**
 * The page at `/playground`, with everything that it loads below `/playground/assets`. It is read when it is first asked for:
 * while it has not been built yet, the page says so and looks again by itself.
 */
export function addPlayground(server: FastifyInstance, options: PlaygroundOptions): void {
  let files: Promise<ReadonlyMap<string, Asset>> | null = null;
  const load = () =>
    (files ??= readAssets(options.directory ?? builtPage()).catch(() => {
      files = null;
      return new Map<string, Asset>();
    }));
  const { signIn } = options;
  const html = pageOf({ signIn });
  const policy = contentSecurityPolicy(signIn?.issuer);

  server.get('/playground', async (_request, reply) => {
    const isBuilt = (await load()).size > 0;
    reply.type('text/html; charset=utf-8').header('content-security-policy', isBuilt ? policy : noticePolicy);
    return isBuilt ? reply.send(html) : reply.status(503).header('retry-after', '2').send(notBuilt);
  });

  server.get<{ Params: { file: string } }>('/playground/assets/:file', async (request, reply) => {
    // A look-up among the files that were read: what is asked for never becomes a path.
    const asset = (await load()).get(request.params.file);
    if (!asset) {
      reply.callNotFound();
      return reply;
    }
    // A worker has a policy of its own: the one that its script came with.
    reply
      .header('content-security-policy', policy)
      .header('cache-control', 'no-cache')
      .header('vary', 'accept-encoding')
      .header('etag', asset.etag);
    if (request.headers['if-none-match'] === asset.etag) return reply.status(304).send();
    reply.type(asset.type);
    if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(asset.plain);
    return reply.header('content-encoding', 'gzip').send(asset.zipped);
  });
}

interface Asset {
  readonly type: string;
  readonly etag: string;
  readonly plain: Buffer;
  readonly zipped: Buffer;
}

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.ttf': 'font/ttf',
};

async function readAssets(directory: string): Promise<ReadonlyMap<string, Asset>> {
  const builtFrom = await readFile(join(directory, 'built-from'), 'utf8');
  const names = (await readdir(directory)).filter((name) => extname(name) in types);
  const assets = names.map(async (name): Promise<[string, Asset]> => {
    const [plain, zipped] = await Promise.all([readFile(join(directory, name)), readFile(join(directory, `${name}.gz`))]);
    return [name, { type: types[extname(name)] ?? '', etag: `"${builtFrom.slice(0, 32)}"`, plain, zipped }];
  });
  return new Map(await Promise.all(assets));
}

/** `dist/playground`, seen from the source and from the built gateway in `dist/gateway/playground`. */
function builtPage(): string {
  const fromSource = import.meta.url.endsWith('.ts');
  return fileURLToPath(new URL(fromSource ? '../../dist/playground' : '../../playground', import.meta.url));
}

/**
 * Scripts, workers, styles and fonts from here alone; questions go to the gateway and, to sign in, to the identity provider. The
 * editor writes style attributes, which no hash can name. Nothing may frame the page.
 */
function contentSecurityPolicy(issuer: string | undefined): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self' data:",
    "img-src 'self' data:",
    `connect-src 'self'${issuer === undefined ? '' : ` ${new URL(issuer).origin}`}`,
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

const noticePolicy = "default-src 'none'; frame-ancestors 'none'";

function pageOf(configuration: PlaygroundConfiguration): string {
  const content = JSON.stringify(configuration).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="portal-configuration" content="${content}">
<title>Portal Graph playground</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/playground/assets/page.css">
</head>
<body>
<div id="playground"></div>
<script type="module" src="/playground/assets/page.js"></script>
</body>
</html>
`;
}

const notBuilt = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta http-equiv="refresh" content="2"><title>Portal Graph playground</title></head>
<body><p>The playground is not built yet. <code>npm start</code> builds it in a few seconds; elsewhere <code>npm run playground</code> does. This page looks again by itself.</p></body>
</html>
`;
