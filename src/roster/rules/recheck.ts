import type { Finding } from '../finding.ts';
import { profileOf } from '../personal-profile.ts';
import type { RosterDay } from '../roster.ts';
import { firstDayOfWeek } from '../weeks.ts';
import { freeBreak, mealBreak, vdtRest } from './breaks.ts';
import {
  minimumOperators,
  oneAbsent,
  requiredSeats,
  skilledOperators,
  standby,
  supervisorPresence,
} from './cover.ts';
import { availability, fourWeekRest, paidLeave, shiftInterval, weeklyRest } from './days-off.ts';
import { approvedEmployer, clientDirection, managerial } from './documents.ts';
import { contractHours, dailyHours, promisedHours, weeklyHours } from './hours.ts';
import { rules } from './index.ts';
import { income106, income130, socialInsurance } from './insurance.ts';
import { fiveDaysLeave, hourlyLeave, leaveGrant } from './leave.ts';
import { overtimeAverage, overtimeLimit, overtimeWithHolidays, overtimeYear } from './overtime.ts';
import { borrowed, minors, oneDuty, qualified, standIn, supervisorExperience, trained } from './people.ts';
import { changeConsent, idleAllowance, variableChange } from './published.ts';
import * as restrictions from './restrictions.ts';
import type { Rule, RuleContext } from './rule.ts';
import { variablePattern, variableTotal } from './variable-period.ts';
import { premiums } from './wages.ts';
import { pinsKept, wishesGranted } from './wishes.ts';

/** Rules whose findings of a day hang on that day's shifts alone. */
const dayRules: ReadonlySet<Rule> = new Set([mealBreak, vdtRest, oneAbsent, skilledOperators]);

/** Rules of a day that also say where everybody is, which hangs on the shifts of the day's week. */
const weekRules: ReadonlySet<Rule> = new Set([minimumOperators, supervisorPresence, requiredSeats, standby]);

/** Rules whose findings of a person hang on that person's shifts alone. */
const personRules: ReadonlySet<Rule> = new Set([
  dailyHours,
  weeklyHours,
  variableTotal,
  variablePattern,
  variableChange,
  overtimeLimit,
  overtimeYear,
  overtimeWithHolidays,
  overtimeAverage,
  premiums,
  freeBreak,
  weeklyRest,
  fourWeekRest,
  paidLeave,
  hourlyLeave,
  fiveDaysLeave,
  leaveGrant,
  shiftInterval,
  minors,
  restrictions.nightRestriction,
  restrictions.holidayRestriction,
  restrictions.shortHours,
  restrictions.nursingTime,
  restrictions.careOvertime,
  restrictions.careLeave,
  idleAllowance,
  changeConsent,
  managerial,
  contractHours,
  promisedHours,
  socialInsurance,
  income106,
  income130,
  availability,
  pinsKept,
  wishesGranted,
  trained,
  qualified,
  standIn,
  borrowed,
  oneDuty,
  supervisorExperience,
  clientDirection,
  approvedEmployer,
]);

/** Findings of one rule by what they hang on: a date, a person, or nothing for a rule that reads the whole month. */
type FoundByUnit = ReadonlyMap<string, readonly Finding[]>;

/** What every rule found in a roster, kept so that a change of few shifts is checked again without all the others. */
export interface RosterCheck {
  readonly context: RuleContext;
  readonly found: ReadonlyMap<Rule, FoundByUnit>;
}

/** What a change touched. */
export interface Touched {
  /** Dates as `YYYY-MM-DD`. */
  readonly dates: ReadonlySet<string>;
  readonly staffIds: ReadonlySet<string>;
}

/** A check after a change, with the findings that the change brought and took. */
export interface Recheck {
  readonly check: RosterCheck;
  readonly appeared: readonly Finding[];
  readonly gone: readonly Finding[];
}

/** Every rule on a roster, as `checkRoster`. */
export function openCheck(context: RuleContext): RosterCheck {
  return { context, found: new Map(rules.map((rule) => [rule, byUnit(rule, rule(context))])) };
}

/**
 * The same, asked only of some people and days, where no others will be touched: `recheck` of a change of those shifts
 * says what appeared and what is gone as if everything had been asked. Not for `findingsOf`.
 */
export function openCheckOf(context: RuleContext, touched: Touched): RosterCheck {
  const ofPeople = withPeople(context, touched.staffIds);
  const ofDays = withDays(context, touched.dates);
  const ofWeeks = withDays(context, weekDatesOf(context, touched.dates));
  return {
    context,
    found: new Map(
      rules.map((rule) => {
        const part = personRules.has(rule)
          ? ofPeople
          : dayRules.has(rule)
            ? ofDays
            : weekRules.has(rule)
              ? ofWeeks
              : context;
        return [rule, byUnit(rule, rule(part))];
      }),
    ),
  };
}

