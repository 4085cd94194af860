import type { YearMonth } from '@js-joda/core';
import type { Contract } from '../../contract/index.ts';
import {
  type DayDemand,
  type Finding,
  finding,
  isKeptFromOvertime,
  type LabourRecord,
  type RosterDay,
  type StaffMember,
} from '../../roster/index.ts';
import { labourOf } from '../../roster/personal-labour.ts';
import { profileOf } from '../../roster/personal-profile.ts';
import { openCheckOf, type RosterCheck, recheck } from '../../roster/rules/recheck.ts';
import { monthOf, type RuleContext } from '../../roster/rules/rule.ts';
import { premiumYen } from '../../roster/rules/wages.ts';
import { askedOf, type CoverAction } from './action.ts';
import { settledRecord } from './settled-record.ts';

/** A month's roster with the rules asked of those whom an absence can touch. */
export interface CoverCheck {
  readonly check: RosterCheck;
  readonly staff: ReadonlyMap<string, StaffMember>;
  /** Hours and pay of the month as they are without any way taken, by person; filled as they are asked for. */
  readonly work: Map<string, MonthWork>;
}

/** What a way means under the rules and in hours and yen. */
export interface CoverJudgement {
  /** Findings that the way brings, the hole it leaves among them. */
  readonly appeared: readonly Finding[];
  /** Findings for which the way is not offered: hard ones about people. */
  readonly blocking: readonly Finding[];
  /** Change of the month's hours of work and of its overtime, of everybody who is asked, in minutes. */
  readonly workedMinutes: number;
  readonly overtimeMinutes: number;
  /** Change of the month's wages with premiums (労基法37条), or null where a wage is not known. */
  readonly yen: number | null;
}

interface MonthWork {
  readonly workedMinutes: number;
  readonly overtimeMinutes: number;
  readonly yen: number | null;
}

/** Rules of the cover group describe the hole itself; a way is refused for breaking a rule about people. */
const coverRulePrefix = 'cover.';

/**
 * @param input the plan's month; `staffIds` and `dates` whom and which days a way may touch
 */
export function openCover(input: {
  readonly contract: Contract;
  readonly month: YearMonth;
  readonly staff: readonly StaffMember[];
  readonly days: readonly RosterDay[];
  readonly demands: readonly DayDemand[];
  readonly daysBefore: readonly RosterDay[] | null;
  readonly daysAfter: readonly RosterDay[] | null;
  readonly record?: LabourRecord;
  readonly staffIds: ReadonlySet<string>;
  readonly dates: ReadonlySet<string>;
}): CoverCheck {
  const { staffIds, dates, record, ...month } = input;
  const touchedDates = input.days.map(({ date }) => date).filter((date) => dates.has(date.toString()));
  // A rule reads the role of those for whom somebody is named to stand in; of nobody else more than whom a way can touch.
  const touched = input.staff.filter(({ id }) => staffIds.has(id));
  const named = new Set(touched.flatMap((person) => profileOf(person).standsInFor));
  const context: RuleContext = {
    ...month,
    staff: input.staff.filter(({ id }) => staffIds.has(id) || named.has(id)),
    ...settledRecord(record, staffIds, touchedDates),
  };
  return {
    check: openCheckOf(context, { staffIds, dates }),
    staff: new Map(input.staff.map((person) => [person.id, person])),
    work: new Map(),
  };
}

/**
 * What every rule says of a way.
 * @param days the month's days in order with the way taken @param dates those that differ
 */
export function judgeCover(
  { check, staff, work }: CoverCheck,
  way: {
    readonly days: readonly RosterDay[];
    readonly dates: readonly RosterDay['date'][];
    readonly changedIds: readonly string[];
    readonly actions: readonly CoverAction[];
  },
): CoverJudgement {
  const { appeared } = recheck(check, way.days, {
    dates: new Set(way.dates.map(String)),
    staffIds: new Set(way.changedIds),
  });
  const exempt = way.actions.flatMap((action) => overtimeExempt(action, staff, way.dates[0]!));
  const asked = [...new Set(way.actions.flatMap(askedOf))];
  const changes = asked.flatMap((staffId) => {
    const person = staff.get(staffId);
    if (person === undefined) return [];
    const was = work.get(staffId) ?? monthWork(alone(check.context, staffId), person);
    work.set(staffId, was);
    const is = monthWork(alone({ ...check.context, days: way.days }, staffId), person);
    return [
      {
        workedMinutes: is.workedMinutes - was.workedMinutes,
        overtimeMinutes: is.overtimeMinutes - was.overtimeMinutes,
        yen: is.yen === null || was.yen === null ? null : is.yen - was.yen,
      },
    ];
  });
  const blocking = appeared.filter(({ level, rule }) => level === 'H' && !rule.startsWith(coverRulePrefix));
  return {
    appeared,
    blocking: [...blocking, ...exempt],
    workedMinutes: changes.reduce((sum, change) => sum + change.workedMinutes, 0),
    overtimeMinutes: changes.reduce((sum, change) => sum + change.overtimeMinutes, 0),
    yen: changes.some(({ yen }) => yen === null)
      ? null
      : changes.reduce((sum, change) => sum + (change.yen ?? 0), 0),
  };
}

/** 育介法16条の8: who is exempt may not be asked for more than the shift planned for them, even under eight hours. */
function overtimeExempt(
  { kind, staffId }: CoverAction,
  staff: ReadonlyMap<string, StaffMember>,
  date: RosterDay['date'],
): Finding[] {
  const person = staff.get(staffId);
  const isMore = kind === 'extend' || kind === 'callIn' || kind === 'borrow';
  if (!isMore || person === undefined || !isKeptFromOvertime(person, date)) return [];
  return [finding('labour.overtime-exempt', 'H', { date, staffId })];
}

/** The same month with one person's shifts only: all that a sum over them reads. */
function alone(context: RuleContext, staffId: string): RuleContext {
  const own = (days: readonly RosterDay[]): RosterDay[] =>
    days.map(({ date, shifts }) => ({ date, shifts: shifts.filter((shift) => shift.staffId === staffId) }));
  return {
    ...context,
    days: own(context.days),
    daysBefore: context.daysBefore && own(context.daysBefore),
    daysAfter: context.daysAfter == null ? null : own(context.daysAfter),
  };
}

function monthWork(context: RuleContext, person: StaffMember): MonthWork {
  const hours = monthOf(context, person);
  const { hourlyWageYen, isManagerial } = labourOf(person);
  const { workedMinutes, overtimeMinutes, holidayMinutes } = hours;
  if (hourlyWageYen === null) return { workedMinutes, overtimeMinutes, yen: null };
  const ordinary = isManagerial ? workedMinutes : workedMinutes - overtimeMinutes - holidayMinutes;
  return {
    workedMinutes,
    overtimeMinutes: isManagerial ? 0 : overtimeMinutes,
    yen: Math.round((ordinary / 60) * hourlyWageYen) + premiumYen(hours, hourlyWageYen, isManagerial),
  };
}
