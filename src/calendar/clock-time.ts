import { SekisuError } from '../errors.ts';

/** A half-open range [startMinute, endMinute) of one day, in minutes since its midnight, 0 to 1440 included. */
export interface TimeRange {
  readonly startMinute: number;
  readonly endMinute: number;
}

/**
 * Minutes since midnight of a 24-hour clock time.
 * @param text `HH:mm`, 00:00 to 24:00 included
 * @throws SekisuError `number.out-of-range` when the text is no such time
 */
export function parseTime(text: string): number {
  const known = clockTimes.get(text);
  if (known !== undefined) return known;
  const match = /^(\d{2}):(\d{2})$/.exec(text);
  const minute = match === null ? Number.NaN : Number(match[1]) * 60 + Number(match[2]);
  if (!(minute <= 1440) || Number(match?.[2]) > 59) {
    throw new SekisuError('number.out-of-range', { name: 'time', value: text, expected: 'HH:mm' });
  }
  clockTimes.set(text, minute);
  return minute;
}

/** Texts met so far, 1,441 at most: a plan of many people holds some hundred thousand of them. */
const clockTimes = new Map<string, number>();

/** `HH:mm` of minutes since midnight, 0 to 1440 included. */
export function formatTime(minuteOfDay: number): string {
  const hours = Math.floor(minuteOfDay / 60);
  return `${String(hours).padStart(2, '0')}:${String(minuteOfDay % 60).padStart(2, '0')}`;
}
