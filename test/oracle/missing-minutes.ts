import type { Contract } from '../../src/contract/index.ts';
import type { BreakSeeker } from '../../src/roster/break-path.ts';
import type { BoardPerson } from '../../src/roster/day-board.ts';
import type { DayDemand } from '../../src/roster/index.ts';

type BreakRules = Contract['breaks'];
type DayPerson = BreakSeeker & BoardPerson;

/** Where somebody stands between two steps. */
interface Standing {
  /** Steps on the phone since the last break. */
  readonly run: number;
  readonly hasEaten: boolean;
  /** The break that goes on, and its steps left; none: 0. */
  readonly breakLeft: number;
  /** Whether anything was worked since the last break, or ever. */
  readonly isFresh: boolean;
}

/**
 * Fewest operator-minutes missing on a day over all legal breaks of everybody: every way of working on, resting or eating is
 * followed step by step, and of all ways to where everybody stands only the best is kept. Shifts, open hours and breaks lie on
 * steps, nothing is kept from before. Infinity when somebody has no legal breaks.
 */
export function leastMissingMinutes(
  demand: DayDemand,
  people: readonly DayPerson[],
  rules: BreakRules,
): number {
  const step = rules.stepMinutes;
  const from = Math.min(demand.startMinute, ...people.map(({ startMinute }) => startMinute));
  const to = Math.max(demand.endMinute, ...people.map(({ endMinute }) => endMinute));
  const start: Standing = { run: 0, hasEaten: false, breakLeft: 0, isFresh: true };
  let ways = new Map([['', { standings: people.map(() => start), missing: 0 }]]);
  for (let minute = from; minute < to; minute += step) {
    const next: typeof ways = new Map();
    for (const { standings, missing } of ways.values()) {
      const choices = people.map((person, index) => choicesOf(person, rules, standings[index]!, minute));
      for (const chosen of everyChoice(choices)) {
        const isOnPhone = chosen.map(({ onPhone }) => onPhone);
        const sum = missing + step * shortAt(demand, people, isOnPhone, minute);
        const after = chosen.map(({ standing }) => standing);
        const key = after.map(keyOf).join();
        const known = next.get(key);
        if (known === undefined || sum < known.missing) next.set(key, { standings: after, missing: sum });
      }
    }
    ways = next;
  }
  return Math.min(Infinity, ...[...ways.values()].map(({ missing }) => missing));
}

interface Choice {
  readonly standing: Standing;
  readonly onPhone: boolean;
}

/** What somebody can do in the step from a minute on. */
function choicesOf(person: DayPerson, rules: BreakRules, standing: Standing, minute: number): Choice[] {
  const { startMinute, endMinute, mealMinutes, takesRests } = person;
  const step = rules.stepMinutes;
  if (minute < startMinute || minute >= endMinute) return [{ standing, onPhone: false }];
  const { run, hasEaten, breakLeft, isFresh } = standing;
  const isLast = minute + step === endMinute;
  // Who has not eaten, or is still away, when the shift ends has no legal breaks.
  const mayEnd = (after: Standing): boolean =>
    !isLast || (after.breakLeft === 0 && (after.hasEaten || mealMinutes === 0));
  const away = (left: number, eaten: boolean): Choice => ({
    standing: { run: 0, hasEaten: eaten, breakLeft: left, isFresh: true },
    onPhone: false,
  });
  const found: Choice[] = [];
  if (breakLeft > 0) return [away(breakLeft - 1, hasEaten)].filter((each) => mayEnd(each.standing));
  if (!takesRests || (run + 1) * step <= rules.maximumPhoneMinutes) {
    const after = { run: takesRests ? run + 1 : 0, hasEaten, breakLeft: 0, isFresh: false };
    found.push({ standing: after, onPhone: true });
  }
  if (takesRests && !isFresh && minute + rules.restMinutes < endMinute) {
    found.push(away(rules.restMinutes / step - 1, hasEaten));
  }
  const around = Math.max(rules.minimumWorkAroundMealMinutes, step);
  const mayEat =
    mealMinutes > 0 &&
    !hasEaten &&
    minute >= Math.max(rules.mealWindow.start, startMinute + around) &&
    minute + mealMinutes <= Math.min(rules.mealWindow.end, endMinute - around);
  if (mayEat) found.push(away(mealMinutes / step - 1, true));
  return found.filter((each) => mayEnd(each.standing));
}

function keyOf({ run, hasEaten, breakLeft, isFresh }: Standing): string {
  return `${run}${hasEaten ? 'e' : ''}${breakLeft}${isFresh ? 'f' : ''}`;
}

function* everyChoice(choices: readonly (readonly Choice[])[]): Generator<Choice[]> {
  const [first, ...others] = choices;
  if (first === undefined) {
    yield [];
    return;
  }
  for (const rest of everyChoice(others)) for (const choice of first) yield [choice, ...rest];
}

/** Operators missing in a step: the largest shortage of all and of each skill. */
function shortAt(
  demand: DayDemand,
  people: readonly DayPerson[],
  isOnPhone: readonly boolean[],
  minute: number,
): number {
  if (minute < demand.startMinute || minute >= demand.endMinute) return 0;
  const interval = Math.floor((minute - demand.startMinute) / demand.intervalMinutes);
  const there = people.filter((_, index) => isOnPhone[index]);
  const shortages = (demand.skilled ?? []).map(
    ({ seats }, skill) => seats[interval]! - there.filter(({ answers }) => answers?.includes(skill)).length,
  );
  return Math.max(0, demand.requiredSeats[interval]! - there.length, ...shortages);
}
