import { formatTime, parseTime } from '../calendar/index.ts';
import { expectedService, probabilityTargetMet, type StaffedInterval } from './answer-rate.ts';
import type { PlanContent, PlanDay } from './format.ts';
import { savingsOf } from './month-seats.ts';

/** Half an hour in which one more person is on the phone, and the month with it and all half hours before it in the list. */
export interface FurtherHalfHour {
  /** Day as YYYY-MM-DD. */
  readonly date: string;
  /** `HH:mm`, on the hour or half past it; the end is 30 minutes later and not included. */
  readonly start: string;
  readonly end: string;
  /** Expected calls of the month that it saves from hanging up, > 0. */
  readonly savedCalls: number;
  /** 応答率 of the month, 0 to 1, by the formula of the plan's own `monthAnswerRate`. */
  readonly monthAnswerRate: number;
  /** Probability that the month reaches its target, 0 to 1, by the formula of the plan's own. */
  readonly probabilityTargetMet: number;
}

/** Most half hours that are told: each takes the probability of a whole month, some 45 ms. */
const mostHalfHours = 5;
const halfHourMinutes = 30;

/**
 * The half hours in which one more person on the phone saves most expected calls, beyond the scheduled seats and one
 * after another: each comes on top of those before it, and may be one of them again. Hang-ups of an interval fall ever
 * more slowly as seats are added and half hours do not overlap, so no other choice of as many saves more (B. Fox,
 * "Discrete optimization via marginal analysis", 1966). Saved calls as in `savingsOf`. Fewer than asked for where no
 * more can be saved, none in a month without calls; half hours that reach beyond the opening hours are left out.
 * @param count whole, ≥ 0; more than 5 give 5
 */
export function furtherHalfHours(
  content: Pick<PlanContent, 'days' | 'assumptions'>,
  count: number,
): FurtherHalfHour[] {
  const pieceMinutes = pieceMinutesOf(content.days);
  const days = content.days.map((day) => piecesOf(day, pieceMinutes));
  const { assumptions } = content;
  const handling = {
    intervalSeconds: pieceMinutes * 60,
    ahtSeconds: assumptions.ahtSeconds,
    patienceSeconds: assumptions.patienceSeconds,
  };
  const uncertainty = {
    volumeCvFraction: assumptions.volumeCvFraction,
    dayCvFraction: assumptions.dayCvFraction,
  };
  const calls = days.map((day) => day.map((piece) => piece.calls));
  const savings = savingsOf({ ...handling, ...uncertainty, days: calls });
  const seats = days.map((day) => day.map((piece) => piece.scheduledSeats));
  const halfHours = content.days.flatMap((day, index) => halfHoursOf(day, index, pieceMinutes));
  const found: FurtherHalfHour[] = [];
  while (found.length < Math.min(count, mostHalfHours)) {
    const best = mostSaving(halfHours, (day, piece) => savings(day, piece, seats[day]![piece]!));
    if (best === null) break;
    for (const piece of best.halfHour.pieces) seats[best.halfHour.day]![piece]! += 1;
    found.push({
      date: content.days[best.halfHour.day]!.date,
      start: formatTime(best.halfHour.startMinute),
      end: formatTime(best.halfHour.startMinute + halfHourMinutes),
      savedCalls: best.savedCalls,
      monthAnswerRate: expectedService({
        ...handling,
        callsPerInterval: calls.flat(),
        scheduledSeats: seats.flat(),
        withinSeconds: assumptions.serviceLevelSeconds,
      }).answerRate,
      probabilityTargetMet: Math.min(
        1, // A sum of weights may be 1 and a last digit.
        probabilityTargetMet({
          ...handling,
          ...uncertainty,
          days: calls.map((ofDay, day) =>
            ofDay.map((expected, piece) => ({ calls: expected, scheduledSeats: seats[day]![piece]! })),
          ),
          targetFraction: assumptions.targetAnswerRate,
        }),
      ),
    });
  }
  return found;
}

/** A half hour of a day, as positions of its pieces. */
interface HalfHour {
  readonly day: number;
  readonly startMinute: number;
  readonly pieces: readonly number[];
}

/** The half hour that saves most, the first of equals; null where none saves anything that a double can tell. */
function mostSaving(
  halfHours: readonly HalfHour[],
  savings: (day: number, piece: number) => number,
): { readonly halfHour: HalfHour; readonly savedCalls: number } | null {
  let best: { readonly halfHour: HalfHour; readonly savedCalls: number } | null = null;
  for (const halfHour of halfHours) {
    const savedCalls = halfHour.pieces.reduce((sum, piece) => sum + savings(halfHour.day, piece), 0);
    if (savedCalls > (best?.savedCalls ?? 1e-9)) best = { halfHour, savedCalls };
  }
  return best;
}

/** Longest step in minutes that divides every interval and meets every half hour: hours are cut, quarters stay. */
function pieceMinutesOf(days: readonly PlanDay[]): number {
  const edges = days.flatMap((day) => day.intervals.flatMap(({ start, end }) => [start, end])).map(parseTime);
  return edges.reduce((step, minute) => greatestDivisor(step, minute), halfHourMinutes);
}

/** Intervals cut into equal pieces, each with its part of the calls, so that the load stays what it is. */
function piecesOf(day: PlanDay, pieceMinutes: number): StaffedInterval[] {
  return day.intervals.flatMap(({ start, end, calls, scheduledSeats }) => {
    const count = (parseTime(end) - parseTime(start)) / pieceMinutes;
    return Array.from({ length: count }, () => ({ calls: calls / count, scheduledSeats }));
  });
}

function halfHoursOf(day: PlanDay, index: number, pieceMinutes: number): HalfHour[] {
  const [open, close] = [parseTime(day.open), parseTime(day.close)];
  const perHalfHour = halfHourMinutes / pieceMinutes;
  const halfHours: HalfHour[] = [];
  for (
    let startMinute = Math.ceil(open / halfHourMinutes) * halfHourMinutes;
    startMinute + halfHourMinutes <= close;
    startMinute += halfHourMinutes
  ) {
    const first = (startMinute - open) / pieceMinutes;
    const pieces = Array.from({ length: perHalfHour }, (_, offset) => first + offset);
    halfHours.push({ day: index, startMinute, pieces });
  }
  return halfHours;
}

function greatestDivisor(one: number, other: number): number {
  return other === 0 ? one : greatestDivisor(other, one % other);
}
