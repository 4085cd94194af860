import type { TimeRange } from '../calendar/index.ts';
import type { Contract } from '../contract/index.ts';
import type { Break } from './roster.ts';

/** A person whose breaks are to be placed. */
export interface BreakSeeker extends TimeRange {
  readonly staffId: string;
  /** Unpaid meal in minutes; 0 for none. */
  readonly mealMinutes: number;
  /** Whether the person works at the phone and so rests after a run of calls. */
  readonly takesRests: boolean;
  /** Breaks that have already begun and stay, in order of time. */
  readonly keptBreaks: readonly Break[];
  /** From this minute on breaks may be placed; everything before it is past. */
  readonly freeFromMinute: number;
}

/** The price of being away from the phone for one step that starts at `minute`. */
export type AbsencePrice = (minute: number) => number;

/** Price of a rest, so that no more are taken than needed; far under that of a missing operator. */
const restPrice = 4;
/** A rest or meal sooner than this after the last one is dearer, so that rests spread over the shift. */
const earlyRestMinutes = 30;
const earlyRestPrice = 3;
/** Price per hour that a meal starts away from noon. */
const mealOffNoonPricePerHour = 0.5;
const noonMinute = 12 * 60;

interface State {
  readonly price: number;
  readonly breaks: readonly Break[];
}

/**
 * Cheapest legal breaks of one person, given the price of each step away: a shortest path over
 * (minute, minutes since the last break, meal taken). Exact. Legal means: one meal of the shift's length inside
 * the meal window with work around it, and, for people on the phone, never more than the contract's longest run
 * from the start of the shift to its end without a rest or the meal.
 *
 * @returns the breaks, kept ones included, or null when no legal placement exists
 */
export function cheapestBreaks(
  seeker: BreakSeeker,
  rules: Contract['breaks'],
  priceOf: AbsencePrice,
): readonly Break[] | null {
  const step = rules.stepMinutes;
  const lastKept = seeker.keptBreaks.at(-1);
  const from = Math.max(seeker.startMinute, seeker.freeFromMinute, lastKept?.endMinute ?? 0);
  if (from >= seeker.endMinute) return seeker.keptBreaks;
  const longestRun = seeker.takesRests ? rules.maximumPhoneMinutes : Number.POSITIVE_INFINITY;
  const mealIsKept = seeker.keptBreaks.some((entry) => entry.kind === 'meal');
  const owesMeal = seeker.mealMinutes > 0 && !mealIsKept;
  const firstRun = from - Math.max(seeker.startMinute, lastKept?.endMinute ?? 0);

  // layers.get(minute) maps "run|meal owed" to the cheapest way there.
  const layers = new Map<number, Map<number, State>>();
  const keyOf = (run: number, owes: boolean): number => run * 2 + (owes ? 1 : 0);
  const reach = (minute: number, run: number, owes: boolean, state: State): void => {
    let layer = layers.get(minute);
    if (layer === undefined) {
      layer = new Map();
      layers.set(minute, layer);
    }
    const key = keyOf(run, owes);
    const known = layer.get(key);
    if (known === undefined || state.price < known.price - 1e-12) layer.set(key, state);
  };
  const priceOfRange = (startMinute: number, endMinute: number): number => {
    let sum = 0;
    for (let minute = startMinute; minute < endMinute; minute += step) sum += priceOf(minute);
    return sum;
  };

  // "Now" and the end of a kept break may lie between two steps: work on to the next step, whatever the run.
  const firstStep = Math.min(Math.ceil(from / step) * step, seeker.endMinute);
  const runThere = seeker.takesRests ? firstRun + firstStep - from : 0;
  reach(firstStep, runThere, owesMeal, { price: 0, breaks: [] });
  for (let minute = firstStep; minute < seeker.endMinute; minute += step) {
    const layer = layers.get(minute);
    if (layer === undefined) continue;
    layers.delete(minute);
    for (const [key, state] of layer) {
      const owes = key % 2 === 1;
      const run = (key - (owes ? 1 : 0)) / 2;
      const next = Math.min(minute + step, seeker.endMinute);
      // Without rests the run never matters: one state instead of many.
      if (run + (next - minute) <= longestRun) {
        reach(next, seeker.takesRests ? run + (next - minute) : 0, owes, state);
      }
      const early = run < earlyRestMinutes && minute > seeker.startMinute ? earlyRestPrice : 0;
      const restEnd = minute + rules.restMinutes;
      if (seeker.takesRests && run > 0 && restEnd < seeker.endMinute) {
        const price = state.price + priceOfRange(minute, restEnd) + restPrice + early;
        reach(restEnd, 0, owes, { price, breaks: [...state.breaks, rest(minute, restEnd)] });
      }
      const mealEnd = minute + seeker.mealMinutes;
      if (owes && mayEat(seeker, rules, minute)) {
        const offNoon =
          (Math.abs(minute + seeker.mealMinutes / 2 - noonMinute) / 60) * mealOffNoonPricePerHour;
        const price = state.price + priceOfRange(minute, mealEnd) + offNoon + early;
        reach(mealEnd, 0, false, { price, breaks: [...state.breaks, meal(minute, mealEnd)] });
      }
    }
  }
  let best: State | null = null;
  for (const [key, state] of layers.get(seeker.endMinute) ?? []) {
    const owes = key % 2 === 1;
    if (!owes && (best === null || state.price < best.price)) best = state;
  }
  return best === null ? null : [...seeker.keptBreaks, ...best.breaks];
}

function mayEat(seeker: BreakSeeker, rules: Contract['breaks'], minute: number): boolean {
  const end = minute + seeker.mealMinutes;
  // Never at the very start or end of the work, even where the contract asks for no work around the meal (労基法34条1項).
  const around = Math.max(rules.minimumWorkAroundMealMinutes, rules.stepMinutes);
  return (
    minute >= Math.max(rules.mealWindow.start, seeker.startMinute + around) &&
    end <= Math.min(rules.mealWindow.end, seeker.endMinute - around)
  );
}

function rest(startMinute: number, endMinute: number): Break {
  return { kind: 'rest', startMinute, endMinute };
}

function meal(startMinute: number, endMinute: number): Break {
  return { kind: 'meal', startMinute, endMinute };
}
