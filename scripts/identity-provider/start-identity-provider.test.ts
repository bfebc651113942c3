import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import type { JWTPayload } from 'jose';
import { tokenIssuers } from '../../gateway/auth/token-issuer.ts';
import { readPortalClaims } from '../../gateway/auth/portal-claims.ts';
import { PORTAL_SCOPES } from '../../schema/contract/identity-claims.ts';
import { PEOPLE } from '../seed/people.ts';
import type { ProviderSettings } from './signing-key.ts';
import { startIdentityProvider } from './start-identity-provider.ts';
import type { IdentityProvider } from './start-identity-provider.ts';

const audience = 'urn:portal-graph';
const playground = 'http://127.0.0.1:24501/playground';
const directory = mkdtempSync(join(tmpdir(), 'identity-provider-'));
const problems: unknown[] = [];
const printed: string[] = [];
let provider: IdentityProvider;

function start(overrides: { host?: string; port?: number } = {}): Promise<IdentityProvider> {
  return startIdentityProvider({
    host: '127.0.0.1',
    port: 0,
    audience,
    playgroundRedirectUris: [playground],
    directory,
    people: PEOPLE,
    onError: (error) => problems.push(error),
    ...overrides,
  });
}

beforeAll(async () => {
  const streams = [process.stdout, process.stderr].map((stream) => jest.spyOn(stream, 'write').mockReturnValue(true));
  const consoles = (['log', 'info', 'warn', 'error'] as const).map((level) => jest.spyOn(console, level).mockReturnValue());
  provider = await start();
  for (const spy of [...streams, ...consoles]) {
    printed.push(...spy.mock.calls.map(String));
    spy.mockRestore();
  }
});

afterAll(async () => {
  await provider.stop();
  rmSync(directory, { recursive: true });
  expect(problems).toEqual([]);
});

async function verified(token: string): Promise<JWTPayload> {
  const { payload } = await jwtVerify(token, createRemoteJWKSet(new URL(provider.jwksUri)), {
    issuer: provider.issuer,
    audience,
    typ: 'at+jwt',
    algorithms: ['ES256'],
    requiredClaims: ['sub', 'exp', 'iat', 'jti', 'client_id', 'portal_kind'],
  });
  return payload;
}

/** A browser that keeps cookies by their path and follows redirects within the provider. */
function createBrowser() {
  const jar = new Map<string, { value: string; path: string }>();
  const visit = async (address: string, init: RequestInit = {}): Promise<Response> => {
    const url = new URL(address, provider.issuer);
    const cookie = [...jar]
      .filter(([, { path }]) => url.pathname.startsWith(path))
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ');
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: { ...(init.headers as Record<string, string>), cookie },
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split('; ');
      const name = pair.slice(0, pair.indexOf('='));
      const path = attributes.find((attribute) => attribute.toLowerCase().startsWith('path='))?.slice(5) ?? '/';
      if (pair.endsWith('=')) jar.delete(name);
      else jar.set(name, { value: pair.slice(pair.indexOf('=') + 1), path });
    }
    const next = response.headers.get('location');
    return next !== null && new URL(next, url).origin === provider.issuer ? visit(new URL(next, url).href) : response;
  };
  /** Every cookie, whatever its path. */
  const cookies = (): string => [...jar].map(([name, { value }]) => `${name}=${value}`).join('; ');
  return { visit, cookies };
}

const everyScope = ['openid', 'profile', ...PORTAL_SCOPES].join(' ');

function authorization(verifier: string, overrides: Record<string, string | undefined> = {}): string {
  const parameters: Record<string, string | undefined> = {
    client_id: 'playground',
    response_type: 'code',
    redirect_uri: playground,
    scope: everyScope,
    state: 'the-state',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...overrides,
  };
  const given = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as [string, string]],
  );
  return `/auth?${new URLSearchParams(given).toString()}`;
}

