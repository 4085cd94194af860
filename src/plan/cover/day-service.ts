import type { Contract } from '../../contract/index.ts';
import { type DayDemand, onPhonePerInterval, type RosterDay, type Shift } from '../../roster/index.ts';
import { expectedService, type Handling } from '../answer-rate.ts';
import { standsInFor } from './stand-in.ts';

/** 応答率 of an interval by its expected calls and the operators on the phone. */
export type RateOf = (calls: number, seats: number) => number;

/** Rates that are worked out once: ways differ in few intervals. */
export function knownRates(handling: Handling): RateOf {
  const known = new Map<number, Map<number, number>>();
  return (calls, seats) => {
    const bySeats = known.get(calls) ?? new Map<number, number>();
    known.set(calls, bySeats);
    const rate =
      bySeats.get(seats) ??
      expectedService({ ...handling, callsPerInterval: [calls], scheduledSeats: [seats], withinSeconds: 0 })
        .answerRate;
    bySeats.set(seats, rate);
    return rate;
  };
}

/** What a day's roster is measured against. */
export interface DayStandard {
  readonly contract: Contract;
  readonly demand: DayDemand;
  /** Expected calls per interval of the demand. */
  readonly calls: readonly number[];
  /** Operators that were planned per interval, before anybody was absent. */
  readonly plannedSeats: readonly number[];
  readonly rateOf: RateOf;
  /** Minutes before this one are past and count for nobody's lack. */
  readonly fromMinute: number;
}

/** What a day's roster gives. */
export interface DayService {
  /** Least operators on the phone at any minute of each interval. */
  readonly seats: readonly number[];
  /** Person-minutes to come under the contract's least operators and supervisors, ≥ 0. */
  readonly underMinimumMinutes: number;
  /** The part of these that lacks supervisors, ≥ 0. */
  readonly unsupervisedMinutes: number;
  /** Operator-minutes under the required seats and minutes without enough supervisors, interval by interval, ≥ 0. */
  readonly shortMinutes: number;
  readonly answerRate: number;
  /** The same with no more operators counted in any interval than were planned or are required: what is given back of the day. */
  readonly restoredRate: number;
}

/** What a roster of the day gives, after breaks and rests. */
export function dayService(standard: DayStandard, shifts: readonly Shift[]): DayService {
  const { contract, demand, calls, plannedSeats, rateOf, fromMinute } = standard;
  const operators = shifts.filter(({ role }) => role === 'operator');
  const seats = onPhonePerInterval(operators, demand, demand.intervalMinutes).map((count) =>
    Math.max(0, count),
  );
  const leads = onPhonePerInterval(supervising(contract, shifts), demand, demand.intervalMinutes);
  const startOf = (interval: number): number => demand.startMinute + interval * demand.intervalMinutes;
  const lacking = (have: readonly number[], need: (interval: number) => number): number =>
    have.reduce(
      (sum, count, interval) =>
        startOf(interval) + demand.intervalMinutes <= fromMinute
          ? sum
          : sum + Math.max(0, need(interval) - count) * demand.intervalMinutes,
      0,
    );
  const unsupervised = lacking(leads, () => contract.roles.minimumSupervisors);
  const share = (countOf: (interval: number) => number): number => {
    const offered = calls.reduce((sum, value) => sum + value, 0);
    if (offered === 0) return 1;
    return calls.reduce((sum, value, index) => sum + value * rateOf(value, countOf(index)), 0) / offered;
  };
  const most = (interval: number): number =>
    Math.max(plannedSeats[interval] ?? 0, demand.requiredSeats[interval] ?? 0);
  return {
    seats,
    underMinimumMinutes: lacking(seats, () => contract.minimumOperators) + unsupervised,
    unsupervisedMinutes: unsupervised,
    shortMinutes: lacking(seats, (interval) => demand.requiredSeats[interval] ?? 0) + unsupervised,
    answerRate: share((interval) => seats[interval]!),
    restoredRate: share((interval) => Math.min(seats[interval]!, most(interval))),
  };
}

/** Shifts of those who supervise: supervisors and their deputies. */
export function supervising(contract: Contract, shifts: readonly Shift[]): Shift[] {
  return shifts.filter(({ role }) => standsInFor(contract, 'supervisor', role));
}

/** The day with some people's shifts replaced or added. */
export function withShifts(day: RosterDay, shifts: readonly Shift[]): RosterDay {
  const ids = new Set(shifts.map(({ staffId }) => staffId));
  return { ...day, shifts: [...day.shifts.filter(({ staffId }) => !ids.has(staffId)), ...shifts] };
}
