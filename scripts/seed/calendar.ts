/**
 * Days and times counted from the anchor. Nothing has happened at or after the anchor; what is planned or due may lie beyond.
 */
export interface Calendar {
  readonly anchor: Date;
  /** The calendar day so many days after the anchor (before it, when negative): `2026-11-24`. */
  day(offset: number): string;
  /** Five in the afternoon of that day: when something is due. */
  endOfDay(offset: number): Date;
  /**
   * A time within working hours (8 to 18 o'clock), so many working minutes before the anchor's midnight; 600 make a day. A larger
   * number is always an earlier time.
   */
  workTime(minutesBefore: number): Date;
}

export const WORKDAY_MINUTES = 600;

const dayMs = 86_400_000;
const minuteMs = 60_000;
const opensAtMinute = 8 * 60;

export function createCalendar(instant: Date): Calendar {
  const midnight = Math.floor(instant.getTime() / dayMs) * dayMs;
  return {
    anchor: new Date(midnight),
    day: (offset) => new Date(midnight + offset * dayMs).toISOString().slice(0, 10),
    endOfDay: (offset) => new Date(midnight + offset * dayMs + 17 * 60 * minuteMs),
    workTime(minutesBefore) {
      if (minutesBefore < 1) throw new RangeError('nothing has happened after the anchor');
      const daysBefore = 1 + Math.floor((minutesBefore - 1) / WORKDAY_MINUTES);
      const minute = opensAtMinute + WORKDAY_MINUTES - 1 - ((minutesBefore - 1) % WORKDAY_MINUTES);
      return new Date(midnight - daysBefore * dayMs + minute * minuteMs);
    },
  };
}