function exchange(code: string, verifier: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${provider.issuer}/token`, {
    method: 'POST',
    headers,
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: 'playground',
      redirect_uri: playground,
      code,
      code_verifier: verifier,
    }),
  });
}

async function signIn(subject: string, verifier: string): Promise<URL> {
  const browser = createBrowser();
  const page = await browser.visit(authorization(verifier));
  const action = /action="([^"]+)"/.exec(await page.text())?.[1] ?? '';
  const back = await browser.visit(action, { method: 'POST', body: new URLSearchParams({ person: subject }) });
  return new URL(back.headers.get('location') ?? '', provider.issuer);
}

const newVerifier = (): string => randomBytes(32).toString('base64url');

describe('the identity provider', () => {
  it('starts without printing anything', () => {
    expect(printed).toEqual([]);
  });

  it('describes itself, with the addresses under its issuer', async () => {
    const response = await fetch(`${provider.issuer}/.well-known/openid-configuration`, {
      headers: { origin: new URL(playground).origin },
    });
    expect(response.headers.get('access-control-allow-origin')).toBe(new URL(playground).origin);
    const document = (await response.json()) as Record<string, unknown>;
    expect(document).toMatchObject({
      issuer: provider.issuer,
      authorization_endpoint: `${provider.issuer}/auth`,
      token_endpoint: `${provider.issuer}/token`,
      jwks_uri: provider.jwksUri,
      code_challenge_methods_supported: ['S256'],
      response_types_supported: ['code'],
    });
    expect(document['scopes_supported']).toEqual(expect.arrayContaining(['openid', 'profile', ...PORTAL_SCOPES]));
  });

  it('publishes the public half of one ES256 key, and keeps the private one for its owner', async () => {
    const { keys } = (await (await fetch(provider.jwksUri)).json()) as { keys: Record<string, unknown>[] };
    expect(keys).toEqual([expect.objectContaining({ kty: 'EC', crv: 'P-256', alg: 'ES256', use: 'sig' })]);
    expect(keys[0]).not.toHaveProperty('d');
    for (const file of ['keys.json', 'settings.json']) expect(statSync(join(directory, file)).mode & 0o777).toBe(0o600);
  });

  it.each(PEOPLE.filter(({ kind }) => kind !== 'partner'))('signs $name in by code and PKCE', async (person) => {
    const verifier = newVerifier();
    const back = await signIn(person.subject, verifier);
    expect(back.origin + back.pathname).toBe(playground);
    expect(Object.fromEntries(back.searchParams)).toMatchObject({ state: 'the-state', iss: provider.issuer });

    const origin = new URL(playground).origin;
    const response = await exchange(back.searchParams.get('code') ?? '', verifier, { origin });
    expect(response.headers.get('access-control-allow-origin')).toBe(origin);
    const body = (await response.json()) as { access_token: string; id_token: string; expires_in: number };
    expect(body).not.toHaveProperty('refresh_token');
    expect(body.expires_in).toBe(3_600);
    const payload = await verified(body.access_token);
    expect(payload).toMatchObject({
      sub: person.subject,
      name: person.name,
      portal_kind: person.kind,
      client_id: 'playground',
      aud: audience,
    });
    expect(String(payload['scope']).split(' ').sort()).toEqual([...person.scopes].sort());
    expect(Number(payload.exp) - Number(payload.iat)).toBe(3_600);
    const idToken = await jwtVerify(body.id_token, createRemoteJWKSet(new URL(provider.jwksUri)), { audience: 'playground' });
    expect(idToken.payload).toMatchObject({ sub: person.subject, name: person.name });
  });

  it.each(PEOPLE)('issues a token for $name that the gateway can read', async (person) => {
    const payload = await verified(await provider.issueToken(person.subject));
    const [issuer] = tokenIssuers.parse([{ issuer: provider.issuer, audience, jwksUri: provider.jwksUri }]);
    expect(issuer && readPortalClaims(payload, issuer)).toEqual({
      tokenId: payload.jti,
      kind: person.kind,
      subject: person.subject,
      name: person.name,
      ...(person.contactId !== null && { contactId: person.contactId }),
      ...(person.kind !== 'partner' && {
        memberships: person.memberships.map(({ client, role }) => ({ clientId: client, role })),
      }),
      scopes: person.scopes,
    });
  });

  it('issues tokens of the same form as the token endpoint, for as long as asked', async () => {
    const verifier = newVerifier();
    const back = await signIn('mia', verifier);
    const body = (await (await exchange(back.searchParams.get('code') ?? '', verifier)).json()) as { access_token: string };
    const direct = await verified(await provider.issueToken('mia', { ttl: 90 }));
    expect(Object.keys(direct).sort()).toEqual(Object.keys(await verified(body.access_token)).sort());
    expect(Number(direct.exp) - Number(direct.iat)).toBe(90);
    expect(() => provider.issueToken('nobody')).toThrow('nobody');
  });

  it('refuses a code with another verifier, and a code without PKCE', async () => {
    const back = await signIn('mia', newVerifier());
    const response = await exchange(back.searchParams.get('code') ?? '', newVerifier());
    expect([response.status, await response.json()]).toEqual([400, expect.objectContaining({ error: 'invalid_grant' })]);

    const withoutChallenge = await createBrowser().visit(
      authorization('', { code_challenge: undefined, code_challenge_method: undefined }),
    );
    expect(withoutChallenge.headers.get('location')).toContain('error=invalid_request');
  });

  it('uses a code once', async () => {
    const verifier = newVerifier();
    const code = (await signIn('tom', verifier)).searchParams.get('code') ?? '';
    expect((await exchange(code, verifier)).status).toBe(200);
    expect((await exchange(code, verifier)).status).toBe(400);
  });

  it.each(['https://elsewhere.example/playground', `${playground}/`, 'http://127.0.0.1:24502/playground'])(
    'never leads to %s',
    async (redirectUri) => {
      const response = await createBrowser().visit(authorization(newVerifier(), { redirect_uri: redirectUri }));
      expect([response.status, response.headers.get('location')]).toEqual([400, null]);
      expect(await response.text()).toContain('redirect_uri');
    },
  );

  it('gives the browsers of other origins no token', async () => {
    const verifier = newVerifier();
    const back = await signIn('mia', verifier);
    const response = await exchange(back.searchParams.get('code') ?? '', verifier, { origin: 'https://elsewhere.example' });
    expect(response.status).toBe(400);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('gives no token for another resource', async () => {
    const response = await createBrowser().visit(authorization(newVerifier(), { resource: 'urn:something-else' }));
    expect(response.headers.get('location')).toContain('error=invalid_target');
  });

  it('signs nobody in who is not on the page, and nobody without the cookie of the sign-in', async () => {
    const browser = createBrowser();
    const page = await (await browser.visit(authorization(newVerifier()))).text();
    const action = /action="([^"]+)"/.exec(page)?.[1] ?? '';
    expect(page).toContain('value="mia"');
    expect(page).not.toContain('value="beacon-studio"');
    for (const person of ['nobody', 'beacon-studio', '']) {
      const response = await browser.visit(action, { method: 'POST', body: new URLSearchParams({ person }) });
      expect([response.status, response.headers.get('location')]).toEqual([400, null]);
    }
    const stranger = await createBrowser().visit(action, { method: 'POST', body: new URLSearchParams({ person: 'mia' }) });
    expect([stranger.status, stranger.headers.get('location')]).toEqual([400, null]);
    const elsewhere = await fetch(`${provider.issuer}/sign-in/another`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: browser.cookies() },
      body: new URLSearchParams({ person: 'mia' }),
    });
    expect([elsewhere.status, elsewhere.headers.get('location')]).toEqual([400, null]);
  });

  it('shows a page that loads nothing and can be framed by nobody', async () => {
    const page = await createBrowser().visit(authorization(newVerifier()));
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    const html = await page.text();
    expect(html).toContain('for development');
    expect(html).not.toMatch(/<script|https?:\/\/|@import|url\(/);
    const style = /<style>([^]*)<\/style>/.exec(html)?.[1] ?? '';
    expect(policy).toContain(createHash('sha256').update(style).digest('base64'));
  });

  it('asks again who it is when the playground wants another person', async () => {
    const browser = createBrowser();
    const page = await browser.visit(authorization(newVerifier()));
    const action = /action="([^"]+)"/.exec(await page.text())?.[1] ?? '';
    await browser.visit(action, { method: 'POST', body: new URLSearchParams({ person: 'mia' }) });
    expect((await browser.visit(authorization(newVerifier()))).headers.get('location')).toContain(`${playground}?code=`);

    const verifier = newVerifier();
    const again = await (await browser.visit(authorization(verifier, { prompt: 'login' }))).text();
    const tom = { method: 'POST', body: new URLSearchParams({ person: 'tom' }) };
    const change = await browser.visit(/action="([^"]+)"/.exec(again)?.[1] ?? '', tom);
    // The library ends the first person's session by a form that sends itself; the policy lets this one script run.
    const form = await change.text();
    const script = /<script>([^]*?)<\/script>/.exec(form)?.[1] ?? '';
    expect(change.headers.get('content-security-policy')).toContain(
      `script-src 'sha256-${createHash('sha256').update(script).digest('base64')}'`,
    );
    const fields = [...form.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name = '', value = '']): [string, string] => [
      name,
      value,
    ]);
    const back = await browser.visit(/action="([^"]+)"/.exec(form)?.[1] ?? '', {
      method: 'POST',
      body: new URLSearchParams(fields),
    });
    const code = new URL(back.headers.get('location') ?? '', provider.issuer).searchParams.get('code') ?? '';
    const { access_token: token } = (await (await exchange(code, verifier)).json()) as { access_token: string };
    expect((await verified(token)).sub).toBe('tom');
  });

  describe('for the partner', () => {
    const askToken = (secret: string, parameters: Record<string, string> = {}): Promise<Response> =>
      fetch(`${provider.issuer}/token`, {
        method: 'POST',
        headers: { authorization: `Basic ${Buffer.from(`beacon-studio:${secret}`).toString('base64')}` },
        body: new URLSearchParams({ grant_type: 'client_credentials', ...parameters }),
      });
    const secret = (): string => {
      const settings = JSON.parse(readFileSync(join(directory, 'settings.json'), 'utf8')) as ProviderSettings;
      return settings.partnerSecrets['beacon-studio'] ?? '';
    };

    it('gives a token by client credentials, with all of its scopes unless it names fewer', async () => {
      const scopesOf = async (response: Response): Promise<unknown> =>
        (await verified(((await response.json()) as { access_token: string }).access_token))['scope'];
      expect(await scopesOf(await askToken(secret()))).toBe('clients:read documents:read tickets:read billing:read');
      expect(await scopesOf(await askToken(secret(), { scope: 'tickets:read' }))).toBe('tickets:read');
      const { access_token: token } = (await (await askToken(secret())).json()) as { access_token: string };
      const payload = await verified(token);
      expect(payload).not.toHaveProperty('portal_memberships');
      expect(payload).toMatchObject({
        sub: 'beacon-studio',
        client_id: 'beacon-studio',
        name: 'Beacon Studio',
        portal_kind: 'partner',
      });
    });

    it('refuses a wrong secret, and a scope that is not its own', async () => {
      expect((await askToken('wrong')).status).toBe(401);
      expect((await askToken(secret(), { scope: 'clients:all' })).status).toBe(400);
    });
  });

  it('keeps its key and its secrets over a restart', async () => {
    const before = JSON.parse(readFileSync(join(directory, 'settings.json'), 'utf8')) as ProviderSettings;
    const token = await provider.issueToken('sara');
    const port = Number(new URL(provider.issuer).port);
    await provider.stop();
    provider = await start({ port });
    // Until then the connection that the other test used would be taken again, which is closed.
    await sleep(50);
    expect((await verified(token)).sub).toBe('sara');
    expect(JSON.parse(readFileSync(join(directory, 'settings.json'), 'utf8'))).toEqual(before);
  });

  it('answers only requests that call it by its own address', async () => {
    const { port } = new URL(provider.issuer);
    const status = await new Promise((resolve, reject) => {
      request(
        { host: '127.0.0.1', port, path: '/.well-known/openid-configuration', headers: { host: `evil.example:${port}` } },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      )
        .once('error', reject)
        .end();
    });
    expect(status).toBe(421);
  });

  it.each(['0.0.0.0', '::', '192.168.0.7', 'example.com', ''])('refuses to listen on "%s"', async (host) => {
    const started = start({ host });
    started.then(
      (unwanted) => unwanted.stop(),
      () => undefined,
    );
    await expect(started).rejects.toThrow('loopback');
  });
});
