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

/** The price of being away from the phone for one step that starts at `minute`, ≥ 0. */
export type AbsencePrice = (minute: number) => number;

/** What breaks cost beside the absence itself. */
interface Comfort {
  readonly restPrice: number;
  readonly earlyRestPrice: number;
  readonly mealOffNoonPricePerHour: number;
}

const comfort: Comfort = {
  /** Price of a rest, so that no more are taken than needed; far under that of a missing operator. */
  restPrice: 4,
  /** A rest or meal sooner than `earlyRestMinutes` after the last one is dearer, so that rests spread over the shift. */
  earlyRestPrice: 3,
  /** Price per hour that a meal starts away from noon. */
  mealOffNoonPricePerHour: 0.5,
};
const absenceOnly: Comfort = { restPrice: 0, earlyRestPrice: 0, mealOffNoonPricePerHour: 0 };
const earlyRestMinutes = 30;
const noonMinute = 12 * 60;

/**
 * Cheapest legal breaks of one person, given the price of each step away, asked once per step in order of time: a
 * shortest path from break to break. Exact. Legal means: one meal of the shift's length inside the meal window with
 * work around it, and, for people on the phone, never more than the contract's longest run from the start of the shift
 * to its end without a rest or the meal.
 *
 * @returns the breaks, kept ones included, or null when no legal placement exists
 */
export function cheapestBreaks(
  seeker: BreakSeeker,
  rules: Contract['breaks'],
  priceOf: AbsencePrice,
): readonly Break[] | null {
  const grid = gridOf(seeker, rules);
  if (grid === null) return seeker.keptBreaks;
  const path = cheapestPath(grid, priceOf, comfort);
  return path === null ? null : [...seeker.keptBreaks, ...breaksAlong(grid, path)];
}

/**
 * Least sum of the prices of all steps that one person is away for the breaks still to be placed; rests and meals
 * themselves cost nothing, wherever they lie. Exact.
 *
 * @returns the sum, ≥ 0, or null when no legal placement exists
 */
export function leastAbsencePrice(
  seeker: BreakSeeker,
  rules: Contract['breaks'],
  priceOf: AbsencePrice,
): number | null {
  const grid = gridOf(seeker, rules);
  if (grid === null) return 0;
  return cheapestPath(grid, priceOf, absenceOnly)?.price ?? null;
}

/** The steps at which the breaks of one person may begin and end: step k is `firstMinute + k · step`. */
interface BreakGrid {
  readonly seeker: BreakSeeker;
  readonly rules: Contract['breaks'];
  readonly firstMinute: number;
  /** Steps to the end of the shift, of which the last may be shorter. */
  readonly steps: number;
  /** Minutes on the phone before the first step, since the last break. */
  readonly runBefore: number;
  readonly longestRun: number;
  readonly owesMeal: boolean;
  readonly longestSteps: number;
  /** Fewer steps since the last break than this are early for another; 0 for people who take no rests. */
  readonly earlySteps: number;
  /** Length of a rest in steps, 0 where none is to be taken. */
  readonly restSteps: number;
  /** Length of the meal in steps; a fraction fits nowhere. */
  readonly mealSteps: number;
}

