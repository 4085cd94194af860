import type { Contract } from '../contract/index.ts';
import { type DayDemand, onPhonePerInterval, type RosterDay, type Shift } from '../roster/index.ts';
import { type Handling, probabilityTargetMet } from './answer-rate.ts';
import { knownRates, type RateOf } from './cover/day-service.ts';
import type { PlanContent } from './format.ts';
import { demandsOf, rosterDaysOf } from './plan-roster.ts';
import { rounded } from './rounding.ts';

/** What one absent operator a day does to a month; see docs/plan-format.md. */
export type AbsenceBudget = NonNullable<PlanContent['absence']>;

/** A day with its worst absence: seats of its intervals while nobody comes, and with the standby from its arrival on. */
interface OneAbsent {
  readonly alone: readonly number[];
  readonly withStandby: readonly number[];
  /** Intervals from this one on see the standby. */
  readonly firstAfter: number;
  /** Least operators on the phone at any open minute with any one of them away. */
  readonly leastOnPhone: number;
  /** Expected calls lost more than planned. */
  readonly lostAlone: number;
  readonly lostWithStandby: number;
}

/**
 * How a month stands one operator's absence. Per day the operator is away whose absence loses most calls, from the
 * beginning of the shift; nobody else moves. The standby, where there is one, is called then and takes the rest of
 * the shift with its breaks once arrived (`standby.arrivalMinutes`); whether the law lets that person work is the repair's matter.
 * The budget is the most days k such that the month reaches its target with the wanted confidence whichever k of its days are
 * hit: the k days that lose most are tried, by `probabilityTargetMet`. 0 also where the plan itself has not the confidence.
 * @throws SekisuError `number.out-of-range` as `probabilityTargetMet`
 */
export function absenceBudget(
  content: Pick<PlanContent, 'days' | 'assumptions'>,
  contract: Contract,
): AbsenceBudget {
  const rosters = rosterDaysOf(content);
  const demands = demandsOf(content);
  const handling: Handling = {
    intervalSeconds: contract.intervalMinutes * 60,
    ahtSeconds: content.assumptions.ahtSeconds,
    patienceSeconds: content.assumptions.patienceSeconds,
  };
  const rateOf = knownRates(handling);
  const days = content.days.map((day, index) => {
    const calls = day.intervals.map((interval) => interval.calls);
    return { day, calls, absent: worstAbsence(rosters[index]!, demands[index]!, calls, contract, rateOf) };
  });
  const budgetOf = (
    seatsOf: (one: OneAbsent) => readonly number[],
    lostOf: (one: OneAbsent) => number,
  ): number => {
    const order = days.map((_, index) => index);
    order.sort((one, other) => lostOf(days[other]!.absent) - lostOf(days[one]!.absent) || one - other);
    const isSafe = (count: number): boolean => {
      const hit = new Set(order.slice(0, count));
      const probability = probabilityTargetMet({
        ...handling,
        days: days.map(({ calls, day, absent }, index) =>
          calls.map((value, interval) => ({
            calls: value,
            scheduledSeats: hit.has(index)
              ? seatsOf(absent)[interval]!
              : day.intervals[interval]!.scheduledSeats,
          })),
        ),
        targetFraction: content.assumptions.targetAnswerRate,
        volumeCvFraction: content.assumptions.volumeCvFraction,
        dayCvFraction: content.assumptions.dayCvFraction,
      });
      return probability >= content.assumptions.confidenceFraction;
    };
    let safe = 0;
    let unsafe = days.length + 1;
    while (unsafe - safe > 1) {
      const middle = Math.floor((safe + unsafe) / 2);
      if (isSafe(middle)) safe = middle;
      else unsafe = middle;
    }
    return safe;
  };
  return {
    budgetDays: budgetOf(
      (one) => one.alone,
      (one) => one.lostAlone,
    ),
    budgetDaysWithStandby: budgetOf(
      (one) => one.withStandby,
      (one) => one.lostWithStandby,
    ),
    days: days.map(({ calls, absent }) => {
      const share = (seats: readonly number[], from: number, to: number): number =>
        rounded(answeredShare(calls, seats, rateOf, from, to), 6);
      return {
        leastOnPhone: absent.leastOnPhone,
        answerRate: share(absent.alone, 0, calls.length),
        beforeArrival: share(absent.withStandby, 0, absent.firstAfter),
        afterArrival: share(absent.withStandby, absent.firstAfter, calls.length),
      };
    }),
  };
}

