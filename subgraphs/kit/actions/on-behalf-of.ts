import { AppError, badUserInput } from '../../../schema/contract/app-error.ts';
import { identityClaims } from '../../../schema/contract/identity-claims.ts';
import type { IdentityClaims } from '../../../schema/contract/identity-claims.ts';

/** The service that follows the actions of all services for those who did them. */
const FOLLOWER = 'workflow';

/**
 * In whose name `workflow` asks. It passes on the claims that the gateway signed for it, which no other service gets to name: one whose key
 * is stolen must not read as anybody. No service is asked for another service.
 */
export function readOnBehalfOf(asking: Pick<IdentityClaims, 'kind' | 'subject'>, caller: string): IdentityClaims {
  if (asking.kind !== 'service' || asking.subject !== FOLLOWER) throw new AppError('FORBIDDEN', 'You may not see or do this.');
  const read = identityClaims.safeParse(parse(caller));
  if (!read.success || read.data.kind === 'service') throw badUserInput('These are no claims of a caller.');
  return read.data;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
