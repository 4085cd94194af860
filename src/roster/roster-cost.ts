import { answeredNeeds } from './answered-needs.ts';
import { type RosterGroup, type RosterInput, rosterGroups, taskOf } from './build-roster.ts';
import { DayBoard } from './day-board.ts';
import { RosterState } from './engine/index.ts';
import { prices } from './month/prices.ts';
import { type MonthTask, monthProblem, scheduleOf } from './month/problem.ts';
import type { RosterDay, Shift } from './roster.ts';

/**
 * What a finished roster of a month costs at the prices of an input, in hours of paid work, as `buildRoster` counts its own: so
 * rosters that were made at other prices, or by hand, can be held against one bound.
 * @param days the input's days in its order
 * @returns null where a roster cannot be said in the month's terms: a shift of no pattern or at other hours, or a duty
 * that is nobody's to have on that day
 */
export function rosterCost(input: RosterInput, days: readonly RosterDay[]): number | null {
  const { operators, supervisors } = rosterGroups(input.contract);
  let sum = 0;
  for (const group of [supervisors, operators]) {
    const cost = groupCost(input, group, days);
    if (cost === null) return null;
    sum += cost;
  }
  return sum;
}

function groupCost(input: RosterInput, group: RosterGroup, days: readonly RosterDay[]): number | null {
  const task = taskOf(input, group);
  const known = new Set(task.people.map(({ id }) => id));
  const own = days.map(({ shifts }) => ({ shifts: shifts.filter(({ role }) => group.roles.includes(role)) }));
  if (!own.every(({ shifts }) => shifts.every((shift) => known.has(shift.staffId) && isUsual(task, shift)))) {
    return null;
  }
  if (task.people.length === 0) return 0;
  // Missing operators are counted after the breaks.
  const month = monthProblem({ ...task, missingPrice: 0 });
  const schedule = scheduleOf(task, month, own);
  const staffed = schedule.reduce((sum, duty) => sum + (duty >= 0 ? 1 : 0), 0);
  const wanted = own.reduce((sum, { shifts }) => sum + shifts.length, 0);
  const cost = new RosterState(month.problem, schedule).cost;
  if (staffed !== wanted || !Number.isFinite(cost)) return null;
  const shortMinutes = own.reduce((sum, { shifts }, index) => sum + shortMinutesOf(task, index, shifts), 0);
  return cost + (prices.missingInterval * shortMinutes) / input.contract.intervalMinutes;
}

function isUsual({ contract }: MonthTask, shift: Shift): boolean {
  if (shift.isStandby) return true;
  const pattern = contract.shiftPatterns.find(({ code }) => code === shift.patternCode);
  return pattern?.start === shift.startMinute && pattern.end === shift.endMinute;
}

/** Person-minutes missing on a day with the breaks that its shifts have. */
function shortMinutesOf(
  { contract, people, needs }: MonthTask,
  index: number,
  shifts: readonly Shift[],
): number {
  const demand = needs[index]!;
  const onSite = shifts.filter(({ isStandby }) => !isStandby);
  const board = new DayBoard({ demand, rules: contract.breaks }, onSite.length);
  for (const shift of onSite) {
    const person = people.find(({ id }) => id === shift.staffId)!;
    board.seat({ ...shift, answers: answeredNeeds(person, demand) }, shift.breaks);
  }
  return board.shortMinutes;
}
