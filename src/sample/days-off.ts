import { type LocalDate, LocalDate as LocalDateValue } from '@js-joda/core';
import { openDaysOfMonth } from '../calendar/index.ts';
import type { Contract } from '../contract/index.ts';
import { monthsBetween } from './business-days.ts';
import { parameters } from './parameters.ts';
import { type Person, people as samplePeople } from './people.ts';
import { pick, type RandomStream, streamOf, wholeBetween } from './random.ts';

/** First and last day of the great batch's peak, on which hardly anybody is away. */
const peak = { first: LocalDateValue.of(2024, 5, 15), last: LocalDateValue.of(2024, 5, 24) };

/**
 * Days off of each person by id, in order. On no open day are more than two of the operators away (one in the peak),
 * a weekly part of a day included, nor two of the supervisors and the manager.
 */
export function sampleDaysOff(
  rules: Contract['opening'],
  people: readonly Person[] = samplePeople,
): ReadonlyMap<string, readonly LocalDate[]> {
  const daysOff = new Map<string, LocalDate[]>(people.map((person) => [person.id, []]));
  const { first, last } = parameters.staffMonths;
  for (const month of monthsBetween(first, last)) {
    const random = streamOf(`${parameters.seed} days off ${month}`);
    const openDays = openDaysOfMonth(rules, month).map((day) => day.date);
    for (const person of people) takeDays(random, person, people, openDays, daysOff);
  }
  for (const days of daysOff.values()) days.sort((a, b) => a.compareTo(b));
  return daysOff;
}

function takeDays(
  random: RandomStream,
  person: Person,
  people: readonly Person[],
  openDays: readonly LocalDate[],
  daysOff: ReadonlyMap<string, LocalDate[]>,
): void {
  const own = daysOff.get(person.id)!;
  const [least, most] = person.monthlyDaysOff;
  const count = wholeBetween(random, least, most);
  for (let taken = 0; taken < count; taken += 1) {
    const free = openDays.filter(
      (day) =>
        !own.some((other) => other.equals(day)) &&
        awayOn(day, person, people, daysOff) < mostAway(day, person),
    );
    own.push(pick(random, free));
  }
}

function mostAway(day: LocalDate, person: Person): number {
  if (person.role !== 'operator') return 1;
  return day.isBefore(peak.first) || day.isAfter(peak.last) ? 2 : 1;
}

/** People of the same group, operators or those above them, who are away on a day. */
function awayOn(
  day: LocalDate,
  person: Person,
  people: readonly Person[],
  daysOff: ReadonlyMap<string, readonly LocalDate[]>,
): number {
  const weekday = day.dayOfWeek().name().slice(0, 3);
  return people.filter(
    (other) =>
      (other.role === 'operator') === (person.role === 'operator') &&
      (other.weekly.startsWith(weekday) || daysOff.get(other.id)!.some((taken) => taken.equals(day))),
  ).length;
}
