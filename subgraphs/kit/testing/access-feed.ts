import { z } from 'zod';
import { accessChanges } from '../../../schema/contract/access-changes.ts';
import type { PartnerGrant, Revocation } from '../../../schema/contract/access-changes.ts';
import { AppError } from '../../../schema/contract/app-error.ts';
import type { RevocationsOptions } from '../revocations.ts';

/** Stands for the workflow subgraph's feed: what was put into it, from a cursor on, a few entries to an answer. */
export interface TestAccessFeed {
  readonly client: RevocationsOptions['client'];
  revoke(revocation: Partial<Revocation> & Pick<Revocation, 'id' | 'kind'>): void;
  grant(grant: Partial<PartnerGrant> & Pick<PartnerGrant, 'id' | 'partner' | 'clientId'>): void;
  /** Begins anew: what was there is gone, and cursors of before are not understood. */
  forget(): void;
  isDown: boolean;
  /** How often it was asked. */
  asked: number;
}

const entriesInAnswer = 2;

export function createTestAccessFeed(): TestAccessFeed {
  let log: ({ revocation: Revocation } | { grant: PartnerGrant })[] = [];
  let beginning = 0;
  const feed: TestAccessFeed = {
    isDown: false,
    asked: 0,
    revoke(given) {
      const seconds = Math.floor(Date.now() / 1_000);
      const nothing = { tokenId: null, subject: null, issuer: null, contactId: null, clientId: null };
      log.push({ revocation: { ...nothing, issuedBefore: seconds, expiresAt: seconds + 86_400, ...given } });
    },
    grant: (given) => void log.push({ grant: { billing: false, expiresAt: null, revoked: false, ...given } }),
    forget() {
      log = [];
      beginning += 1;
    },
    client: {
      ask({ variables, shape }) {
        feed.asked += 1;
        if (feed.isDown) return Promise.reject(new AppError('UPSTREAM_UNAVAILABLE', 'It is down.'));
        const { after } = z.object({ after: z.string().nullable() }).parse(variables);
        const [era, position] = (after ?? '').split(':');
        const reset = Number(era) !== beginning || era === '';
        const from = reset ? 0 : Number(position);
        // A whole state is one answer; what changed since comes in parts.
        const entries = reset ? log : log.slice(from, from + entriesInAnswer);
        const answer = {
          accessChanges: {
            cursor: `${String(beginning)}:${String(from + entries.length)}`,
            reset,
            revocations: entries.flatMap((entry) => ('revocation' in entry ? [entry.revocation] : [])),
            grants: entries.flatMap((entry) => ('grant' in entry ? [entry.grant] : [])),
          },
        };
        return Promise.resolve(shape.parse(accessChanges.parse(answer)));
      },
      close: () => Promise.resolve(),
    },
  };
  return feed;
}
