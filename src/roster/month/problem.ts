import { daysOfMonth } from '../../calendar/index.ts';
import type { Role } from '../../contract/index.ts';
import type { DayOptions } from '../duty-options.ts';
import { patternMinutes } from '../duty-options.ts';
import { type Footprint, footprint, off, type RosterProblem } from '../engine/index.ts';
import { levelOn } from '../personal-profile.ts';
import type { Shift } from '../roster.ts';
import type { StaffMember } from '../staff.ts';
import { weeksOfMonth } from '../weeks.ts';
import { type DayCell, type DayNeed, dayCells, type MonthDuty } from './day-cells.ts';
import { holdPins } from './hold-pins.ts';
import { isTooSoon, type MonthPersonInput, monthPerson, shiftOf } from './person.ts';
import { priceGrain } from './prices.ts';
import { fairShares } from './shares.ts';

/** Everything that decides who is on duty when; one group of people that stand in for each other. */
export interface MonthTask
  extends Pick<
    MonthPersonInput,
    'contract' | 'month' | 'daysBefore' | 'daysAfter' | 'kept' | 'fairness' | 'prices'
  > {
  readonly people: readonly StaffMember[];
  /** Whether they work at the phone and so rest after a run of calls. */
  readonly takesRests: boolean;
  /** Needs of the open days, in order. */
  readonly needs: readonly DayNeed[];
  /** Options per day (same order as needs) and person (same order as people). */
  readonly options: readonly (readonly DayOptions[])[];
  /** Standbys wanted per day. */
  readonly standbyPerDay: number;
  /** People of this role wanted among those on shift, each day; or null. */
  readonly preferredRole: Role | null;
  /** What a missing operator costs for an interval, in hours of paid work. */
  readonly missingPrice: number;
  /** Standbys that each person may have beyond their share, whole, ≥ 0. */
  readonly furtherStandbys: number;
}

/** A month as a problem for the engine. */
export interface MonthProblem {
  readonly problem: RosterProblem;
  readonly duties: readonly MonthDuty[];
  /** Date of the month, 0-based, of each open day. */
  readonly dayOf: readonly number[];
}

/**
 * The month in the engine's terms. Hard: one duty a day, weekly minutes and days, the rest between two shifts, a free day in
 * any seven, and what planners fixed as far as those allow it. Bought: cover, standby, promised hours, wishes. No roster costs
 * less here than it costs with its best breaks, as long as nothing extra is asked for.
 */
export function monthProblem(task: MonthTask): MonthProblem {
  const { contract, month, people, needs } = task;
  const dates = daysOfMonth(month);
  const dayOf = needs.map(({ date }) => date.dayOfMonth() - 1);
  const duties = dutiesOf(task);
  const cells = needs.flatMap((need, index) => dayCells({ ...task, duties }, need, dayOf[index]!));
  const kinds = people.map((person) => kindOf(task, person));
  const groups = [...new Set(kinds)];
  const shares = fairShares(task);
  const ofPerson = { ...task, duties, dates, weeks: weeksOfMonth(contract, month) };
  const problem: RosterProblem = {
    dayCount: dates.length,
    weekendOf: dates.map(() => -1),
    duties: duties.map((duty) => ({
      id: duty?.code ?? '',
      minutes: duty === null ? 0 : patternMinutes(duty),
      blocksNext: duties.flatMap((next, index) => (isTooSoon(contract, duty, next) ? [index] : [])),
    })),
    people: people.map((member, index) => {
      const options = dates.map((_, day) => {
        const open = dayOf.indexOf(day);
        return open < 0 ? null : task.options[open]![index]!;
      });
      return monthPerson(ofPerson, {
        member,
        options,
        group: groups.indexOf(kinds[index]!),
        mostStandbys: shares.mostStandbys[index]!,
        shareMinutes: shares.minutes[index]!,
      });
    }),
    cells: cells.map(({ cell }) => cell),
    footprints: groups.map((kind) => {
      const member = people[kinds.indexOf(kind)]!;
      return footprintsOf(task, member, cells, duties.length, dates.length);
    }),
    constant: 0,
    grain: priceGrain,
  };
  const held = problem.people.map((person, index) =>
    holdPins(problem, person, people[index]!, dates, duties),
  );
  return { duties, dayOf, problem: { ...problem, people: held } };
}

/** The shifts of a roster of the engine, per open day and without breaks, in the order of the people. */
export function shiftsOfSchedule(
  task: MonthTask,
  month: MonthProblem,
  schedule: ArrayLike<number>,
): Shift[][] {
  const { dayCount } = month.problem;
  return month.dayOf.map((day) =>
    task.people.flatMap((member, index): Shift[] => {
      const duty = schedule[index * dayCount + day]!;
      return duty === off ? [] : [shiftOf(member, task.contract, month.duties[duty]!)];
    }),
  );
}

/** A roster of the engine from the shifts of each open day: what `shiftsOfSchedule` undoes. */
export function scheduleOf(
  task: MonthTask,
  month: MonthProblem,
  days: readonly { readonly shifts: readonly Shift[] }[],
): Int16Array {
  const { dayCount } = month.problem;
  const schedule = new Int16Array(task.people.length * dayCount).fill(off);
  const placeOf = new Map(task.people.map(({ id }, index) => [id, index]));
  days.forEach(({ shifts }, index) => {
    for (const { staffId, patternCode, isStandby } of shifts) {
      const duty = month.duties.findIndex((each) => (isStandby ? each === null : each?.code === patternCode));
      schedule[placeOf.get(staffId)! * dayCount + month.dayOf[index]!] = duty;
    }
  });
  return schedule;
}

/** The patterns that anybody may have on any day, and being on call where that is wanted. */
function dutiesOf({ contract, options, standbyPerDay }: MonthTask): MonthDuty[] {
  const used = new Set(options.flat().flatMap(({ patterns }) => patterns.map(({ code }) => code)));
  const patterns = contract.shiftPatterns.filter(({ code }) => used.has(code));
  return standbyPerDay > 0 ? [...patterns, null] : patterns;
}

/** What a person counts for, day by day: people of one kind have the same footprints. */
function kindOf(task: MonthTask, person: StaffMember): string {
  const skills = task.needs.map((need) =>
    (need.skilled ?? [])
      .map(({ queueId, level }) => (levelOn(person, queueId, need.date) >= level ? 1 : 0))
      .join(''),
  );
  return [task.preferredRole === null ? '' : person.role, ...skills].join();
}

function footprintsOf(
  task: MonthTask,
  member: StaffMember,
  cells: readonly DayCell[],
  dutyCount: number,
  dayCount: number,
): Footprint[] {
  const footprints = Array.from({ length: dayCount * dutyCount }, (): [number[], number[]] => [[], []]);
  const needOn = new Map(task.needs.map((need) => [need.date.dayOfMonth() - 1, need]));
  cells.forEach(({ cell, times, only }, index) => {
    if (only !== null && 'role' in only && member.role !== only.role) return;
    if (only !== null && 'skill' in only) {
      const need = needOn.get(cell.day)!;
      const { queueId, level } = need.skilled![only.skill]!;
      if (levelOn(member, queueId, need.date) < level) return;
    }
    times.forEach((count, duty) => {
      if (count === 0) return;
      const [covered, counted] = footprints[cell.day * dutyCount + duty]!;
      covered.push(index);
      counted.push(count);
    });
  });
  return footprints.map(([covered, counted]) => footprint(covered, counted));
}