/** Null where the shift is over before anything can be placed. */
function gridOf(seeker: BreakSeeker, rules: Contract['breaks']): BreakGrid | null {
  const step = rules.stepMinutes;
  const workFrom = Math.max(seeker.startMinute, seeker.keptBreaks.at(-1)?.endMinute ?? 0);
  const from = Math.max(workFrom, seeker.freeFromMinute);
  if (from >= seeker.endMinute) return null;
  // "Now" and the end of a kept break may lie between two steps: work on to the next step, whatever the run.
  const firstMinute = Math.min(Math.ceil(from / step) * step, seeker.endMinute);
  const mealIsKept = seeker.keptBreaks.some((entry) => entry.kind === 'meal');
  const steps = Math.ceil((seeker.endMinute - firstMinute) / step);
  const longestRun = seeker.takesRests ? rules.maximumPhoneMinutes : Number.POSITIVE_INFINITY;
  return {
    seeker,
    rules,
    firstMinute,
    steps,
    runBefore: firstMinute - workFrom,
    longestRun,
    longestSteps: Math.min(steps, Math.floor(longestRun / step)),
    earlySteps: seeker.takesRests ? Math.ceil(earlyRestMinutes / step) : 0,
    owesMeal: seeker.mealMinutes > 0 && !mealIsKept,
    restSteps: seeker.takesRests && rules.restMinutes % step === 0 ? rules.restMinutes / step : 0,
    mealSteps: seeker.mealMinutes / step,
  };
}

/** A way through the grid: `before[node]` is the break end before a break end, `last` the one before the shift's end. */
interface BreakPath {
  readonly price: number;
  readonly before: Int16Array;
  readonly last: number;
}

/** Stands for the beginning, which no break ends. */
const beginning = -1;
const nowhere = -2;

/**
 * Shortest path over the ends of breaks. Node `k` is a break that ends at step k with no meal owed any more, node
 * `steps + 1 + k` one that ends there while the meal is owed; whoever rests or eats next is tried after every run that
 * is not too long. That is the same as a path over (step, run, meal owed) without a node for every length of run.
 */
function cheapestPath(grid: BreakGrid, priceOf: AbsencePrice, prices: Comfort): BreakPath | null {
  const { steps, restSteps, mealSteps, firstMinute, owesMeal } = grid;
  const { stepMinutes } = grid.rules;
  const { endMinute, mealMinutes } = grid.seeker;
  const owing = steps + 1;
  const priceUpTo = new Float64Array(steps + 1);
  for (let at = 0; at < steps; at += 1) {
    priceUpTo[at + 1] = priceUpTo[at]! + priceOf(firstMinute + at * stepMinutes);
  }
  const priceAt = new Float64Array(2 * owing).fill(Number.POSITIVE_INFINITY);
  const before = new Int16Array(2 * owing).fill(nowhere);
  const extend = (at: number, offset: number, leastSteps: number, node: number, price: number): void => {
    const previous = cheapestBefore(grid, prices, priceAt, at, offset, leastSteps);
    if (previous === nowhere) return;
    const total = priceBefore(grid, prices, priceAt, at, previous) + price;
    if (total >= priceAt[node]!) return;
    priceAt[node] = total;
    before[node] = previous;
  };

  for (let at = 0; at < steps; at += 1) {
    const minute = firstMinute + at * stepMinutes;
    const restEnd = at + restSteps;
    if (restSteps > 0 && firstMinute + restEnd * stepMinutes < endMinute) {
      const price = priceUpTo[restEnd]! - priceUpTo[at]! + prices.restPrice;
      extend(at, 0, 1, restEnd, price);
      if (owesMeal) extend(at, owing, 1, owing + restEnd, price);
    }
    if (owesMeal && mayEat(grid, minute)) {
      const offNoonHours = Math.abs(minute + mealMinutes / 2 - noonMinute) / 60;
      const away = priceUpTo[at + mealSteps]! - priceUpTo[at]!;
      extend(at, owing, 0, at + mealSteps, away + offNoonHours * prices.mealOffNoonPricePerHour);
    }
  }
  return toTheEnd(grid, priceAt, before);
}

/**
 * The break end from which a break that begins at a step is reached at the least price, of those with the meal owed
 * (`offset` is `steps + 1`) or without (0).
 * @param leastSteps of work between the two
 */
