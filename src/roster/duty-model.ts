import type { Contract } from '../contract/index.ts';
import { type DutyClass, dutyClassesOf } from './duty-classes.ts';
import { type DayOptions, longestShiftMinutes } from './duty-options.ts';
import { ModelBuilder, type Term } from './linear-model.ts';
import type { PresenceNeed } from './presence.ts';
import { minutesInMealWindow } from './presence.ts';
import type { RosterDay } from './roster.ts';
import type { StaffMember } from './staff.ts';
import type { MonthWeek, WeekAllowance } from './weeks.ts';

/** Everything that decides who is on duty when; one group of people that stand in for each other. */
export interface DutyProblem {
  readonly contract: Contract;
  readonly people: readonly StaffMember[];
  /** Needs of the open days, in order. */
  readonly needs: readonly PresenceNeed[];
  /** Options per day (same order as needs) and person (same order as people). */
  readonly options: readonly (readonly DayOptions[])[];
  readonly weeks: readonly MonthWeek[];
  /** Allowance per week (same order as weeks) and person. */
  readonly allowances: readonly (readonly WeekAllowance[])[];
  /** Published days before the month, or null when no published plan is known. */
  readonly daysBefore: readonly RosterDay[] | null;
  /** Published days after the month, when the next month is published already. */
  readonly daysAfter?: readonly RosterDay[] | null;
  /** Standbys wanted per day. */
  readonly standbyPerDay: number;
  /** People of this role wanted among those on shift, each day; or null. */
  readonly preferredRole: StaffMember['role'] | null;
}

/** Prices in hours of paid work: what the solver weighs against one staffed hour. */
export const prices = {
  /** One operator missing for one interval. */
  missingInterval: 500,
  /** One person-hour missing over the meal window. */
  missingMealHour: 500,
  missingStandby: 400,
  missingPreferredRole: 60,
  missingEarlyOrLate: 5,
  staffedHour: 1,
  /** One hour under the monthly minimum that a person's contract promises. */
  underMinimumHour: 60,
  /** One hour (of a full-time month) between the most and the least loaded person. */
  spreadHour: 1.5,
  /** One more standby between the person with most and the one with fewest. */
  standbySpread: 2,
  /** Worth of the first and of the second eight hours a day beyond the need, on the heaviest day. */
  sparedFirstHour: 0.6,
  sparedSecondHour: 0.3,
  /** One hour a day more than those: people who have nothing to do there are better placed on another day. */
  crowdedHour: 0.5,
} as const;

const spareTierHours = 8;
const fullWeekMinutes = 2400;

/** Where each decision stands in the model's columns. */
export interface DutyColumns {
  /** Column per day, person and duty class that may be chosen. */
  readonly duties: readonly {
    readonly day: number;
    readonly person: number;
    readonly duty: DutyClass;
    readonly column: number;
  }[];
  readonly standbys: readonly { readonly day: number; readonly person: number; readonly column: number }[];
}

/**
 * The month as a mixed-integer model. Hard: one duty a day, weekly minutes and days (a standby counts as if called,
 * so that calling never breaks the week), a free day in any seven. Bought: coverage, standby, minimum hours. Among
 * equal rosters the one that spreads hours and standbys evenly and puts spare people on heavy days is cheapest.
 */
export function dutyModel(problem: DutyProblem): {
  readonly builder: ModelBuilder;
  readonly columns: DutyColumns;
} {
  const builder = new ModelBuilder();
  const duties: { day: number; person: number; duty: DutyClass; column: number }[] = [];
  const standbys: { day: number; person: number; column: number }[] = [];
  problem.needs.forEach((need, day) => {
    problem.options[day]!.forEach((options, person) => {
      for (const duty of dutyClassesOf(options.patterns, need)) {
        duties.push({
          day,
          person,
          duty,
          column: builder.integer(1, (prices.staffedHour * duty.minutes) / 60),
        });
      }
      if (options.canStandBy && problem.standbyPerDay > 0) {
        standbys.push({ day, person, column: builder.integer(1, 0) });
      }
    });
  });
  const columns: DutyColumns = { duties, standbys };
  oneDutyADay(builder, problem, columns);
  coverDays(builder, problem, columns);
  limitWeeks(builder, problem, columns);
  keepFreeDays(builder, problem, columns);
  shareFairly(builder, problem, columns);
  return { builder, columns };
}

