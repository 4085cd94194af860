import type { LocalDate } from '@js-joda/core';
import { isLegal, off, type Person, personRules, type RosterProblem } from '../engine/index.ts';
import { standbyCode } from '../roster.ts';
import type { StaffMember } from '../staff.ts';
import { pinOn } from '../wishes.ts';
import type { MonthDuty } from './day-cells.ts';

/**
 * A person whose fixed days can be nothing else, whatever that costs the cover: as many of them, in order of date, as keep the
 * person's rules together. Those that do not are kept at their price.
 * @param person the member's month in the problem @param dates of the month
 */
export function holdPins(
  problem: RosterProblem,
  person: Person,
  member: StaffMember,
  dates: readonly LocalDate[],
  duties: readonly MonthDuty[],
): Person {
  if ((member.pins ?? []).length === 0) return person;
  const rules = personRules(problem.duties, person);
  const held: number[] = dates.map(() => off);
  const dutyPrice = person.dutyPrice.slice();
  const offPrice = person.offPrice.slice();
  dates.forEach((date, day) => {
    const pin = pinOn(member, date);
    if (pin === undefined) return;
    if (pin.patternCode !== null) {
      // With days off around them the fixed days are as easy on every rule as they can be.
      const fixed = duties.findIndex((duty) => (duty?.code ?? standbyCode) === pin.patternCode);
      if (fixed < 0 || !isLegal(problem, rules, held.with(day, fixed), 0)) return;
      held[day] = fixed;
      offPrice[day] = Infinity;
    }
    for (let duty = 0; duty < duties.length; duty += 1) {
      if (duty !== held[day]) dutyPrice[day * duties.length + duty] = Infinity;
    }
  });
  return { ...person, dutyPrice, offPrice };
}
