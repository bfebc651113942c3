/** A request for one operation that could be answered from what is kept. */
export interface Asked {
  /** Stands for the document: its text, or the hash of one that was registered. */
  readonly document: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>> | null;
  /** The `Accept` header: it decides the type of the answer. */
  readonly accept: string;
}

/**
 * Reads the body of a `POST`; null for whatever is not one plain operation, which then goes its usual way: a batch, a form that is wrong,
 * the registration of a document, and extensions that nobody here knows.
 */
export function readAsked(body: unknown, accept: unknown): Asked | null {
  if (!isObject(body)) return null;
  const { query, operationName = null, variables = null, extensions = null } = body;
  if (!Object.keys(body).every(isKnown) || (accept !== undefined && typeof accept !== 'string')) return null;
  if (operationName !== null && typeof operationName !== 'string') return null;
  if (variables !== null && !isObject(variables)) return null;
  const document = extensions === null ? query : query === undefined ? readHash(extensions) : null;
  if (typeof document !== 'string' || document === '') return null;
  return { document, operationName, variables, accept: accept ?? '' };
}

function isKnown(name: string): boolean {
  return name === 'query' || name === 'operationName' || name === 'variables' || name === 'extensions';
}

/** The hash alone, as automatic persisted queries send it. Its own name keeps it apart from every document. */
function readHash(extensions: unknown): string | null {
  if (!isObject(extensions)) return null;
  const { persistedQuery, ...rest } = extensions;
  if (!isObject(persistedQuery) || Object.keys(rest).length > 0) return null;
  const { sha256Hash, version } = persistedQuery;
  return version === 1 && typeof sha256Hash === 'string' ? `persisted:${sha256Hash}` : null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