function cheapestBefore(
  grid: BreakGrid,
  prices: Comfort,
  priceAt: Float64Array,
  at: number,
  offset: number,
  leastSteps: number,
): number {
  let previous = nowhere;
  let price = Number.POSITIVE_INFINITY;
  const run = grid.runBefore + at * grid.rules.stepMinutes;
  if (grid.owesMeal === offset > 0 && (at === 0 || run <= grid.longestRun) && (run > 0 || leastSteps === 0)) {
    previous = beginning;
    price = priceBefore(grid, prices, priceAt, at, beginning);
  }
  const early = prices.earlyRestPrice;
  const earlyFrom = at - grid.earlySteps;
  const first = offset + Math.max(0, at - grid.longestSteps);
  const last = offset + at - leastSteps;
  const lastUsual = Math.min(last, offset + earlyFrom);
  for (let end = first; end <= lastUsual; end += 1) {
    if (priceAt[end]! < price) {
      price = priceAt[end]!;
      previous = end;
    }
  }
  for (let end = Math.max(first, lastUsual + 1); end <= last; end += 1) {
    if (priceAt[end]! + early < price) {
      price = priceAt[end]! + early;
      previous = end;
    }
  }
  return previous;
}

/** Price of the way to a break that begins at a step, over a break end before it. */
function priceBefore(
  grid: BreakGrid,
  prices: Comfort,
  priceAt: Float64Array,
  at: number,
  previous: number,
): number {
  if (previous !== beginning) {
    const end = previous > grid.steps ? previous - grid.steps - 1 : previous;
    return priceAt[previous]! + (at - end < grid.earlySteps ? prices.earlyRestPrice : 0);
  }
  const { stepMinutes } = grid.rules;
  const isEarly = grid.runBefore + at * stepMinutes < earlyRestMinutes;
  const isLater = grid.firstMinute + at * stepMinutes > grid.seeker.startMinute;
  return isEarly && isLater && grid.earlySteps > 0 ? prices.earlyRestPrice : 0;
}

/** The cheapest of the ways after whose last break the person may work on to the end of the shift. */
function toTheEnd(grid: BreakGrid, priceAt: Float64Array, before: Int16Array): BreakPath | null {
  const minutes = grid.seeker.endMinute - grid.firstMinute;
  const isDoneAlready = !grid.owesMeal && (minutes === 0 || grid.runBefore + minutes <= grid.longestRun);
  let last = isDoneAlready ? beginning : nowhere;
  let price = isDoneAlready ? 0 : Number.POSITIVE_INFINITY;
  for (let end = 0; end <= grid.steps; end += 1) {
    if (minutes - end * grid.rules.stepMinutes > grid.longestRun || priceAt[end]! >= price) continue;
    price = priceAt[end]!;
    last = end;
  }
  return last === nowhere ? null : { price, before, last };
}

function breaksAlong(grid: BreakGrid, path: BreakPath): Break[] {
  const { firstMinute, steps, seeker, rules } = grid;
  const owing = steps + 1;
  const found: Break[] = [];
  for (let node = path.last; node !== beginning; ) {
    const previous = path.before[node]!;
    const owedBefore = previous === beginning ? grid.owesMeal : previous >= owing;
    const isMeal = owedBefore && node < owing;
    const endMinute = firstMinute + (node % owing) * rules.stepMinutes;
    const startMinute = endMinute - (isMeal ? seeker.mealMinutes : rules.restMinutes);
    found.push({ kind: isMeal ? 'meal' : 'rest', startMinute, endMinute });
    node = previous;
  }
  return found.reverse();
}

function mayEat({ seeker, rules, mealSteps }: BreakGrid, minute: number): boolean {
  const end = minute + seeker.mealMinutes;
  // Never at the very start or end of the work, even where the contract asks for no work around the meal (労基法34条1項).
  const around = Math.max(rules.minimumWorkAroundMealMinutes, rules.stepMinutes);
  return (
    Number.isInteger(mealSteps) &&
    minute >= Math.max(rules.mealWindow.start, seeker.startMinute + around) &&
    end <= Math.min(rules.mealWindow.end, seeker.endMinute - around)
  );
}
