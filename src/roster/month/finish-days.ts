import { answeredNeeds } from '../answered-needs.ts';
import { isLegal, off, type PersonRules, personRules, RosterState } from '../engine/index.ts';
import type { Shift } from '../roster.ts';
import { onPhonePerInterval } from '../seats-on-phone.ts';
import { seatsOf } from './day-cells.ts';
import { shiftOf } from './person.ts';
import { type PlacedDay, placeShifts } from './placed-days.ts';
import { prices } from './prices.ts';
import { type MonthProblem, type MonthTask, scheduleOf } from './problem.ts';

/** Changes of a day whose breaks are tried before it is left as it is: where somebody is missing, and where nobody is. */
const mostTries = { changes: 10, oneMore: 6, trims: 4 } as const;
/** People tried of those whose change on a day would be alike. */
const mostAlike = 2;
/** A change must save so much, in hours of paid work. */
const leastSavingHours = 0.25;

/** Somebody's other duty on a day, or none. */
interface Change {
  readonly person: number;
  readonly duty: number;
}

/** Changes of one or two people, and what they cost more at least. */
interface PricedChanges {
  readonly changes: readonly Change[];
  readonly addedHours: number;
}

/** A task's month in the engine's terms twice: with what missing operators cost at least, and without that. */
export interface FinishingProblems {
  readonly priced: MonthProblem;
  readonly staffed: MonthProblem;
}

/**
 * A roster finished day by day: on days where breaks leave somebody missing, others come or have another duty. Each time one or two
 * people, as every rule allows, and only what makes the roster cheaper with all that is still missing.
 * @param placed per open day of the task
 */
export function mendDays(
  task: MonthTask,
  months: FinishingProblems,
  placed: readonly PlacedDay[],
  seed: number,
): PlacedDay[] {
  return finishDays(task, months, placed, seed, ({ shortMinutes }) => shortMinutes > 0);
}

/**
 * The same on days that lack nobody: somebody stays at home, has a shorter duty, or another person comes instead. Days that were
 * given one person more until their breaks fitted may have more than they need.
 */
export function trimDays(
  task: MonthTask,
  months: FinishingProblems,
  placed: readonly PlacedDay[],
  seed: number,
): PlacedDay[] {
  return finishDays(task, months, placed, seed, ({ shortMinutes }) => shortMinutes === 0);
}

function finishDays(
  task: MonthTask,
  { priced, staffed }: FinishingProblems,
  placed: readonly PlacedDay[],
  seed: number,
  isWanted: (day: PlacedDay) => boolean,
): PlacedDay[] {
  const { problem } = priced;
  const schedule = scheduleOf(task, priced, placed);
  const finishing: Finishing = {
    task,
    month: priced,
    state: new RosterState(problem, schedule),
    staffed: new RosterState(staffed.problem, schedule),
    rules: problem.people.map((person) => personRules(problem.duties, person)),
    seed,
  };
  return placed.map((before, index) => {
    let day = before;
    while (isWanted(day)) {
      const better = betterDay(finishing, day, index);
      if (better === null) break;
      day = better;
    }
    return day;
  });
}

/** A roster that is being finished. */
interface Finishing {
  readonly task: MonthTask;
  readonly month: MonthProblem;
  /** What it costs at least with what its breaks leave missing: what to try first. */
  readonly state: RosterState;
  /** What it costs but for that. */
  readonly staffed: RosterState;
  readonly rules: readonly PersonRules[];
  readonly seed: number;
}

