import { exportJWK, generateKeyPair } from 'jose';
import { encode } from './workshop.ts';
import type { Forge, Workshop } from './workshop.ts';

/** With a header, a signature or an encoding that a good token does not have. */
export function forgedForms({ claims, header, raw, good, sign, issuer, alg }: Workshop) {
  return {
    'of another kind': [
      header({ typ: undefined }),
      header({ typ: 'id+jwt' }),
      header({ typ: 'logout+jwt' }),
      header({ typ: 'dpop+jwt' }),
      header({ typ: 'portal-identity+jwt' }),
      header({ typ: ['JWT'] }),
      claims({ at_hash: 'x' }),
      claims({ token_use: 'id' }),
      claims({ typ: 'ID' }),
      claims({ typ: 'Refresh' }),
      claims({ events: { 'http://schemas.openid.net/event/backchannel-logout': {} } }),
      ...['c_hash', 'nonce'].map((name) => claims({ [name]: 'x' })),
      ...['jwt+id', 'refresh+jwt', 'JWT2', '', 'at+jwt ', 'application/jwt; a=b'].map((typ) => header({ typ })),
      ...['refresh', 'id', 1, null].map((use) => claims({ token_use: use })),
    ],
    unsigned: [
      () => `${encode({ alg: 'none', typ: 'at+jwt' })}.${encode(good())}.`,
      () => `${encode({ alg: 'none', kid: 'key-ES256', typ: 'at+jwt' })}.${encode(good())}.AA`,
      () => `${encode({ alg: 'nOnE', kid: 'key-ES256', typ: 'at+jwt' })}.${encode(good())}.AA`,
      async () => (await sign(good())).replace(/[^.]+$/, ''),
      async () => (await sign(good())).replace(/[^.]+$/, 'A'.repeat(86)),
    ],
    'signed with a public key as a shared secret': [
      () => raw({ alg: 'HS256', kid: 'key-RS256', typ: 'at+jwt' }, JSON.stringify(issuer.publicKeys.get('key-RS256')))(),
      () => raw({ alg: 'HS256', kid: 'key-RS256', typ: 'at+jwt' }, String(issuer.publicKeys.get('key-RS256')?.n))(),
      () => raw({ alg: 'HS512', kid: 'key-ES256', typ: 'at+jwt' }, String(issuer.publicKeys.get('key-ES256')?.x))(),
    ],
    "with an algorithm that is not the key's": [
      () =>
        issuer
          .sign(good(), { alg: 'RS256', header: { kid: 'key-RS256', alg: 'RS256' } })
          .then((token) => token.replace(/^[^.]+/, encode({ alg: 'PS256', kid: 'key-RS256', typ: 'at+jwt' }))),
      () => sign(good()).then((token) => token.replace(/^[^.]+/, encode({ alg: 'EdDSA', kid: 'key-ES256', typ: 'at+jwt' }))),
      () => sign(good()).then((token) => token.replace(/^[^.]+/, encode({ alg: 'ES384', kid: 'key-ES256', typ: 'at+jwt' }))),
      raw({ alg: 'RS512', kid: 'key-RS256', typ: 'at+jwt' }),
      raw({ alg: ['ES256'], kid: 'key-ES256', typ: 'at+jwt' }),
      raw({ kid: 'key-ES256', typ: 'at+jwt' }),
    ],
    'that brings its own key or rules': [
      ...['jku', 'x5u'].map((member) => header({ [member]: 'http://127.0.0.1:24649/jwks' })),
      async () => {
        const pair = await generateKeyPair(alg, { extractable: true });
        return sign(good(), { key: pair.privateKey, header: { jwk: await exportJWK(pair.publicKey) } });
      },
      header({ jwk: {} }),
      header({ x5c: ['MII'] }),
      header({ x5t: 'abc' }),
      header({ cty: 'JWT' }),
      header({ nonce: 'abc' }),
      raw({ alg: 'ES256', kid: 'key-ES256', typ: 'at+jwt', crit: ['exp'] }),
      raw({ alg: 'ES256', kid: 'key-ES256', typ: 'at+jwt', b64: false, crit: ['b64'] }),
      raw({ alg: 'ES256', kid: 'key-ES256', typ: 'at+jwt', zip: 'DEF' }),
    ],
    'that names no key, or a key by a trick': [
      header({ kid: undefined }),
      ...['', '../../../../dev/null', 'key-ES256\0', "' or 1=1 --", '__proto__', 'constructor', 'KEY-es256'].map(
        (kid): Forge =>
          async () =>
            sign(good(), { key: (await generateKeyPair(alg)).privateKey, header: { kid } }),
      ),
      raw({ alg: 'ES256', kid: ['key-ES256'], typ: 'at+jwt' }),
      raw({ alg: 'ES256', kid: 1, typ: 'at+jwt' }),
    ],
    'signed by another key under the same name': ['ES256', 'RS256', 'EdDSA'].map((alg): Forge => async () => {
      const pair = await generateKeyPair(alg);
      return sign(good(), { alg, key: pair.privateKey });
    }),
    'that says a thing twice': [
      () => sign(JSON.stringify(good()).replace('{', '{"portal_kind":"staff",')),
      () => sign(JSON.stringify(good()).replace('"sub"', '"sub":"boss","\\u0073ub"')),
      () => sign(JSON.stringify(good()).replace('"role"', '"role":"VIEWER","role"')),
      async () => {
        const [, payload] = (await sign(good())).split('.');
        return `${encode('{"alg":"ES256","alg":"ES256","kid":"key-ES256","typ":"at+jwt"}')}.${String(payload)}.AAAA`;
      },
    ],
    'in a broken encoding': [
      () => '',
      () => '..',
      () => 'a.b.c',
      () => '\u0000.\u0000.\u0000',
      () => sign('not json'),
      () => sign('null'),
      () => sign('[]'),
      () => sign('"x"'),
      () => sign(`\uFEFF${JSON.stringify(good())}`),
      () => sign(`${JSON.stringify(good())}{}`),
      async () => (await sign(good())).replaceAll('.', '. '),
      async () => `${await sign(good())}=`,
      async () => (await sign(good())).replace('.', '=.'),
      async () => {
        const token = await sign(good(), { alg: 'EdDSA' });
        // The last sign of 64 bytes holds four bits that mean nothing: another one there is the same signature.
        return `${token.slice(0, -1)}${String.fromCharCode(token.charCodeAt(token.length - 1) + 1)}`;
      },
      () =>
        sign(
          Buffer.concat([
            Buffer.from(JSON.stringify(good()).replace(/}$/, ',"x":"')),
            Buffer.from([0xff, 0xfe]),
            Buffer.from('"}'),
          ]),
        ),
    ],
    'with too few or too many parts': [
      async () => (await sign(good())).split('.').slice(0, 2).join('.'),
      async () => `${await sign(good())}.`,
      async () => `${await sign(good())}.e30.e30`,
      async () => `.${await sign(good())}`,
      () => JSON.stringify({ payload: encode(good()), protected: encode({ alg: 'ES256' }), signature: 'AA' }),
    ],
    'that is too long': [claims({ padding: 'x'.repeat(4_000) }), () => 'a'.repeat(1_000_000), () => `${'a.'.repeat(500_000)}a`],
    'changed after it was signed': [
      ...changedPlaces.map(
        (place): Forge =>
          async () =>
            changeAt(await sign(good()), 1, place),
      ),
      ...changedPlaces.map(
        (place): Forge =>
          async () =>
            changeAt(await sign(good()), 2, place),
      ),
      ...['staff', 'partner'].map((kind): Forge => async () => {
        const [protectedHeader, , signature] = (await sign(good())).split('.');
        return [protectedHeader, encode(good({ portal_kind: kind })), signature].join('.');
      }),
    ],
  } satisfies Record<string, Forge[]>;
}

/** Parts of the length of a part. */
const changedPlaces = [0, 0.1, 0.25, 0.5, 0.75, 0.9];

/** The token with another sign in one place of one of its parts. */
function changeAt(token: string, part: number, place: number): string {
  const parts = token.split('.');
  const text = parts[part] ?? '';
  const index = Math.floor(text.length * place);
  parts[part] = `${text.slice(0, index)}${text[index] === 'A' ? 'B' : 'A'}${text.slice(index + 1)}`;
  return parts.join('.');
}
