import type { Logger } from '../../../schema/contract/logger.ts';
import { createRevocations } from '../revocations.ts';
import type { Revocations } from '../revocations.ts';
import { createServiceClient } from '../service-client.ts';
import { createServiceIdentity } from '../service-identity.ts';
import type { ServiceIdentityOptions } from '../service-identity.ts';

/** Follows who lost access, so that the links that a service gave out end. Null, with a warning, when it is not told whom to ask. */
export function createLinkRevocations(options: {
  /** As its key is named in the others' `IDENTITY_KEYS`. */
  readonly service: string;
  readonly workflow: { readonly url: string; readonly key: ServiceIdentityOptions['key'] } | null;
  /** The variables that would tell, for the warning. */
  readonly variables: string;
  readonly logger: Logger;
  readonly now: () => Date;
}): Revocations | null {
  const { service, workflow, variables, logger, now } = options;
  if (workflow === null) {
    logger.warn(`${variables} are not set: a link works until it expires, whoever lost access`);
    return null;
  }
  const identity = createServiceIdentity({ service, key: workflow.key, scopes: [] });
  return createRevocations({ client: createServiceClient({ subgraph: 'workflow', url: workflow.url, identity }), logger, now });
}
