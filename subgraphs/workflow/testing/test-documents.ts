import { createHash } from 'node:crypto';
import { AppError } from '../../../schema/contract/app-error.ts';
import { asClientId } from '../../kit/domain.ts';
import type { SentDocument, SentDocuments } from '../document-requests/sent-documents.ts';

/** Documents as the files have them; a test changes them, and takes the files away. */
export interface TestDocuments extends SentDocuments {
  away: boolean;
  /** By local id. */
  readonly kept: Map<string, SentDocument>;
  /** Which media types are taken. */
  taken: readonly string[];
}

export function createTestDocuments(): TestDocuments {
  const documents: TestDocuments = {
    away: false,
    kept: new Map([
      ['proof', aDocument()],
      ['picture', aDocument({ mediaType: 'image/png' })],
      ['owners', aDocument({ sharing: { audience: 'ROLES', roles: [], contactIds: [] } })],
      ['infected', aDocument({ isQuarantined: true })],
      ['theirs', aDocument({ clientId: asClientId('globex') })],
    ]),
    taken: ['application/pdf', 'image/png', 'image/jpeg'],
    mediaTypesTaken: () => (documents.away ? Promise.reject(away()) : Promise.resolve(documents.taken)),
    read(localId) {
      if (documents.away) return Promise.reject(away());
      return Promise.resolve(documents.kept.get(localId) ?? null);
    },
    close: () => Promise.resolve(),
  };
  return documents;
}

function away(): AppError {
  return new AppError('UPSTREAM_UNAVAILABLE', 'The files cannot be reached.');
}

/** A document of acme that is shared with everybody there. */
export function aDocument(given: Partial<SentDocument> = {}, content = 'first'): SentDocument {
  return {
    ...{ clientId: asClientId('acme'), mediaType: 'application/pdf', version: 1, isQuarantined: false },
    checksum: createHash('sha256').update(content).digest('hex'),
    sharing: { audience: 'COMPANY', roles: [], contactIds: [] },
    ...given,
  };
}
