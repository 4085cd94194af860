import { type Contract, patternOf } from '../../contract/index.ts';
import { answeredNeeds } from '../answered-needs.ts';
import { placeBreaks } from '../place-breaks.ts';
import type { Shift } from '../roster.ts';
import { onPhonePerInterval } from '../seats-on-phone.ts';
import type { StaffMember } from '../staff.ts';
import { type DayNeed, seatsOf } from './day-cells.ts';
import type { MonthTask } from './problem.ts';

/** A day's shifts with their breaks, and the person-minutes still missing. */
export interface PlacedDay {
  readonly shifts: readonly Shift[];
  readonly shortMinutes: number;
  /** Times that the same shifts were tried again and left a gap, ≥ 0. */
  readonly triedAgain: number;
}

/** Fresh starts of the search for a day's breaks: a few by each person the first time, more when the same shifts are tried again. */
const firstAttempts = 150;
const furtherAttempts = 60;
/** Minutes on the phone more that are asked for in the meal window of a day whose breaks left a gap. */
const furtherMealMinutes = 10;
/** Times that the same shifts are tried again before one person more than are there is asked for. */
const patientTries = 1;

/**
 * Every day's shifts with their breaks. A day on which the same people work as before keeps its breaks where they fit, and is
 * tried another way where they do not.
 * @param shifts per open day of the task, without breaks @param before the same of the last time, or empty
 */
export function placeDays(
  task: MonthTask,
  shifts: readonly (readonly Shift[])[],
  before: readonly PlacedDay[],
  seed: number,
): PlacedDay[] {
  const people = new Map(task.people.map((person) => [person.id, person]));
  const key = (ofDay: readonly Shift[]): string =>
    ofDay.map(({ staffId, patternCode }) => `${staffId} ${patternCode}`).join();
  return shifts.map((ofDay, index) => {
    const known = before[index];
    const isSame = known !== undefined && key(known.shifts) === key(ofDay);
    if (isSame && known.shortMinutes === 0) return known;
    const attempts = isSame ? furtherAttempts : Math.ceil(firstAttempts / Math.max(1, ofDay.length));
    const placed = placeDay(task, task.needs[index]!, ofDay, people, { seed, attempts });
    if (!isSame) return placed;
    const better = placed.shortMinutes < known.shortMinutes ? placed : known;
    return { ...better, triedAgain: known.triedAgain + 1 };
  });
}

/** A day's shifts with breaks placed afresh. @param index place of the day among the task's needs */
export function placeShifts(
  task: MonthTask,
  index: number,
  shifts: readonly Shift[],
  seed: number,
): PlacedDay {
  const people = new Map(task.people.map((person) => [person.id, person]));
  return placeDay(task, task.needs[index]!, shifts, people, { seed, attempts: 1 });
}

function placeDay(
  task: MonthTask,
  need: DayNeed,
  shifts: readonly Shift[],
  people: ReadonlyMap<string, StaffMember>,
  search: { readonly seed: number; readonly attempts: number },
): PlacedDay {
  const { contract, takesRests } = task;
  const onSite = shifts.filter((shift) => !shift.isStandby);
  const placement = placeBreaks({
    demand: need,
    rules: contract.breaks,
    seed: search.seed + need.date.toEpochDay(),
    attempts: search.attempts,
    people: onSite.map((shift) => ({
      staffId: shift.staffId,
      startMinute: shift.startMinute,
      endMinute: shift.endMinute,
      mealMinutes: mealMinutesOf(contract, shift),
      takesRests,
      answers: answeredNeeds(people.get(shift.staffId)!, need),
      keptBreaks: [],
      freeFromMinute: 0,
    })),
  });
  return {
    shifts: shifts.map((shift) => ({ ...shift, breaks: placement.breaks.get(shift.staffId) ?? [] })),
    shortMinutes: placement.shortMinutes,
    triedAgain: 0,
  };
}

function mealMinutesOf(contract: Contract, { patternCode }: Shift): number {
  return patternOf(contract, patternCode)!.mealMinutes;
}

/**
 * A day's need with more people where its breaks left a gap: one more than was asked for, or, where that brought nobody, one more
 * than are there. The same need when everybody is asked for already.
 */
export function raisedNeed(need: DayNeed, placed: PlacedDay, people: readonly StaffMember[]): DayNeed {
  if (placed.shortMinutes === 0) return need;
  const answers = new Map(people.map((person) => [person.id, answeredNeeds(person, need)]));
  let isMore = false;
  const extraPeople = seatsOf(need).map((seats, cover) => {
    const own =
      cover === 0
        ? placed.shifts
        : placed.shifts.filter(({ staffId }) => answers.get(staffId)!.includes(cover - 1));
    const onPhone = onPhonePerInterval(own, need, need.intervalMinutes);
    const onDuty = onPhonePerInterval(own.map(withoutBreaks), need, need.intervalMinutes);
    return need.extraPeople[cover]!.map((extra, interval) => {
      const wanted = seats[interval]!;
      if (onPhone[interval]! >= wanted) return extra;
      const more =
        placed.triedAgain > patientTries ? Math.max(extra, onDuty[interval]! - wanted) + 1 : extra + 1;
      if (wanted + more > people.length) return extra;
      isMore = true;
      return more;
    });
  });
  if (!isMore) return need;
  return { ...need, extraPeople, extraMealMinutes: need.extraMealMinutes + furtherMealMinutes };
}

function withoutBreaks(shift: Shift): Shift {
  return { ...shift, breaks: [] };
}
