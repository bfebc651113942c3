import type { AccessChanges, PartnerGrant, Revocation } from '../../../schema/contract/access-changes.ts';

/** Stands for the workflow subgraph's feed: what was put into it, from a cursor on. */
export interface TestFeed {
  revoke(revocation: Partial<Revocation> & Pick<Revocation, 'id' | 'kind'>): void;
  grant(grant: Partial<PartnerGrant> & Pick<PartnerGrant, 'id' | 'partner' | 'clientId'>): void;
  /** What asking does from now on. */
  fault: 'none' | 'down' | 'silence';
  /** How often it was asked. */
  asked(): number;
  changes(after: string | null): Promise<AccessChanges>;
}

export function createTestFeed(): TestFeed {
  const log: ({ revocation: Revocation } | { grant: PartnerGrant })[] = [];
  let asked = 0;
  const feed: TestFeed = {
    fault: 'none',
    revoke: (given) => log.push({ revocation: revocationOf(given) }),
    grant: (given) => log.push({ grant: { billing: false, expiresAt: null, revoked: false, ...given } }),
    asked: () => asked,
    changes(after) {
      asked += 1;
      if (feed.fault === 'down') return Promise.reject(new Error('it is down'));
      if (feed.fault === 'silence') return new Promise(() => undefined);
      const from = after === null ? 0 : Number(after);
      const newer = log.slice(from);
      return Promise.resolve({
        cursor: String(log.length),
        reset: after === null,
        revocations: newer.flatMap((entry) => ('revocation' in entry ? [entry.revocation] : [])),
        grants: newer.flatMap((entry) => ('grant' in entry ? [entry.grant] : [])),
      });
    },
  };
  return feed;
}

export function revocationOf(given: Partial<Revocation> & Pick<Revocation, 'id' | 'kind'>): Revocation {
  const nowSeconds = Math.floor(Date.now() / 1_000);
  const nothing = { tokenId: null, subject: null, issuer: null, contactId: null, clientId: null };
  return { ...nothing, issuedBefore: nowSeconds, expiresAt: nowSeconds + 86_400, ...given };
}
