import type { YearMonth } from '@js-joda/core';
import type { Contract, Role } from '../contract/index.ts';
import type { DayDemand, SkilledSeats } from './demand.ts';
import { optionsOn } from './duty-options.ts';
import { type FoundRoster, RosterState, type SearchEffort, type SearchRoster } from './engine/index.ts';
import type { FairnessPrice } from './fairness.ts';
import { type DayNeed, seatsOf } from './month/day-cells.ts';
import { type FinishingProblems, mendDays, trimDays } from './month/finish-days.ts';
import type { KeptRoster } from './month/person.ts';
import { type PlacedDay, placeDays, raisedNeed } from './month/placed-days.ts';
import { balancedPrices, type MonthPrices, prices } from './month/prices.ts';
import {
  type MonthProblem,
  type MonthTask,
  monthProblem,
  scheduleOf,
  shiftsOfSchedule,
} from './month/problem.ts';
import { nameDuties } from './name-duties.ts';
import type { RosterDay, Shift } from './roster.ts';
import { onPhonePerInterval } from './seats-on-phone.ts';
import type { StaffMember } from './staff.ts';

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
  /** What one more of each kind costs each person; everybody the same where it is not given. */
  readonly fairness?: readonly FairnessPrice[];
  /** A roster of the month that people know already and that is to change as little as may be. */
  readonly kept?: KeptRoster;
  /** What wishes, fairness, evenness and people to spare weigh; as in every plan where it is not given. */
  readonly prices?: MonthPrices;
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

/**
 * What a roster costs with its breaks, and what no roster costs less than in which nobody has more standbys than their share
 * allows; in hours of paid work.
 */
export interface RosterProof {
  readonly costHours: number;
  /** Null when nothing is proven. */
  readonly boundHours: number | null;
}

/** A month's roster: covered, or the best partial one with what is missing. */
export interface BuiltRoster {
  readonly status: 'covered' | 'partial';
  readonly days: readonly RosterDay[];
  readonly uncovered: readonly UncoveredRange[];
  /** Days without enough people on call. */
  readonly daysWithoutStandby: readonly DayDemand['date'][];
  readonly proof: RosterProof;
}

/** A group of people that stand in for each other. */
export interface RosterGroup {
  readonly name: UncoveredRange['group'];
  readonly roles: readonly Role[];
  readonly takesRests: boolean;
  readonly standbyPerDay: number;
  readonly preferredRole: Role | null;
  readonly demandOn: (demand: DayDemand) => DayDemand;
}

/** A group's month with its breaks, and what it costs with all that is still missing. */
interface FinishedRoster {
  readonly placed: readonly PlacedDay[];
  /** Hours of paid work. */
  readonly costHours: number;
}

/** The same as it is handed on, with what no roster costs less than. */
interface GroupRoster {
  readonly shifts: readonly (readonly Shift[])[];
  readonly costHours: number;
  readonly boundHours: number;
}

/** Rounds of "search, place the breaks, ask for more where they did not fit". */
const maximumRounds = 14;
/** People × days from which on rounds are so dear that few must do, and their number. */
const hugeMonth = 10_000;
const fewRounds = 5;
/** Rounds after which, and share of the days short under which, a roster is finished day by day. */
const roundsBeforeFinishing = 3;
const nearlyDoneShare = 0.1;
/** What it costs, in hours of paid work, to change a person's day whose breaks fitted. */
const stayPrice = 8;
/** Work for each person and day, in the engine's units, and its least and most. */
const effortUnits = { perPersonDay: 4e5, least: 3e8, most: 6e9 } as const;
/** Share of that work for each further round, which begins with a roster that is good but for a few days. */
const furtherEffort = 0.25;
/** People × days from which a search takes two threads. */
const largeMonth = 1500;
/** How far over the bound a roster is as good as the best, relative; of a month that takes one thread, and of a larger one. */
const goodGap = { small: 0.002, large: 0.005 } as const;

/**
 * Builds a month's roster. Supervisors with their deputies, then operators: each group's month is a problem of the engine
 * (`monthProblem`) in which every roster costs no more than with its best breaks; then each day's breaks are placed exactly
 * (`placeBreaks`). Where they leave a gap, more people are asked for there and the search goes on from what it has. The first
 * search's bound holds for the finished roster, breaks included. The same input gives the same roster.
 */
