import type { Contract } from '../contract/index.ts';
import { seatsForDayTarget } from './day-target.ts';
import {
  fewestSeatsForMonth,
  loadCvOf,
  type MonthGoal,
  probabilityWithSeats,
  type SeatTable,
} from './month-seats.ts';
import { type IntervalRequirement, requirementFor } from './requirement.ts';

/** What a month's seats are sized for. */
export interface SizingInput {
  readonly contract: Contract;
  /** Expected calls offered per interval of each open day, ≥ 0. */
  readonly days: readonly (readonly number[])[];
  /** Mean handling time in seconds, > 0. */
  readonly ahtSeconds: number;
  /** Uncertainty of the month's volume, and of one day's around it: standard deviation ÷ mean, ≥ 0. */
  readonly volumeCvFraction: number;
  readonly dayCvFraction: number;
}

/** One number of seat-hours, placed where they save most, and what it gives. */
export interface SizingPoint {
  readonly seatHours: number;
  /** Probability that the month's 応答率 reaches the target, at the exact days. */
  readonly probabilityTargetMet: number;
}

/** The seats that a month needs, and what more or fewer would do. */
export interface MonthSizing {
  readonly days: readonly (readonly IntervalRequirement[])[];
  /** Hours of seats required on the phone. */
  readonly seatHours: number;
  /** The fewest that reach the target over the month with the contract's confidence, some fewer and some more. */
  readonly curve: readonly SizingPoint[];
}

/** Points of the curve, as shares of the seat-hours of the month's target. */
const curveShares: readonly number[] = [-0.1, -0.05, -0.02, 0, 0.02, 0.05, 0.1];

/**
 * Seats of a month as its contract chooses: every interval by itself, every day by itself and the month on top, or the
 * month as a whole. With the last two 応答率 decides alone; the assumed service level is shown beside, not planned for.
 * @throws SekisuError `number.out-of-range` as `requirementFor`
 */
export function sizeMonth(input: SizingInput): MonthSizing {
  const { contract } = input;
  const goal = goalOf(input);
  const byMonth = fewestSeatsForMonth(goal);
  const days = ((): readonly (readonly IntervalRequirement[])[] => {
    switch (contract.target.sizedBy) {
      case 'interval':
        return input.days.map((callsPerInterval) =>
          requirementFor({ ...input, callsPerInterval, loadCvFraction: loadCvOf(input) }),
        );
      case 'day':
        return byDay(input, goal);
      case 'month':
        return required(byMonth.seats, contract.minimumOperators, 'monthTarget');
    }
  })();
  const hours = (seats: SeatTable): number =>
    (seats.flat().reduce((sum, count) => sum + count, 0) * contract.intervalMinutes) / 60;
  const intervals = byMonth.seats.flat().reduce((sum, count) => sum + count, 0);
  const tables = curveShares
    .map((share) => byMonth.at(Math.round(intervals * share)))
    .filter((table) => table !== null);
  return {
    days,
    seatHours: hours(days.map((day) => day.map((interval) => interval.requiredSeats))),
    curve: tables.map((table) => ({
      seatHours: hours(table),
      probabilityTargetMet: probabilityWithSeats(goal, table),
    })),
  };
}

/** Every day reaches the target in its own expectation; then, if that is not enough for the month, seats where they save most. */
function byDay(input: SizingInput, goal: MonthGoal): IntervalRequirement[][] {
  const { contract } = input;
  const seats = input.days.map((callsPerInterval) =>
    seatsForDayTarget({
      ...goal,
      callsPerInterval,
      answerRate: goal.targetFraction,
      minimumSeats: contract.minimumOperators,
      handlingCvFraction: contract.assumptions.handlingCvFraction,
    }),
  );
  const enough = fewestSeatsForMonth({ ...goal, minimumSeats: seats });
  return required(enough.seats, contract.minimumOperators, 'dayTarget');
}

function required(
  seats: SeatTable,
  minimum: number,
  by: 'dayTarget' | 'monthTarget',
): IntervalRequirement[][] {
  return seats.map((day) =>
    day.map((requiredSeats) => ({
      requiredSeats,
      requiredBy: requiredSeats > minimum ? by : 'minimumPresence',
      exactSeats: null,
    })),
  );
}

function goalOf({ contract, days, ahtSeconds, volumeCvFraction, dayCvFraction }: SizingInput): MonthGoal {
  return {
    days,
    intervalSeconds: contract.intervalMinutes * 60,
    ahtSeconds,
    patienceSeconds: contract.assumptions.patienceSeconds,
    targetFraction: contract.target.fraction,
    confidenceFraction: contract.target.confidenceFraction,
    volumeCvFraction,
    dayCvFraction,
    minimumSeats: days.map((day) => day.map(() => contract.minimumOperators)),
  };
}
