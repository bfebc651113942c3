import { AppError } from '../../../schema/contract/app-error.ts';
import type { IdentityClaims } from '../../../schema/contract/identity-claims.ts';
import type { RecordChanges } from '../../../schema/contract/record-changes.ts';
import type { ChangeFeed } from './change-feed.ts';

/** Who keeps answers. The subgraph has verified that a token with this subject is signed by a gateway. */
const GATEWAY = 'gateway';

/**
 * `Query.recordChanges`. It names clients of all companies, so it is for the gateways alone: a service that asks for nothing of the kind reads
 * nothing of it with a stolen key.
 */
export function readRecordChanges(
  asking: Pick<IdentityClaims, 'kind' | 'subject'>,
  feed: Pick<ChangeFeed, 'changes'>,
  after: string | null | undefined,
): Promise<RecordChanges> {
  if (asking.kind !== 'service' || asking.subject !== GATEWAY) throw new AppError('FORBIDDEN', 'You may not see or do this.');
  return feed.changes(after ?? null);
}
