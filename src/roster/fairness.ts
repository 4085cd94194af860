import type { LocalDate, YearMonth } from '@js-joda/core';
import { daysOfMonth, type OpenDay, openDaysOfMonth, openingOf, type TimeRange } from '../calendar/index.ts';
import type { Contract, Role } from '../contract/index.ts';
import { isEmployedOn, longestShiftMinutes, optionsOn } from './duty-options.ts';
import { contractOn } from './personal-profile.ts';
import { type RosterDay, type Shift, workedMinutes } from './roster.ts';
import { weeklyMinutesOf } from './rules/leave.ts';
import type { StaffMember } from './staff.ts';
import { isGranted, wishesOn } from './wishes.ts';

/**
 * What is to be spread evenly. `early`, `late`: a shift that begins with the role's first pattern and ends before its last
 * one, or the other way round; `lunchRelay`: a meal not wholly within the contract's usual meal time; `standby`: a day on
 * call; `beforeDayOff`: work on a day before a closed one; `wishRefused`: a wish that was not granted.
 */
export const fairnessKinds = [
  'early',
  'late',
  'lunchRelay',
  'standby',
  'beforeDayOff',
  'wishRefused',
] as const;

/** See `fairnessKinds`. */
export type FairnessKind = (typeof fairnessKinds)[number];

/** How often a person had something, and how often they would have with everybody's turn alike. */
export interface FairnessEntry {
  /** Whole, ≥ 0. */
  readonly count: number;
  /** ≥ 0; over the people of a role the shares add up to the counts. */
  readonly fairShare: number;
}

/** One person's line of the ledger. */
export interface FairnessRow {
  readonly staffId: string;
  readonly role: Role;
  /** Open days on which they could have worked. */
  readonly availableDays: number;
  /** Days of work, standbys not counted. */
  readonly workedDays: number;
  readonly entries: Readonly<Record<FairnessKind, FairnessEntry>>;
  readonly wishesAsked: number;
  readonly wishesGranted: number;
  readonly workedMinutes: number;
  /** Agreed minutes of the days of employment, or the most of a week where none are agreed, less days of leave; ≥ 0. */
  readonly contractMinutes: number;
}

/** Who had how much of what over some months. */
export interface FairnessLedger {
  /** `YYYY-MM`, in order of time. */
  readonly months: readonly string[];
  /** People in the order given. */
  readonly rows: readonly FairnessRow[];
}

/** What one more would cost, by kind, for one person. */
export interface FairnessPrice {
  readonly staffId: string;
  /** Points, ≥ 0: what the sum of squared distances from the fair shares rises by, above that of who had least. */
  readonly prices: Readonly<Record<FairnessKind, number>>;
}

/**
 * The ledger of some months. What came on a day is shared among the people of the same role who could have had it that day, by
 * the most days a week that each works: who is there half the week has half a share. A day of leave, of unavailability or
 * before training is no share. A wish refused is shared by wishes asked.
 * @param input months with their rosters, in order of time; people of whom nothing is known any more are left out
 */
export function fairnessLedger(input: {
  readonly contract: Contract;
  readonly staff: readonly StaffMember[];
  readonly months: readonly { readonly month: YearMonth; readonly days: readonly RosterDay[] }[];
}): FairnessLedger {
  const { contract, staff, months } = input;
  const sums = new Map(staff.map((person) => [person.id, emptySum()]));
  for (const { month, days } of months) {
    const rosterOf = new Map(days.map((day) => [day.date.toString(), day]));
    for (const open of openDaysOfMonth(contract.opening, month)) {
      const roster = rosterOf.get(open.date.toString());
      if (roster !== undefined) addDay(sums, contract, staff, open, roster);
    }
    for (const person of staff) addContract(sums.get(person.id)!, contract, person, month);
  }
  const refusedShare = refusedShareByRole(staff, sums);
  return {
    months: months.map(({ month }) => month.toString()),
    rows: staff.map((person) => {
      const sum = sums.get(person.id)!;
      const refused = sum.wishesAsked - sum.wishesGranted;
      const fairRefused = sum.wishesAsked * (refusedShare.get(person.role) ?? 0);
      const { entries, contractMinutes, ...figures } = sum;
      return {
        staffId: person.id,
        role: person.role,
        ...figures,
        contractMinutes: Math.max(0, Math.round(contractMinutes)),
        entries: { ...entries, wishRefused: { count: refused, fairShare: fairRefused } },
      };
    }),
  };
}

