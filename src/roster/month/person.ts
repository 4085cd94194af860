import type { LocalDate, YearMonth } from '@js-joda/core';
import { openingOf } from '../../calendar/index.ts';
import type { Contract, ShiftPattern } from '../../contract/index.ts';
import { type DayOptions, longestShiftMinutes, patternMinutes } from '../duty-options.ts';
import type { PeriodLimit, Person, WantedMinutes } from '../engine/index.ts';
import { type FairnessKind, fairnessKindsOf } from '../fairness.ts';
import { contractOn } from '../personal-profile.ts';
import { type RosterDay, type Shift, standbyCode } from '../roster.ts';
import type { StaffMember } from '../staff.ts';
import { variableLimitMinutes, variablePeriodsOf, worksVariableHours } from '../variable-hours.ts';
import { firstDayOfWeek, type MonthWeek, weekAllowance } from '../weeks.ts';
import { isGranted, pinOn, wishesOn } from '../wishes.ts';
import type { MonthDuty } from './day-cells.ts';
import { type MonthPrices, minuteGrain, onGrain, prices } from './prices.ts';

/** What a person's month is made from. */
export interface MonthPersonInput {
  readonly contract: Contract;
  readonly month: YearMonth;
  readonly duties: readonly MonthDuty[];
  /** Every date of the month. */
  readonly dates: readonly LocalDate[];
  readonly weeks: readonly MonthWeek[];
  /** Published days before the month, or null when no published plan is known. */
  readonly daysBefore: readonly RosterDay[] | null;
  /** Published days after the month, or null. */
  readonly daysAfter: readonly RosterDay[] | null;
  /** Rosters of days of the month that are to change as little as may be. */
  readonly kept: readonly KeptRoster[];
  /** What one more of each kind costs each person in points, by staff id; nothing for who is not in it. */
  readonly fairness: ReadonlyMap<string, Readonly<Record<FairnessKind, number>>>;
  /** What wishes, fairness and evenness weigh. */
  readonly prices: MonthPrices;
}

/** Days of a roster that people know already; other days of the month are free. */
export interface KeptRoster {
  readonly days: readonly RosterDay[];
  /** What each person-day that is otherwise costs, in hours of paid work, ≥ 0. */
  readonly changePrice: number;
}

/** What sets one person's month apart from the others'. */
export interface MonthPerson {
  readonly member: StaffMember;
  /** Index of the group whose footprints the person has. */
  readonly group: number;
  /** Options per date of the month; null where the centre is closed. */
  readonly options: readonly (DayOptions | null)[];
  /** Most standbys in the month. */
  readonly mostStandbys: number;
  /** Minutes of work that would be the person's share. */
  readonly shareMinutes: number;
}

/** 労基法35条: among any seven days running one without duty. */
const longestRun = 6;

/** A person's month in the engine's terms: what each day may be and costs, and the limits of weeks and runs. */
export function monthPerson(input: MonthPersonInput, own: MonthPerson): Person {
  const { contract, month, duties, dates } = input;
  const { member, options } = own;
  const dutyPrice = new Float64Array(dates.length * duties.length).fill(Infinity);
  const offPrice = new Float64Array(dates.length);
  const firstAfter = shiftTimesOn(input.daysAfter, member.id, dates.at(-1)!.plusDays(1));
  dates.forEach((date, day) => {
    const ofDay = options[day];
    // A closed day is off without a price, and no wish is asked about it.
    if (ofDay === null || ofDay === undefined) return;
    const price = dayPricing(input, member, date);
    offPrice[day] = price(undefined);
    duties.forEach((duty, index) => {
      if (!isAllowed(ofDay, duty)) return;
      if (day === dates.length - 1 && isTooSoon(contract, duty, firstAfter)) return;
      dutyPrice[day * duties.length + index] = price(shiftOf(member, contract, duty));
    });
  });
  const variable = variablePeriodsOf(contract, month).find(
    ({ start, end }) => start.equals(month.atDay(1)) && end.equals(month.atEndOfMonth()),
  );
  const isVariable = variable !== undefined && worksVariableHours(member, variable.start, contract);
  const before = workBefore(input, member);
  return {
    id: member.id,
    group: own.group,
    dutyPrice,
    offPrice,
    minimumMinutes: 0,
    maximumMinutes: isVariable ? variableLimitMinutes(contract, variable) : dates.length * 1440,
    minimumRun: 1,
    maximumRun: longestRun,
    minimumOff: 1,
    maximumWeekends: 0,
    dutyLimits: duties.map((duty) => (duty === null ? own.mostStandbys : dates.length)),
    periodLimits: [...weekLimits(input, own), ...runAfter(input, member)],
    ...(before === undefined ? {} : { before }),
    wantedMinutes: [...promisedMinutes(input, own), ...shareSteps(input.prices, own.shareMinutes, member)],
  };
}

