export interface Backoff {
  readonly baseMs: number;
  readonly maxMs: number;
}

/**
 * How long to wait after a number of failures: twice as long each time, up to the maximum. The upper half is left to chance, so that
 * what failed together does not come back together.
 */
export function backoffMs(failures: number, { baseMs, maxMs }: Backoff, random: () => number): number {
  // 2^52 and beyond would lose the exactness of a number, and no maximum is that far away.
  const longest = Math.min(maxMs, baseMs * 2 ** Math.min(failures - 1, 40));
  return Math.round(longest / 2 + (longest / 2) * random());
}
