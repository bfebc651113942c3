import { ACCESS_CHANGES_QUERY, ACCESS_POLL_MS, accessChanges, isRevokedBy } from '../../schema/contract/access-changes.ts';
import type { AccessChanges, Issued, PartnerGrant, Revocation } from '../../schema/contract/access-changes.ts';
import type { IdentityClaims } from '../../schema/contract/identity-claims.ts';
import type { Logger } from '../../schema/contract/logger.ts';
import type { ServiceClient } from './service-client.ts';

/**
 * Who lost access since something was handed out to them: followed by a service whose answers can be used without the gateway, such as
 * download links. It asks the workflow subgraph again and again, so what it knows is a moment old.
 */
export interface Revocations {
  /** Asks for the first time, and from then on again and again. Resolves after the first question, whatever came of it. */
  start(): Promise<void>;
  standingOf(holder: Holder): Standing;
  /** Calls `listener` whenever somebody lost access or may have; returns how to end that. */
  onChange(listener: () => void): () => void;
  close(): Promise<void>;
}

/** For whom something was made. */
export interface Holder extends Issued {
  readonly kind: IdentityClaims['kind'];
  /** The member of staff who looks through this person's eyes. */
  readonly actor: { readonly subject: string; readonly issuer: string | null } | null;
}

/** `unknown` while the workflow subgraph has not been asked with success for too long: then nobody can tell. */
export type Standing = 'good' | 'revoked' | 'unknown';

export interface RevocationsOptions {
  readonly client: Pick<ServiceClient, 'ask' | 'close'>;
  readonly logger: Logger;
  readonly now: () => Date;
  readonly pollMs?: number;
  /** For how long the last answer is believed when none follows: a restart of the other side must not close everything. */
  readonly trustedMs?: number;
  /** Milliseconds on a clock that is never set. */
  readonly elapsedMs?: () => number;
}

/** An answer may hold a part of what changed; another side that never comes to an end is not followed for ever. */
const pagesMax = 100;

export function createRevocations(options: RevocationsOptions): Revocations {
  const { client, logger, now, pollMs = ACCESS_POLL_MS, trustedMs = 60_000, elapsedMs = () => performance.now() } = options;
  const revocations = new Map<string, Revocation>();
  const grants = new Map<string, PartnerGrant>();
  const listeners = new Set<() => void>();
  let cursor: string | null = null;
  let knownAtMs = -Infinity;
  let canAsk = true;
  let isClosed = false;
  let timer: NodeJS.Timeout | undefined;
  let asking: Promise<void> = Promise.resolve();

  async function follow(): Promise<void> {
    try {
      let hasChanged = false;
      for (let page = 1; page <= pagesMax; page += 1) {
        const askedAtMs = elapsedMs();
        const read = await client.ask({ query: ACCESS_CHANGES_QUERY, variables: { after: cursor }, shape: accessChanges });
        const isEmpty = apply(read.accessChanges);
        hasChanged ||= !isEmpty || read.accessChanges.reset;
        // A first answer in part says little: nobody is let in on it.
        if (!isEmpty && !(read.accessChanges.reset && page > 1)) continue;
        knownAtMs = askedAtMs;
        break;
      }
      if (!canAsk) logger.info('revocations can be asked for again');
      canAsk = true;
      if (hasChanged) for (const listener of [...listeners]) listener();
    } catch (error) {
      if (canAsk) logger.warn({ err: error }, 'revocations cannot be asked for');
      canAsk = false;
    }
  }

  /** Whether there was nothing in it. */
  function apply(changes: AccessChanges): boolean {
    // A whole state is all that there is, except for grants alone: a revocation that was seen is never taken back.
    if (changes.reset) grants.clear();
    for (const grant of changes.grants) grants.set(grant.id, grant);
    for (const revocation of changes.revocations) revocations.set(revocation.id, revocation);
    ({ cursor } = changes);
    const seconds = now().getTime() / 1_000;
    for (const { id, expiresAt } of revocations.values()) if (expiresAt < seconds) revocations.delete(id);
    return changes.grants.length + changes.revocations.length === 0;
  }

  function isGranted({ subject, clientIds }: Holder): boolean {
    const seconds = now().getTime() / 1_000;
    const live = [...grants.values()].filter(
      ({ partner, revoked, expiresAt }) => partner === subject && !revoked && (expiresAt === null || seconds < expiresAt),
    );
    return clientIds.every((id) => live.some(({ clientId }) => clientId === id));
  }

  async function askAgain(): Promise<void> {
    asking = follow();
    await asking;
    if (isClosed) return;
    timer = setTimeout(() => void askAgain(), pollMs);
    timer.unref();
  }

  return {
    start: askAgain,
    standingOf(holder) {
      const { actor, issuedAt } = holder;
      const looksThrough: Issued | null = actor && { ...actor, tokenId: null, contactId: null, clientIds: [], issuedAt };
      for (const revocation of revocations.values()) {
        if (isRevokedBy(revocation, holder) || (looksThrough && isRevokedBy(revocation, looksThrough))) return 'revoked';
      }
      if (elapsedMs() - knownAtMs > trustedMs) return 'unknown';
      return holder.kind === 'partner' && !isGranted(holder) ? 'revoked' : 'good';
    },
    onChange(listener) {
      // One function may be given twice.
      const own = (): void => listener();
      listeners.add(own);
      return () => void listeners.delete(own);
    },
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await asking;
      await client.close();
    },
  };
}