export async function buildRoster(
  input: RosterInput,
  search: SearchRoster,
  onProgress: (doneFraction: number) => void = () => {},
): Promise<BuiltRoster> {
  const { contract } = input;
  const { operators, supervisors } = rosterGroups(contract);
  const built = [
    await buildGroup(input, supervisors, search, (done) => onProgress(done * 0.2)),
    await buildGroup(input, operators, search, (done) => onProgress(0.2 + done * 0.8)),
  ];
  const days = input.demands.map((demand, index) => ({
    date: demand.date,
    shifts: built.flatMap(({ shifts }) => shifts[index]!),
  }));
  const uncovered = [operators, supervisors].flatMap((group) => uncoveredRanges(input, group, days));
  const daysWithoutStandby = days
    .filter((day) => day.shifts.filter((shift) => shift.isStandby).length < contract.standby.perDay)
    .map((day) => day.date);
  const isCovered = uncovered.length === 0 && daysWithoutStandby.length === 0;
  const bounds = built.map(({ boundHours }) => boundHours);
  return {
    status: isCovered ? 'covered' : 'partial',
    days,
    uncovered,
    daysWithoutStandby,
    proof: {
      costHours: built.reduce((sum, { costHours }) => sum + costHours, 0),
      boundHours: bounds.includes(-Infinity) ? null : bounds.reduce((sum, bound) => sum + bound, 0),
    },
  };
}

/** Operators, and supervisors with their deputies: each group's month is a problem of its own. */
export function rosterGroups(contract: Contract): {
  readonly operators: RosterGroup;
  readonly supervisors: RosterGroup;
} {
  const operators: RosterGroup = {
    name: 'operators',
    roles: ['operator'],
    takesRests: true,
    standbyPerDay: contract.standby.perDay,
    preferredRole: null,
    demandOn: (demand) => withMinimumSkilled(contract, demand),
  };
  const supervisors: RosterGroup = {
    name: 'supervisors',
    roles: ['supervisor', ...contract.roles.supervisorDeputies],
    takesRests: false,
    standbyPerDay: 0,
    preferredRole: 'supervisor',
    demandOn: ({ skilled: _, ...demand }) => ({
      ...demand,
      requiredSeats: demand.requiredSeats.map(() => contract.roles.minimumSupervisors),
    }),
  };
  return { operators, supervisors };
}

async function buildGroup(
  input: RosterInput,
  group: RosterGroup,
  search: SearchRoster,
  onProgress: (doneFraction: number) => void,
): Promise<GroupRoster> {
  let task = taskOf(input, group);
  if (task.people.length === 0) {
    return { shifts: task.needs.map(() => []), costHours: 0, boundHours: 0 };
  }
  let month = monthProblem(task);
  let found = await search(month.problem, effortOf(input, month));
  if (standbysOf(month, found) < task.standbyPerDay * task.needs.length) {
    // Nobody more than their share first; one more where that leaves days without.
    task = { ...task, furtherStandbys: 1 };
    month = monthProblem(task);
    found = await search(month.problem, { ...effortOf(input, month), start: found.schedule });
  }
  const { bound } = found;
  const months = { priced: monthProblem(task), staffed: monthProblem({ ...task, missingPrice: 0 }) };
  const isHuge = task.people.length * month.problem.dayCount > hugeMonth;
  const mostRounds = isHuge ? fewRounds : maximumRounds;
  let best: FinishedRoster | null = null;
  let { needs } = task;
  let placed: readonly PlacedDay[] = [];
  for (let round = 1; ; round += 1) {
    onProgress(round / (mostRounds + 1));
    const shifts = nameDuties(task, shiftsOfSchedule(task, month, found.schedule));
    placed = placeDays(task, shifts, placed, input.seed + round);
    const shortMinutes = shortMinutesOf(placed);
    const costHours = costOf(task, months, placed);
    if (best === null || costHours < best.costHours) best = { placed, costHours };
    if (!isHuge && round >= roundsBeforeFinishing && isNearlyDone(placed)) {
      const mended = mendDays(task, months, placed, input.seed + round);
      const mendedHours = costOf(task, months, mended);
      if (mendedHours < best.costHours) best = { placed: mended, costHours: mendedHours };
      if (shortMinutesOf(mended) === 0) break;
    }
    const raised = needs.map((need, index) => raisedNeed(need, placed[index]!, task.people));
    const isStuck = raised.every((need, index) => need === needs[index]);
    if (shortMinutes === 0 || isStuck || round === mostRounds) break;
    needs = raised;
    // Days whose breaks fit stay as they are wherever possible.
    const fitting = placed.flatMap((day, index) =>
      day.shortMinutes === 0 ? [{ date: needs[index]!.date, shifts: day.shifts }] : [],
    );
    month = monthProblem({ ...task, needs, kept: [...task.kept, { days: fitting, changePrice: stayPrice }] });
    const effort = effortOf(input, month);
    found = await search(month.problem, {
      ...effort,
      units: effort.units * furtherEffort,
      start: found.schedule,
    });
  }
  const finished = isHuge ? best : finishedRoster(task, months, best.placed, input.seed);
  onProgress(1);
  return {
    shifts: finished.placed.map(({ shifts }) => shifts),
    costHours: finished.costHours,
    boundHours: bound,
  };
}

