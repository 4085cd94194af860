import { blendOf, type PastComparison } from './blend.ts';
import { calibratedBounds, type PastDeviation, widthOf } from './bounds.ts';
import type { Grams } from './covariance.ts';
import { dayProfile } from './day-profile.ts';
import { meanOfWeekdays, startWeights, type WeekdayHistory } from './mean-of-weekdays.ts';
import { recordsOf } from './method-records.ts';
import type { MethodRecord, SeriesAssumption, SeriesDay, SeriesInput, SeriesSlot, Width } from './series.ts';

/** A day as the daily methods forecast it. */
export interface DayExpectation {
  readonly mean: number;
  readonly cvFraction: number;
}

/** A past day as the daily methods would have forecast it. */
export interface PastDay extends DayExpectation {
  readonly place: number;
  readonly daysAhead: number;
}

const comparedDaysAhead: readonly number[] = [1, 4, 7, 10];
/** The day times its profile and the mean of the same part of eight weekdays, and their weights before any past. */
const methodNames: readonly string[] = ['profile', 'mean8'];
const assumedWeights: readonly number[] = [0.75, 0.25];

/** Calls of each part that count as seen when nothing is assumed, so that no part is impossible. */
const leastPriorCalls = 0.5;

/** Parts of the days ahead. */
export function slotForecast(input: {
  readonly history: readonly SeriesDay[];
  readonly openDays: SeriesInput['openDays'];
  readonly weeks: WeekdayHistory;
  readonly grams: Grams;
  readonly days: readonly DayExpectation[];
  readonly past: readonly PastDay[];
  readonly assumed: SeriesAssumption | null;
  readonly isWithProfile: boolean;
  readonly isShrunk: boolean;
  readonly isBlended: boolean;
}): {
  readonly slots: readonly (readonly SeriesSlot[])[];
  readonly methods: readonly MethodRecord[];
  readonly width: Width;
} {
  const { history, openDays, days } = input;
  const weeks: WeekdayHistory = {
    ...input.weeks,
    isUsual: history.map((day, place) => input.weeks.isUsual[place]! && day.slots.length > 0),
    isKnown: history.map((day) => day.slots.length > 0),
  };
  const known = history.length;
  const starts = [
    ...new Set([
      ...history.flatMap((day) => day.slots.map((slot) => slot.startMinute)),
      ...openDays.flatMap((day) => day.startMinutes),
    ]),
  ].sort((a, b) => a - b);
  const columns = new Map(starts.map((start, index) => [start, index]));
  const counts = history.map((day) => {
    const row = new Float64Array(starts.length);
    for (const { startMinute, calls } of day.slots) row[columns.get(startMinute)!]! += calls;
    return row;
  });
  const bySlot = starts.map((_, slot) => counts.map((row) => row[slot]!));
  const profile = dayProfile(input.grams, counts, {
    isLowRank: input.isWithProfile,
    isShrunk: input.isShrunk,
    priorCalls: priorCalls(starts, input.assumed),
  });
  /** Shares of the parts in the last eight same weekdays; the profile's where there are none. */
  const usualShares = (place: number, origin: number, shares: ArrayLike<number>): ArrayLike<number> => {
    const means = bySlot.map((calls) => meanOfWeekdays(weeks, calls, origin, weeks.weekdays[place]!));
    const sum = means.reduce((total, mean) => total + mean, 0);
    return sum > 0 ? means.map((mean) => mean / sum) : shares;
  };

  const pastDays = input.past.filter(
    ({ place, daysAhead }) => place >= profile.from && comparedDaysAhead.includes(daysAhead),
  );
  const comparisons: PastComparison[] = [];
  const cvs: number[] = [];
  const ages: number[] = [];
  const slotsOf: number[] = [];
  for (const { place, daysAhead, mean, cvFraction } of pastDays) {
    // The parts of a day that was not open as usual are no fair test.
    if (history[place]!.slots.length === 0 || (history[place]!.lengthFraction ?? 1) !== 1) continue;
    const shares = profile.past(place, daysAhead);
    const usual = usualShares(place, place - daysAhead + 1, shares);
    for (const { startMinute, calls } of history[place]!.slots) {
      const slot = columns.get(startMinute)!;
      const means = [mean * shares[slot]!, mean * usual[slot]!];
      const own = means[0]!;
      const deviation = Math.sqrt(Math.max(own, 0.5) + (cvFraction * own) ** 2);
      comparisons.push({ actual: calls, means, deviation });
      cvs.push(cvFraction);
      ages.push(known - 1 - place);
      slotsOf.push(slot);
    }
  }
  const blend = input.isBlended
    ? blendOf(comparisons, startWeights(assumedWeights, weeks))
    : { weights: [1, 0], errors: [null, null] };
  const blended = (means: readonly number[]) =>
    means.reduce((sum, mean, method) => sum + mean * blend.weights[method]!, 0);
  const blendedPast = comparisons.map(({ means }) => blended(means));
  const extra = slotVariances(comparisons, blendedPast, cvs, slotsOf, starts.length);
  const deviations: PastDeviation[] = comparisons.map(({ actual }, index) => ({
    ageDays: ages[index]!,
    actual,
    mean: blendedPast[index]!,
    cvFraction: Math.hypot(cvs[index]!, Math.sqrt(extra[slotsOf[index]!]!)),
  }));
  const width = widthOf(deviations, false);
  const slots = openDays.map((day, index) => {
    const ahead = profile.ahead[index]!;
    const usual = usualShares(known + index, known, ahead);
    const shares = day.startMinutes.map((start, part) => {
      const slot = columns.get(start)!;
      return blended([ahead[slot]!, usual[slot]!]) * (day.slotFractions?.[part] ?? 1);
    });
    const open = shares.reduce((sum, share) => sum + share, 0);
    return day.startMinutes.map((startMinute, part): SeriesSlot => {
      const mean = (days[index]!.mean * shares[part]!) / Math.max(open, 1e-9);
      const cvFraction = Math.hypot(days[index]!.cvFraction, Math.sqrt(extra[columns.get(startMinute)!]!));
      return { startMinute, mean, cvFraction, bounds: calibratedBounds(mean, cvFraction, width) };
    });
  });
  return { slots, methods: recordsOf(methodNames, blend), width };
}

