import type { TicketPriority } from '../../domain.ts';

const hourMs = 3_600_000;

/** Within how many hours of the clock a first answer and a settlement are promised for a ticket that is opened through the portal. */
const promisedHours: Readonly<Record<TicketPriority, { readonly response: number; readonly resolution: number }>> = {
  URGENT: { response: 1, resolution: 8 },
  HIGH: { response: 4, resolution: 24 },
  NORMAL: { response: 24, resolution: 120 },
  LOW: { response: 72, resolution: 240 },
};

export function promiseFor(priority: TicketPriority, from: Date): { responseDueAt: Date; resolutionDueAt: Date } {
  const { response, resolution } = promisedHours[priority];
  return {
    responseDueAt: new Date(from.getTime() + response * hourMs),
    resolutionDueAt: new Date(from.getTime() + resolution * hourMs),
  };
}