function oneDutyADay(builder: ModelBuilder, problem: DutyProblem, columns: DutyColumns): void {
  problem.needs.forEach((_, day) => {
    problem.people.forEach((_, person) => {
      const terms = columnsOf(columns, day, person).map((column): Term => [column, 1]);
      if (terms.length > 1) builder.atMost(1, terms);
    });
    if (problem.standbyPerDay === 0) return;
    const onCall = columns.standbys
      .filter((entry) => entry.day === day)
      .map(({ column }): Term => [column, 1]);
    const missing = builder.real(problem.standbyPerDay, prices.missingStandby);
    builder.atLeast(problem.standbyPerDay, [...onCall, [missing, 1]]);
    builder.atMost(problem.standbyPerDay, onCall);
  });
}

function coverDays(builder: ModelBuilder, problem: DutyProblem, columns: DutyColumns): void {
  const heaviest = Math.max(...problem.needs.map((need) => need.weight), Number.MIN_VALUE);
  problem.needs.forEach((need, day) => {
    const ofDay = columns.duties.filter((entry) => entry.day === day);
    let neededHours = 0;
    need.presentPeople.forEach((people, index) => {
      const start = need.startMinute + index * need.intervalMinutes;
      const end = Math.min(start + need.intervalMinutes, need.endMinute);
      neededHours += (people * (end - start)) / 60;
      if (people === 0) return;
      const present = ofDay.filter(({ duty }) => duty.startMinute <= start && duty.endMinute >= end);
      const missing = builder.real(people, prices.missingInterval);
      builder.atLeast(people, [...present.map(({ column }): Term => [column, 1]), [missing, 1]]);
    });
    coverMeals(builder, problem, need, ofDay);
    // People beyond the need are worth most on the heaviest days, and less the more there are.
    const share = need.weight / heaviest;
    const first = builder.real(spareTierHours, -prices.sparedFirstHour * share);
    const second = builder.real(spareTierHours, -prices.sparedSecondHour * share);
    const hours = ofDay.map(({ column, duty }): Term => [column, (duty.endMinute - duty.startMinute) / 60]);
    const under = builder.real(neededHours, prices.staffedHour);
    builder.atLeast(neededHours, [...hours, [first, -1], [second, -1], [under, 1]]);
    const crowded = builder.real(Number.POSITIVE_INFINITY, prices.crowdedHour);
    builder.atMost(neededHours + 2 * spareTierHours, [...hours, [crowded, -1]]);
    wantSome(
      builder,
      ofDay.filter(({ duty }) => duty.hasEarly),
      prices.missingEarlyOrLate,
    );
    wantSome(
      builder,
      ofDay.filter(({ duty }) => duty.hasLate),
      prices.missingEarlyOrLate,
    );
    if (problem.preferredRole !== null) {
      const preferred = ofDay.filter(({ person }) => problem.people[person]!.role === problem.preferredRole);
      wantSome(builder, preferred, prices.missingPreferredRole);
    }
  });
}

function coverMeals(
  builder: ModelBuilder,
  problem: DutyProblem,
  need: PresenceNeed,
  ofDay: DutyColumns['duties'],
): void {
  const { breaks } = problem.contract;
  const terms = ofDay.map(({ column, duty }): Term => {
    const present = need.presentPeople.reduce((sum, _, index) => {
      const start = need.startMinute + index * need.intervalMinutes;
      const isPresent = duty.startMinute <= start && duty.endMinute >= start + need.intervalMinutes;
      return sum + (isPresent ? minutesInMealWindow(need, breaks, index) : 0);
    }, 0);
    return [column, (present - duty.mealMinutes) / 60];
  });
  const missing = builder.real(need.mealWindowMinutes / 60 + 1, prices.missingMealHour);
  builder.atLeast(need.mealWindowMinutes / 60, [...terms, [missing, 1]]);
}

function wantSome(builder: ModelBuilder, entries: DutyColumns['duties'], price: number): void {
  if (entries.length === 0) return;
  const missing = builder.real(1, price);
  builder.atLeast(1, [...entries.map(({ column }): Term => [column, 1]), [missing, 1]]);
}

function limitWeeks(builder: ModelBuilder, problem: DutyProblem, columns: DutyColumns): void {
  const standbyMinutes = Math.max(
    0,
    ...problem.contract.shiftPatterns.map((pattern) => pattern.end - pattern.start - pattern.mealMinutes),
  );
  problem.weeks.forEach((week, index) => {
    const isInWeek = (day: number): boolean =>
      week.days.some((date) => date.equals(problem.needs[day]!.date));
    problem.people.forEach((_, person) => {
      const allowance = problem.allowances[index]![person]!;
      const worked = columns.duties.filter((entry) => entry.person === person && isInWeek(entry.day));
      const onCall = columns.standbys.filter((entry) => entry.person === person && isInWeek(entry.day));
      const count = [...worked, ...onCall].map(({ column }): Term => [column, 1]);
      if (count.length === 0) return;
      builder.atMost(allowance.days, count);
      builder.atMost(allowance.minutes / 60, [
        ...worked.map(({ column, duty }): Term => [column, duty.minutes / 60]),
        ...onCall.map(({ column }): Term => [column, standbyMinutes / 60]),
      ]);
    });
  });
}