function priorCalls(starts: readonly number[], assumed: SeriesAssumption | null): Float64Array {
  if (assumed === null) return new Float64Array(starts.length).fill(leastPriorCalls);
  const shares = starts.map((start) => assumed.slotShares.get(start) ?? 0);
  const sum = shares.reduce((total, share) => total + share, 0);
  return Float64Array.from(shares, (share) =>
    Math.max(leastPriorCalls / 10, sum > 0 ? (assumed.slotCalls * share) / sum : leastPriorCalls),
  );
}

/** Variance of single parts beyond the day's and chance, relative to their mean squared: moments, shrunk to all parts'. */
function slotVariances(
  comparisons: readonly PastComparison[],
  means: readonly number[],
  cvs: readonly number[],
  slotsOf: readonly number[],
  count: number,
): Float64Array {
  const excess = new Float64Array(count);
  const weight = new Float64Array(count);
  comparisons.forEach(({ actual }, index) => {
    const mean = Math.max(means[index]!, 0.05);
    const slot = slotsOf[index]!;
    const error = Math.min((actual - mean) ** 2, 16 * (mean + (0.3 * mean) ** 2));
    excess[slot]! += (error - mean) / mean - cvs[index]! ** 2 * mean;
    weight[slot]! += mean;
  });
  const all = weight.reduce((sum, value) => sum + value, 0);
  if (!(all > 0)) return new Float64Array(count);
  const common = Math.max(0, excess.reduce((sum, value) => sum + value, 0) / all);
  const prior = all / count;
  return excess.map((value, slot) => Math.max(0, (value + common * prior) / (weight[slot]! + prior)));
}
