/** What becomes known, while a request is answered, of whether its answer may be kept, and for how long. */
export interface RequestCaching {
  /**
   * Equal for requests of one caller, with one token, between which nothing changed: what is asked of a subgraph for one of them is the
   * same for the other. Null when this request may not share anything.
   */
  sharedBy(): string | null;
  /** A subgraph answered its part with this `Cache-Control` header; null for none. The answer lives as long as its shortest part. */
  restrict(header: string | null): void;
  /** The answer is not to be kept, and nothing that it needs to be shared: a change, or something that is not whole. */
  forbid(): void;
  /** For how many seconds the answer may be kept; 0 for not at all. */
  seconds(): number;
}

/** Nobody has said yet that the answer may be kept: without a word from any subgraph it is not. */
export function createRequestCaching(shared: string, onForbidden: () => void = () => undefined): RequestCaching {
  let sharedBy: string | null = shared;
  let seconds: number | null = null;
  return {
    sharedBy: () => sharedBy,
    restrict(header) {
      seconds = Math.min(seconds ?? Infinity, readMaxAge(header));
    },
    forbid() {
      sharedBy = null;
      seconds = 0;
      onForbidden();
    },
    seconds: () => seconds ?? 0,
  };
}

/** Apollo Server writes `max-age=5, private` for what `@cacheControl` allows, and `no-store`. Whatever is not understood is not kept. */
function readMaxAge(header: string | null): number {
  if (header === null) return 0;
  const directives = header.split(',').map((directive) => directive.trim().toLowerCase());
  if (directives.some((directive) => directive === 'no-store' || directive.startsWith('no-cache'))) return 0;
  const maxAge = directives.find((directive) => /^max-age=\d{1,9}$/.test(directive));
  return maxAge === undefined ? 0 : Number(maxAge.slice('max-age='.length));
}
