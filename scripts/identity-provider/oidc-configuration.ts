import { randomBytes } from 'node:crypto';
import type { Configuration, KoaContextWithOIDC, errors } from 'oidc-provider';
import { createMemoryAdapter } from './memory-adapter.ts';
import { messagePage, signOutPage } from './pages.ts';
import { withCurrentRole } from './contact-role.ts';
import type { ContactSource } from './contact-role.ts';
import { portalClaims } from './person.ts';
import type { Person } from './person.ts';
import { ACCESS_TOKEN_SECONDS_MAX, PLAYGROUND_CLIENT_ID } from './signing-key.ts';
import type { SigningKey } from './signing-key.ts';

export interface OidcOptions {
  readonly audience: string;
  readonly playgroundRedirectUris: readonly string[];
  readonly people: readonly Person[];
  readonly contacts: ContactSource | null;
  readonly partnerSecrets: Readonly<Record<string, string>>;
  readonly key: SigningKey;
  readonly signInPath: (interactionId: string) => string;
  /** The library's own policy, without its question for consent: the playground is ours. */
  readonly interactionPolicy: NonNullable<NonNullable<Configuration['interactions']>['policy']>;
  /** The library's own error: what it answers to a resource that this provider does not know (RFC 8707, section 2). */
  readonly InvalidTarget: typeof errors.InvalidTarget;
}

const openIdScopes = ['openid', 'profile'];

export function oidcConfiguration(options: OidcOptions): Configuration {
  const { audience, people } = options;
  const bySubject = new Map(people.map((person) => [person.subject, person]));
  const scopes = [...new Set(people.flatMap((person) => person.scopes))];
  const partners = people.filter(({ kind }) => kind === 'partner');
  const origins = new Set(options.playgroundRedirectUris.map((uri) => new URL(uri).origin));
  return {
    adapter: createMemoryAdapter(),
    jwks: { keys: [{ ...options.key.jwk, kty: 'EC' }] as never },
    cookies: {
      keys: [randomBytes(32).toString('base64url')],
      // Cookies do not tell ports apart, so the names must not be those of another provider on this machine.
      names: { interaction: 'portal_sign_in', resume: 'portal_sign_in_resume', session: 'portal_session' },
      long: { httpOnly: true, sameSite: 'lax', signed: true },
      short: { httpOnly: true, sameSite: 'lax', signed: true },
    },
    enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    clients: [
      {
        client_id: PLAYGROUND_CLIENT_ID,
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code'],
        response_types: ['code'],
        redirect_uris: [...options.playgroundRedirectUris],
        post_logout_redirect_uris: [...options.playgroundRedirectUris],
      },
      ...partners.map((partner) => ({
        client_id: partner.subject,
        client_secret: options.partnerSecrets[partner.subject] ?? randomBytes(32).toString('base64url'),
        grant_types: ['client_credentials'],
        response_types: [],
        redirect_uris: [],
        scope: partner.scopes.join(' '),
      })),
    ],
    clientBasedCORS: (_context, origin, client) => client.clientId === PLAYGROUND_CLIENT_ID && origins.has(origin),
    scopes: [...openIdScopes, ...scopes],
    claims: { openid: ['sub'], profile: ['name'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    responseTypes: ['code'],
    interactions: {
      policy: options.interactionPolicy,
      url: (_context, { uid }) => options.signInPath(uid),
    },
    findAccount(_context, subject) {
      const person = bySubject.get(subject);
      if (!person || person.kind === 'partner') return undefined;
      return { accountId: subject, claims: () => ({ sub: subject, name: person.name }) };
    },
    // What is granted is what the person may have at all: a scope beyond that is left out of the token.
    async loadExistingGrant(context) {
      const { client, session, provider } = context.oidc;
      const person = bySubject.get(session?.accountId ?? '');
      if (!client || !person) return undefined;
      const grant = new provider.Grant({ clientId: client.clientId, accountId: person.subject });
      grant.addOIDCScope(openIdScopes.join(' '));
      grant.addResourceScope(audience, person.scopes.join(' '));
      await grant.save();
      return grant;
    },
    issueRefreshToken: () => false,
    async extraTokenClaims(_context, token) {
      const subject = token.kind === 'AccessToken' ? token.accountId : token.clientId;
      const person = bySubject.get(subject ?? '');
      return person && portalClaims(await withCurrentRole(person, options.contacts));
    },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      dPoP: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => audience,
        useGrantedResource: () => true,
        getResourceServerInfo(context, resource) {
          if (resource !== audience) throw new options.InvalidTarget('resource indicator is unknown');
          grantDefaultScope(context);
          return {
            scope: scopes.join(' '),
            audience,
            accessTokenTTL: ACCESS_TOKEN_SECONDS_MAX,
            accessTokenFormat: 'jwt',
            jwt: { sign: { alg: 'ES256', kid: options.key.jwk.kid } },
          };
        },
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (context, form) => answer(context, signOutPage(form)),
        postLogoutSuccessSource: (context) => answer(context, messagePage('Signed out', 'You may close this page.')),
      },
    },
    renderError: (context, out) => answer(context, messagePage('This did not work', out.error_description ?? out.error)),
    ttl: {
      AccessToken: ACCESS_TOKEN_SECONDS_MAX,
      ClientCredentials: ACCESS_TOKEN_SECONDS_MAX,
      IdToken: ACCESS_TOKEN_SECONDS_MAX,
      AuthorizationCode: 60,
      Interaction: 3_600,
      Session: 86_400,
      Grant: 86_400,
    },
  };
}

/** A program that names no scope gets all of its own (RFC 6749, section 3.3: a default, or a refusal). */
function grantDefaultScope({ oidc }: KoaContextWithOIDC): void {
  const { params, client } = oidc;
  if (params?.['grant_type'] === 'client_credentials') params['scope'] ??= client?.scope;
}

function answer(context: KoaContextWithOIDC, html: string): void {
  context.type = 'html';
  context.body = html;
}
