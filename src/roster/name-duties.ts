import type { ShiftPattern } from '../contract/index.ts';
import { patternMinutes } from './duty-options.ts';
import { dayPricing, isTooSoon, shiftOf, shiftTimesOn } from './month/person.ts';
import type { MonthTask } from './month/problem.ts';
import type { Shift } from './roster.ts';

/**
 * What it costs, in hours of paid work, to give somebody a pattern that more people have today than another, less than any wish;
 * and one that they had more often this month, for each time up to so many that today's people stay first.
 */
const moreToday = 1;
const onceMoreInMonth = 0.25;
const mostTimesMore = 3;

/**
 * Gives each shift the best of the patterns that cover the same of the open hours with the same work: what the person
 * wishes and what is fixed first, then the early and the late ones of a day as even as may be, and each person the pattern that they
 * had least often this month. @param shifts per open day of the task, without breaks
 */
export function nameDuties(task: MonthTask, shifts: readonly (readonly Shift[])[]): Shift[][] {
  const named = shifts.map((ofDay) => [...ofDay]);
  const timesOf = new Map<string, number>();
  const placeOf = new Map(task.people.map(({ id }, index) => [id, index]));
  named.forEach((ofDay, day) => {
    const usedToday = new Map<string, number>();
    // Who has no choice goes first, so that the others can even it out.
    const choices = ofDay
      .map((shift, place) => ({ shift, place, patterns: choicesOf(task, named, day, shift, placeOf) }))
      .sort((a, b) => a.patterns.length - b.patterns.length || a.place - b.place);
    for (const { shift, place, patterns } of choices) {
      if (patterns.length === 0) continue;
      const member = task.people[placeOf.get(shift.staffId)!]!;
      const priceOf = dayPricing(task, member, task.needs[day]!.date);
      const today = moreThanLeast(patterns, ({ code }) => usedToday.get(code) ?? 0);
      const inMonth = moreThanLeast(patterns, ({ code }) => timesOf.get(`${member.id} ${code}`) ?? 0);
      const cost = (pattern: ShiftPattern): number =>
        priceOf(shiftOf(member, task.contract, pattern)) +
        Math.min(1, today(pattern)) * moreToday +
        Math.min(mostTimesMore, inMonth(pattern)) * onceMoreInMonth;
      const chosen = patterns.reduce((best, pattern) => (cost(pattern) < cost(best) ? pattern : best));
      ofDay[place] = shiftOf(member, task.contract, chosen);
      usedToday.set(chosen.code, (usedToday.get(chosen.code) ?? 0) + 1);
      const key = `${member.id} ${chosen.code}`;
      timesOf.set(key, (timesOf.get(key) ?? 0) + 1);
    }
  });
  return named.map((ofDay) => ofDay.sort((a, b) => a.staffId.localeCompare(b.staffId, 'en')));
}

/** How much more than the least of all patterns each counts. */
function moreThanLeast(
  patterns: readonly ShiftPattern[],
  countOf: (pattern: ShiftPattern) => number,
): (pattern: ShiftPattern) => number {
  const least = Math.min(...patterns.map(countOf));
  return (pattern) => countOf(pattern) - least;
}

/** The patterns that may stand for a shift: as good for the cover, possible for the person, far enough from the days around. */
function choicesOf(
  task: MonthTask,
  named: readonly (readonly Shift[])[],
  day: number,
  shift: Shift,
  placeOf: ReadonlyMap<string, number>,
): readonly ShiftPattern[] {
  const { contract, needs } = task;
  const own = contract.shiftPatterns.find(({ code }) => code === shift.patternCode);
  if (shift.isStandby || own === undefined) return [];
  const need = needs[day]!;
  const around = [-1, 1].map((step) => {
    const date = need.date.plusDays(step);
    const isInMonth = needs[day + step]?.date.equals(date) === true;
    const published = step < 0 ? task.daysBefore : task.daysAfter;
    const days = isInMonth ? [{ date, shifts: named[day + step]! }] : published;
    return shiftTimesOn(days, shift.staffId, date);
  });
  return task.options[day]![placeOf.get(shift.staffId)!]!.patterns.filter(
    (pattern) =>
      coverKey(pattern, need) === coverKey(own, need) &&
      !isTooSoon(contract, around[0]!, pattern) &&
      !isTooSoon(contract, pattern, around[1]!),
  );
}

/** What a pattern gives to a day: the same key, the same cover and the same work. */
function coverKey(
  pattern: ShiftPattern,
  open: { readonly startMinute: number; readonly endMinute: number },
): string {
  return [
    Math.max(pattern.start, open.startMinute),
    Math.min(pattern.end, open.endMinute),
    pattern.mealMinutes,
    patternMinutes(pattern),
  ].join();
}
