/** One kind of duty that a person can have on a day: a shift type, or a shift pattern. */
export interface Duty {
  readonly id: string;
  /** Minutes of work, whole, ≥ 0. */
  readonly minutes: number;
  /** Indexes of the duties that may not follow on the next day. */
  readonly blocksNext: readonly number[];
}

/**
 * What is wanted at one place and time: people on one shift type of a day, or on the phone in one interval. A duty may count
 * more than once in a cell (as so many tenths of an hour, say); "one person" is then one such count.
 */
export interface Cell {
  readonly day: number;
  /** What 0, 1, 2 … people cost; convex; two numbers at least. Beyond the last, each costs what the last one did. */
  readonly costs: readonly number[];
}

/** A cell that wants so many people: each missing and each beyond them costs the same. */
export function wantedCell(wanted: {
  readonly day: number;
  /** People wanted, whole, ≥ 0. */
  readonly required: number;
  /** Cost of each person missing, ≥ 0. */
  readonly underCost: number;
  /** Cost of each person more than wanted, ≥ 0. */
  readonly overCost: number;
}): Cell {
  const { day, required, underCost, overCost } = wanted;
  const missing = Array.from({ length: required + 1 }, (_, people) => (required - people) * underCost);
  return { day, costs: [...missing, overCost] };
}

/** What so many people in a cell cost. */
export function cellCost({ costs }: Cell, people: number): number {
  const last = costs.length - 1;
  return people <= last ? costs[people]! : costs[last]! + (people - last) * (costs[last]! - costs[last - 1]!);
}

/** What a duty gives: the cells that it covers, and how often it counts in each. */
export interface Footprint {
  readonly cells: Int32Array;
  /** In the order of the cells, ≥ 1. */
  readonly times: Int32Array;
}

/** A footprint of some cells, each counted once unless said otherwise. */
export function footprint(
  cells: readonly number[],
  times: readonly number[] = cells.map(() => 1),
): Footprint {
  return { cells: Int32Array.from(cells), times: Int32Array.from(times) };
}

/** Most of something in each of several periods: minutes a week, days a week, duties of one kind in the whole time. */
export interface PeriodLimit {
  /** How much each duty counts, whole, ≥ 0. */
  readonly amounts: readonly number[];
  /** Period of each day, or -1 where nothing is counted; the days of a period follow each other. */
  readonly periodOf: readonly number[];
  /** Most per period. */
  readonly most: readonly number[];
}

/** What a person's schedule must keep, and what each of its days costs. */
export interface Person {
  readonly id: string;
  /** Index of the group whose footprints the person has. */
  readonly group: number;
  /** Cost of each duty on each day, `day × duties + duty`; Infinity: not possible. */
  readonly dutyPrice: Float64Array;
  /** Cost of a day off per day; Infinity: not possible. */
  readonly offPrice: Float64Array;
  /** Least and most minutes of work in the whole time. */
  readonly minimumMinutes: number;
  readonly maximumMinutes: number;
  /** Least and most days of work in a row; runs that touch an edge may be shorter. */
  readonly minimumRun: number;
  readonly maximumRun: number;
  /** Least days off in a row, ≥ 1; at an edge they may be fewer. */
  readonly minimumOff: number;
  /** Most weekends with work in them. */
  readonly maximumWeekends: number;
  /** Most days per duty, in the order of the duties. */
  readonly dutyLimits: readonly number[];
  /** Further limits per period. */
  readonly periodLimits?: readonly PeriodLimit[];
  /** Days worked in a row right before the first day, ≥ 1, and the last of those duties; none: off before. */
  readonly before?: { readonly run: number; readonly duty: number };
  /** What the minutes of the whole time cost when they are under or over some number, per minute, ≥ 0 each. */
  readonly wantedMinutes?: readonly WantedMinutes[];
}

/** Minutes of work wanted of a person, and what each minute under and over them costs. */
export interface WantedMinutes {
  readonly minutes: number;
  readonly underCost: number;
  readonly overCost: number;
}

/** What so many minutes in the whole time cost. */
export function minutesCost(person: Person, minutes: number): number {
  return (person.wantedMinutes ?? []).reduce(
    (sum, wanted) =>
      sum +
      Math.max(0, wanted.minutes - minutes) * wanted.underCost +
      Math.max(0, minutes - wanted.minutes) * wanted.overCost,
    0,
  );
}

/** People, days, duties and what is wanted. The cost of a roster is `constant`, its days' prices and its cells' costs. */
export interface RosterProblem {
  readonly dayCount: number;
  /** Number of the weekend that a day belongs to, or -1. */
  readonly weekendOf: readonly number[];
  readonly duties: readonly Duty[];
  readonly people: readonly Person[];
  /** In order of day. */
  readonly cells: readonly Cell[];
  /** Per group, per `day × duties + duty`; a duty covers cells of its own day only, each cell once. */
  readonly footprints: readonly (readonly Footprint[])[];
  readonly constant: number;
  /** Every cost is a whole multiple of this, > 0. */
  readonly grain: number;
}

/** A day without a duty in a schedule. */
export const off = -1;
