import { type Instant, LocalDate } from '@js-joda/core';
import { japanTime, parseTime } from '../calendar/index.ts';
import type { Language } from '../errors.ts';
import type { PlanDay } from '../plan/format.ts';
import { clockText, dayText } from './format.ts';
import { workMinutesOf } from './month-roster.ts';

type Shift = PlanDay['shifts'][number];

/** Shifts of a month's version, day by day. */
type Days = readonly Pick<PlanDay, 'date' | 'shifts'>[];

/** One duty as its own person reads it. */
export interface OwnDuty {
  readonly pattern: string;
  readonly isStandby: boolean;
  /** 8:45–17:15 */
  readonly hours: string;
  readonly meals: readonly string[];
  readonly rests: readonly string[];
}

/** A person's own month. */
export interface OwnMonth {
  /** Days with a duty. */
  readonly days: readonly {
    /** `YYYY-MM-DD`. */
    readonly date: string;
    readonly day: string;
    readonly duties: readonly OwnDuty[];
  }[];
  readonly workDays: number;
  /** Hours of work, meals left out, one decimal. */
  readonly workHours: string;
  readonly standbyDays: number;
}

/** What a person does in a month; nobody else's days, and never why somebody is off. */
export function ownMonth(days: Days, staffId: string, language: Language): OwnMonth {
  const own = ownDays(days, staffId);
  const shifts = own.flatMap((day) => day.shifts);
  const worked = shifts.filter(({ standby }) => !standby);
  const minutes = worked.reduce((sum, shift) => sum + workMinutesOf(shift), 0);
  return {
    days: own.map(({ date, shifts: duties }) => ({
      date,
      day: dayText(LocalDate.parse(date), language),
      duties: duties.map(ownDuty),
    })),
    workDays: worked.length,
    workHours: (minutes / 60).toFixed(1),
    standbyDays: shifts.length - worked.length,
  };
}

/** One duty as its own person reads it. */
export function ownDuty(shift: Shift): OwnDuty {
  const ranges = (kind: 'meal' | 'rest'): string[] =>
    shift.breaks.filter((entry) => entry.kind === kind).map(rangeText);
  return {
    pattern: shift.pattern,
    isStandby: shift.standby,
    hours: rangeText(shift),
    meals: ranges('meal'),
    rests: ranges('rest'),
  };
}

/** A duty as an entry of its person's calendar. */
export interface CalendarEntry {
  /** Of the day and the person: it stays when the duty changes. */
  readonly uid: string;
  readonly version: number;
  readonly publishedAt: Instant;
  readonly start: Instant;
  readonly end: Instant;
  readonly duty: OwnDuty;
}

/** A person's duties of some months as entries of a calendar, in order of time. @param months versions in force */
export function calendarEntries(input: {
  readonly contractId: string;
  readonly staffId: string;
  readonly months: readonly {
    readonly version: number;
    readonly publishedAt: Instant;
    readonly days: Days;
  }[];
}): CalendarEntry[] {
  const { contractId, staffId, months } = input;
  return months.flatMap(({ version, publishedAt, days }) =>
    ownDays(days, staffId).flatMap(({ date, shifts }) =>
      shifts.map((shift, index) => ({
        uid: `${date}-${encodeURIComponent(staffId)}-${index + 1}@${encodeURIComponent(contractId)}.sekisu`,
        version,
        publishedAt,
        start: momentOf(date, shift.start),
        end: momentOf(date, shift.end),
        duty: ownDuty(shift),
      })),
    ),
  );
}

/** Days on which a person has duties, those in order of their beginning. */
function ownDays(
  days: Days,
  staffId: string,
): { readonly date: string; readonly shifts: readonly Shift[] }[] {
  return days
    .map(({ date, shifts }) => ({
      date,
      shifts: shifts
        .filter((shift) => shift.staffId === staffId)
        .toSorted((one, other) => parseTime(one.start) - parseTime(other.start)),
    }))
    .filter(({ shifts }) => shifts.length > 0)
    .toSorted((one, other) => (one.date < other.date ? -1 : 1));
}

/** 24:00 is the next day's midnight. */
function momentOf(date: string, time: string): Instant {
  return LocalDate.parse(date).atStartOfDay().plusMinutes(parseTime(time)).toInstant(japanTime);
}

function rangeText({ start, end }: { readonly start: string; readonly end: string }): string {
  return `${clockText(start)}–${clockText(end)}`;
}
