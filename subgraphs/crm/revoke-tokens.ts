import { z } from 'zod';
import { AppError } from '../../schema/contract/app-error.ts';
import type { ClientId } from '../kit/domain.ts';
import type { ServiceClient } from '../kit/service-client.ts';

/**
 * Ends the tokens of a contact, so that a role that it had lives on in none of them. Throws `UPSTREAM_UNAVAILABLE` or `UPSTREAM_TIMEOUT` when
 * nobody could be asked: then they live.
 */
export type RevokeTokens = (order: {
  readonly contactId: string;
  /** Whose contact it is, and who is told. */
  readonly clientId: ClientId;
  readonly reason: string;
  /** Those issued up to then; null for now. */
  readonly issuedBefore: Date | null;
  readonly requestId: string;
}) => Promise<void>;

const mutation = /* GraphQL */ `
  mutation RevokePerson($contactId: ID!, $clientId: ID!, $reason: String!, $issuedBefore: DateTime) {
    revokePerson(contactId: $contactId, clientId: $clientId, reason: $reason, issuedBefore: $issuedBefore)
  }
`;

const answer = z.object({ revokePerson: z.boolean().nullable() });

/** Asks the workflow subgraph, which keeps revocations. */
export function createRevokeTokens(workflow: Pick<ServiceClient, 'ask'>): RevokeTokens {
  return async ({ requestId, ...variables }) => {
    const { revokePerson } = await workflow.ask({ query: mutation, variables, shape: answer, requestId, reads: false });
    if (revokePerson === true) return;
    throw new AppError('UPSTREAM_UNAVAILABLE', "The portal's workflow service did not end the old tokens.");
  };
}