/** The day after the first change that makes it cheaper, which the roster then has too; null when none is found. */
function betterDay(finishing: Finishing, known: PlacedDay, index: number): PlacedDay | null {
  const { task, month, state, staffed, rules, seed } = finishing;
  const day = month.dayOf[index]!;
  const isShort = known.shortMinutes > 0;
  const minuteHours = prices.missingInterval / task.contract.intervalMinutes;
  const mostAdded = known.shortMinutes * minuteHours - leastSavingHours;
  const helps = isShort ? helpIn(task, month, known, index) : null;
  const likely = pricedChanges(state, rules, day, helps).filter(({ addedHours }) => addedHours <= mostAdded);
  const before = staffed.cost;
  for (const { changes } of isShort ? mending(finishing, likely, day) : likely.slice(0, mostTries.trims)) {
    const undo = apply(state, day, changes);
    apply(staffed, day, changes);
    const placed = placeShifts(task, index, shiftsOn(task, month, state.schedule, index), seed);
    const missingHours = (placed.shortMinutes - known.shortMinutes) * minuteHours;
    if (staffed.cost - before + missingHours <= -leastSavingHours) return placed;
    apply(state, day, undo);
    apply(staffed, day, undo);
  }
  return null;
}

/** What to try on a day that is short: the cheapest changes, then the cheapest ways to have one person more. */
function mending(
  { state }: Finishing,
  likely: readonly PricedChanges[],
  day: number,
): readonly PricedChanges[] {
  const { dayCount } = state.problem;
  const isOneMore = ({ changes }: PricedChanges): boolean =>
    changes.length === 1 && state.schedule[changes[0]!.person * dayCount + day] === off;
  const others = likely.filter((each) => !isOneMore(each));
  return [...others.slice(0, mostTries.changes), ...likely.filter(isOneMore).slice(0, mostTries.oneMore)];
}

/** Whether a person's change brings somebody to where a day is short: more intervals that they help than before. */
type Helps = (person: number, before: number, after: number) => boolean;

function helpIn(task: MonthTask, month: MonthProblem, { shifts }: PlacedDay, index: number): Helps {
  const need = task.needs[index]!;
  const answers = new Map(task.people.map((person) => [person.id, answeredNeeds(person, need)]));
  const shortOf = seatsOf(need).map((seats, cover) => {
    const own =
      cover === 0 ? shifts : shifts.filter((each) => answers.get(each.staffId)!.includes(cover - 1));
    const onPhone = onPhonePerInterval(own, need, need.intervalMinutes);
    return seats.flatMap((wanted, interval) => (onPhone[interval]! < wanted ? [interval] : []));
  });
  const helped = (person: number, duty: number): number => {
    const pattern = duty === off ? null : month.duties[duty]!;
    if (pattern === null) return 0;
    const covers = [0, ...answers.get(task.people[person]!.id)!.map((each) => each + 1)];
    const isThere = (interval: number): boolean => {
      const start = need.startMinute + interval * need.intervalMinutes;
      return pattern.start <= start && pattern.end >= start + need.intervalMinutes;
    };
    return covers.reduce((sum, cover) => sum + shortOf[cover]!.filter(isThere).length, 0);
  };
  return (person, before, after) => helped(person, after) > helped(person, before);
}

/** Changes of one or two people on a day, cheapest first; each with somebody who helps where that is asked for. */
function pricedChanges(
  state: RosterState,
  rules: readonly PersonRules[],
  day: number,
  helps: Helps | null,
): PricedChanges[] {
  const before = state.cost;
  const priced = (changes: readonly Change[]): PricedChanges => ({
    changes,
    addedHours: costWith(state, day, changes) - before,
  });
  const singles = likelyChanges(state, rules, day);
  const dutyOf = ({ person }: Change): number => state.schedule[person * state.problem.dayCount + day]!;
  const isHelp = (change: Change): boolean => helps?.(change.person, dutyOf(change), change.duty) ?? true;
  const pairs = singles.flatMap((first, place) =>
    singles.slice(place + 1).flatMap((second) => (second.person === first.person ? [] : [[first, second]])),
  );
  return [...singles.map((change) => [change]), ...pairs]
    .filter((changes) => changes.some(isHelp))
    .map(priced)
    .sort((a, b) => a.addedHours - b.addedHours);
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
