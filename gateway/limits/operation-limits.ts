/** How large an operation may be. One at a limit passes, one over it is refused before anything is planned or validated. */
export interface OperationLimits {
  /** Lexical tokens of the whole document. */
  readonly tokensMax: number;
  /** Fields inside of fields: `{ a { b } }` has depth 2. What is below `__schema` and `__type` does not count. */
  readonly depthMax: number;
  /** Fields under another name, in all of the operation, fragments written out wherever they are used. */
  readonly aliasesMax: number;
  /** Fields of the operation itself. */
  readonly rootFieldsMax: number;
  /** Directives anywhere in the operation, fragments written out wherever they are used. */
  readonly directivesMax: number;
}

/** Which limit an operation does not keep. */
export interface Excess {
  readonly limit: 'tokens' | 'depth' | 'aliases' | 'root fields' | 'directives';
  readonly max: number;
}