/**
 * 労基法35条: among any seven days running one without duty, published days around the month included; binds only where
 * the centre opens all seven.
 */
function keepFreeDays(builder: ModelBuilder, problem: DutyProblem, columns: DutyColumns): void {
  const dayOf = new Map(problem.needs.map((need, day) => [need.date.toString(), day]));
  const around = [...(problem.daysBefore ?? []), ...(problem.daysAfter ?? [])];
  const ends = [...problem.needs, ...(problem.daysAfter ?? [])].map((day) => day.date);
  ends.forEach((end) => {
    const dates = Array.from({ length: 7 }, (_, offset) => end.minusDays(6 - offset).toString());
    problem.people.forEach(({ id }, person) => {
      const worked = around.filter(
        (day) =>
          dates.includes(day.date.toString()) &&
          !dayOf.has(day.date.toString()) &&
          day.shifts.some((shift) => shift.staffId === id),
      );
      const open = dates.flatMap((date) => dayOf.get(date) ?? []);
      if (open.length === 0 || worked.length + open.length < 7) return;
      const run = open.flatMap((day) => columnsOf(columns, day, person));
      builder.atMost(
        6 - worked.length,
        run.map((column): Term => [column, 1]),
      );
    });
  });
}

function shareFairly(builder: ModelBuilder, problem: DutyProblem, columns: DutyColumns): void {
  // No upper bound but the hours themselves: on the scale of a 40-hour week a short contract may pass any number.
  const most = builder.real(Number.POSITIVE_INFINITY, prices.spreadHour);
  const least = builder.real(Number.POSITIVE_INFINITY, -prices.spreadHour);
  const mostStandbys = builder.real(100, prices.standbySpread);
  const leastStandbys = builder.real(100, -prices.standbySpread);
  let isShared = false;
  let isStandbyShared = false;
  problem.people.forEach((person, index) => {
    const hours = columns.duties
      .filter((entry) => entry.person === index)
      .map(({ column, duty }): Term => [column, duty.minutes / 60]);
    const possibleDays = problem.options.filter((ofDay) => ofDay[index]!.obstacle === null).length;
    if (hours.length === 0 || possibleDays === 0 || person.maximumWeeklyMinutes === 0) return;
    const under = builder.real(1000, prices.underMinimumHour);
    const employedDays = problem.options.filter((ofDay) => ofDay[index]!.obstacle !== 'notEmployed').length;
    const promised = Math.min(
      (person.minimumMonthlyMinutes * employedDays) / problem.needs.length,
      possibleDays * longestShiftMinutes(person, problem.contract),
    );
    builder.atLeast(promised / 60, [...hours, [under, 1]]);
    const attainable = possibleDays / problem.needs.length;
    // On the scale of a 40-hour contract and of the days on which the person is there.
    const scale = fullWeekMinutes / (person.maximumWeeklyMinutes * attainable);
    const scaled = hours.map(([column, coefficient]): Term => [column, coefficient * scale]);
    builder.atLeast(0, [[most, 1], ...negated(scaled)]);
    builder.atLeast(0, [...scaled, [least, -1]]);
    isShared = true;
    const onCall = columns.standbys
      .filter((entry) => entry.person === index)
      .map(({ column }): Term => [column, 1]);
    if (onCall.length === 0) return;
    builder.atLeast(0, [[mostStandbys, 1], ...negated(onCall)]);
    builder.atLeast(0, [...onCall, [leastStandbys, -1]]);
    isStandbyShared = true;
  });
  if (!isShared) builder.atMost(0, [[least, 1]]);
  if (!isStandbyShared) builder.atMost(0, [[leastStandbys, 1]]);
}

function negated(terms: readonly Term[]): Term[] {
  return terms.map(([column, coefficient]): Term => [column, -coefficient]);
}

function columnsOf(columns: DutyColumns, day: number, person: number): number[] {
  return [...columns.duties, ...columns.standbys]
    .filter((entry) => entry.day === day && entry.person === person)
    .map(({ column }) => column);
}
