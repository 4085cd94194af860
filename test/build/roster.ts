import { LocalDate, YearMonth } from '@js-joda/core';
import { openDaysOfMonth, parseTime, type TimeRange } from '../../src/calendar/index.ts';
import type { Contract } from '../../src/contract/index.ts';
import { optionsOn } from '../../src/roster/duty-options.ts';
import {
  type DayDemand,
  type LabourRecord,
  type PastMonth,
  type PersonalLabour,
  type RosterDay,
  type RuleContext,
  type Shift,
  type StaffMember,
  unknownLabour,
} from '../../src/roster/index.ts';
import type { DayNeed } from '../../src/roster/month/day-cells.ts';
import { balancedPrices } from '../../src/roster/month/prices.ts';
import type { MonthTask } from '../../src/roster/month/problem.ts';
import { sampleContract } from './sample.ts';

/** A date from `YYYY-MM-DD`. */
export const day = (text: string): LocalDate => LocalDate.parse(text);

/** A full-time operator who may work every full pattern; a test changes what it is about. */
export function person(changes: Partial<StaffMember> = {}): StaffMember {
  const role = changes.role ?? 'operator';
  return {
    id: 'OP01',
    name: '見本 花子',
    role,
    employer: '株式会社見本コンタクト',
    skills: role === 'operator' ? ['booking', 'enquiry'] : [],
    employment: 'full',
    maximumWeeklyMinutes: 2400,
    maximumDailyMinutes: 480,
    maximumWeeklyDays: 5,
    minimumMonthlyMinutes: 0,
    patternCodes: ['早', '遅'],
    canStandBy: role === 'operator',
    isExemptFromOvertime: false,
    startsOn: LocalDate.of(2020, 4, 1),
    endsOn: null,
    birthDate: LocalDate.of(1990, 1, 1),
    managementSince: role === 'operator' ? null : LocalDate.of(2015, 4, 1),
    leave: [],
    unavailable: [],
    ...changes,
  };
}

/** Operators OP01 to the count, and two supervisors and the manager when asked for. */
export function people(operators: number, withSupervisors = true): StaffMember[] {
  const numbered = (prefix: string, count: number, role: StaffMember['role']): StaffMember[] =>
    Array.from({ length: count }, (_, index) => person({ id: `${prefix}0${index + 1}`, role }));
  return [
    ...numbered('OP', operators, 'operator'),
    ...(withSupervisors ? [...numbered('SV', 2, 'supervisor'), ...numbered('MG', 1, 'manager')] : []),
  ];
}

/** A range of the clock, from `9:00-17:15`. */
export function range(text: string): TimeRange {
  const [start, end] = text.split('-').map((part) => parseTime(part.padStart(5, '0')));
  return { startMinute: start!, endMinute: end! };
}

/** A shift of a clock range, with its meal and rests as ranges. */
export function shift(
  staffId: string,
  times: string,
  options: {
    readonly meal?: string;
    readonly rests?: readonly string[];
    readonly role?: Shift['role'];
    readonly isStandby?: boolean;
  } = {},
): Shift {
  const breaks = [
    ...(options.meal === undefined ? [] : [{ kind: 'meal' as const, ...range(options.meal) }]),
    ...(options.rests ?? []).map((rest) => ({ kind: 'rest' as const, ...range(rest) })),
  ];
  return {
    staffId,
    role: options.role ?? 'operator',
    patternCode: options.isStandby === true ? '待' : '早',
    ...range(times),
    isStandby: options.isStandby ?? false,
    breaks: breaks.toSorted((a, b) => a.startMinute - b.startMinute),
  };
}

/** Days of a month with shifts on some of them, by date. */
export function rosterDays(shifts: Readonly<Record<string, readonly Shift[]>>): RosterDay[] {
  return Object.keys(shifts)
    .sort()
    .map((date) => ({ date: LocalDate.parse(date), shifts: shifts[date]! }));
}

/** Needs of some dates, the same number of seats all day long. */
export function demandOf(date: LocalDate, seats: number, open: TimeRange = range('9:00-17:15')): DayDemand {
  const { intervalMinutes } = sampleContract;
  const count = Math.ceil((open.endMinute - open.startMinute) / intervalMinutes);
  return { date, ...open, intervalMinutes, requiredSeats: Array.from({ length: count }, () => seats) };
}

