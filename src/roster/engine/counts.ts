import type { MoveTable } from './move-table.ts';
import { mostWorkdays, type PersonRules } from './person-rules.ts';
import { off } from './problem.ts';
import type { WindowEdges } from './window.ts';

/** A count that was not asked for yet. */
const unknown = -2;

/** What the counted limits make of their counts, day by day: all counts are one number with a digit per limit. */
export class Counts {
  readonly #rules: PersonRules;
  readonly #edges: WindowEdges;
  /** By place in `rules.limits`. */
  readonly #counted: readonly number[];
  readonly #prices: readonly Float64Array[];
  readonly #sizes: number[] = [];
  /** Different counts. */
  readonly width: number;
  /** What one duty of each group of moves is; first a day off. */
  readonly #duties: readonly number[];
  /** Per group of moves and count before it, filled as it is asked for. */
  readonly #targets: readonly Int32Array[];
  #digits: readonly Digit[] = [];
  /** What the periods of the days after each day may give back, nothing of them used. */
  readonly #laterCredit: Float64Array;
  #step = 0;
  #weights: readonly number[] = [];
  /** What each count has used up of the present periods' credit. */
  readonly #used: Float64Array;

  /** @param prices per limit (by place in `rules.limits`) and period, ≥ 0 */
  constructor(
    rules: PersonRules,
    edges: WindowEdges,
    counted: readonly number[],
    table: MoveTable,
    prices: readonly Float64Array[],
  ) {
    this.#rules = rules;
    this.#edges = edges;
    this.#counted = counted;
    this.#prices = prices;
    let width = 1;
    for (const limit of counted) {
      const size = Math.max(0, ...edges.limitsLeft[limit]!) + 1;
      this.#sizes.push(size);
      width *= size;
    }
    this.width = width;
    this.#duties = [off, ...table.groups.map((group) => group.duties[0]!)];
    this.#targets = this.#duties.map(() => new Int32Array(width).fill(unknown));
    this.#used = new Float64Array(width);
    this.#laterCredit = this.#creditOfPeriods();
  }

  /** Turns to a day of the window, by its place in it. */
  turnTo(step: number): void {
    this.#step = step;
    const digits = this.#counted.map((limit, index) => this.#digitOn(step, limit, this.#sizes[index]!));
    if (!digits.every((digit, index) => isSame(digit, this.#digits[index]))) {
      for (const target of this.#targets) target.fill(unknown);
    }
    this.#digits = digits;
    this.#weigh(this.#counted.map((limit) => this.#weightOn(step, limit)));
  }

  /**
   * Counts after a move on the day; -1: over a limit. A count that can no longer pass its limit is raised to the highest
   * that cannot either, and one whose period ends is forgotten, so that fewer are told apart.
   * @param group 0 for a day off, or the place of the group of duties plus 1
   */
  after(count: number, group: number): number {
    const target = this.#targets[group]!;
    if (target[count] === unknown) target[count] = next(this.#digits, count, this.#duties[group]!);
    return target[count]!;
  }

  /**
   * What limit prices give back at most in the days after the day: the price of all that the counts after it and the periods
   * to come still allow.
   */
  credit(count: number): number {
    return this.#laterCredit[this.#step]! - this.#used[count]!;
  }

  /** Price of a limit's count where its period goes on after a day, else 0: what was counted in a period is used up. */
  #weightOn(step: number, limit: number): number {
    const { days } = this.#edges;
    if (step + 1 === days.length) return 0;
    const { periodOf } = this.#rules.limits[limit]!;
    const period = periodOf[days[step]!]!;
    return period >= 0 && periodOf[days[step + 1]!] === period ? this.#prices[limit]![period]! : 0;
  }

  #weigh(weights: readonly number[]): void {
    if (weights.every((weight, index) => weight === (this.#weights[index] ?? 0))) return;
    this.#weights = weights;
    this.#used.fill(0);
    let place = 1;
    for (let index = 0; index < weights.length; index += 1) {
      const size = this.#sizes[index]!;
      if (weights[index]! > 0) {
        for (let count = 0; count < this.width; count += 1) {
          this.#used[count]! += weights[index]! * (Math.floor(count / place) % size);
        }
      }
      place *= size;
    }
  }

  #creditOfPeriods(): Float64Array {
    const { days, limitsLeft } = this.#edges;
    const credit = new Float64Array(days.length);
    this.#prices.forEach((prices, limit) => {
      if (prices.every((price) => price === 0)) return;
      const { periodOf } = this.#rules.limits[limit]!;
      let sum = 0;
      let last = -1;
      for (let step = days.length - 2; step >= 0; step -= 1) {
        // The days of a period follow each other.
        const period = periodOf[days[step + 1]!]!;
        if (period >= 0 && period !== last) {
          sum += prices[period]! * Math.max(0, limitsLeft[limit]![period]!);
          last = period;
        }
        credit[step]! += sum;
      }
    });
    return credit;
  }

  /** What a day makes of a limit's count, whatever the count is. */
  #digitOn(step: number, limit: number, size: number): Digit {
    const { days, limitsLeft } = this.#edges;
    const { amounts, periodOf } = this.#rules.limits[limit]!;
    const period = periodOf[days[step]!]!;
    if (period < 0) return { size, amounts, most: Infinity, least: 0, isForgotten: true };
    const most = limitsLeft[limit]![period]!;
    let end = step + 1;
    while (end < days.length && periodOf[days[end]!] === period) end += 1;
    const isForgotten = end === step + 1;
    const reachable = isForgotten
      ? 0
      : mostWorkdays(this.#rules, days.slice(step + 1, end)) * Math.max(0, ...amounts);
    return { size, amounts, most, least: Math.max(0, most - reachable), isForgotten };
  }
}

/** One limit's place among the counts on one day. */
interface Digit {
  readonly size: number;
  readonly amounts: ArrayLike<number>;
  /** Over this the limit is passed. */
  readonly most: number;
  /** Counts up to this one are as far from the limit as makes no difference. */
  readonly least: number;
  /** Whether the period ends with the day, or the day lies in none. */
  readonly isForgotten: boolean;
}

function isSame(a: Digit, b: Digit | undefined): boolean {
  return a.most === b?.most && a.least === b.least && a.isForgotten === b.isForgotten;
}

/** Counts after a duty; -1: over a limit. */
function next(digits: readonly Digit[], count: number, duty: number): number {
  let left = count;
  let place = 1;
  let result = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const { size, amounts, most, least, isForgotten } = digits[index]!;
    let digit = left % size;
    left = (left - digit) / size;
    const amount = duty === off ? 0 : amounts[duty]!;
    digit += amount;
    if (amount > 0 && digit > most) return -1;
    if (!isForgotten) result += (digit > least ? digit : least) * place;
    place *= size;
  }
  return result;
}
