import { type LocalDate, YearMonth } from '@js-joda/core';
import { japanTime } from '../calendar/index.ts';
import type { Contract } from '../contract/index.ts';
import { loadAbsences } from '../db/absences.ts';
import { loadContract } from '../db/contracts.ts';
import { loadPublishedShifts } from '../db/plans.ts';
import type { PublishedDays } from '../db/published-contents.ts';
import { loadStaff } from '../db/staff.ts';
import { listSwapRequests } from '../db/swap-requests.ts';
import type { Tx } from '../db/tx.ts';
import { rosterDaysOf } from '../plan/index.ts';
import {
  type FixedPeriod,
  freezeDateOf,
  type LabourRecord,
  type PastMonth,
  pastMonthOf,
  type RosterDay,
  type StaffMember,
  variablePeriodsOf,
} from '../roster/index.ts';

/** What is published around a month, and what the rules of labour law count over months. */
export interface AroundMonth {
  /** Published days before the month that its weeks and runs of days can reach, or null when no plan is published. */
  readonly daysBefore: readonly RosterDay[] | null;
  /** The same after the month. */
  readonly daysAfter: readonly RosterDay[] | null;
  readonly record: LabourRecord;
}

/** Longest span over the month's edge that a rule looks at: a week and a day, or a period of a month or four weeks. */
const daysOfWeeks = 8;
const daysOfPeriods = 31;
/** Months back that a rule can reach: the rest of a year. */
const monthsBack = 11;

/**
 * What is published around a month and of the month itself. Months without a published plan are not known.
 * @param today day on which the roster is looked at; null where deadlines do not matter
 */
export async function loadAround(tx: Tx, month: YearMonth, today: LocalDate | null): Promise<AroundMonth> {
  const contract = await loadContract(tx);
  const staff = await loadStaff(tx);
  const basis = { contract, staff, text: JSON.stringify([contract, staff]) };
  const published = new Map(
    (await loadPublishedShifts(tx, month.minusMonths(monthsBack), month.plusMonths(1))).map((entry) => [
      entry.month.toString(),
      rosterOf(entry.days),
    ]),
  );
  const daysOf = (of: YearMonth): readonly RosterDay[] | undefined => published.get(of.toString());
  const past = [...published.keys()].map((text) => YearMonth.parse(text)).filter((of) => of.isBefore(month));
  const own = daysOf(month);
  const absences = await loadAbsences(tx, month.atDay(1), month.atEndOfMonth());
  // Who asked to swap has agreed to what changes for them.
  const swapped = (await listSwapRequests(tx, month))
    .filter(({ decision }) => decision === 'accepted')
    .flatMap(({ staffIds, dates }) =>
      staffIds.flatMap((staffId) => dates.map((date) => ({ staffId, date }))),
    );
  const { fourWeekRestStartsOn, agreements } = contract.labour;
  const hasPeriods = fourWeekRestStartsOn !== null || agreements.variableHours !== null;
  const reach = hasPeriods ? daysOfPeriods : daysOfWeeks;
  const before = daysOf(month.minusMonths(1))?.filter((day) =>
    day.date.isAfter(month.atDay(1).minusDays(reach)),
  );
  const after = daysOf(month.plusMonths(1))?.filter((day) =>
    day.date.isBefore(month.atEndOfMonth().plusDays(reach)),
  );
  return {
    daysBefore: before ?? null,
    daysAfter: after ?? null,
    record: {
      pastMonths: past.map((of) => workedIn(of, daysOf(of)!, daysOf(of.minusMonths(1)) ?? [], basis)),
      published:
        own === undefined
          ? null
          : { days: own, settled: [...absences.map(({ staffId, date }) => ({ staffId, date })), ...swapped] },
      fixedPeriods: await loadFixedPeriods(tx, contract, month, [...(before ?? []), ...(after ?? [])]),
      today,
    },
  };
}

/** What hours are counted by, and all of it as text. */
interface CountingBasis {
  readonly contract: Contract;
  readonly staff: readonly StaffMember[];
  readonly text: string;
}

const rosters = new WeakMap<PublishedDays, readonly RosterDay[]>();

/** The roster of a published month, read once for as long as the store keeps it at hand. */
function rosterOf(days: PublishedDays): readonly RosterDay[] {
  const roster = rosters.get(days) ?? rosterDaysOf({ days });
  rosters.set(days, roster);
  return roster;
}

const worked = new WeakMap<
  readonly RosterDay[],
  { readonly before: readonly RosterDay[]; readonly text: string; readonly pastMonth: PastMonth }
>();

/** What everybody worked in a past month, counted once for as long as plans, contract and staff stay the same. */
function workedIn(
  month: YearMonth,
  days: readonly RosterDay[],
  before: readonly RosterDay[],
  { contract, staff, text }: CountingBasis,
): PastMonth {
  const known = worked.get(days);
  if (known?.text === text && (known.before === before || before.length + known.before.length === 0)) {
    return known.pastMonth;
  }
  const pastMonth = pastMonthOf(month, [...before, ...days], contract, staff);
  worked.set(days, { before, text, pastMonth });
  return pastMonth;
}

/** Periods of variable hours of which the month's part was published before they began. */
async function loadFixedPeriods(
  tx: Tx,
  contract: Contract,
  month: YearMonth,
  around: readonly RosterDay[],
): Promise<readonly FixedPeriod[]> {
  const fixed: FixedPeriod[] = [];
  for (const period of variablePeriodsOf(contract, month)) {
    const begins = freezeDateOf(period).plusDays(1).atStartOfDay().atZone(japanTime).toInstant();
    const [version] = await loadPublishedShifts(tx, month, month, begins);
    if (version === undefined) continue;
    const days = [...around, ...rosterDaysOf(version)]
      .filter(({ date }) => !date.isBefore(period.start) && !date.isAfter(period.end))
      .sort((one, other) => one.date.compareTo(other.date));
    fixed.push({ ...period, days });
  }
  return fixed;
}
