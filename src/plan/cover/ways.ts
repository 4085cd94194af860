import type { RosterDay } from '../../roster/index.ts';
import { askedOf, type CoverAction } from './action.ts';
import { type DayService, type DayStandard, dayService, withShifts } from './day-service.ts';
import { exchangedDay } from './exchanges.ts';
import { type BreakGround, ownBreaksOn, type Side, withBreaksMoved } from './place-breaks.ts';

/** Some people's actions together, breaks placed, and what the day gives then. */
export interface TriedWay {
  readonly actions: readonly CoverAction[];
  readonly day: RosterDay;
  /** False for doing nothing at all. */
  readonly movesBreaks: boolean;
  readonly service: DayService;
}

/** What ways are tried on. */
export interface WayGround {
  readonly breaks: BreakGround;
  readonly standard: DayStandard;
  /** The day without the absent minutes. */
  readonly hole: RosterDay;
  /** Whose absence is covered. */
  readonly sides: readonly Side[];
}

/** Nobody does anything. */
export function doNothing({ hole, standard }: WayGround): TriedWay {
  return { actions: [], day: hole, movesBreaks: false, service: dayService(standard, hole.shifts) };
}

/** The day with some people's actions, each with breaks beside the others, and then settled (`settled`). */
export function tryWay(ground: WayGround, actions: readonly CoverAction[]): TriedWay {
  const shifts = actions.map(({ shift }) => shift);
  let day = withShifts(ground.hole, shifts);
  for (const shift of shifts) day = withShifts(day, [ownBreaksOn(ground.breaks, day)(shift)]);
  return settled(ground, wayOf(ground, actions, day));
}

/**
 * A way with breaks moved around it: for the required seats, for one less and for the least presence where those cannot all be
 * had, or not at all; whichever gives most.
 */
export function settled(ground: WayGround, way: TriedWay): TriedWay {
  const { breaks } = ground;
  // Who leaves supervision for the phones is stood in for by the meals of those who stay.
  const takesCalls = way.actions.some(({ kind }) => kind === 'leadTakesCalls');
  const sides = takesCalls ? (['operator', 'supervisor'] as const) : ground.sides;
  let best = way;
  for (const seats of seatGoals(breaks)) {
    const goal = { ...breaks, demand: { ...breaks.demand, requiredSeats: seats } };
    const day = sides.reduce((from, side) => withBreaksMoved(goal, from, side), way.day);
    const moved = wayOf(ground, way.actions, day);
    if (compareService(moved.service, best.service) < 0) best = moved;
    if (moved.service.shortMinutes === 0) break;
  }
  return best;
}

function wayOf({ standard }: WayGround, actions: readonly CoverAction[], day: RosterDay): TriedWay {
  return { actions, day, movesBreaks: true, service: dayService(standard, day.shifts) };
}

function seatGoals({ demand, contract }: BreakGround): readonly (readonly number[])[] {
  const least = contract.minimumOperators;
  const lower = (most: (seats: number) => number): number[] =>
    demand.requiredSeats.map((seats) => Math.min(seats, Math.max(least, most(seats))));
  const goals = [demand.requiredSeats, lower((seats) => seats - 1), lower(() => least)];
  const isNew = (goal: readonly number[], index: number): boolean =>
    goals.findIndex((other) => other.join() === goal.join()) === index;
  return goals.filter(isNew);
}

/**
 * One more action beside a way, whose breaks stay where they are: what can be told without placing all anew. Asked of one
 * action after another.
 */
export function guessesFrom(ground: WayGround, way: TriedWay): (action: CoverAction) => TriedWay {
  const withBreaks = ownBreaksOn(ground.breaks, way.day);
  return (action) => {
    const day = withShifts(way.day, [withBreaks(action.shift)]);
    return wayOf(ground, [...way.actions, action], day);
  };
}

/**
 * Share of calls by which a way may give back less than another and still be as good: less than half a point of 応答率, a
 * little more where no required seat is left empty.
 */
const sameRate = { short: 0.004, full: 0.006 } as const;

/**
 * Order of ways by what they give: those that keep the least presence, then fewer minutes without supervisors, then the 応答率
 * given back, in which a phone that nobody answers weighs more than two that wait a little.
 * @returns below 0 where the first gives more
 */
export function compareService(one: DayService, other: DayService): number {
  return (
    Number(one.underMinimumMinutes > 0) - Number(other.underMinimumMinutes > 0) ||
    one.unsupervisedMinutes - other.unsupervisedMinutes ||
    other.restoredRate - one.restoredRate ||
    one.underMinimumMinutes - other.underMinimumMinutes ||
    one.shortMinutes - other.shortMinutes
  );
}

/** Whether a way gives as much as the best, within what nobody would ask another person for. */
export function isAsGood(service: DayService, best: DayService): boolean {
  return (
    (service.underMinimumMinutes === 0 || best.underMinimumMinutes > 0) &&
    service.unsupervisedMinutes <= best.unsupervisedMinutes &&
    service.restoredRate >= best.restoredRate - (service.shortMinutes === 0 ? sameRate.full : sameRate.short)
  );
}

/** People who must agree to a way, each once. */
export function askedBy(actions: readonly CoverAction[]): string[] {
  return [...new Set(actions.flatMap(askedOf))];
}

/** Whether an action can stand beside others: another person, and another later day to take over. */
export function fitsBeside(actions: readonly CoverAction[], action: CoverAction): boolean {
  const takerOf = ({ exchange }: CoverAction): string | null =>
    exchange?.takenBy == null ? null : `${exchange.takenBy} ${exchange.date}`;
  return actions.every(
    (other) =>
      other.staffId !== action.staffId && (takerOf(other) === null || takerOf(other) !== takerOf(action)),
  );
}

/**
 * The month's days with a way taken, and the dates on which they differ, the day itself first.
 * @param index of the day in `days`
 */
export function daysWith(
  days: readonly RosterDay[],
  index: number,
  way: Pick<TriedWay, 'actions' | 'day'>,
): { readonly days: RosterDay[]; readonly dates: RosterDay['date'][] } {
  const after = days.with(index, way.day);
  const dates = [way.day.date];
  for (const action of way.actions) {
    if (action.exchange === null) continue;
    const later = after.findIndex(({ date }) => date.equals(action.exchange!.date));
    after[later] = exchangedDay(after[later]!, action);
    if (!dates.some((date) => date.equals(action.exchange!.date))) dates.push(action.exchange.date);
  }
  return { days: after, dates };
}
