import type { PlaygroundConfiguration } from './configuration.ts';

/**
 * Signing in from a page: authorization code with PKCE (RFC 7636, and RFC 9700 for pages), at the issuer that the gateway's
 * configuration names. The token is in `sessionStorage`: gone with the tab, and not shared with other tabs. It is not in a
 * cookie, so no other page can make the browser send it.
 */
export interface SignIn {
  /** The session that stands, or null when there is none or its token has run out. */
  session(): Session | null;
  /** Leaves the page for the identity provider. `choosePerson` asks who it is, even when somebody is signed in there. */
  begin(options?: { choosePerson?: boolean }): Promise<void>;
  /** When the address is what the identity provider led back to: ends the sign-in. Throws an Error whose message is for people. */
  complete(): Promise<void>;
  /** Forgets the token, here and, when it offers that, at the identity provider. */
  end(): Promise<void>;
}

export interface Session {
  readonly accessToken: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** The parts of a browser that are used. */
export interface Browser {
  readonly storage: {
    getItem(name: string): string | null;
    setItem(name: string, value: string): void;
    removeItem(name: string): void;
  };
  readonly fetch: typeof fetch;
  /** The address of the page, query included. */
  readonly address: () => string;
  /** Goes to another page. */
  readonly leaveFor: (address: string) => void;
  /** Changes the address without loading anything. */
  readonly replaceAddress: (address: string) => void;
  readonly now: () => number;
}

interface Provider {
  readonly issuer: string;
  readonly authorization_endpoint: string;
  readonly token_endpoint: string;
  readonly end_session_endpoint?: string;
}

const SESSION = 'portal.playground.session';
const UNDER_WAY = 'portal.playground.sign-in';

export function createSignIn(options: NonNullable<PlaygroundConfiguration['signIn']>, browser: Browser): SignIn {
  const { storage } = browser;
  const pageAddress = () => {
    const { origin, pathname } = new URL(browser.address());
    return `${origin}${pathname}`;
  };

  async function discover(): Promise<Provider> {
    const issuer = options.issuer.replace(/\/$/, '');
    const answer = await browser.fetch(`${issuer}/.well-known/openid-configuration`).catch(() => null);
    if (!answer?.ok) throw new Error('The identity provider cannot be reached.');
    const provider = (await answer.json()) as Provider;
    // Else a token meant for one issuer could be asked of another (RFC 9207).
    if (provider.issuer !== options.issuer) throw new Error('The identity provider calls itself by another name.');
    return provider;
  }

  return {
    session() {
      const session = read(storage.getItem(SESSION)) as Session | null;
      return session && browser.now() < session.expiresAt ? session : null;
    },

    async begin({ choosePerson = false } = {}) {
      const provider = await discover();
      const [state, verifier] = [randomText(), randomText()];
      storage.removeItem(SESSION);
      storage.setItem(UNDER_WAY, JSON.stringify({ state, verifier }));
      const address = new URL(provider.authorization_endpoint);
      const parameters = {
        response_type: 'code',
        client_id: options.clientId,
        redirect_uri: pageAddress(),
        scope: [...new Set(['openid', 'profile', ...options.scopes])].join(' '),
        state,
        code_challenge: await challengeOf(verifier),
        code_challenge_method: 'S256',
        ...audienceParameters(options.audience),
        ...(choosePerson && { prompt: 'login' }),
      };
      for (const [name, value] of Object.entries(parameters)) address.searchParams.set(name, value);
      browser.leaveFor(address.href);
    },

    async complete() {
      const { searchParams } = new URL(browser.address());
      if (!searchParams.has('state') || !(searchParams.has('code') || searchParams.has('error'))) return;
      // Neither the code nor the error stays in the history.
      browser.replaceAddress(pageAddress());
      const underWay = read(storage.getItem(UNDER_WAY)) as { state: string; verifier: string } | null;
      storage.removeItem(UNDER_WAY);
      const code = searchParams.get('code');
      if (underWay?.state !== searchParams.get('state'))
        throw new Error('This sign-in was not begun here. Please sign in again.');
      if (code === null)
        throw new Error(`The identity provider refused: ${searchParams.get('error_description') ?? 'no reason given'}.`);

      const provider = await discover();
      if ((searchParams.get('iss') ?? provider.issuer) !== provider.issuer)
        throw new Error('Another identity provider answered.');
      const answer = await browser.fetch(provider.token_endpoint, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'authorization_code',
          code,
          redirect_uri: pageAddress(),
          client_id: options.clientId,
          code_verifier: underWay.verifier,
        }),
      });
      if (!answer.ok) throw new Error('The identity provider did not give a token. Please sign in again.');
      const token = (await answer.json()) as { access_token: string; expires_in?: number; id_token?: string };
      const expiresAt = browser.now() + (token.expires_in ?? 300) * 1_000;
      storage.setItem(SESSION, JSON.stringify({ accessToken: token.access_token, expiresAt, idToken: token.id_token }));
    },

    async end() {
      const session = read(storage.getItem(SESSION)) as { idToken?: string } | null;
      storage.removeItem(SESSION);
      const provider = await discover().catch(() => null);
      if (!provider?.end_session_endpoint) {
        browser.leaveFor(pageAddress());
        return;
      }
      const address = new URL(provider.end_session_endpoint);
      if (session?.idToken) address.searchParams.set('id_token_hint', session.idToken);
      address.searchParams.set('client_id', options.clientId);
      address.searchParams.set('post_logout_redirect_uri', pageAddress());
      browser.leaveFor(address.href);
    },
  };
}

/** RFC 8707 where the audience is an address, and the name that other providers gave the same thing before. */
function audienceParameters(audience: string | null): Record<string, string> {
  if (audience === null) return {};
  return { audience, ...(URL.canParse(audience) && { resource: audience }) };
}

/** What this page stored itself; null for nothing, and for what no longer is JSON. */
function read(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

function randomText(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

async function challengeOf(verifier: string): Promise<string> {
  return base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))));
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