/** A roster finished day by day, and its duties shared out again as far as that costs nothing. */
function finishedRoster(
  task: MonthTask,
  months: FinishingProblems,
  placed: readonly PlacedDay[],
  seed: number,
): FinishedRoster {
  const days = trimDays(task, months, mendDays(task, months, placed, seed), seed);
  const costHours = costOf(task, months, days);
  const shifts = days.map((day) => day.shifts);
  const named = placeDays(task, nameDuties(task, shifts), days, seed);
  const namedHours = costOf(task, months, named);
  return namedHours <= costHours ? { placed: named, costHours: namedHours } : { placed: days, costHours };
}

/** What a group's month is made from. */
export function taskOf(input: RosterInput, group: RosterGroup): MonthTask {
  const { contract, month } = input;
  const people = input.staff.filter((person) => group.roles.includes(person.role));
  const heaviest = Math.max(...input.dayCalls, Number.MIN_VALUE);
  const needs = input.demands.map((demand, index): DayNeed => {
    const own = group.demandOn(demand);
    return {
      ...own,
      spareShare: input.dayCalls[index]! / heaviest,
      extraPeople: seatsOf(own).map((seats) => seats.map(() => 0)),
      extraMealMinutes: 0,
    };
  });
  return {
    contract,
    month,
    people,
    needs,
    takesRests: group.takesRests,
    options: needs.map((need) => people.map((person) => optionsOn(person, need, contract))),
    standbyPerDay: group.standbyPerDay,
    furtherStandbys: 0,
    preferredRole: group.preferredRole,
    missingPrice: prices.missingInterval,
    prices: input.prices ?? balancedPrices,
    daysBefore: input.daysBefore,
    daysAfter: input.daysAfter ?? null,
    kept: input.kept === undefined ? [] : [input.kept],
    fairness: new Map((input.fairness ?? []).map((price) => [price.staffId, price.prices])),
  };
}

/** A demand with the people of a level that the contract wants on the phone at any time, queue by queue (D28). */
function withMinimumSkilled(contract: Contract, demand: DayDemand): DayDemand {
  const minimum = contract.queues.flatMap(({ id, minimumSkilled: wanted }): SkilledSeats[] =>
    wanted === null
      ? []
      : [{ queueId: id, level: wanted.level, seats: demand.requiredSeats.map(() => wanted.operators) }],
  );
  const skilled = [...(demand.skilled ?? []), ...minimum];
  return skilled.length === 0 ? demand : { ...demand, skilled };
}

function standbysOf({ duties }: MonthProblem, { schedule }: FoundRoster): number {
  const standby = duties.indexOf(null);
  return standby < 0 ? 0 : schedule.reduce((sum, duty) => sum + (duty === standby ? 1 : 0), 0);
}

function effortOf(input: RosterInput, { problem }: MonthProblem): SearchEffort {
  const personDays = problem.people.length * problem.dayCount;
  const { perPersonDay, least, most } = effortUnits;
  return {
    seed: input.seed,
    units: Math.min(most, Math.max(least, personDays * perPersonDay)),
    ...(personDays < largeMonth ? { lanes: 1, gap: goodGap.small } : { lanes: 2, gap: goodGap.large }),
  };
}

/** What a group's roster costs with all that its breaks leave missing, in hours of paid work. */
function costOf(
  task: MonthTask,
  { staffed }: Pick<FinishingProblems, 'staffed'>,
  placed: readonly PlacedDay[],
): number {
  const staffing = new RosterState(staffed.problem, scheduleOf(task, staffed, placed)).cost;
  return staffing + (prices.missingInterval * shortMinutesOf(placed)) / task.contract.intervalMinutes;
}

function shortMinutesOf(placed: readonly PlacedDay[]): number {
  return placed.reduce((sum, day) => sum + day.shortMinutes, 0);
}

/** Whether so few days are short that finishing them one by one is quicker than searching again. */
function isNearlyDone(placed: readonly PlacedDay[]): boolean {
  return placed.filter((day) => day.shortMinutes > 0).length <= nearlyDoneShare * placed.length;
}

function uncoveredRanges(
  input: RosterInput,
  group: RosterGroup,
  days: readonly RosterDay[],
): UncoveredRange[] {
  return input.demands.flatMap((demand, index) => {
    const shifts = days[index]!.shifts.filter((shift) => group.roles.includes(shift.role));
    const scheduled = onPhonePerInterval(shifts, demand, demand.intervalMinutes);
    return group.demandOn(demand).requiredSeats.flatMap((required, interval) => {
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
