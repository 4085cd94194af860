import { mostWorkdays, type PersonRules } from './person-rules.ts';
import { off } from './problem.ts';
import type { WindowEdges } from './window.ts';

/** Moves that differ in nothing but their price: duties of one class, length and count. */
export interface MoveGroup {
  readonly duties: readonly number[];
  readonly units: number;
}

/** Moves of a person, as far as the counted limits tell them apart. */
export interface MoveTable {
  readonly groups: readonly MoveGroup[];
  /** Per state: groups that may follow, and the state that each leads to. */
  readonly next: readonly Int32Array[];
  readonly target: readonly Int32Array[];
}

/** The moves of a person when some limits (by place in `rules.limits`) are counted. */
export function moveTable(rules: PersonRules, counted: readonly number[]): MoveTable {
  const dutyCount = rules.classOf.length;
  const byKey = new Map<string, { duties: number[]; units: number }>();
  for (let duty = 0; duty < dutyCount; duty += 1) {
    const cls = rules.classOf[duty]!;
    if (!rules.isUsed[duty]) continue;
    let before = '';
    for (let other = 0; other < rules.classCount; other += 1)
      before += rules.blocks[other * dutyCount + duty];
    const units = rules.units[duty]!;
    const amounts = counted.map((limit) => rules.limits[limit]!.amounts[duty]);
    const key = `${cls}|${before}|${units}|${amounts.join()}`;
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, { duties: [duty], units });
    else known.duties.push(duty);
  }
  const groups = [...byKey.values()];
  const next: Int32Array[] = [];
  const target: Int32Array[] = [];
  for (let state = 0; state < rules.stateCount; state += 1) {
    const isOff = state < rules.offStates;
    const cls = isOff ? -1 : Math.floor((state - rules.offStates) / rules.maximumRun);
    const run = isOff ? 0 : ((state - rules.offStates) % rules.maximumRun) + 1;
    const allowed = groups.flatMap((group, index) =>
      run < rules.maximumRun &&
      (isOff ? state === rules.offStates - 1 : rules.blocks[cls * dutyCount + group.duties[0]!] === 0)
        ? [index]
        : [],
    );
    next.push(Int32Array.from(allowed));
    target.push(
      Int32Array.from(
        allowed,
        (index) => rules.offStates + rules.classOf[groups[index]!.duties[0]!]! * rules.maximumRun + run,
      ),
    );
  }
  return { groups, next, target };
}

/** What the counted limits make of their counts, day by day: all counts are one number with a digit per limit. */
export class Counts {
  readonly #rules: PersonRules;
  readonly #edges: WindowEdges;
  readonly #counted: readonly number[];
  readonly #sizes: number[] = [];
  /** Different counts. */
  readonly width: number;
  readonly #targets: Int32Array[];

  constructor(rules: PersonRules, edges: WindowEdges, counted: readonly number[], table: MoveTable) {
    this.#rules = rules;
    this.#edges = edges;
    this.#counted = counted;
    let width = 1;
    for (const limit of counted) {
      const size = Math.max(0, ...edges.limitsLeft[limit]!) + 1;
      this.#sizes.push(size);
      width *= size;
    }
    this.width = width;
    this.#targets = [-1, ...table.groups.map((group) => group.duties[0]!)].map(() => new Int32Array(width));
  }

  /**
   * Counts after a move on a day, per count before it; -1: over the limit. First for a day off, then per group.
   * A count that can no longer pass its limit is raised to the highest that cannot either, and one whose period ends is
   * forgotten, so that fewer are told apart.
   */
  after(day: number, table: MoveTable): readonly Int32Array[] {
    if (this.#counted.length === 0) return this.#targets;
    const digits = this.#counted.map((limit, index) => this.#digitOn(day, limit, this.#sizes[index]!));
    this.#targets.forEach((target, index) => {
      const duty = index === 0 ? off : table.groups[index - 1]!.duties[0]!;
      for (let count = 0; count < this.width; count += 1) target[count] = next(digits, count, duty);
    });
    return this.#targets;
  }

  /**
   * What limit prices give back at most in the days after a day, per count: the price of all that the counts and the
   * periods to come still allow.
   * @param prices per limit (by place in `rules.limits`) and period, ≥ 0
   */
  credit(day: number, prices: readonly Float64Array[]): Float64Array {
    const credit = new Float64Array(this.width);
    let fixed = 0;
    for (let limit = 0; limit < prices.length; limit += 1) {
      const { periodOf } = this.#rules.limits[limit]!;
      const left = this.#edges.limitsLeft[limit]!;
      const now = day + 1 < this.#edges.to ? periodOf[day + 1]! : -1;
      const seen = new Set<number>();
      for (let later = day + 1; later < this.#edges.to; later += 1) {
        const period = periodOf[later]!;
        if (period >= 0) seen.add(period);
      }
      for (const period of seen) fixed += prices[limit]![period]! * Math.max(0, left[period]!);
      const index = this.#counted.indexOf(limit);
      // What was counted in this period is used up; a limit that is not counted may have been kept free.
      if (index < 0 || now < 0 || periodOf[day] !== now || prices[limit]![now] === 0) continue;
      let place = 1;
      for (let before = 0; before < index; before += 1) place *= this.#sizes[before]!;
      for (let count = 0; count < this.width; count += 1) {
        credit[count]! -= prices[limit]![now]! * (Math.floor(count / place) % this.#sizes[index]!);
      }
    }
    for (let count = 0; count < this.width; count += 1) credit[count]! += fixed;
    return credit;
  }

  /** What a day makes of a limit's count, whatever the count is. */
  #digitOn(day: number, limit: number, size: number): Digit {
    const { amounts, periodOf } = this.#rules.limits[limit]!;
    const period = periodOf[day]!;
    if (period < 0) return { size, amounts, most: Infinity, least: 0, isForgotten: true };
    const most = this.#edges.limitsLeft[limit]![period]!;
    let daysLeft = 0;
    while (day + 1 + daysLeft < this.#edges.to && periodOf[day + 1 + daysLeft] === period) daysLeft += 1;
    const reachable = daysLeft === 0 ? 0 : mostWorkdays(this.#rules, daysLeft) * largest(amounts);
    return { size, amounts, most, least: Math.max(0, most - reachable), isForgotten: daysLeft === 0 };
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

function largest(amounts: readonly number[]): number {
  let most = 0;
  for (const amount of amounts) if (amount > most) most = amount;
  return most;
}
