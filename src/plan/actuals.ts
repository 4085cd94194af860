import { LocalDate } from '@js-joda/core';
import { parseTime, type TimeRange } from '../calendar/index.ts';
import type { HistoryInterval } from '../forecast/index.ts';
import type { PlanContent, PlanDay } from './format.ts';

/** Calls as they were counted. */
export interface CountedCalls {
  readonly offered: number;
  readonly answered: number;
  readonly abandoned: number;
}

/** What was counted in one interval of a plan's day. */
export interface CountedInterval extends TimeRange, CountedCalls {}

/** What came of one day of a plan so far. */
export interface DayActuals extends CountedCalls {
  readonly date: LocalDate;
  /** Minute since midnight up to which the day was counted, excluded; between opening and close. */
  readonly untilMinute: number;
  /**
   * `whole`: counted to its close; `underWay`: today, counted up to `untilMinute`; `cut`: a day gone by of which a part with
   * several expected calls was never counted.
   */
  readonly state: 'whole' | 'underWay' | 'cut';
  /** Intervals of the plan that begin before `untilMinute`, in order. */
  readonly intervals: readonly CountedInterval[];
}

/** Calls expected in an uncounted end of a day gone by from which on it counts as not counted instead of as quiet. */
const evidenceCalls = 5;

/**
 * What came on the days that a plan covers, in order; days without a row are left out, and so are rows outside a day's
 * opening. A row counts in the interval of the plan in which it begins.
 * @param rows of all queues @param today an earlier day is over whatever was counted of it, and of a later one nothing can
 * have been counted: rows that say so are left out
 */
export function actualsOf(
  content: Pick<PlanContent, 'days'>,
  rows: readonly HistoryInterval[],
  today: LocalDate,
): DayActuals[] {
  const byDay = Map.groupBy(rows, (row) => row.date.toString());
  return content.days.flatMap((day) => {
    if (LocalDate.parse(day.date).isAfter(today)) return [];
    const open = parseTime(day.open);
    const close = parseTime(day.close);
    const own = (byDay.get(day.date) ?? []).filter((row) => row.startMinute < close && row.endMinute > open);
    return own.length === 0 ? [] : [dayActuals(day, own, today)];
  });
}

function dayActuals(day: PlanDay, rows: readonly HistoryInterval[], today: LocalDate): DayActuals {
  const date = LocalDate.parse(day.date);
  const close = parseTime(day.close);
  const countedUntil = Math.min(close, Math.max(...rows.map((row) => row.endMinute)));
  const silentCalls = plannedCallsFrom(day, countedUntil);
  const isOver = date.isBefore(today);
  const isWhole = countedUntil >= close || (isOver && silentCalls < evidenceCalls);
  const untilMinute = isWhole ? close : countedUntil;
  const intervals = day.intervals
    .map((interval) => ({ startMinute: parseTime(interval.start), endMinute: parseTime(interval.end) }))
    .filter(({ startMinute }) => startMinute < untilMinute)
    .map((interval, index): CountedInterval => {
      const own = rows.filter(
        (row) =>
          (row.startMinute >= interval.startMinute || index === 0) && row.startMinute < interval.endMinute,
      );
      return { ...interval, ...sumOfCounts(own) };
    });
  const state = isWhole ? 'whole' : isOver ? 'cut' : 'underWay';
  return { date, untilMinute, state, intervals, ...sumOfCounts(intervals) };
}

/** Planned calls of a day from a minute on, parts of intervals in proportion. @param fromMinute since midnight */
export function plannedCallsFrom(day: Pick<PlanDay, 'intervals'>, fromMinute: number): number {
  return day.intervals.reduce((sum, { start, end, calls }) => {
    const [startMinute, endMinute] = [parseTime(start), parseTime(end)];
    const left = Math.max(0, endMinute - Math.max(fromMinute, startMinute));
    return sum + (calls * left) / (endMinute - startMinute);
  }, 0);
}

/** Sums of counted calls. */
export function sumOfCounts(counts: readonly CountedCalls[]): CountedCalls {
  const total = (of: (count: CountedCalls) => number) => counts.reduce((sum, count) => sum + of(count), 0);
  return {
    offered: total(({ offered }) => offered),
    answered: total(({ answered }) => answered),
    abandoned: total(({ abandoned }) => abandoned),
  };
}

/** 応答率 of counted calls, 0 to 1; null when nobody called. */
export function answerRateOf({ offered, answered }: CountedCalls): number | null {
  return offered > 0 ? answered / offered : null;
}
