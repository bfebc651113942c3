import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { createSignIn } from './sign-in.ts';
import type { Browser, SignIn } from './sign-in.ts';

const issuer = 'https://id.example.com';
const provider = {
  issuer,
  authorization_endpoint: `${issuer}/auth`,
  token_endpoint: `${issuer}/token`,
  end_session_endpoint: `${issuer}/end`,
};

let stored: Map<string, string>;
let address: string;
let left: URL | null;
let posted: URLSearchParams | null;
let discovered: Record<string, unknown> | null;
let now: number;
let signIn: SignIn;

beforeEach(() => {
  stored = new Map();
  address = 'https://gateway.example.com/playground';
  left = posted = null;
  discovered = provider;
  now = 1_000_000;
  const browser: Browser = {
    storage: {
      getItem: (name) => stored.get(name) ?? null,
      setItem: (name, value) => stored.set(name, value),
      removeItem: (name) => stored.delete(name),
    },
    fetch: (target, init) => {
      if (target !== provider.token_endpoint)
        return Promise.resolve(Response.json(discovered, { status: discovered ? 200 : 500 }));
      posted = init?.body as URLSearchParams;
      return Promise.resolve(Response.json({ access_token: 'token', expires_in: 600, id_token: 'id' }));
    },
    address: () => address,
    leaveFor: (target) => {
      left = new URL(target);
    },
    replaceAddress: (target) => {
      address = target;
    },
    now: () => now,
  };
  signIn = createSignIn(
    { issuer, clientId: 'playground', audience: 'https://api.example.com', scopes: ['clients:read'] },
    browser,
  );
});

async function comeBack(parameters: Record<string, string> = {}): Promise<void> {
  await signIn.begin();
  const state = left?.searchParams.get('state') ?? '';
  address = `https://gateway.example.com/playground?${new URLSearchParams({ code: 'c', state, iss: issuer, ...parameters }).toString()}`;
}

describe('signing in', () => {
  it('asks for a code that only this page can exchange', async () => {
    await comeBack();
    const asked = Object.fromEntries(left?.searchParams ?? []);
    expect(asked).toMatchObject({
      response_type: 'code',
      client_id: 'playground',
      redirect_uri: 'https://gateway.example.com/playground',
      scope: 'openid profile clients:read',
      resource: 'https://api.example.com',
      code_challenge_method: 'S256',
    });
    await signIn.complete();
    expect(signIn.session()).toMatchObject({ accessToken: 'token', expiresAt: now + 600_000 });
    expect(address).toBe('https://gateway.example.com/playground');
    const verifier = posted?.get('code_verifier') ?? '';
    expect(createHash('sha256').update(verifier).digest('base64url')).toBe(asked['code_challenge']);
  });

  it('takes no code that it did not ask for', async () => {
    await comeBack({ state: 'other' });
    await expect(signIn.complete()).rejects.toThrow('not begun here');
    await comeBack({ iss: 'https://evil.example.com' });
    await expect(signIn.complete()).rejects.toThrow('Another identity provider');
    expect([posted, signIn.session()]).toEqual([null, null]);
  });

  it('uses what it asked for once', async () => {
    await comeBack();
    const answered = address;
    await signIn.complete();
    address = answered;
    await expect(signIn.complete()).rejects.toThrow('not begun here');
  });

  it('does nothing at an address that is no answer', async () => {
    await signIn.complete();
    address += '?tab=1';
    await signIn.complete();
    expect(address).toContain('?tab=1');
  });

  it('says in words what went wrong', async () => {
    await signIn.begin();
    const state = left?.searchParams.get('state') ?? '';
    address += `?error=access_denied&error_description=not+you&state=${state}`;
    await expect(signIn.complete()).rejects.toThrow('refused: not you');
    discovered = null;
    await expect(signIn.begin()).rejects.toThrow('cannot be reached');
    discovered = { ...provider, issuer: 'https://evil.example.com' };
    await expect(signIn.begin()).rejects.toThrow('another name');
  });
});

describe('a session', () => {
  it('ends with its token', async () => {
    await comeBack();
    await signIn.complete();
    now += 600_000;
    expect(signIn.session()).toBeNull();
  });

  it('ends when the person signs out, or lets somebody else sign in', async () => {
    await comeBack();
    await signIn.complete();
    await signIn.end();
    expect(signIn.session()).toBeNull();
    expect(left?.href).toMatch(/^https:\/\/id\.example\.com\/end\?id_token_hint=id&/);
    await comeBack();
    await signIn.complete();
    await signIn.begin({ choosePerson: true });
    expect([signIn.session(), left?.searchParams.get('prompt')]).toEqual([null, 'login']);
  });
});