function worstAbsence(
  roster: RosterDay,
  demand: DayDemand,
  calls: readonly number[],
  contract: Contract,
  rateOf: RateOf,
): OneAbsent {
  const operators = roster.shifts.filter(({ role, isStandby }) => role === 'operator' && !isStandby);
  const standby = roster.shifts.find(({ isStandby }) => isStandby);
  const planned = onPhonePerInterval(operators, demand, 1);
  const seatsPlanned = leastPerInterval(planned, demand);
  const none: OneAbsent = {
    alone: seatsPlanned,
    withStandby: seatsPlanned,
    firstAfter: calls.length,
    leastOnPhone: Math.max(0, Math.min(...planned)),
    lostAlone: 0,
    lostWithStandby: 0,
  };
  const answered = (seats: readonly number[]): number =>
    calls.reduce((sum, value, interval) => sum + value * rateOf(value, seats[interval]!), 0);
  const expected = answered(seatsPlanned);
  let worst = none;
  let { leastOnPhone } = none;
  for (const shift of operators) {
    const own = onPhonePerInterval([shift], demand, 1);
    const left = planned.map((count, minute) => count - own[minute]!);
    const alone = leastPerInterval(left, demand);
    const lostAlone = expected - answered(alone);
    leastOnPhone = Math.min(leastOnPhone, ...left);
    if (worst !== none && lostAlone <= worst.lostAlone) continue;
    const stepsIn = standby === undefined ? null : steppingIn(shift, standby, contract);
    const back = stepsIn === null ? null : onPhonePerInterval([stepsIn], demand, 1);
    const withStandby =
      back === null
        ? alone
        : leastPerInterval(
            left.map((count, minute) => count + back[minute]!),
            demand,
          );
    const arrival = stepsIn === null ? demand.endMinute : Math.max(demand.startMinute, stepsIn.startMinute);
    worst = {
      alone,
      withStandby,
      firstAfter: Math.min(calls.length, Math.ceil((arrival - demand.startMinute) / demand.intervalMinutes)),
      leastOnPhone,
      lostAlone,
      lostWithStandby: expected - answered(withStandby),
    };
  }
  return { ...worst, leastOnPhone };
}

/** The absent operator's shift as the standby works it; null when it is over before anybody can come. */
function steppingIn(absent: Shift, standby: Shift, contract: Contract): Shift | null {
  const called = Math.max(absent.startMinute, standby.startMinute);
  const startMinute = called + contract.standby.arrivalMinutes;
  if (startMinute >= Math.min(absent.endMinute, standby.endMinute)) return null;
  const breaks = absent.breaks.filter((entry) => entry.startMinute > startMinute);
  return {
    ...absent,
    staffId: standby.staffId,
    startMinute,
    endMinute: Math.min(absent.endMinute, standby.endMinute),
    breaks,
  };
}

function leastPerInterval(perMinute: readonly number[], { intervalMinutes }: DayDemand): number[] {
  return Array.from({ length: Math.ceil(perMinute.length / intervalMinutes) }, (_, index) =>
    Math.max(0, Math.min(...perMinute.slice(index * intervalMinutes, (index + 1) * intervalMinutes))),
  );
}

/** Answered ÷ offered over some intervals; 1 where nobody calls. */
function answeredShare(
  calls: readonly number[],
  seats: readonly number[],
  rateOf: RateOf,
  from: number,
  to: number,
): number {
  let offered = 0;
  let answered = 0;
  for (let interval = from; interval < to; interval += 1) {
    offered += calls[interval]!;
    answered += calls[interval]! * rateOf(calls[interval]!, seats[interval]!);
  }
  return offered > 0 ? answered / offered : 1;
}