/**
 * What one more of each kind would cost each person: the rise of the sum of squared distances from the fair shares, which is
 * twice the distance and a constant, taken above that of the person of the same role who had least. So nobody's price is
 * under 0, who had least has 0, and one more of a kind never lowers one's own price.
 */
export function fairnessPrices(ledger: FairnessLedger): FairnessPrice[] {
  const distance = ({ entries }: FairnessRow, kind: FairnessKind): number =>
    entries[kind].count - entries[kind].fairShare;
  const roles = Map.groupBy(ledger.rows, ({ role }) => role);
  return ledger.rows.map((row) => {
    const peers = roles.get(row.role)!;
    return {
      staffId: row.staffId,
      prices: byKind(
        (kind) => 2 * (distance(row, kind) - Math.min(...peers.map((peer) => distance(peer, kind)))),
      ),
    };
  });
}

interface Sum {
  availableDays: number;
  workedDays: number;
  wishesAsked: number;
  wishesGranted: number;
  workedMinutes: number;
  contractMinutes: number;
  entries: Record<FairnessKind, { count: number; fairShare: number }>;
}

function byKind<Value>(of: (kind: FairnessKind) => Value): Record<FairnessKind, Value> {
  return Object.fromEntries(fairnessKinds.map((kind) => [kind, of(kind)])) as Record<FairnessKind, Value>;
}

function emptySum(): Sum {
  return {
    availableDays: 0,
    workedDays: 0,
    wishesAsked: 0,
    wishesGranted: 0,
    workedMinutes: 0,
    contractMinutes: 0,
    entries: byKind(() => ({ count: 0, fairShare: 0 })),
  };
}

type DayKind = Exclude<FairnessKind, 'wishRefused'>;
const dayKinds = fairnessKinds.filter((kind) => kind !== 'wishRefused');

function addDay(
  sums: ReadonlyMap<string, Sum>,
  contract: Contract,
  staff: readonly StaffMember[],
  open: OpenDay,
  roster: RosterDay,
): void {
  const isBeforeDayOff = openingOf(contract.opening, open.date.plusDays(1)).kind === 'closed';
  const shiftsOf = Map.groupBy(roster.shifts, ({ staffId }) => staffId);
  const present = staff.map((person) => {
    const duties = shiftsOf.get(person.id) ?? [];
    const options = optionsOn(person, open, contract);
    const isFree = options.obstacle === null;
    const sum = sums.get(person.id)!;
    if (isFree) sum.availableDays += 1;
    if (duties.some(({ isStandby }) => !isStandby)) sum.workedDays += 1;
    sum.workedMinutes += duties.reduce((minutes, shift) => minutes + workedMinutes(shift), 0);
    addWishes(sum, person, open.date, duties[0]);
    const could: Readonly<Record<DayKind, boolean>> = {
      early: options.patterns.some((pattern) => isEarly(contract, person.role, rangeOf(pattern))),
      late: options.patterns.some((pattern) => isLate(contract, person.role, rangeOf(pattern))),
      lunchRelay: options.patterns.some(({ mealMinutes }) => mealMinutes > 0),
      standby: options.canStandBy,
      beforeDayOff: isFree && isBeforeDayOff,
    };
    return { person, sum, had: fairnessKindsOf(contract, person.role, duties, isBeforeDayOff), could };
  });
  for (const group of Map.groupBy(present, ({ person }) => person.role).values()) {
    for (const kind of dayKinds) {
      const count = group.filter(({ had }) => had.has(kind)).length;
      if (count === 0) continue;
      const sharing = group.filter(({ had, could }) => had.has(kind) || could[kind]);
      const weight = ({ person }: { readonly person: StaffMember }): number =>
        Math.max(1, contractOn(person, open.date).maximumWeeklyDays);
      const weights = sharing.reduce((total, entry) => total + weight(entry), 0);
      for (const entry of sharing) {
        const own = entry.sum.entries[kind];
        own.count += entry.had.has(kind) ? 1 : 0;
        own.fairShare += (count * weight(entry)) / weights;
      }
    }
  }
}

