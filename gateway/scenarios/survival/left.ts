/** How often each thing was left in the systems of record, counted in their own stores: `openTicket T1` once is one ticket with that subject. */
export type Left = Map<string, number>;

export function leave(left: Left, what: string, times = 1): void {
  left.set(what, (left.get(what) ?? 0) + times);
}
