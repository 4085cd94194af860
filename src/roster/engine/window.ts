import { mayRest, mayWork, mostUnits, nextState, type PersonRules, startState } from './person-rules.ts';
import { minutesCost, off, type RosterProblem } from './problem.ts';

/** What the days around a window, and between its days, leave a person to do in it. */
export interface WindowEdges {
  /** Days that are free, ascending, one at least; days between them stay. */
  readonly days: readonly number[];
  /** State before the first day of the window. */
  readonly startState: number;
  /** Per day of the window: the days right after it that stay; null where none do, or where nothing is decided yet. */
  readonly gaps: readonly (Gap | null)[];
  readonly weekendsLeft: number;
  readonly minimumUnits: number;
  readonly maximumUnits: number;
  /** What so many units in the window cost, all days of the time counted; none: nothing. */
  readonly endCosts?: Float64Array;
  /**
   * What may come after the window, where it is not decided yet: least and most units per `state × (weekendsLeft + 1) +
   * weekends of the window`; most < 0: the window may not end so.
   */
  readonly later?: { readonly least: Int32Array; readonly most: Int32Array };
  /** What is left of each limit, per period. */
  readonly limitsLeft: readonly (readonly number[])[];
}

/** Days that stay, right after a day of a window. */
export interface Gap {
  /** State after them per state before them; -1: they may not follow it. */
  readonly target: Int16Array;
  /** Weekends that their first day adds when the day before it is off. */
  readonly addsAfterOff: 0 | 1;
}

/** The days `from … to`. */
export function daysBetween(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}

/**
 * What is fixed around and between some days by the person's other days, which must keep the person's rules as they are.
 * @param at where the person's days begin in the schedule @param days that are free, ascending, one at least
 */
export function windowEdges(
  problem: RosterProblem,
  rules: PersonRules,
  schedule: ArrayLike<number>,
  at: number,
  days: readonly number[],
): WindowEdges {
  const { dayCount, weekendOf } = problem;
  const { person } = rules;
  const limitsLeft = rules.limits.map((limit) => [...limit.most]);
  const gaps: (Gap | null)[] = days.map(() => null);
  let state = startState(rules);
  let units = 0;
  let weekends = 0;
  // Place of the next free day.
  let step = 0;
  for (let day = 0; day < dayCount; day += 1) {
    if (day === days[step]) {
      step += 1;
      continue;
    }
    const duty = schedule[at + day]!;
    const isAfterFree = step > 0 && days[step - 1] === day - 1;
    if (isAfterFree) gaps[step - 1] = gapOf(problem, rules, schedule, at, day, days[step] ?? dayCount);
    if (step === 0) state = nextState(rules, state, duty);
    if (duty === off) continue;
    units += rules.units[duty]!;
    for (let index = 0; index < limitsLeft.length; index += 1) {
      const { amounts, periodOf } = rules.limits[index]!;
      const period = periodOf[day]!;
      if (period >= 0) limitsLeft[index]![period]! -= amounts[duty]!;
    }
    const weekend = weekendOf[day]!;
    if (weekend < 0) continue;
    const isSame = day > 0 && weekendOf[day - 1] === weekend;
    // What follows a free day is counted by its gap, as it depends on that day.
    if (isSame && isAfterFree) continue;
    if (!isSame || schedule[at + day - 1] === off) weekends += 1;
  }
  return {
    days,
    startState: state,
    gaps,
    ...(person.wantedMinutes === undefined ? {} : { endCosts: endCosts(rules, units, days) }),
    weekendsLeft: person.maximumWeekends - weekends,
    minimumUnits: rules.minimumUnits - units,
    maximumUnits: rules.maximumUnits - units,
    limitsLeft,
  };
}

/** What the days `from … to`, which follow a free day, make of every state. */
function gapOf(
  problem: RosterProblem,
  rules: PersonRules,
  schedule: ArrayLike<number>,
  at: number,
  from: number,
  to: number,
): Gap {
  const { weekendOf, dayCount } = problem;
  const target = Int16Array.from({ length: rules.stateCount }, (_, state) => state);
  for (let day = from; day < to; day += 1) {
    const duty = schedule[at + day]!;
    let only = -1;
    let isOne = true;
    for (let state = 0; state < target.length; state += 1) {
      const here = target[state]!;
      if (here < 0) continue;
      const follows = duty === off ? mayRest(rules, here, day) : mayWork(rules, here, duty);
      const after = follows ? nextState(rules, here, duty) : -1;
      target[state] = after;
      if (after < 0) continue;
      isOne &&= only < 0 || only === after;
      only = after;
    }
    if (only < 0) break;
    if (!isOne || day + 1 === to) continue;
    // One state is left, the one that these days have now; and they are legal. After the last day no state matters.
    if (to < dayCount) {
      for (let later = day + 1; later < to; later += 1) only = nextState(rules, only, schedule[at + later]!);
    }
    for (let state = 0; state < target.length; state += 1) if (target[state]! >= 0) target[state] = only;
    break;
  }
  const weekend = weekendOf[from]!;
  const isSecond = schedule[at + from] !== off && weekend >= 0 && weekendOf[from - 1] === weekend;
  return { target, addsAfterOff: isSecond ? 1 : 0 };
}

function endCosts(rules: PersonRules, unitsAround: number, days: readonly number[]): Float64Array {
  const most = mostUnits(rules, days);
  return Float64Array.from({ length: most + 1 }, (_, units) =>
    minutesCost(rules.person, (unitsAround + units) * rules.unitMinutes),
  );
}

/** Edges of a window after which nothing is decided yet. */
export interface OpenEdges extends WindowEdges {
  readonly unitsBefore: number;
  readonly weekendsBefore: number;
}

/** As `windowEdges` for the days `from … to`, after which nothing is decided yet; what is used before them is told apart. */
export function openEdges(
  problem: RosterProblem,
  rules: PersonRules,
  schedule: ArrayLike<number>,
  at: number,
  from: number,
  to: number,
): OpenEdges {
  const before = Int16Array.from({ length: problem.dayCount }, (_, day) =>
    day < from ? schedule[at + day]! : off,
  );
  const { endCosts: _, ...edges } = windowEdges(problem, rules, before, 0, daysBetween(from, to));
  return {
    ...edges,
    gaps: edges.days.map(() => null),
    unitsBefore: rules.minimumUnits - edges.minimumUnits,
    weekendsBefore: rules.person.maximumWeekends - edges.weekendsLeft,
  };
}
