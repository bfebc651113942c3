/** Where a reader of changes is. */
export interface ChangeCursor {
  /**
   * When the database server was started, in microseconds since 1970. Another number is a restart, a restored backup or the server that took over:
   * what the snapshot says about transactions may not be true of it.
   */
  readonly server: string;
  /** When it was read, by the clock of the database: seconds since 1970. */
  readonly at: number;
  /** Which transactions had ended, as PostgreSQL writes it: `xmin:xmax:` and those between that had not. */
  readonly snapshot: string;
}

export function toChangeCursor({ server, at, snapshot }: ChangeCursor): string {
  return `${server}.${String(at)}.${snapshot}`;
}

/** Null for what no answer gave; whoever asks is then told nothing of what was before. */
export function readChangeCursor(text: string | null): ChangeCursor | null {
  const parts = text !== null && text.length <= lengthMax ? /^(\d{1,18})\.(\d{1,12})\.([\d:,]+)$/.exec(text) : null;
  const [, server, at, snapshot] = parts ?? [];
  if (server === undefined || at === undefined || snapshot === undefined || !isSnapshot(snapshot)) return null;
  return { server, at: Number(at), snapshot };
}

/** Room for some thousand transactions at a time. */
const lengthMax = 100_000;

/** PostgreSQL takes nothing else, and a question that it refuses would be asked again and again. */
function isSnapshot(text: string): boolean {
  const parts = /^(\d{1,18}):(\d{1,18}):((?:\d{1,18},)*\d{1,18})?$/.exec(text);
  if (!parts) return false;
  const [, first = '', end = '', open = ''] = parts;
  const [xmin, xmax] = [BigInt(first), BigInt(end)];
  if (xmin === 0n || xmin > xmax) return false;
  let least = xmin;
  for (const one of open === '' ? [] : open.split(',').map(BigInt)) {
    if (one < least || one >= xmax) return false;
    least = one + 1n;
  }
  return true;
}
