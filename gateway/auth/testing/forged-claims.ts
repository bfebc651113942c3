import { AUDIENCE, ISSUER } from './test-issuer.ts';
import { seconds } from './workshop.ts';
import type { Forge, Workshop } from './workshop.ts';

/** Signed by the issuer itself, with claims about the token by which it is none that may be taken. */
export function forgedClaims({ claims, text, good, sign, other }: Workshop) {
  return {
    'without an end': [
      claims({ exp: undefined }),
      claims({ exp: null }),
      claims({ exp: false }),
      claims({ exp: '' }),
      claims({ exp: 'never' }),
    ],
    'with an end that is no whole moment': [
      text('exp', '1e400'),
      text('exp', '-1e400'),
      text('exp', '9007199254740993'),
      text('exp', `${String(Math.floor(Date.now() / 1_000) + 600)}.5`),
      claims({ exp: '9999999999' }),
      claims({ exp: true }),
      claims({ exp: [9_999_999_999] }),
      claims({ exp: {} }),
    ],
    expired: [
      () => sign(good({ exp: seconds() - 1, iat: seconds() - 60 })),
      () => sign(good({ exp: seconds(), iat: seconds() - 60 })),
      claims({ exp: 0, iat: 0 }),
      claims({ exp: -1, iat: -100 }),
      ...[2, 5, 30, 600, 86_400].map(
        (ago): Forge =>
          () =>
            sign(good({ exp: seconds() - ago, iat: seconds() - ago - 60 })),
      ),
    ],
    'not good yet': [
      () => sign(good({ nbf: seconds() + 60 })),
      claims({ nbf: '0' }),
      claims({ nbf: null }),
      text('nbf', '1e400'),
      ...[10, 600, 86_400].map(
        (ahead): Forge =>
          () =>
            sign(good({ nbf: seconds() + ahead })),
      ),
    ],
    'issued in the future, or at no time': [
      () => sign(good({ iat: seconds() + 60, exp: seconds() + 120 })),
      claims({ iat: undefined }),
      claims({ iat: '1' }),
      text('iat', '-1e400'),
    ],
    'living too long': [
      () => sign(good({ exp: seconds() + 3_601, iat: seconds() })),
      claims({ iat: 0 }),
      claims({ exp: Number.MAX_SAFE_INTEGER }),
      () => sign(good({ iat: seconds() + 4, exp: seconds() + 2 })),
      ...[2, 60, 86_400].map(
        (more): Forge =>
          () =>
            sign(good({ iat: seconds(), exp: seconds() + 3_600 + more })),
      ),
    ],
    'of another issuer': [
      claims({ iss: 'https://evil.example.com' }),
      claims({ iss: `${ISSUER}/` }),
      claims({ iss: ISSUER.toUpperCase() }),
      claims({ iss: undefined }),
      claims({ iss: [ISSUER] }),
      claims({ iss: '__proto__' }),
      () => other.sign(good()),
      () => other.sign(other.payload()),
      ...[` ${ISSUER}`, `${ISSUER}#`, `${ISSUER}.evil.example`, 'urn:portal-graph:view-as', 'portal-gateway', ''].map((iss) =>
        claims({ iss }),
      ),
    ],
    'for another audience': [
      claims({ aud: 'playground' }),
      claims({ aud: `${AUDIENCE}/` }),
      claims({ aud: `${AUDIENCE} other` }),
      claims({ aud: undefined }),
      claims({ aud: null }),
      claims({ aud: '' }),
      ...[` ${AUDIENCE}`, AUDIENCE.toUpperCase(), AUDIENCE.slice(0, -1), 'urn:portal-graph:view-as', '*'].map((aud) =>
        claims({ aud }),
      ),
    ],
    'with an audience that only looks right': [
      claims({ aud: [] }),
      claims({ aud: [[AUDIENCE]] }),
      claims({ aud: { 0: AUDIENCE, length: 1 } }),
      claims({ aud: { [AUDIENCE]: true } }),
      claims({ aud: [AUDIENCE, 1] }),
      claims({ aud: [`x,${AUDIENCE}`] }),
      claims({ aud: Array.from({ length: 21 }, () => AUDIENCE) }),
    ],
    'with a subject or id of a wrong type': [
      claims({ sub: undefined }),
      claims({ sub: '' }),
      claims({ sub: 7 }),
      claims({ sub: ['anna'] }),
      claims({ sub: 'anna\nadmin' }),
      claims({ sub: 'a'.repeat(256) }),
      claims({ jti: 1 }),
      claims({ jti: '' }),
      claims({ name: { first: 'Anna' } }),
      claims({ name: 'Anna\u0000' }),
    ],
  } satisfies Record<string, Forge[]>;
}