/**
 * Whether the time between a duty and the next day's is shorter than the contract's rest; being on call is none.
 * @param duty by its clock times, null = on call or free
 */
export function isTooSoon(contract: Contract, duty: ClockTimes | null, next: ClockTimes | null): boolean {
  if (duty === null || next === null) return false;
  return 1440 + next.start - duty.end < contract.labour.minimumRestBetweenShiftsMinutes;
}

type ClockTimes = Pick<ShiftPattern, 'start' | 'end'>;

/** Clock times of a person's shift on a date; null where they have none, are on call or nothing is known. */
export function shiftTimesOn(
  days: readonly RosterDay[] | null,
  staffId: string,
  date: LocalDate,
): ClockTimes | null {
  const shifts = days?.find((day) => day.date.equals(date))?.shifts ?? [];
  const own = shifts.find((shift) => shift.staffId === staffId && !shift.isStandby);
  return own === undefined ? null : { start: own.startMinute, end: own.endMinute };
}

function isAllowed(options: DayOptions, duty: MonthDuty): boolean {
  return duty === null ? options.canStandBy : options.patterns.some(({ code }) => code === duty.code);
}

/** A duty as a shift without breaks. */
export function shiftOf({ id, role }: StaffMember, contract: Contract, duty: MonthDuty): Shift {
  const range = duty ?? contract.standby;
  return {
    staffId: id,
    role,
    patternCode: duty?.code ?? standbyCode,
    startMinute: range.start,
    endMinute: range.end,
    isStandby: duty === null,
    breaks: [],
  };
}

/** What a person's day costs when it is a shift, a standby or, undefined, off; in hours of paid work. */
export function dayPricing(
  input: Pick<MonthPersonInput, 'contract' | 'kept' | 'fairness' | 'prices'>,
  member: StaffMember,
  date: LocalDate,
): (shift: Shift | undefined) => number {
  const { contract, kept } = input;
  const { refusedWish, fairnessPoint } = input.prices;
  const points = input.fairness.get(member.id);
  const pin = pinOn(member, date);
  const wishes = wishesOn(member, date);
  const known = kept.flatMap(({ days, changePrice }) => {
    const ofDay = days.find((day) => day.date.equals(date));
    if (ofDay === undefined) return [];
    const own = ofDay.shifts.find(({ staffId }) => staffId === member.id);
    return [{ code: own?.patternCode ?? null, changePrice }];
  });
  const isBeforeDayOff = openingOf(contract.opening, date.plusDays(1)).kind === 'closed';
  return (shift) => {
    const minutes = shift === undefined || shift.isStandby ? 0 : paidMinutes(contract, shift);
    let price = (prices.staffedHour * minutes) / 60;
    const code = shift?.patternCode ?? null;
    if (pin !== undefined && pin.patternCode !== code) price += prices.brokenPin;
    for (const day of known) if (day.code !== code) price += day.changePrice;
    const refused = refusedWish + fairnessPoint * (points?.wishRefused ?? 0);
    for (const wish of wishes) if (isGranted(wish, shift) === false) price += refused * wish.weight;
    if (shift !== undefined && points !== undefined) {
      for (const kind of fairnessKindsOf(contract, member.role, [shift], isBeforeDayOff)) {
        price += fairnessPoint * points[kind];
      }
    }
    return onGrain(price);
  };
}

function paidMinutes(contract: Contract, { patternCode }: Shift): number {
  return patternMinutes(contract.shiftPatterns.find(({ code }) => code === patternCode)!);
}

