import { AppError } from '../../../schema/contract/app-error.ts';
import type { IdentityClaims } from '../../../schema/contract/identity-claims.ts';
import type { Scope } from '../../kit/scope.ts';
import { mapAnswer } from '../client-snapshot.ts';
import type { Document, DownloadLink, ScanState } from '../domain.ts';
import { holderClaimsOf } from '../../kit/uploads/link-holder.ts';
import { mayDownload } from '../may-download.ts';
import type { Answer, Answers, FileStore, VersionReference } from '../port.ts';
import { versionKey } from '../port.ts';
import { signDownloadToken } from './download-token.ts';

/** Makes the addresses behind `Document.download`. */
export interface DownloadLinks {
  /** By `versionKey`; absent when the document is, or when `mayDownload` says no. */
  linksFor(scope: Scope, claims: IdentityClaims, references: readonly VersionReference[]): Promise<Answers<string, DownloadLink>>;
}

export const DOWNLOAD_PATH = '/download/';

export function createDownloadLinks(options: {
  store: FileStore;
  secret: string;
  /** Where this subgraph is reached by browsers; without a slash at the end. Asked each time, as a test learns its port late. */
  publicUrl: () => string;
  lifetimeMs: number;
  now: () => Date;
}): DownloadLinks {
  const { store, secret, publicUrl, lifetimeMs, now } = options;
  return {
    async linksFor(scope, claims, references) {
      // A part of the portal that asks in its own name gets no address that somebody else could use.
      if (scope.kind === 'service') return new Map();
      const { actor } = claims;
      const latest = Math.floor((now().getTime() + lifetimeMs) / 1000);
      // A view through somebody else's eyes ends when it ends.
      const expires = actor ? Math.min(latest, claims.expiresAt) : latest;
      const expiresAt = new Date(expires * 1000);
      if (store.presignDownloads) {
        const urls = await store.presignDownloads(scope, references, expiresAt);
        return mapValues(urls, (answer) =>
          mapAnswer(typeof answer === 'string' ? { url: answer, expiresAt } : answer, (link) => link),
        );
      }
      const documents = await store.documentsById(scope, [...new Set(references.map(({ documentId }) => documentId))]);
      const withHistory = new Set(references.filter(({ version }) => version !== null).map(({ documentId }) => documentId));
      const versions = withHistory.size > 0 ? await store.versionsOf(scope, [...withHistory]) : new Map<string, never>();

      const linkFor = (
        document: Document,
        version: { readonly version: number; readonly scan: ScanState } | undefined,
      ): DownloadLink | undefined => {
        if (!version || !mayDownload(document, version)) return undefined;
        const holder = holderClaimsOf(scope, claims, document.clientId);
        if (!holder) return undefined;
        const token = signDownloadToken(secret, {
          ...holder,
          documentId: document.id,
          version: version.version,
          expires,
        });
        return { url: `${publicUrl()}${DOWNLOAD_PATH}${token}`, expiresAt };
      };

      function answerFor({ documentId, version }: VersionReference): Answer<DownloadLink> | undefined {
        const document = documents.get(documentId);
        if (document === undefined || document instanceof AppError) return document;
        if (version === null) return linkFor(document, document);
        return mapAnswer(versions.get(documentId), (listed) =>
          linkFor(
            document,
            listed.find((one) => one.version === version),
          ),
        );
      }

      const links = references.map((reference) => [versionKey(reference), answerFor(reference)] as const);
      return new Map(links.filter((one): one is [string, Answer<DownloadLink>] => one[1] !== undefined));
    },
  };
}

function mapValues<From, To>(
  answers: Answers<string, From>,
  map: (answer: Answer<From>) => Answer<To> | undefined,
): Answers<string, To> {
  const mapped = [...answers].map(([key, answer]) => [key, map(answer)] as const);
  return new Map(mapped.filter((one): one is [string, Answer<To>] => one[1] !== undefined));
}
