/** How often each thing was left in the systems of record, counted in their own stores: `openTicket T1` once is one ticket with that subject. */
export type Left = Map<string, number>;

/** What a decision about a document leaves with the document. */
export function writtenBack(name: string): string {
  return `the decision about ${name}`;
}

export function leave(left: Left, what: string, times = 1): void {
  left.set(what, (left.get(what) ?? 0) + times);
}
