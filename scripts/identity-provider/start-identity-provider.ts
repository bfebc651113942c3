import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Provider, errors, interactionPolicy } from 'oidc-provider';
import { isLoopbackHost } from '../../gateway/http/loopback.ts';
import type { ContactSource } from './contact-role.ts';
import { oidcConfiguration } from './oidc-configuration.ts';
import { contentSecurityPolicy, messagePage, signInPage } from './pages.ts';
import type { Person } from './person.ts';
import { readSigningKey, signAccessToken, writeSettings } from './signing-key.ts';

/**
 * The identity provider of a business, in small: OpenID Connect with real signatures, for `npm start` and for tests.
 *
 * It lets anybody be anybody, which is right on one's own machine and nowhere else. So it listens on loopback only, and answers
 * requests only that name it by its own address: a web page that makes its own host name point to this machine (DNS rebinding)
 * would otherwise sign in from within the browser.
 */
export interface IdentityProvider {
  readonly issuer: string;
  readonly jwksUri: string;
  /**
   * An access token as the token endpoint hands it out; `ttl` in seconds, an hour unless said otherwise. `clients` binds a partner's token
   * to those that it names.
   */
  issueToken(subject: string, options?: { ttl?: number; clients?: readonly [string, ...string[]] }): Promise<string>;
  stop(): Promise<void>;
}

export interface IdentityProviderOptions {
  /** A loopback address. */
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** What `aud` says in access tokens: the API's name. */
  readonly audience: string;
  readonly playgroundRedirectUris: readonly string[];
  /** Made when it is missing; holds the signing key (`keys.json`), and the issuer and the partners' secrets (`settings.json`). */
  readonly directory: string;
  readonly people: readonly Person[];
  /** The CRM that says which role a contact has; without one it is the role of `people`. */
  readonly contacts?: ContactSource;
  /** Told about what should not have happened within the provider. */
  readonly onError?: (error: unknown) => void;
}

const formBytesMax = 4_096;

export async function startIdentityProvider(options: IdentityProviderOptions): Promise<IdentityProvider> {
  const { host, people, audience } = options;
  if (!isLoopbackHost(host)) {
    throw new Error(`The development sign-in lets anybody be anybody: it listens on a loopback address only, not on ${host}.`);
  }
  const [library, key] = await Promise.all([loadLibrary(), readSigningKey(options.directory)]);

  // The issuer's address has the port in it, so the port must be known before there is a provider.
  let handle: (request: IncomingMessage, response: ServerResponse) => void = (_, response) => response.writeHead(503).end();
  const server = createServer((request, response) => handle(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, host, resolve);
  });
  const authority = `${host.includes(':') ? `[${host}]` : host}:${(server.address() as AddressInfo).port}`;
  const issuer = `http://${authority}`;
  const settings = writeSettings(options.directory, {
    issuer,
    audience,
    contacts: options.contacts ?? null,
    partners: people.filter(({ kind }) => kind === 'partner').map(({ subject }) => subject),
  });

  const policy = library.interactionPolicy.base();
  policy.remove('consent');
  const provider = new library.Provider(
    issuer,
    oidcConfiguration({
      audience,
      playgroundRedirectUris: options.playgroundRedirectUris,
      people,
      contacts: settings.contacts ?? null,
      partnerSecrets: settings.partnerSecrets,
      key,
      signInPath: (id) => `/sign-in/${id}`,
      interactionPolicy: policy,
      InvalidTarget: library.errors.InvalidTarget,
    }),
  );
  provider.on('server_error', (_context, error) => options.onError?.(error));

  const answerOther = provider.callback();
  const contentPolicy = contentSecurityPolicy([...new Set(options.playgroundRedirectUris.map((uri) => new URL(uri).origin))]);
  handle = (request, response) => {
    if (request.headers.host !== authority) {
      response.writeHead(421, { 'content-type': 'text/plain' }).end(`This is ${issuer}.\n`);
      return;
    }
    response.setHeader('content-security-policy', contentPolicy);
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('referrer-policy', 'no-referrer');
    const id = /^\/sign-in\/([\w-]+)$/.exec(request.url ?? '')?.[1];
    if (id === undefined) void answerOther(request, response);
    else void answerSignIn(provider, people, id, request, response);
  };

  return {
    issuer,
    jwksUri: `${issuer}/jwks`,
    issueToken(subject, tokenOptions) {
      const person = people.find((candidate) => candidate.subject === subject);
      if (!person) throw new Error(`There is nobody by the name ${subject}.`);
      const { clients, ...options } = tokenOptions ?? {};
      const bound = clients && { ...person, memberships: clients.map((client) => ({ client, role: null })) };
      return signAccessToken(key, settings, bound ?? person, options);
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answerSignIn(
  provider: Provider,
  people: readonly Person[],
  id: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    // Reads the cookie that the authorization endpoint has set for this one sign-in.
    const { uid } = await provider.interactionDetails(request, response);
    if (uid !== id) throw new Error('the cookie is of another sign-in');
    if (request.method !== 'POST') {
      sendPage(response, 200, signInPage(people, `/sign-in/${id}`));
      return;
    }
    const chosen = new URLSearchParams(await readBody(request)).get('person');
    const person = people.find(({ subject, kind }) => subject === chosen && kind !== 'partner');
    if (!person) {
      sendPage(response, 400, messagePage('Nobody by that name', 'Go back and choose one of the people on the page.'));
      return;
    }
    await provider.interactionFinished(
      request,
      response,
      { login: { accountId: person.subject } },
      { mergeWithLastSubmission: false },
    );
  } catch {
    if (!response.headersSent) {
      sendPage(
        response,
        400,
        messagePage('This sign-in has ended', 'Go back to the application and sign in from there once more.'),
      );
    }
  }
}

function sendPage(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }).end(html);
}

async function readBody(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > formBytesMax) throw new Error('the form is too long');
  }
  return text;
}

/**
 * The library is loaded when a provider starts and not before: a tenth of a second that the tests of everything else need not
 * spend. It is written for Node 22, of whose novelties it uses one: `URL.parse`. On Node 20 that is filled in here, and the
 * library's entry file, which does nothing more than print a warning on Node 20, is passed by.
 */
async function loadLibrary(): Promise<Library> {
  (URL as unknown as { parse: unknown }).parse ??= (address: string, base?: string): URL | null => {
    try {
      return new URL(address, base);
    } catch {
      return null;
    }
  };
  const files = ['provider.js', 'helpers/interaction_policy/index.js', 'helpers/errors.js'];
  const [main, policy, failures] = (await Promise.all(files.map((file) => import(`oidc-provider/lib/${file}`)))) as [
    Pick<Library, 'Provider'>,
    Library['interactionPolicy'],
    Library['errors'],
  ];
  return { Provider: main.Provider, interactionPolicy: policy, errors: failures };
}

interface Library {
  readonly Provider: typeof Provider;
  readonly interactionPolicy: typeof interactionPolicy;
  readonly errors: typeof errors;
}