/** Findings in the order of `checkRoster`, which finds the same. */
export function findingsOf({ context, found }: RosterCheck): Finding[] {
  const dates = [...new Set(context.days.map(({ date }) => date.toString()))];
  const staffIds = [...new Set(context.staff.map(({ id }) => id))];
  return rules.flatMap((rule) => {
    const ofRule = found.get(rule)!;
    if (ofRule.size === 0) return [];
    const units = dayRules.has(rule) || weekRules.has(rule) ? dates : personRules.has(rule) ? staffIds : [''];
    return units.flatMap((unit) => ofRule.get(unit) ?? []);
  });
}

/**
 * The check of a roster in which only some shifts changed: rules of a person are asked about the touched people, rules
 * of a day about the touched days or their weeks, and only the few that read a month as a whole about everything.
 * @param days the roster's days in the same order, untouched ones with the same shifts
 * @param touched every date with another shift, and everybody with another shift
 */
export function recheck(check: RosterCheck, days: readonly RosterDay[], touched: Touched): Recheck {
  const context = { ...check.context, days };
  const ofPeople = withPeople(context, touched.staffIds);
  const ofDays = withDays(context, touched.dates);
  const weekDates = weekDatesOf(context, touched.dates);
  const ofWeeks = withDays(context, weekDates);
  const appeared: Finding[] = [];
  const gone: Finding[] = [];
  const found = new Map(check.found);
  const replace = (rule: Rule, units: ReadonlySet<string>, part: RuleContext): void => {
    const before = found.get(rule)!;
    const fresh = byUnit(rule, rule(part));
    if (fresh.size === 0 && [...units].every((unit) => !before.has(unit))) return;
    const after = new Map(before);
    for (const unit of units) {
      const [old, now] = [before.get(unit) ?? [], fresh.get(unit) ?? []];
      if (now.length === 0) after.delete(unit);
      else after.set(unit, now);
      appeared.push(...lackingIn(old, now));
      gone.push(...lackingIn(now, old));
    }
    found.set(rule, after);
  };
  const whole = new Set(['']);
  for (const rule of rules) {
    if (personRules.has(rule)) replace(rule, touched.staffIds, ofPeople);
    else if (dayRules.has(rule)) replace(rule, touched.dates, ofDays);
    else if (weekRules.has(rule)) replace(rule, weekDates, ofWeeks);
    else replace(rule, whole, context);
  }
  return { check: { context, found }, appeared, gone };
}

/** Whether two findings say the same; where everybody is (`why`) is no matter of the finding itself. */
export function isSameFinding(one: Finding, other: Finding): boolean {
  return (
    one.rule === other.rule &&
    one.level === other.level &&
    one.staffId === other.staffId &&
    one.text.ja === other.text.ja &&
    String(one.date) === String(other.date) &&
    one.range?.startMinute === other.range?.startMinute &&
    one.range?.endMinute === other.range?.endMinute
  );
}

/** Findings of the second list that the first has not, each counted as often as it stands. */
function lackingIn(first: readonly Finding[], second: readonly Finding[]): Finding[] {
  const left = [...first];
  return second.filter((entry) => {
    const place = left.findIndex((other) => isSameFinding(entry, other));
    if (place === -1) return true;
    left.splice(place, 1);
    return false;
  });
}

function byUnit(rule: Rule, findings: readonly Finding[]): FoundByUnit {
  const unitOf = (entry: Finding): string => {
    if (personRules.has(rule)) return entry.staffId!;
    return dayRules.has(rule) || weekRules.has(rule) ? entry.date!.toString() : '';
  };
  return Map.groupBy(findings, unitOf);
}

/** Dates of the month that lie in a week with one of some dates. */
function weekDatesOf({ contract, days }: RuleContext, dates: ReadonlySet<string>): Set<string> {
  const weekStartOf = (date: RosterDay['date']): string =>
    firstDayOfWeek(date, contract.labour.weekStartsOn).toString();
  const touchedDays = days.filter(({ date }) => dates.has(date.toString()));
  const weeks = new Set(touchedDays.map(({ date }) => weekStartOf(date)));
  const inWeeks = days.filter(({ date }) => weeks.has(weekStartOf(date)));
  return new Set(inWeeks.map(({ date }) => date.toString()));
}

/** The same month as if only some people were there; those for whom they are named to stand in are known, without shifts. */
function withPeople(context: RuleContext, staffIds: ReadonlySet<string>): RuleContext {
  const people = context.staff.filter(({ id }) => staffIds.has(id));
  const named = new Set(people.flatMap((person) => profileOf(person).standsInFor));
  const only = (days: readonly RosterDay[]): RosterDay[] =>
    days.map((day) => ({ ...day, shifts: day.shifts.filter(({ staffId }) => staffIds.has(staffId)) }));
  return {
    ...context,
    staff: named.size === 0 ? people : context.staff.filter(({ id }) => staffIds.has(id) || named.has(id)),
    days: only(context.days),
    daysBefore: context.daysBefore === null ? null : only(context.daysBefore),
    daysAfter: context.daysAfter == null ? null : only(context.daysAfter),
  };
}

/** The same month with only some of its days. */
function withDays(context: RuleContext, dates: ReadonlySet<string>): RuleContext {
  const isKept = ({ date }: Pick<RosterDay, 'date'>): boolean => dates.has(date.toString());
  return { ...context, days: context.days.filter(isKept), demands: context.demands.filter(isKept) };
}
