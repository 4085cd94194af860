import type { PersonRules } from './person-rules.ts';
import { off, type RosterProblem } from './problem.ts';

/** Whether a person's schedule of the whole time keeps every rule of theirs. Written apart from the search, as its check. */
export function isLegal(
  problem: RosterProblem,
  rules: PersonRules,
  schedule: ArrayLike<number>,
  at: number,
): boolean {
  const { person } = rules;
  const { dayCount, duties, weekendOf } = problem;
  let minutes = 0;
  const used = duties.map(() => 0);
  const weekends = new Set<number>();
  let runStart = 0;
  for (let day = 0; day < dayCount; day += 1) {
    const duty = schedule[at + day]!;
    const isOff = duty === off;
    const price = isOff ? person.offPrice[day]! : person.dutyPrice[day * duties.length + duty]!;
    if (price === Infinity) return false;
    if (!isOff) {
      minutes += duties[duty]!.minutes;
      used[duty]! += 1;
      if (weekendOf[day]! >= 0) weekends.add(weekendOf[day]!);
      const before = day > 0 ? schedule[at + day - 1]! : (person.before?.duty ?? off);
      if (before !== off && duties[before]!.blocksNext.includes(duty)) return false;
    }
    const isRunEnd = day === dayCount - 1 || (schedule[at + day + 1] === off) !== isOff;
    if (!isRunEnd) continue;
    const length = day - runStart + 1;
    // Days off right after work before the time are no run that began earlier.
    const beganEarlier = runStart === 0 && (!isOff || person.before === undefined);
    const touchesEdge = beganEarlier || day === dayCount - 1;
    const before = runStart === 0 ? (person.before?.run ?? 0) : 0;
    if (!isOff && length + before > person.maximumRun) return false;
    if (!touchesEdge && length < (isOff ? person.minimumOff : person.minimumRun)) return false;
    runStart = day + 1;
  }
  return (
    minutes >= person.minimumMinutes &&
    minutes <= person.maximumMinutes &&
    weekends.size <= person.maximumWeekends &&
    used.every((count, duty) => count <= person.dutyLimits[duty]!) &&
    (person.periodLimits ?? []).every(({ amounts, periodOf, most }) => {
      const counted = most.map(() => 0);
      for (let day = 0; day < dayCount; day += 1) {
        const duty = schedule[at + day]!;
        if (duty !== off && periodOf[day]! >= 0) counted[periodOf[day]!]! += amounts[duty]!;
      }
      return counted.every((count, period) => count <= most[period]! || count === 0);
    })
  );
}
