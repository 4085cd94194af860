import type { Finding, RosterDay, RuleContext, StaffMember } from '../roster/index.ts';
import { pinOn } from '../roster/index.ts';
import { dutyOf } from './remedies-uses.ts';
import { weekLoads } from './remedies-week.ts';

/**
 * Why somebody is not at their place when people lack. `leave` stands for every sort of absence, so that nobody learns its
 * reason; `free` = nothing stands against a duty then, `shift` = at work, but at other hours.
 */
export const reasonKinds = [
  'leave',
  'notEmployed',
  'untrained',
  'unavailable',
  'restricted',
  'pattern',
  'noStandby',
  'weeklyDays',
  'weeklyHours',
  'dailyHours',
  'daysInRow',
  'interval',
  'pin',
  'standby',
  'shift',
  'meal',
  'rest',
  'other',
  'free',
] as const;

/** See `reasonKinds`. */
export type ReasonKind = (typeof reasonKinds)[number];

/** Rules that stand against a duty, whatever their level: a search keeps them all. */
const reasonOfRule: Readonly<Record<string, ReasonKind>> = {
  'labour.leave': 'leave',
  'labour.hourly-leave': 'leave',
  'labour.care-leave': 'leave',
  'people.not-employed': 'notEmployed',
  'people.unapproved-employer': 'notEmployed',
  'people.untrained': 'untrained',
  'people.unqualified': 'untrained',
  'people.stand-in': 'untrained',
  'people.supervisor-experience': 'untrained',
  'people.unavailable': 'unavailable',
  'people.pin': 'pin',
  'labour.minor': 'restricted',
  'labour.night-restricted': 'restricted',
  'labour.holiday-restricted': 'restricted',
  'labour.short-hours': 'restricted',
  'labour.nursing-time': 'restricted',
  'labour.overtime-exempt': 'restricted',
  'contract.weekly-days': 'weeklyDays',
  'contract.weekly-hours': 'weeklyHours',
  'labour.weekly-hours': 'weeklyHours',
  'labour.variable-total': 'weeklyHours',
  'contract.daily-hours': 'dailyHours',
  'labour.daily-hours': 'dailyHours',
  'labour.weekly-rest': 'daysInRow',
  'labour.holiday-work': 'daysInRow',
  'labour.four-week-rest': 'daysInRow',
  'labour.holiday-work-four-weeks': 'daysInRow',
  'labour.interval': 'interval',
};

/**
 * What stands against a person's new duty on a day, the weightiest first; empty = nothing. Beside the rules that speak against
 * it, what a search counts more strictly: a week over the month's edge, a standby as if called.
 * @param appeared findings that the duty brings @param days the roster with the duty
 */
export function reasonsAgainst(
  context: RuleContext,
  person: StaffMember,
  dayIndex: number,
  days: readonly RosterDay[],
  appeared: readonly Finding[],
): ReasonKind[] {
  const found = new Set<ReasonKind>();
  for (const { rule, level, staffId } of appeared) {
    if (staffId !== person.id && staffId !== null) continue;
    const known = reasonOfRule[rule];
    if (known !== undefined) found.add(known);
    else if (level === 'H' && !rule.startsWith('cover.')) found.add('other');
  }
  const { date } = context.days[dayIndex]!;
  const isThisWeek = ({ days: dates }: { readonly days: readonly unknown[] }): boolean =>
    dates.some((one) => String(one) === date.toString());
  const week = weekLoads(context, person, days).find(isThisWeek);
  const before = weekLoads(context, person, context.days).find(isThisWeek);
  if (week !== undefined && before !== undefined) {
    const { worked, limit } = week;
    if (worked.days > limit.days && worked.days > before.worked.days) found.add('weeklyDays');
    if (worked.minutes > limit.minutes && worked.minutes > before.worked.minutes) found.add('weeklyHours');
  }
  const pin = pinOn(person, date);
  if (pin !== undefined && pin.patternCode !== dutyOf(days[dayIndex]!, person.id)?.patternCode) {
    found.add('pin');
  }
  return reasonKinds.filter((kind) => found.has(kind));
}
