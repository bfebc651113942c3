import { describe, expect, it } from '@jest/globals';
import { TOKEN_BYTES_MAX, readBearerToken } from './bearer-token.ts';

describe('readBearerToken', () => {
  it.each(['Bearer a.b.c', 'bearer a.b.c', 'BEARER a.b.c', 'Bearer  a.b.c'])('reads %j', (header) => {
    expect(readBearerToken(header)).toBe('a.b.c');
  });

  it.each([
    undefined,
    '',
    'Bearer',
    'Bearer ',
    'a.b.c',
    'Basic a.b.c',
    'Bearer\ta.b.c',
    ' Bearer a.b.c',
    'Bearer a.b.c ',
    'Bearer a b',
    'Bearer a.b.c, Bearer d.e.f',
    'Bearer "a.b.c"',
    'Bearer a=b',
    'Bearer tökén',
    'Bearer a\0b',
    'DPoP a.b.c',
  ])('refuses %j', (header) => {
    expect(readBearerToken(header)).toBeNull();
  });

  it('takes the longest token that is allowed and none longer', () => {
    expect(readBearerToken(`Bearer ${'a'.repeat(TOKEN_BYTES_MAX)}`)).toHaveLength(TOKEN_BYTES_MAX);
    expect(readBearerToken(`Bearer ${'a'.repeat(TOKEN_BYTES_MAX + 1)}`)).toBeNull();
    expect(readBearerToken(`Bearer ${' '.repeat(100_000)}a`)).toBeNull();
  });
});
