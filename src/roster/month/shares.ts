import { longestShiftMinutes } from '../duty-options.ts';
import { contractOn } from '../personal-profile.ts';
import { standbyCode } from '../roster.ts';
import type { StaffMember } from '../staff.ts';
import { pinOn } from '../wishes.ts';
import { minutesOf } from './cover-cost.ts';
import type { MonthTask } from './problem.ts';

/** What would be everybody's share of a month, in the order of the people. */
export interface FairShares {
  /** Minutes of work, ≥ 0. */
  readonly minutes: readonly number[];
  /** Most standbys, whole, ≥ 0. */
  readonly mostStandbys: readonly number[];
}

/**
 * The month's work shared by what each person's contract and days there allow: nobody's share is more than they can work.
 * Standbys are shared by the days on which each may have one, rounded up, and so many more as the task allows or
 * planners have fixed.
 */
export function fairShares(task: MonthTask): FairShares {
  const { contract, needs, options, people, standbyPerDay } = task;
  const wanted = needs.reduce(
    (sum, need) =>
      sum + need.requiredSeats.reduce((ofDay, seats, at) => ofDay + seats * minutesOf(need, at), 0),
    0,
  );
  const { restMinutes, maximumPhoneMinutes } = contract.breaks;
  const work = wanted * (task.takesRests ? 1 + restMinutes / maximumPhoneMinutes : 1);
  const capacities = people.map((person, index) => {
    const days = options.filter((ofDay) => ofDay[index]!.obstacle === null).length;
    const now = contractOn(person, task.month.atEndOfMonth());
    const perOpenDay = Math.min(
      longestShiftMinutes(now, contract),
      now.maximumWeeklyMinutes / Math.max(1, openDaysAWeek(task)),
    );
    return days * perOpenDay;
  });
  const all = capacities.reduce((sum, minutes) => sum + minutes, 0);
  const standbyDays = people.map((_, index) => options.filter((ofDay) => ofDay[index]!.canStandBy).length);
  const allStandbyDays = standbyDays.reduce((sum, days) => sum + days, 0);
  const standbys = standbyPerDay * needs.length;
  return {
    minutes: capacities.map((capacity) => (all === 0 ? 0 : Math.min(capacity, (work * capacity) / all))),
    mostStandbys: standbyDays.map((days, index) =>
      allStandbyDays === 0
        ? 0
        : Math.max(
            pinnedStandbys(task, people[index]!),
            Math.min(days, Math.ceil((standbys * days) / allStandbyDays) + task.furtherStandbys),
          ),
    ),
  };
}

function pinnedStandbys({ needs }: MonthTask, person: StaffMember): number {
  return needs.filter(({ date }) => pinOn(person, date)?.patternCode === standbyCode).length;
}

function openDaysAWeek({ needs, month }: MonthTask): number {
  return (needs.length * 7) / month.lengthOfMonth();
}
