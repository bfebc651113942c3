import { Lexer, Source, TokenKind } from 'graphql';

/**
 * Whether a document has more lexical tokens than `max`; stops at the first one over it, so that a long document costs no more than
 * a short one. Text that is not GraphQL has the tokens before the mistake: the parser will say what is wrong.
 */
export function hasMoreTokens(document: string, max: number): boolean {
  const lexer = new Lexer(new Source(document));
  try {
    for (let count = 0; count <= max; count += 1) {
      if (lexer.advance().kind === TokenKind.EOF) return false;
    }
    return true;
  } catch {
    return false;
  }
}
