import type { DayView } from '../app/load-day.ts';
import { formatTime, parseTime } from '../calendar/index.ts';
import { rangeOf } from './day-page.ts';

/** A time that can be chosen with one tap; empty = the person's own beginning or end. */
export interface TimeChoice {
  readonly from: string;
  readonly to: string;
  readonly textKey: string;
  /** Minutes under an hour, hours from there on. */
  readonly amount: number;
  readonly clock: string;
}

/** Minutes by which people come later or leave earlier, most often. */
const usualMinutes = [30, 60, 120];
const stepMinutes = 5;

/**
 * The times of an absence that one tap chooses: the whole of their duties, coming later, leaving now or earlier.
 * @param shifts at least one @param nowMinute minute of the day, or null when the day is not today
 */
export function absenceTimes(
  shifts: DayView['day']['shifts'],
  nowMinute: number | null,
): {
  readonly start: string;
  readonly end: string;
  readonly wholeHours: string;
  readonly late: readonly TimeChoice[];
  readonly early: readonly TimeChoice[];
} {
  const start = Math.min(...shifts.map((shift) => parseTime(shift.start)));
  const end = Math.max(...shifts.map((shift) => parseTime(shift.end)));
  const isWithin = (minute: number): boolean => minute > start && minute < end;
  const choice = (kind: 'late' | 'early' | 'now', minutes: number, at: number): TimeChoice[] =>
    isWithin(at)
      ? [
          {
            from: kind === 'late' ? '' : formatTime(at),
            to: kind === 'late' ? formatTime(at) : '',
            textKey: `desk:when.${kind}${minutes >= 60 ? 'Hours' : ''}`,
            amount: minutes >= 60 ? minutes / 60 : minutes,
            clock: clockOf(at),
          },
        ]
      : [];
  const now = nowMinute === null ? -1 : Math.ceil(nowMinute / stepMinutes) * stepMinutes;
  return {
    start: formatTime(start),
    end: formatTime(end),
    wholeHours: rangeOf(start, end),
    late: usualMinutes.flatMap((minutes) => choice('late', minutes, start + minutes)),
    early: [
      ...choice('now', 0, now),
      ...usualMinutes.slice(1).flatMap((minutes) => choice('early', minutes, end - minutes)),
    ],
  };
}

/** A time as a sentence says it. */
export interface TimesWords {
  readonly textKey: string;
  readonly from: string;
  readonly to: string;
}

/** In which words a time is told: the whole, coming later, leaving earlier, or a part. */
export function timesWords(from: string, to: string): TimesWords {
  const kind = from === '' ? (to === '' ? 'whole' : 'late') : to === '' ? 'early' : 'part';
  const clock = (text: string): string => (text === '' ? '' : clockOf(parseTime(text)));
  return { textKey: `desk:times.${kind}`, from: clock(from), to: clock(to) };
}

function clockOf(minute: number): string {
  return formatTime(minute).replace(/^0/, '');
}
