/** What the gateway tells the page, in a `meta` element. */
export interface PlaygroundConfiguration {
  /** Null in open mode, where nobody signs in. */
  readonly signIn: {
    readonly issuer: string;
    readonly clientId: string;
    /** What a token must be for, as the gateway demands it; null when it does not say. */
    readonly audience: string | null;
    /** What the page asks for; the identity provider grants what the person may have. */
    readonly scopes: readonly string[];
  } | null;
}
