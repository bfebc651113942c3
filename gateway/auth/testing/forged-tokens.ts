import { forgedClaims } from './forged-claims.ts';
import { forgedForms } from './forged-forms.ts';
import { forgedRights } from './forged-rights.ts';
import type { TestIssuer } from './test-issuer.ts';
import { createWorkshop } from './workshop.ts';
import type { Forge } from './workshop.ts';

/** Every kind of forged or unsafe token, in every form of it that is known, signed with one algorithm. */
export function forgeriesOf(options: {
  readonly issuer: TestIssuer;
  readonly other: TestIssuer;
  readonly alg: string;
}): Record<Forgery, Forge[]> {
  const workshop = createWorkshop(options);
  return { ...forgedClaims(workshop), ...forgedRights(workshop), ...forgedForms(workshop) };
}

export const FORGERIES = [
  'without an end',
  'with an end that is no whole moment',
  'expired',
  'not good yet',
  'issued in the future, or at no time',
  'living too long',
  'of another issuer',
  'for another audience',
  'with an audience that only looks right',
  'with a subject or id of a wrong type',
  'with a kind of caller that does not exist',
  'with memberships that are not well formed',
  'with scopes that are not well formed',
  'of another kind',
  'unsigned',
  'signed with a public key as a shared secret',
  "with an algorithm that is not the key's",
  'that brings its own key or rules',
  'that names no key, or a key by a trick',
  'signed by another key under the same name',
  'that says a thing twice',
  'in a broken encoding',
  'with too few or too many parts',
  'that is too long',
  'changed after it was signed',
] as const;

export type Forgery = (typeof FORGERIES)[number];
