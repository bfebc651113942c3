import { z } from 'zod';

/**
 * `off`: they are not known. `allow`: each can be asked for by its id, and any other document by its text. `required`: nothing else is
 * answered.
 */
export const TRUST_MODES = ['off', 'allow', 'required'] as const;
export type TrustMode = (typeof TRUST_MODES)[number];

const audiences = ['client', 'partner', 'staff'] as const;
export type TrustModes = Readonly<Record<(typeof audiences)[number], TrustMode>>;

/** `allow` for everybody, or `client=allow,partner=required`; who is not named there gets `allow`. */
export function trustModes() {
  return z.string().transform((text, context): TrustModes => {
    const modes: Record<keyof TrustModes, TrustMode> & Record<string, TrustMode> = { client: 'allow', partner: 'allow', staff: 'allow' };
    for (const part of text.split(',').map((one) => one.trim())) {
      const [, audience, mode = ''] = /^(?:(\w+)=)?(\w+)$/.exec(part) ?? [];
      const isKnown = (TRUST_MODES as readonly string[]).includes(mode) && (audience === undefined || audience in modes);
      if (!isKnown)
        context.addIssue({ code: 'custom', message: 'must be off, allow or required, or such as client=allow,partner=required' });
      for (const name of audience === undefined ? audiences : [audience]) modes[name] = mode as TrustMode;
    }
    return Object.freeze(modes);
  });
}