/** Needs of every open day of a month. */
export function demandsOfMonth(contract: Contract, month: YearMonth, seats: number): DayDemand[] {
  return openDaysOfMonth(contract.opening, month).map((day) => demandOf(day.date, seats, day));
}

/** A day's need as a month's problem takes it, nothing more asked for than the seats. */
export function dayNeed(demand: DayDemand, changes: Partial<DayNeed> = {}): DayNeed {
  const covers = [demand.requiredSeats, ...(demand.skilled ?? []).map(({ seats }) => seats)];
  return {
    ...demand,
    spareShare: 1,
    extraPeople: covers.map((seats) => seats.map(() => 0)),
    extraMealMinutes: 0,
    ...changes,
  };
}

/** The operators' task of May 2024: nobody is on call and nothing is known from before, unless the test says otherwise. */
export function monthTask(changes: Partial<Omit<MonthTask, 'options'>>): MonthTask {
  const { contract = sampleContract, people = [person()], needs = [] } = changes;
  return {
    contract,
    month: YearMonth.of(2024, 5),
    people,
    takesRests: true,
    needs,
    options: needs.map((need) => people.map((member) => optionsOn(member, need, contract))),
    standbyPerDay: 0,
    preferredRole: null,
    missingPrice: 500,
    furtherStandbys: 0,
    daysBefore: null,
    daysAfter: null,
    kept: [],
    fairness: new Map(),
    prices: balancedPrices,
    ...changes,
  };
}

/** What rules look at: May 2024 with nobody needed, unless the test says otherwise. */
export function ruleContext(
  options: Partial<Omit<RuleContext, 'days'>> & {
    readonly shifts?: Readonly<Record<string, readonly Shift[]>>;
    readonly seats?: number;
  },
): RuleContext {
  const days = rosterDays(options.shifts ?? {});
  return {
    contract: options.contract ?? sampleContract,
    month: options.month ?? YearMonth.of(2024, 5),
    staff: options.staff ?? [person()],
    days,
    demands: options.demands ?? days.map((day) => demandOf(day.date, options.seats ?? 0)),
    daysBefore: options.daysBefore ?? null,
    daysAfter: options.daysAfter ?? null,
    ...(options.record === undefined ? {} : { record: options.record }),
  };
}

/** Labour data of a person of whom only this is known. */
export function labour(changes: Partial<PersonalLabour>): PersonalLabour {
  return { ...unknownLabour, ...changes };
}

/** The sample's contract with changes below `labour` and below its agreements. */
export function labourContract(
  changes: Partial<Contract['labour']>,
  agreements: Partial<Contract['labour']['agreements']> = {},
): Contract {
  const { labour: terms } = sampleContract;
  const changed = { ...terms, ...changes, agreements: { ...terms.agreements, ...agreements } };
  return { ...sampleContract, labour: changed };
}

/** A record in which only this is known. */
export function labourRecord(changes: Partial<LabourRecord>): LabourRecord {
  return { pastMonths: [], published: null, fixedPeriods: [], today: null, ...changes };
}

/** Past months of one person, by month: hours of overtime, of work on days off, and of work altogether. */
export function pastMonths(
  hours: Readonly<
    Record<string, { readonly overtime?: number; readonly holiday?: number; readonly worked?: number }>
  >,
  staffId = 'OP01',
): PastMonth[] {
  return Object.entries(hours).map(([month, { overtime = 0, holiday = 0, worked = 0 }]) => ({
    month,
    people: [
      {
        staffId,
        overtimeMinutes: overtime * 60,
        holidayMinutes: holiday * 60,
        workedMinutes: worked * 60,
      },
    ],
  }));
}

/** The same duty on each of some dates. */
export function shiftsOn(duty: Shift, ...dates: readonly string[]): Record<string, readonly Shift[]> {
  return Object.fromEntries(dates.map((date) => [date, [duty]]));
}

/** So many dates running, from one on. */
export function datesFrom(first: string, count: number): string[] {
  return Array.from({ length: count }, (_, offset) => day(first).plusDays(offset).toString());
}

/** Level and rule of every finding, `H labour.leave`. */
export function rulesOf(
  found: readonly { readonly rule: string; readonly level: string }[],
): readonly string[] {
  return found.map(({ rule, level }) => `${level} ${rule}`);
}
