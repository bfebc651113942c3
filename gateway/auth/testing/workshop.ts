import { createHmac } from 'node:crypto';
import type { SignOptions, TestIssuer } from './test-issuer.ts';

/** Makes one token that must not be taken. */
export type Forge = () => string | Promise<string>;

type Claims = Readonly<Record<string, unknown>>;

/** What forging needs: an issuer whose tokens are taken, another one, and an algorithm to sign with. */
export interface Workshop {
  readonly issuer: TestIssuer;
  readonly other: TestIssuer;
  readonly alg: string;
  /** The payload of a good token, with these claims in the place of its own. */
  readonly good: (changes?: Claims) => Record<string, unknown>;
  readonly sign: (payload: Parameters<TestIssuer['sign']>[0], options?: SignOptions) => Promise<string>;
  readonly claims: (changes: Claims) => Forge;
  /** With a claim of a text that `JSON.stringify` would not write. */
  readonly text: (claim: string, value: string) => Forge;
  readonly header: (changes: Claims) => Forge;
  /** Signs by hand what the library refuses to sign. */
  readonly raw: (protectedHeader: Claims, key?: string) => Forge;
}

export function createWorkshop({ issuer, other, alg }: Pick<Workshop, 'issuer' | 'other' | 'alg'>): Workshop {
  const good = (changes: Claims = {}): Record<string, unknown> => issuer.payload(changes);
  const sign: Workshop['sign'] = (payload, options = {}) => issuer.sign(payload, { alg, ...options });
  return {
    ...{ issuer, other, alg, good, sign },
    claims: (changes) => () => sign(good(changes)),
    text: (claim, value) => () => sign(JSON.stringify(good({ [claim]: '@' })).replace('"@"', value)),
    header: (changes) => () => sign(good(), { header: changes }),
    raw:
      (protectedHeader, key = 'x') =>
      () => {
        const input = `${encode(protectedHeader)}.${encode(good())}`;
        return `${input}.${createHmac('sha256', key).update(input).digest('base64url')}`;
      },
  };
}

export function encode(value: unknown): string {
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
}

export function seconds(): number {
  return Math.floor(Date.now() / 1_000);
}
