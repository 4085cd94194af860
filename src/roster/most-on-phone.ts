import type { TimeRange } from '../calendar/index.ts';
import type { Contract } from '../contract/index.ts';
import { type BreakSeeker, leastAbsencePrice } from './break-path.ts';

/**
 * Most minutes that one person with legal breaks can be on the phone within a range of the day; 0 for a shift without
 * legal breaks. Exact: as many minutes as the shift lies in the range, less the fewest that breaks must take there.
 * Over any range, the sum over the people on duty must reach the minutes that the range needs.
 *
 * @param shift half-open, with its meal in minutes and whether the person rests after a run on the phone
 * @param range half-open, in minutes of the day; need not begin or end on a step
 */
export function mostOnPhone(
  shift: TimeRange & Pick<BreakSeeker, 'mealMinutes' | 'takesRests'>,
  rules: Contract['breaks'],
  range: TimeRange,
): number {
  const person: BreakSeeker = { ...shift, staffId: '', keptBreaks: [], freeFromMinute: 0 };
  const inRange = (startMinute: number, endMinute: number): number =>
    Math.max(0, Math.min(endMinute, range.endMinute) - Math.max(startMinute, range.startMinute));
  const away = leastAbsencePrice(person, rules, (minute) => inRange(minute, minute + rules.stepMinutes));
  return away === null ? 0 : inRange(shift.startMinute, shift.endMinute) - away;
}