/** The kinds that a person's duties of a day are. @param isBeforeDayOff whether the next day is closed */
export function fairnessKindsOf(
  contract: Contract,
  role: Role,
  duties: readonly Shift[],
  isBeforeDayOff: boolean,
): ReadonlySet<Exclude<FairnessKind, 'wishRefused'>> {
  const usual = contract.breaks.usualMealTime;
  const worked = duties.filter(({ isStandby }) => !isStandby);
  const is: Readonly<Record<DayKind, boolean>> = {
    early: worked.some((shift) => isEarly(contract, role, shift)),
    late: worked.some((shift) => isLate(contract, role, shift)),
    lunchRelay: worked.some(({ breaks }) =>
      breaks.some(
        ({ kind, startMinute, endMinute }) =>
          kind === 'meal' && (startMinute < usual.start || endMinute > usual.end),
      ),
    ),
    standby: duties.length > worked.length,
    beforeDayOff: isBeforeDayOff && worked.length > 0,
  };
  return new Set(dayKinds.filter((kind) => is[kind]));
}

function isEarly(contract: Contract, role: Role, range: TimeRange): boolean {
  const { first, last } = edgesOf(contract, role);
  return range.startMinute <= first && range.endMinute < last;
}

function isLate(contract: Contract, role: Role, range: TimeRange): boolean {
  const { first, last } = edgesOf(contract, role);
  return range.endMinute >= last && range.startMinute > first;
}

/** First start and last end of a role's patterns. */
function edgesOf(contract: Contract, role: Role): { readonly first: number; readonly last: number } {
  const patterns = contract.shiftPatterns.filter(({ roles }) => roles.includes(role));
  return {
    first: Math.min(...patterns.map(({ start }) => start)),
    last: Math.max(...patterns.map(({ end }) => end)),
  };
}

function rangeOf(pattern: { readonly start: number; readonly end: number }): TimeRange {
  return { startMinute: pattern.start, endMinute: pattern.end };
}

function addWishes(sum: Sum, person: StaffMember, date: LocalDate, duty: Shift | undefined): void {
  for (const wish of wishesOn(person, date)) {
    const granted = isGranted(wish, duty);
    if (granted === null) continue;
    sum.wishesAsked += 1;
    if (granted) sum.wishesGranted += 1;
  }
}

function addContract(sum: Sum, contract: Contract, person: StaffMember, month: YearMonth): void {
  for (const date of daysOfMonth(month)) {
    if (!isEmployedOn(person, date)) continue;
    const now = contractOn(person, date);
    sum.contractMinutes += weeklyMinutesOf(now) / 7;
    const isOpen = openingOf(contract.opening, date).kind === 'open';
    if (isOpen && person.leave.some((day) => day.equals(date))) {
      sum.contractMinutes -= longestShiftMinutes(now, contract);
    }
  }
}

/** Share of the wishes asked that were refused, by role. */
function refusedShareByRole(
  staff: readonly StaffMember[],
  sums: ReadonlyMap<string, Sum>,
): ReadonlyMap<Role, number> {
  const groups = Map.groupBy(staff, ({ role }) => role);
  return new Map(
    [...groups].map(([role, people]) => {
      const own = people.map(({ id }) => sums.get(id)!);
      const asked = own.reduce((total, sum) => total + sum.wishesAsked, 0);
      const granted = own.reduce((total, sum) => total + sum.wishesGranted, 0);
      return [role, asked === 0 ? 0 : (asked - granted) / asked];
    }),
  );
}
