import type { YearMonth } from '@js-joda/core';
import { type Contract, patternOf, type Role } from '../contract/index.ts';
import type { DayDemand } from './demand.ts';
import { type DutyColumns, dutyModel } from './duty-model.ts';
import { optionsOn } from './duty-options.ts';
import type { LinearSolution, SolveLinear } from './linear-model.ts';
import { nameDuties } from './name-duties.ts';
import { placeBreaks } from './place-breaks.ts';
import { type PresenceExtra, presenceNeed } from './presence.ts';
import { type RosterDay, type Shift, standbyCode } from './roster.ts';
import { onPhonePerInterval } from './seats-on-phone.ts';
import type { StaffMember } from './staff.ts';
import { weekAllowance, weeksOfMonth } from './weeks.ts';

/** What a month's roster is built from. */
export interface RosterInput {
  readonly contract: Contract;
  readonly month: YearMonth;
  readonly staff: readonly StaffMember[];
  /** Operators on the phone needed on each open day, in order. */
  readonly demands: readonly DayDemand[];
  /** Calls expected on each of those days; heavy days get spare people first. */
  readonly dayCalls: readonly number[];
  /** Published days before the month, or null when no published plan is known. */
  readonly daysBefore: readonly RosterDay[] | null;
  /** Published days after the month, when the next month is published already. */
  readonly daysAfter?: readonly RosterDay[] | null;
  readonly seed: number;
}

/** An interval of a day in which fewer people are there than needed. */
export interface UncoveredRange {
  readonly date: DayDemand['date'];
  readonly startMinute: number;
  readonly endMinute: number;
  readonly group: 'operators' | 'supervisors';
  readonly required: number;
  readonly scheduled: number;
}

/** A month's roster: covered, or the best partial one with what is missing. */
export interface BuiltRoster {
  readonly status: 'covered' | 'partial';
  readonly days: readonly RosterDay[];
  readonly uncovered: readonly UncoveredRange[];
  /** Days without enough people on call. */
  readonly daysWithoutStandby: readonly DayDemand['date'][];
}

/** A day's shifts with their breaks, and the person-minutes still missing. */
interface PlacedDay {
  readonly shifts: Shift[];
  readonly shortMinutes: number;
}

/** A group of people that stand in for each other. */
interface Group {
  readonly name: UncoveredRange['group'];
  readonly roles: readonly Role[];
  readonly takesRests: boolean;
  readonly standbyPerDay: number;
  readonly preferredRole: Role | null;
  readonly requiredOn: (demand: DayDemand) => readonly number[];
}

/** Rounds of "solve, place the breaks, ask for more where they did not fit", and the one that frees the whole month again. */
const maximumRounds = 5;
const wholeMonthRound = 3;
const breakAttempts = 60;

/**
 * Builds a month's roster. Operators, then supervisors with their deputies: each group's month is one mixed-integer
 * model (`dutyModel`); then each day's breaks are placed exactly (`placeBreaks`). Where they leave a gap, the model is
 * asked for more people there and solved again. The same input gives the same roster.
 */
export function buildRoster(
  input: RosterInput,
  solve: SolveLinear,
  onProgress: (doneFraction: number) => void = () => {},
): BuiltRoster {
  const { contract } = input;
  const operators: Group = {
    name: 'operators',
    roles: ['operator'],
    takesRests: true,
    standbyPerDay: contract.standby.perDay,
    preferredRole: null,
    requiredOn: (demand) => demand.requiredSeats,
  };
  const supervisors: Group = {
    name: 'supervisors',
    roles: ['supervisor', ...contract.roles.supervisorDeputies],
    takesRests: false,
    standbyPerDay: 0,
    preferredRole: 'supervisor',
    requiredOn: (demand) => demand.requiredSeats.map(() => contract.roles.minimumSupervisors),
  };
  const operatorShifts = buildGroup(input, operators, solve, (done) => onProgress(done * 0.7));
  const supervisorShifts = buildGroup(input, supervisors, solve, (done) => onProgress(0.7 + done * 0.3));
  const days = input.demands.map((demand, index) => ({
    date: demand.date,
    shifts: [...supervisorShifts[index]!, ...operatorShifts[index]!],
  }));
  const uncovered = [operators, supervisors].flatMap((group) => uncoveredRanges(input, group, days));
  const daysWithoutStandby = days
    .filter((day) => day.shifts.filter((shift) => shift.isStandby).length < contract.standby.perDay)
    .map((day) => day.date);
  const isCovered = uncovered.length === 0 && daysWithoutStandby.length === 0;
  return { status: isCovered ? 'covered' : 'partial', days, uncovered, daysWithoutStandby };
}

