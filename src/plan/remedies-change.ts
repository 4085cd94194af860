import { formatTime } from '../calendar/index.ts';
import { type Editing, edited } from '../roster/editing.ts';
import { firstDayOfWeek } from '../roster/weeks.ts';
import { reasonsAgainst } from './remedies-against.ts';
import { isOfGroup, isToCome, type Lack, type RemedyGround, weightOf } from './remedies-lack.ts';
import { gainOn, triedDuties } from './remedies-reasons.ts';
import { availableOn, wordsOn } from './remedies-relax.ts';
import { dutyOf, type WrittenDuty, writtenDuty } from './remedies-uses.ts';

/** One person's change that closes some of what lacks, with no other change of the roster and against no rule. */
export interface AvailabilityChange {
  /** They come at a time at which they said they cannot, or have another day of the week off instead. */
  readonly kind: 'available' | 'otherDayOff';
  readonly staffId: string;
  /** `YYYY-MM-DD` of the day on which they would come. */
  readonly date: string;
  readonly duty: WrittenDuty;
  /** Times of the day that they named; empty for `otherDayOff`. */
  readonly away: readonly { readonly start: string; readonly end: string }[];
  /** The day that they have off instead; null for `available`. */
  readonly dayOff: string | null;
  /** What lacks less, in minutes of a person; a standby counts as an hour. */
  readonly closedMinutes: number;
  /** Whether nothing lacks on the day any more. */
  readonly isDayClosed: boolean;
}

const mostFound = 10;

/** Single changes of what people can do that bring most, best first, at most ten. @param lacks of the ground's days */
export function availabilityChanges(
  ground: RemedyGround,
  editing: Editing,
  lacks: readonly Lack[],
): AvailabilityChange[] {
  const gaps = [...Map.groupBy(lacks, ({ dayIndex, kind }) => `${dayIndex} ${kind}`).values()];
  return gaps
    .flatMap((ofDay) =>
      ground.staff
        .filter((person) => isOfGroup(ground, ofDay[0]!.kind, person))
        .filter((person) => ofDay[0]!.kind !== 'standby' || person.canStandBy)
        .filter((person) => dutyOf(ground.days[ofDay[0]!.dayIndex]!, person.id) === undefined)
        .flatMap((person) => [
          ...becomingAvailable(ground, editing, ofDay, person),
          ...movingDayOff(ground, editing, ofDay, person),
        ]),
    )
    .toSorted(
      (one, other) =>
        other.closedMinutes - one.closedMinutes ||
        one.kind.localeCompare(other.kind) ||
        one.date.localeCompare(other.date) ||
        one.staffId.localeCompare(other.staffId),
    )
    .slice(0, mostFound);
}

function becomingAvailable(
  ground: RemedyGround,
  editing: Editing,
  lacks: readonly Lack[],
  person: RemedyGround['staff'][number],
): AvailabilityChange[] {
  const { dayIndex } = lacks[0]!;
  const { date } = ground.days[dayIndex]!;
  if (wordsOn(person, date).length === 0) return [];
  const duties = triedDuties(ground, editing, lacks, availableOn(person, date))
    .filter(({ reasons, gained }) => gained > 0 && reasons.every((reason) => reason === 'unavailable'))
    .toSorted((one, other) => other.gained - one.gained);
  const best = duties[0];
  if (best === undefined || best.reasons.length === 0) return [];
  return [
    {
      kind: 'available',
      staffId: person.id,
      date: date.toString(),
      duty: writtenDuty(best.shift),
      away: wordsOn(person, date).map(({ startMinute, endMinute }) => ({
        start: formatTime(startMinute),
        end: formatTime(endMinute),
      })),
      dayOff: null,
      ...closed(lacks, best.gained),
    },
  ];
}

/** The best day of the same week to have off instead, where nobody lacks without the person. */
function movingDayOff(
  ground: RemedyGround,
  editing: Editing,
  lacks: readonly Lack[],
  person: RemedyGround['staff'][number],
): AvailabilityChange[] {
  const { dayIndex } = lacks[0]!;
  const { date } = ground.days[dayIndex]!;
  const tried = triedDuties(ground, editing, lacks, person);
  const week = ['weeklyDays', 'weeklyHours', 'daysInRow', 'interval'];
  const isMovable = tried.some(
    ({ reasons }) => reasons.length > 0 && reasons.every((reason) => week.includes(reason)),
  );
  if (!isMovable) return [];
  const weekOf = (index: number): string =>
    firstDayOfWeek(ground.days[index]!.date, ground.contract.labour.weekStartsOn).toString();
  const found = ground.days.flatMap((other, index): AvailabilityChange[] => {
    const isOther = index !== dayIndex && weekOf(index) === weekOf(dayIndex) && isToCome(ground, index);
    if (!isOther || dutyOf(other, person.id) === undefined) return [];
    const off = edited(editing, { kind: 'clear', date: other.date, staffId: person.id });
    if (gainOn(ground, editing, off.days, [index]) < 0) return [];
    return tried.flatMap(({ shift: { patternCode } }): AvailabilityChange[] => {
      const outcome = edited(off.editing, { kind: 'assign', date, staffId: person.id, patternCode });
      const appeared = [...off.appeared, ...outcome.appeared];
      const reasons = reasonsAgainst(ground, person, dayIndex, outcome.days, appeared);
      const gained = gainOn(ground, editing, outcome.days, [dayIndex, index]);
      if (reasons.length > 0 || gained <= 0) return [];
      return [
        {
          kind: 'otherDayOff',
          staffId: person.id,
          date: date.toString(),
          duty: writtenDuty(dutyOf(outcome.days[dayIndex]!, person.id)!),
          away: [],
          dayOff: other.date.toString(),
          ...closed(lacks, gained),
        },
      ];
    });
  });
  return found.toSorted((one, other) => other.closedMinutes - one.closedMinutes).slice(0, 1);
}

function closed(
  lacks: readonly Lack[],
  gained: number,
): Pick<AvailabilityChange, 'closedMinutes' | 'isDayClosed'> {
  return { closedMinutes: gained, isDayClosed: gained >= weightOf(lacks) };
}
