import { canonicalSummary, checkFresh, checksumOf } from '../kit/approvable.ts';
import type { Approvable } from '../kit/domain.ts';
import type { Milestone, Quote } from './domain.ts';

/** What a client is shown of a quote, and would agree to. Where it stands is left out: to be decided on changes that. */
export function approvableQuote(quote: Quote): Approvable {
  checkFresh(quote.provenance);
  const { clientId, number, title, total, issuedOn, validUntil, projectId } = quote;
  const shown = { number, title, amount: total?.amount ?? null, currency: total?.currency ?? null };
  const summary = canonicalSummary({ ...shown, issuedOn, validUntil, projectId });
  return { clientId, title, version: null, checksum: checksumOf(summary), summary, hasMoney: total !== null, sharing: null };
}

/** What a client is shown of a milestone. */
export function approvableMilestone(milestone: Milestone): Approvable {
  checkFresh(milestone.provenance);
  const { clientId, title, dueOn, completedOn, projectId } = milestone;
  const summary = canonicalSummary({ title, dueOn, completedOn, projectId });
  return { clientId, title, version: null, checksum: checksumOf(summary), summary, hasMoney: false, sharing: null };
}
