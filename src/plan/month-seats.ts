import {
  erlangA,
  gammaPoints,
  modifiedOfferedLoadErlangs,
  transientDay,
  type WeightedFactor,
} from '../erlang/index.ts';
import { type Handling, probabilityTargetMet } from './answer-rate.ts';

/** A month whose calls are to be answered with as few seats as possible. */
export interface MonthGoal extends Handling {
  /** Expected calls per interval of each open day, ≥ 0. */
  readonly days: readonly (readonly number[])[];
  /** 応答率 that the month is to reach, 0 (included) to 1 (excluded). */
  readonly targetFraction: number;
  /** Probability with which it is to reach it, 0 (included) to 1 (excluded). */
  readonly confidenceFraction: number;
  /** Uncertainty of the month's volume, and of one day's around it: standard deviation ÷ mean, ≥ 0. */
  readonly volumeCvFraction: number;
  readonly dayCvFraction: number;
  /** Seats that each interval of each day has at least, whole, ≥ 0. */
  readonly minimumSeats: SeatTable;
}

/** Seats per day and interval. */
export type SeatTable = readonly (readonly number[])[];

/** The seats of a month, and what stands before and after them when seats are added where they save most. */
export interface MonthSeats {
  readonly seats: SeatTable;
  /** The table with so many seat-intervals more, or fewer if negative; null past the minimum, and past what saves calls. */
  at(seatIntervals: number): SeatTable | null;
}

/** Points at which an uncertain load is looked at when one seat is weighed against another. */
const loadPoints = 3;
/** How often the exact days may correct the steady states; the correction settles after one or two. */
const mostCorrections = 4;

/**
 * The fewest seat-intervals with which a month's measured 応答率 reaches the target with the wanted probability.
 *
 * From the minimum presence on, the seat that saves most expected calls comes next: hang-ups fall ever more slowly as
 * seats are added, so this order is best for every number of seats (B. Fox, "Discrete optimization via marginal
 * analysis", 1966). Hang-ups of an interval by Erlang A at the load that earlier intervals leave it (modified offered
 * load; O. B. Jennings et al., 1996), averaged over the uncertain volume. How many seats are enough is found by halving,
 * with the probability of the month at the hang-ups of the exact days (`transientDay`).
 */
export function fewestSeatsForMonth(goal: MonthGoal): MonthSeats {
  const path = seatPath(goal);
  let factors: readonly number[] = goal.days.map(() => 1);
  let enough = 0;
  for (let correction = 0; correction < mostCorrections; correction++) {
    const before = enough;
    enough = path.firstWith((seats) => probabilityOf(goal, seats, factors) >= goal.confidenceFraction);
    factors = lostFactors(goal, path.at(enough)!);
    if (correction > 0 && enough === before) break;
  }
  // The last correction may have moved the boundary by a seat; it is on the safe side when this says so.
  while (
    probabilityOf(goal, path.at(enough)!, factors) < goal.confidenceFraction &&
    path.at(enough + 1) !== null
  ) {
    enough++;
  }
  return { seats: path.at(enough)!, at: (seatIntervals) => path.at(enough + seatIntervals) };
}

/** Probability that the month reaches its target with some seats, at the hang-ups of the exact days. */
export function probabilityWithSeats(goal: MonthGoal, seats: SeatTable): number {
  return probabilityOf(goal, seats, lostFactors(goal, seats));
}

/** Seats in the order in which they save calls. */
interface SeatPath {
  /** The table after so many additions; null below 0 and where more save nothing. */
  at(additions: number): SeatTable | null;
  /** Fewest additions after which something holds that goes on holding. */
  firstWith(holds: (seats: SeatTable) => boolean): number;
}

