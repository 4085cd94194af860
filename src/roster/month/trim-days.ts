import { isLegal, off, type PersonRules, personRules, RosterState } from '../engine/index.ts';
import type { Shift } from '../roster.ts';
import { shiftOf } from './person.ts';
import { type PlacedDay, placeShifts } from './placed-days.ts';
import { type MonthProblem, type MonthTask, monthProblem, scheduleOf } from './problem.ts';

/** Changes of a day whose breaks are tried before the day is left as it is. */
const mostTries = 4;
/** People tried of those whose change on a day would be alike. */
const mostAlike = 2;
/** A change must save so much, in hours of paid work. */
const leastSavingHours = 0.25;

/** Somebody's other duty on a day, or none. */
interface Change {
  readonly person: number;
  readonly duty: number;
}

/**
 * A finished roster made cheaper day by day: somebody stays at home, has a shorter duty, or another person comes instead, wherever
 * every rule is kept and the breaks of all still fit. Days that were given one person more until their breaks fitted may have
 * more than they need. Days with somebody missing stay as they are.
 * @param placed per open day of the task
 */
export function trimDays(task: MonthTask, placed: readonly PlacedDay[], seed: number): PlacedDay[] {
  const month = monthProblem(task);
  const state = new RosterState(month.problem, scheduleOf(task, month, placed));
  const rules = month.problem.people.map((person) => personRules(month.problem.duties, person));
  return placed.map((before, index) => {
    let day = before;
    while (day.shortMinutes === 0) {
      const trimmed = trimDay(task, month, state, rules, index, seed);
      if (trimmed === null) break;
      day = trimmed;
    }
    return day;
  });
}

/** The day after the one change that saves most, which the state then has too; null when none is found. */
function trimDay(
  task: MonthTask,
  month: MonthProblem,
  state: RosterState,
  rules: readonly PersonRules[],
  index: number,
  seed: number,
): PlacedDay | null {
  const day = month.dayOf[index]!;
  for (const { changes } of savingChanges(state, rules, day).slice(0, mostTries)) {
    const undo = apply(state, day, changes);
    const placed = placeShifts(task, index, shiftsOn(task, month, state.schedule, index), seed);
    if (placed.shortMinutes === 0) return placed;
    apply(state, day, undo);
  }
  return null;
}

/** Changes of one or two people on a day that save something, most first. */
function savingChanges(
  state: RosterState,
  rules: readonly PersonRules[],
  day: number,
): { readonly savingHours: number; readonly changes: readonly Change[] }[] {
  const before = state.cost;
  const savingOf = (changes: readonly Change[]) => ({
    savingHours: before - costWith(state, day, changes),
    changes,
  });
  const singles = likelyChanges(state, rules, day);
  const pairs = singles.flatMap((first, place) =>
    singles.slice(place + 1).flatMap((second) => (second.person === first.person ? [] : [[first, second]])),
  );
  return [...singles.map((change) => savingOf([change])), ...pairs.map(savingOf)]
    .filter(({ savingHours }) => savingHours >= leastSavingHours)
    .sort((a, b) => b.savingHours - a.savingHours);
}

/** The changes that each person's rules allow; of those that are alike but for their people the cheapest. */
function likelyChanges(state: RosterState, rules: readonly PersonRules[], day: number): Change[] {
  const { problem, schedule } = state;
  const alike = new Map<string, { readonly change: Change; readonly cost: number }[]>();
  problem.people.forEach(({ group }, person) => {
    const first = person * problem.dayCount;
    const own = schedule[first + day]!;
    for (const duty of [off, ...problem.duties.keys()]) {
      if (duty === own) continue;
      const change = { person, duty };
      const undo = apply(state, day, [change]);
      const { cost } = state;
      const isPossible = cost < Infinity && isLegal(problem, rules[person]!, schedule, first);
      apply(state, day, undo);
      if (!isPossible) continue;
      const key = `${group} ${own} ${duty}`;
      alike.set(key, [...(alike.get(key) ?? []), { change, cost }]);
    }
  });
  return [...alike.values()].flatMap((same) =>
    same
      .sort((a, b) => a.cost - b.cost)
      .slice(0, mostAlike)
      .map(({ change }) => change),
  );
}

/** What the roster would cost with some changes on a day. */
function costWith(state: RosterState, day: number, changes: readonly Change[]): number {
  const undo = apply(state, day, changes);
  const { cost } = state;
  apply(state, day, undo);
  return cost;
}

/** Changes the state. @returns the changes that undo it */
function apply(state: RosterState, day: number, changes: readonly Change[]): Change[] {
  return changes.map(({ person, duty }) => {
    const before = state.schedule[person * state.problem.dayCount + day]!;
    state.set(person, day, duty);
    return { person, duty: before };
  });
}

function shiftsOn(task: MonthTask, month: MonthProblem, schedule: Int16Array, index: number): Shift[] {
  const { dayCount } = month.problem;
  return task.people.flatMap((member, person) => {
    const duty = schedule[person * dayCount + month.dayOf[index]!]!;
    return duty === off ? [] : [shiftOf(member, task.contract, month.duties[duty]!)];
  });
}
