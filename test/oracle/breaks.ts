import type { Contract } from '../../src/contract/index.ts';
import type { BreakSeeker } from '../../src/roster/break-path.ts';
import type { Break } from '../../src/roster/roster.ts';

type BreakRules = Contract['breaks'];

/** What is illegal about somebody's breaks from the minute on in which they are free to be placed; empty when nothing is. */
export function breakFaults(person: BreakSeeker, rules: BreakRules, breaks: readonly Break[]): string[] {
  const faults: string[] = [];
  const isKept = (entry: Break): boolean =>
    person.keptBreaks.some((kept) => kept.startMinute === entry.startMinute);
  let workFrom = person.startMinute;
  for (const [index, entry] of [...breaks, null].entries()) {
    const workTo = entry === null ? person.endMinute : entry.startMinute;
    if (workTo < workFrom) faults.push(`break ${index} overlaps the one before`);
    // What was worked before the search could begin, and on to its next step, is past.
    const next = Math.ceil(person.freeFromMinute / rules.stepMinutes) * rules.stepMinutes;
    const isPast = workTo <= next;
    if (person.takesRests && !isPast && workTo - workFrom > rules.maximumPhoneMinutes) {
      faults.push(`run of ${workTo - workFrom} before break ${index}`);
    }
    if (entry === null) break;
    workFrom = entry.endMinute;
    if (isKept(entry)) continue;
    const length = entry.endMinute - entry.startMinute;
    const wanted = entry.kind === 'meal' ? person.mealMinutes : rules.restMinutes;
    if (length !== wanted) faults.push(`break ${index} of ${length} min`);
    if (entry.startMinute % rules.stepMinutes !== 0) faults.push(`break ${index} off the step`);
    if (entry.startMinute <= person.startMinute || entry.endMinute >= person.endMinute) {
      faults.push(`break ${index} not inside the shift`);
    }
    if (entry.kind === 'meal') {
      const around = rules.minimumWorkAroundMealMinutes;
      if (entry.startMinute < rules.mealWindow.start || entry.endMinute > rules.mealWindow.end) {
        faults.push(`meal ${index} outside the window`);
      }
      if (entry.startMinute < person.startMinute + around || entry.endMinute > person.endMinute - around) {
        faults.push(`meal ${index} too near to the shift's ends`);
      }
    } else if (!person.takesRests) faults.push(`rest ${index} of somebody who takes none`);
  }
  const mayStillChange = person.freeFromMinute < person.endMinute;
  const meals = breaks.filter((entry) => entry.kind === 'meal').length;
  if (mayStillChange && meals !== (person.mealMinutes > 0 ? 1 : 0)) faults.push(`${meals} meals`);
  return faults;
}

/** Every legal placement of one person's breaks, by trying at each step to work on, to rest or to eat. */
export function everyPlacement(person: BreakSeeker, rules: BreakRules): Break[][] {
  const step = rules.stepMinutes;
  const found: Break[][] = [];
  const go = (minute: number, breaks: readonly Break[]): void => {
    if (minute > person.endMinute) return;
    if (minute === person.endMinute) {
      if (breakFaults(person, rules, breaks).length === 0) found.push([...breaks]);
      return;
    }
    const workFrom = breaks.at(-1)?.endMinute ?? person.startMinute;
    if (!person.takesRests || minute + step - workFrom <= rules.maximumPhoneMinutes)
      go(minute + step, breaks);
    const take = (kind: Break['kind'], minutes: number): void =>
      go(minute + minutes, [...breaks, { kind, startMinute: minute, endMinute: minute + minutes }]);
    // A rest straight after a break, or as the first thing, rests from nothing.
    if (person.takesRests && minute > workFrom) take('rest', rules.restMinutes);
    const hasEaten = breaks.some((entry) => entry.kind === 'meal');
    if (person.mealMinutes > 0 && !hasEaten) take('meal', person.mealMinutes);
  };
  go(person.startMinute, []);
  return found;
}

/** What a placement costs: steps away, 4 a rest, 3 more for a break within 30 minutes of the last, 0.5 an hour from noon. */
export function priceOfPlacement(
  person: BreakSeeker,
  rules: BreakRules,
  priceOf: (minute: number) => number,
  breaks: readonly Break[],
): number {
  let price = 0;
  let workFrom = person.startMinute;
  for (const entry of breaks) {
    for (let minute = entry.startMinute; minute < entry.endMinute; minute += rules.stepMinutes) {
      price += priceOf(minute);
    }
    if (entry.startMinute - workFrom < 30) price += 3;
    price += entry.kind === 'rest' ? 4 : Math.abs((entry.startMinute + entry.endMinute) / 2 - 720) / 120;
    workFrom = entry.endMinute;
  }
  return price;
}