function seatPath(goal: MonthGoal): SeatPath {
  const savings = savingsOf(goal);
  const entries = goal.days.flatMap((calls, day) => calls.map((_, interval) => ({ day, interval })));
  const steps: { readonly day: number; readonly interval: number }[] = [];
  const added = entries.map(() => 0);
  const saved = entries.map(({ day, interval }) =>
    savings(day, interval, goal.minimumSeats[day]![interval]!),
  );
  const extend = (length: number): boolean => {
    while (steps.length < length) {
      let best = 0;
      for (let index = 1; index < saved.length; index++) if (saved[index]! > saved[best]!) best = index;
      // Nothing left to save: more seats change nothing that a double can tell.
      if (!(saved[best]! > 1e-9)) return false;
      const entry = entries[best]!;
      steps.push(entry);
      added[best]! += 1;
      saved[best] = savings(
        entry.day,
        entry.interval,
        goal.minimumSeats[entry.day]![entry.interval]! + added[best]!,
      );
    }
    return true;
  };
  const at = (additions: number): SeatTable | null => {
    if (additions < 0 || !extend(additions)) return null;
    const table = goal.minimumSeats.map((ofDay) => [...ofDay]);
    for (const { day, interval } of steps.slice(0, additions)) table[day]![interval]! += 1;
    return table;
  };
  return {
    at,
    firstWith: (holds) => {
      if (holds(at(0)!)) return 0;
      let below = 0;
      let above = 64;
      for (let table = at(above); table !== null && !holds(table); table = at(above)) {
        below = above;
        above *= 2;
      }
      above = Math.min(above, steps.length);
      while (above - below > 1) {
        const middle = Math.floor((below + above) / 2);
        if (holds(at(middle)!)) above = middle;
        else below = middle;
      }
      return above;
    },
  };
}

/** Expected calls that one seat more saves, on a day, in an interval, beyond some seats. */
export function savingsOf(
  goal: Handling & Pick<MonthGoal, 'days' | 'volumeCvFraction' | 'dayCvFraction'>,
): (day: number, interval: number, seats: number) => number {
  const points = gammaPoints(loadCvOf(goal), loadPoints);
  const loads = goal.days.map((calls) => laggedLoads(goal, calls));
  const known = new Map<string, number>();
  const lost = (day: number, interval: number, seats: number): number => {
    const key = `${day},${interval},${seats}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const value = lostCalls(goal, points, goal.days[day]![interval]!, loads[day]![interval]!, seats);
    known.set(key, value);
    return value;
  };
  return (day, interval, seats) => lost(day, interval, seats) - lost(day, interval, seats + 1);
}

/** Variation of one day's volume when the month's and the day's own are both uncertain: that of their product. */
export function loadCvOf({
  volumeCvFraction,
  dayCvFraction,
}: Pick<MonthGoal, 'volumeCvFraction' | 'dayCvFraction'>): number {
  return Math.hypot(volumeCvFraction, dayCvFraction, volumeCvFraction * dayCvFraction);
}

function lostCalls(
  { ahtSeconds, patienceSeconds }: Handling,
  points: readonly WeightedFactor[],
  calls: number,
  load: number,
  seats: number,
): number {
  return points.reduce((sum, { factor, weight }) => {
    const { abandonedFraction } = erlangA({
      seats,
      trafficErlangs: load * factor,
      ahtSeconds,
      patienceSeconds,
    });
    return sum + weight * factor * calls * abandonedFraction;
  }, 0);
}

/** Mean load of each interval when earlier ones hand their calls over (Simpson's rule within the interval). */
function laggedLoads({ intervalSeconds, ahtSeconds }: Handling, calls: readonly number[]): number[] {
  const at = (moment: number): number =>
    modifiedOfferedLoadErlangs({
      callsByInterval: calls,
      intervalSeconds,
      ahtSeconds,
      atSeconds: moment * intervalSeconds,
    });
  return calls.map((_, index) => (at(index) + 4 * at(index + 0.5) + at(index + 1)) / 6);
}

function probabilityOf(goal: MonthGoal, seats: SeatTable, lostFactors: readonly number[]): number {
  const days = goal.days.map((calls, day) =>
    calls.map((expected, interval) => ({ calls: expected, scheduledSeats: seats[day]![interval]! })),
  );
  return probabilityTargetMet({ ...goal, days, lostFactors });
}

/** Hang-ups of each exact day over those of its steady states; 1 where there are none. */
function lostFactors(goal: MonthGoal, seats: SeatTable): number[] {
  return goal.days.map((callsPerInterval, day) => {
    const seatsPerInterval = seats[day]!;
    const exact = transientDay({ ...goal, callsPerInterval, seatsPerInterval });
    const steady = callsPerInterval.reduce((sum, calls, interval) => {
      const trafficErlangs = (calls * goal.ahtSeconds) / goal.intervalSeconds;
      const { abandonedFraction } = erlangA({ ...goal, seats: seatsPerInterval[interval]!, trafficErlangs });
      return sum + calls * abandonedFraction;
    }, 0);
    const lost = exact.offeredCalls - exact.answeredCalls;
    return steady > 1e-9 ? lost / steady : 1;
  });
}