/** Minutes and days a week; a standby counts as if called, so that calling never breaks the week. */
function weekLimits(input: MonthPersonInput, { member, options }: MonthPerson): PeriodLimit[] {
  const { contract, duties, dates, weeks } = input;
  const { weekStartsOn } = contract.labour;
  // By calendar: the days of a period follow each other, closed ones included.
  const periodOf = dates.map((date) => {
    const first = firstDayOfWeek(date, weekStartsOn);
    return weeks.findIndex((week) => week.firstDay.equals(first));
  });
  const allowances = weeks.map((week) => weekAllowance({ ...input, person: member, week }));
  const longest = longestShiftMinutes(member, contract);
  const minutes = duties.map((duty) => (duty === null ? longest : patternMinutes(duty)));
  const isPossible = duties.map((duty) => options.some((ofDay) => ofDay !== null && isAllowed(ofDay, duty)));
  const longestPossible = Math.max(0, ...minutes.filter((_, index) => isPossible[index]));
  const openDays = weeks.map(
    (week) => week.days.filter((date) => options[date.dayOfMonth() - 1]?.obstacle === null).length,
  );
  const limits: PeriodLimit[] = [];
  // A limit that holds of itself would only make the search slower.
  if (allowances.some(({ days }, week) => days < openDays[week]!)) {
    limits.push({ amounts: duties.map(() => 1), periodOf, most: allowances.map(({ days }) => days) });
  }
  if (
    allowances.some(
      (allowance, week) => allowance.minutes < Math.min(allowance.days, openDays[week]!) * longestPossible,
    )
  ) {
    limits.push({ amounts: minutes, periodOf, most: allowances.map((allowance) => allowance.minutes) });
  }
  return limits;
}

/** Days worked in a row right before the month, and the last of those duties. */
function workBefore(input: MonthPersonInput, { id }: StaffMember): Person['before'] {
  const { daysBefore, dates, duties } = input;
  const dutyOn = (date: LocalDate): Shift | undefined =>
    daysBefore?.find((day) => day.date.equals(date))?.shifts.find(({ staffId }) => staffId === id);
  let run = 0;
  while (run < longestRun && dutyOn(dates[0]!.minusDays(run + 1)) !== undefined) run += 1;
  if (run === 0) return undefined;
  const last = dutyOn(dates[0]!.minusDays(1))!;
  const same = duties.findIndex((duty) => (duty?.code ?? standbyCode) === last.patternCode);
  // A pattern that is no more: the one that ends latest, which leaves the longest rest.
  const latest = duties.reduce(
    (best, duty, index) => ((duty?.end ?? 0) > (duties[best]?.end ?? 0) ? index : best),
    0,
  );
  return { run, duty: same >= 0 ? same : latest };
}

/** A run that goes on in the published days after the month: its last days here may not all be worked. */
function runAfter(input: MonthPersonInput, { id }: StaffMember): PeriodLimit[] {
  const { daysAfter, dates, duties } = input;
  const works = (date: LocalDate): boolean =>
    daysAfter?.find((day) => day.date.equals(date))?.shifts.some(({ staffId }) => staffId === id) === true;
  let run = 0;
  while (run < longestRun && works(dates.at(-1)!.plusDays(run + 1))) run += 1;
  if (run === 0) return [];
  const span = longestRun + 1 - run;
  return [
    {
      amounts: duties.map(() => 1),
      periodOf: dates.map((_, day) => (day >= dates.length - span ? 0 : -1)),
      most: [span - 1],
    },
  ];
}

/** The minutes that the contract promises, for the days of employment and no more than can be worked. */
function promisedMinutes(
  { contract, dates }: MonthPersonInput,
  { member, options }: MonthPerson,
): WantedMinutes[] {
  const open = options.filter((ofDay) => ofDay !== null);
  const employed = open.filter(({ obstacle }) => obstacle !== 'notEmployed').length;
  const possible = open.filter(({ obstacle }) => obstacle === null).length;
  if (open.length === 0 || possible === 0) return [];
  const now = contractOn(member, dates.at(-1)!);
  const promised = Math.min(
    (now.minimumMonthlyMinutes * employed) / open.length,
    possible * longestShiftMinutes(now, contract),
  );
  if (promised <= 0) return [];
  return [{ minutes: wholeQuarters(promised), underCost: prices.underMinimumHour / 60, overCost: 0 }];
}

/** Minutes rounded down, so that prices of minutes stay on their grain. */
function wholeQuarters(minutes: number): number {
  return Math.floor(minutes / minuteGrain) * minuteGrain;
}

/** Steps of eight hours around a share, in which one hour more or less becomes dearer and dearer. */
function shareSteps({ unevenHour }: MonthPrices, shareMinutes: number, member: StaffMember): WantedMinutes[] {
  if (shareMinutes <= 0 || member.maximumWeeklyMinutes === 0) return [];
  const cost = unevenHour / 60;
  const step = 8 * 60;
  return [-2, -1, 0, 1, 2].map((steps) => ({
    minutes: Math.max(0, wholeQuarters(shareMinutes) + steps * step),
    underCost: steps <= 0 ? cost : 0,
    overCost: steps >= 0 ? cost : 0,
  }));
}
