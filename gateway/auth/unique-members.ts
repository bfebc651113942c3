const piece = /"(?:[^"\\]|\\.)*"|[{}[\]:,]/g;

/**
 * Whether no object in a JSON text names a member twice. `JSON.parse` silently takes the last one, other parsers the first:
 * a token that says two things is refused instead of read. `text` must be JSON that was parsed before.
 */
export function hasUniqueMembers(text: string): boolean {
  const open: (Set<string> | null)[] = [];
  let string: string | null = null;
  for (const [token] of text.matchAll(piece)) {
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(null);
    else if (token === '}' || token === ']') open.pop();
    else if (token === ':' && string !== null) {
      const names = open.at(-1);
      // `"\u0061"` and `"a"` are the same name.
      const name = JSON.parse(string) as string;
      if (names?.has(name)) return false;
      names?.add(name);
    }
    string = token.startsWith('"') ? token : null;
  }
  return true;
}
