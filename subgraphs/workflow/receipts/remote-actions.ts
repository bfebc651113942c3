import { z } from 'zod';
import { readGlobalIdOf } from '../../../schema/contract/global-id.ts';
import type { KeptActions } from '../../kit/actions/kept-actions.ts';
import { asClientId } from '../../kit/domain.ts';
import type { ServiceClient } from '../../kit/service-client.ts';

/*
 * Asks a service about the actions that it keeps, in the portal's own name and on behalf of whoever asks the portal. What that person may see
 * is decided there, by the claims that are passed on.
 */
const instant = z.iso.datetime().transform((text) => new Date(text));
const receipt = z.object({
  ...{ id: z.string(), state: z.enum(['ACCEPTED', 'APPLIED', 'FAILED']), system: z.string() },
  ...{ acceptedAt: instant, appliedAt: instant.nullable(), error: z.string().nullable() },
});
const letter = z.object({
  ...{ receipt, mutation: z.string(), author: z.string(), failedAt: instant, refused: z.boolean(), attempts: z.number().int() },
  ...{ problem: z.string().nullable(), position: z.tuple([z.string(), z.string()]) },
  clientId: z
    .string()
    .transform((id) => readGlobalIdOf('Client', id))
    .pipe(z.string().transform(asClientId)),
});
const letters = z.object({ letters: z.array(letter), hasNextPage: z.boolean(), totalCount: z.number().int() });
const userError = z.object({
  code: z.enum(['INVALID', 'NOT_FOUND', 'NOT_ALLOWED', 'CONFLICT']),
  message: z.string(),
  path: z.array(z.string()),
});

const receiptFields = 'id state system acceptedAt appliedAt error';
const receiptQuery = `query ($caller: String!, $receiptId: ID!) {
  it: keptReceipt(caller: $caller, receiptId: $receiptId) { ${receiptFields} } }`;
const lettersQuery = `query ($caller: String!, $first: Int!, $after: [String!]) {
  it: deadLetters(caller: $caller, first: $first, after: $after) { hasNextPage totalCount letters {
    receipt { ${receiptFields} } mutation clientId author failedAt refused attempts problem position } } }`;
const decision = `mutation ($caller: String!, $receiptId: ID!, $decision: ActionDecision!) {
  it: decideKeptAction(caller: $caller, receiptId: $receiptId, decision: $decision) {
    receipt { ${receiptFields} } userErrors { code message path } } }`;

export function createRemoteActions(service: ServiceClient): KeptActions & { close(): Promise<void> } {
  const one = <Shape extends z.ZodType>(it: Shape) => z.object({ it });
  return {
    async receipt(caller, receiptId) {
      const variables = { caller: JSON.stringify(caller), receiptId };
      return (await service.ask({ query: receiptQuery, variables, shape: one(receipt.nullable()) })).it;
    },
    async deadLetters(caller, { first, after }) {
      const variables = { caller: JSON.stringify(caller), first, after };
      return (await service.ask({ query: lettersQuery, variables, shape: one(letters) })).it;
    },
    async decide(caller, receiptId, decided) {
      const variables = { caller: JSON.stringify(caller), receiptId, decision: decided };
      const shape = one(z.object({ receipt: receipt.nullable(), userErrors: z.array(userError) }));
      return (await service.ask({ query: decision, variables, shape, reads: false })).it;
    },
    close: () => service.close(),
  };
}