function buildGroup(
  input: RosterInput,
  group: Group,
  solve: SolveLinear,
  onProgress: (doneFraction: number) => void,
): Shift[][] {
  const { contract } = input;
  const people = input.staff.filter((person) => group.roles.includes(person.role));
  const demands = input.demands.map((demand) => ({ ...demand, requiredSeats: group.requiredOn(demand) }));
  if (people.length === 0) return demands.map(() => []);
  const options = demands.map((demand) => people.map((person) => optionsOn(person, demand, contract)));
  const weeks = weeksOfMonth(contract, input.month);
  const allowances = weeks.map((week) =>
    people.map((person) => weekAllowance({ ...input, person, week, contract })),
  );
  const extras = new Map<number, PresenceExtra>();
  let best: { shifts: Shift[][]; shortMinutes: number } | null = null;
  let kept: { values: readonly number[]; placed: readonly PlacedDay[] } | null = null;
  for (let round = 0; round < maximumRounds; round += 1) {
    const needs = demands.map((demand, index) =>
      presenceNeed({
        demand,
        rules: contract.breaks,
        takesRests: group.takesRests,
        extra: extras.get(index),
        weight: input.dayCalls[index]!,
      }),
    );
    const { builder, columns } = dutyModel({
      contract,
      people,
      needs,
      options,
      weeks,
      allowances,
      standbyPerDay: group.standbyPerDay,
      preferredRole: group.preferredRole,
      daysBefore: input.daysBefore,
      daysAfter: input.daysAfter ?? null,
    });
    // First only the days that fell short are decided anew, which takes no time; if that is not enough, the whole month.
    const isKept = (day: number): boolean =>
      kept !== null && round !== wholeMonthRound && kept.placed[day]!.shortMinutes === 0;
    for (const { day, column } of [...columns.duties, ...columns.standbys]) {
      if (isKept(day)) builder.fix(column, kept!.values[column]!);
    }
    const solution = solve(builder.build());
    const unbroken = namedShifts(input, people, columns, solution);
    const placed = unbroken.map((ofDay, index) =>
      isKept(index) ? kept!.placed[index]! : withBreaks(input, group, demands[index]!, ofDay),
    );
    const shortMinutes = placed.reduce((sum, day) => sum + day.shortMinutes, 0);
    if (best === null || shortMinutes < best.shortMinutes) {
      best = { shifts: placed.map((day) => day.shifts), shortMinutes };
    }
    onProgress((round + 1) / maximumRounds);
    const raised = placed.map(
      (day, index) =>
        day.shortMinutes > 0 && raise(extras, index, demands[index]!, day.shifts, people.length),
    );
    if (!raised.includes(true) || solution.status === 'infeasible') break;
    kept = { values: solution.values, placed };
  }
  onProgress(1);
  return best!.shifts;
}

function namedShifts(
  input: RosterInput,
  people: readonly StaffMember[],
  columns: DutyColumns,
  solution: LinearSolution,
): Shift[][] {
  // Every need can be bought off, so a model without a solution means contradictory bounds: an empty roster says so.
  if (solution.status === 'infeasible') return input.demands.map(() => []);
  const { standby } = input.contract;
  const chosen = columns.duties.filter(({ column }) => solution.values[column] === 1);
  const worked = nameDuties(input.demands, people, chosen);
  return input.demands.map((_, day) => [
    ...worked[day]!,
    ...columns.standbys
      .filter((entry) => entry.day === day && solution.values[entry.column] === 1)
      .map(({ person }): Shift => {
        const { id, role } = people[person]!;
        return {
          staffId: id,
          role,
          patternCode: standbyCode,
          startMinute: standby.start,
          endMinute: standby.end,
          isStandby: true,
          breaks: [],
        };
      }),
  ]);
}

function withBreaks(
  input: RosterInput,
  group: Group,
  demand: DayDemand,
  shifts: readonly Shift[],
): PlacedDay {
  const { contract } = input;
  const onSite = shifts.filter((shift) => !shift.isStandby);
  const placement = placeBreaks({
    demand,
    rules: contract.breaks,
    seed: input.seed + demand.date.toEpochDay(),
    attempts: breakAttempts,
    people: onSite.map((shift) => ({
      staffId: shift.staffId,
      startMinute: shift.startMinute,
      endMinute: shift.endMinute,
      mealMinutes: patternOf(contract, shift.patternCode)!.mealMinutes,
      takesRests: group.takesRests,
      keptBreaks: [],
      freeFromMinute: 0,
    })),
  });
  return {
    shifts: shifts.map((shift) => ({ ...shift, breaks: placement.breaks.get(shift.staffId) ?? [] })),
    shortMinutes: placement.shortMinutes,
  };
}

/** Asks for one more person where a day's breaks left a gap; false when everybody is asked for already. */
function raise(
  extras: Map<number, PresenceExtra>,
  index: number,
  demand: DayDemand,
  shifts: readonly Shift[],
  headcount: number,
): boolean {
  const onPhone = onPhonePerInterval(shifts, demand, demand.intervalMinutes);
  const known = extras.get(index) ?? { people: demand.requiredSeats.map(() => 0), mealWindowMinutes: 0 };
  const people = known.people.map((extra, interval) =>
    Math.min(headcount, extra + (onPhone[interval]! < demand.requiredSeats[interval]! ? 1 : 0)),
  );
  extras.set(index, { people, mealWindowMinutes: known.mealWindowMinutes + 45 });
  return people.some((extra, interval) => extra > known.people[interval]!);
}

function uncoveredRanges(input: RosterInput, group: Group, days: readonly RosterDay[]): UncoveredRange[] {
  return input.demands.flatMap((demand, index) => {
    const shifts = days[index]!.shifts.filter((shift) => group.roles.includes(shift.role));
    const scheduled = onPhonePerInterval(shifts, demand, demand.intervalMinutes);
    return group.requiredOn(demand).flatMap((required, interval) => {
      if (scheduled[interval]! >= required) return [];
      const startMinute = demand.startMinute + interval * demand.intervalMinutes;
      const endMinute = Math.min(startMinute + demand.intervalMinutes, demand.endMinute);
      return [
        {
          date: demand.date,
          startMinute,
          endMinute,
          group: group.name,
          required,
          scheduled: scheduled[interval]!,
        },
      ];
    });
  });
}
