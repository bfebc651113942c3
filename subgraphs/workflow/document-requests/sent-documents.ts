import { z } from 'zod';
import { AppError } from '../../../schema/contract/app-error.ts';
import { readGlobalIdOf, toGlobalId } from '../../../schema/contract/global-id.ts';
import { CLIENT_ROLES } from '../../../schema/contract/identity-claims.ts';
import { asClientId } from '../../kit/domain.ts';
import type { ClientId, Sharing } from '../../kit/domain.ts';
import type { ServiceClient } from '../../kit/service-client.ts';

/** What the files know of a document that answers a request. */
export interface SentDocument {
  readonly clientId: ClientId;
  readonly mediaType: string;
  readonly version: number;
  /** SHA-256, in 64 lower-case hexadecimal digits. */
  readonly checksum: string;
  /** Whether the malware scanner found something in it. */
  readonly isQuarantined: boolean;
  readonly sharing: Sharing;
}

/** Asks the files, in the portal's own name, what a document is and what becomes one. Errors are those of `ServiceClient`. */
export interface SentDocuments {
  /** Null when there is none. */
  read(localId: string, requestId: string): Promise<SentDocument | null>;
  /** The media types that people may upload for the client. */
  mediaTypesTaken(clientId: ClientId, requestId: string): Promise<readonly string[]>;
  close(): Promise<void>;
}

const query = /* GraphQL */ `
  query ($of: [_Any!]!) {
    _entities(representations: $of) {
      ... on Document {
        clientId
        mediaType
        version
        sha256
        scan
        sharing {
          audience
          roles
          contactIds
        }
        provenance {
          stale
        }
      }
    }
  }
`;

const document = z.object({
  clientId: z
    .string()
    .transform((id) => readGlobalIdOf('Client', id))
    .pipe(z.string().transform(asClientId)),
  mediaType: z.string(),
  version: z.number().int(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  scan: z.string(),
  sharing: z.object({
    audience: z.enum(['COMPANY', 'ROLES', 'CONTACTS']),
    roles: z.array(z.enum(CLIENT_ROLES)),
    contactIds: z.array(z.string().transform((id) => readGlobalIdOf('Contact', id) ?? '')),
  }),
  provenance: z.object({ stale: z.boolean() }),
});

const rulesQuery = /* GraphQL */ `
  query ($of: [_Any!]!) {
    _entities(representations: $of) {
      ... on Client {
        uploadRules {
          mediaTypes
        }
      }
    }
  }
`;

const rulesAnswer = z.object({ _entities: z.tuple([z.object({ uploadRules: z.object({ mediaTypes: z.array(z.string()) }) })]) });

const answer = z.object({ _entities: z.tuple([document.nullable()]) });

export function createSentDocuments(files: ServiceClient): SentDocuments {
  return {
    async read(localId, requestId) {
      const of = [{ __typename: 'Document', id: toGlobalId('Document', localId) }];
      const { _entities: found } = await files.ask({ query, variables: { of }, shape: answer, requestId });
      const [read] = found;
      if (read === null) return null;
      const { clientId, mediaType, version, sha256: checksum, scan, sharing, provenance } = read;
      // A last known value is none that anybody could be held to.
      if (provenance.stale) throw new AppError('UPSTREAM_UNAVAILABLE', 'The files cannot be reached at the moment.');
      // Without a scanner nothing is ever clean; what one has found is never taken.
      return { clientId, mediaType, version, checksum, isQuarantined: scan === 'QUARANTINED', sharing };
    },
    async mediaTypesTaken(clientId, requestId) {
      const of = [{ __typename: 'Client', id: toGlobalId('Client', clientId) }];
      const { _entities: found } = await files.ask({ query: rulesQuery, variables: { of }, shape: rulesAnswer, requestId });
      return found[0].uploadRules.mediaTypes;
    },
    close: () => files.close(),
  };
}
