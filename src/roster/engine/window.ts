import { mostUnits, type PersonRules } from './person-rules.ts';
import { minutesCost, off, type RosterProblem } from './problem.ts';

/** What the days around a window leave a person to do in it. */
export interface WindowEdges {
  readonly from: number;
  readonly to: number;
  /** State before the first day of the window. */
  readonly startState: number;
  /** Per state after the last day of the window: 1 when the days after it may follow. */
  readonly mayEnd: Uint8Array;
  /** Weekends that the first day after the window adds when the window's last day is off. */
  readonly weekendAfterOff: number;
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

/** State after one more day in state `state`; `duty` must be allowed there. */
export function nextState(rules: PersonRules, state: number, duty: number): number {
  if (duty === off) return state < rules.offStates ? Math.min(state + 1, rules.offStates - 1) : 0;
  const run = state < rules.offStates ? 0 : ((state - rules.offStates) % rules.maximumRun) + 1;
  return rules.offStates + rules.classOf[duty]! * rules.maximumRun + run;
}

/** What is fixed around `from … to` by the person's other days. */
export function windowEdges(
  problem: RosterProblem,
  rules: PersonRules,
  schedule: ArrayLike<number>,
  at: number,
  from: number,
  to: number,
): WindowEdges {
  const { dayCount, weekendOf } = problem;
  const { person, offStates, maximumRun } = rules;
  const limitsLeft = rules.limits.map((limit) => [...limit.most]);
  let state = startState(rules);
  let units = 0;
  let weekends = 0;
  const worked = (day: number): boolean => day >= 0 && schedule[at + day] !== off;
  for (let day = 0; day < dayCount; day += 1) {
    if (day >= from && day < to) continue;
    const duty = schedule[at + day]!;
    // A run that began with the time itself has no least length: off states start at "long enough" already.
    if (day < from) state = nextState(rules, state, duty);
    if (duty === off) continue;
    units += rules.units[duty]!;
    for (let index = 0; index < limitsLeft.length; index += 1) {
      const { amounts, periodOf } = rules.limits[index]!;
      const period = periodOf[day]!;
      if (period >= 0) limitsLeft[index]![period]! -= amounts[duty]!;
    }
    const weekend = weekendOf[day]!;
    if (weekend < 0) continue;
    const previous = day - 1;
    const isSame = previous >= 0 && weekendOf[previous] === weekend;
    // The day after the window is counted by `weekendAfterOff`, as it depends on the window's last day.
    if (day === to && isSame && to > from) continue;
    if (!isSame || !worked(previous)) weekends += 1;
  }
  const mayEnd = new Uint8Array(rules.stateCount).fill(1);
  let weekendAfterOff = 0;
  if (to < dayCount) {
    const duty = schedule[at + to]!;
    let run = 0;
    while (to + run < dayCount && (schedule[at + to + run] !== off) === (duty !== off)) run += 1;
    const touchesEnd = to + run === dayCount;
    for (let end = 0; end < rules.stateCount; end += 1) {
      const isOff = end < offStates;
      const length = isOff ? end + 1 : ((end - offStates) % maximumRun) + 1;
      const startedAtEdge = !isOff && length === to + (person.before?.run ?? 0);
      if (duty === off) {
        const isLong = touchesEnd || (isOff ? length + run >= offStates : run >= offStates);
        mayEnd[end] = isLong && (isOff || length >= person.minimumRun || startedAtEdge) ? 1 : 0;
      } else if (isOff) {
        mayEnd[end] =
          length >= offStates && run <= maximumRun && (touchesEnd || run >= person.minimumRun) ? 1 : 0;
      } else {
        const cls = Math.floor((end - offStates) / maximumRun);
        const isLong = touchesEnd || startedAtEdge || length + run >= person.minimumRun;
        mayEnd[end] =
          isLong && length + run <= maximumRun && rules.blocks[cls * rules.classOf.length + duty] === 0
            ? 1
            : 0;
      }
    }
    const weekend = weekendOf[to]!;
    if (duty !== off && weekend >= 0 && to > 0 && weekendOf[to - 1] === weekend) weekendAfterOff = 1;
  }
  return {
    from,
    to,
    startState: state,
    mayEnd,
    weekendAfterOff,
    ...(person.wantedMinutes === undefined ? {} : { endCosts: endCosts(rules, units, to - from) }),
    weekendsLeft: person.maximumWeekends - weekends,
    minimumUnits: rules.minimumUnits - units,
    maximumUnits: rules.maximumUnits - units,
    limitsLeft,
  };
}

function startState({ person, offStates, maximumRun, classOf }: PersonRules): number {
  if (person.before === undefined) return offStates - 1;
  const { run, duty } = person.before;
  return offStates + classOf[duty]! * maximumRun + Math.min(run, maximumRun) - 1;
}

function endCosts(rules: PersonRules, unitsAround: number, days: number): Float64Array {
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

/** As `windowEdges` for a window after which nothing is decided yet; what is used before it is told apart. */
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
  const { endCosts: _, ...edges } = windowEdges(problem, rules, before, 0, from, to);
  return {
    ...edges,
    mayEnd: new Uint8Array(rules.stateCount).fill(1),
    weekendAfterOff: 0,
    unitsBefore: rules.minimumUnits - edges.minimumUnits,
    weekendsBefore: rules.person.maximumWeekends - edges.weekendsLeft,
  };
}
