import type { LocalDate } from '@js-joda/core';
import { formatTime } from '../calendar/index.ts';
import { contractOn, pinOn, type RosterDay, type Shift, type StaffMember } from '../roster/index.ts';
import { lacksOf, type RemedyGround, type WrittenLack, writtenLack } from './remedies-lack.ts';
import { type Relaxable, wordsOn } from './remedies-relax.ts';
import { type WeekLoad, weekLoads } from './remedies-week.ts';

/** A duty in plain words of the plan's format: a pattern's code and its clock times. */
export interface WrittenDuty {
  readonly pattern: string;
  readonly start: string;
  readonly end: string;
}

/** One place at which a roster goes against a word that was relaxed; whom to ask about what. */
export type RelaxedUse =
  /** A duty over a time at which the person said they cannot work. */
  | {
      readonly what: 'unavailable';
      readonly staffId: string;
      readonly date: string;
      readonly duty: WrittenDuty;
      /** The times that the person named. */
      readonly away: readonly { readonly start: string; readonly end: string }[];
    }
  /** A week beyond the person's own limits; `dates` are its days that are new or longer than now. */
  | {
      readonly what: 'weeklyLimits';
      readonly staffId: string;
      readonly date: string;
      readonly dates: readonly string[];
      readonly load: WeekLoad['worked'];
      readonly limit: WeekLoad['limit'];
    }
  | { readonly what: 'patterns'; readonly staffId: string; readonly date: string; readonly duty: WrittenDuty }
  /** A fixed day that is otherwise; `fixed` null = a day off, `duty` null = off now. */
  | {
      readonly what: 'pins';
      readonly staffId: string;
      readonly date: string;
      readonly fixed: string | null;
      readonly duty: WrittenDuty | null;
    }
  | { readonly what: 'standby' | 'skilled' | 'seats'; readonly lack: WrittenLack };

/** A person-day that is otherwise than in the roster as it is; null = off. */
export interface DutyChange {
  readonly date: string;
  readonly staffId: string;
  readonly before: WrittenDuty | null;
  readonly after: WrittenDuty | null;
}

/** Where a roster goes against the words that a set relaxes, by the strict rules; what was so before is left out. */
export function usesOf(
  ground: RemedyGround,
  days: readonly RosterDay[],
  set: readonly Relaxable[],
): RelaxedUse[] {
  return set.flatMap((what): RelaxedUse[] => {
    switch (what) {
      case 'unavailable':
        return newDuties(ground, days).flatMap(({ person, date, shift }) => {
          const away = wordsOn(person, date).filter(
            (entry) => entry.startMinute < shift.endMinute && entry.endMinute > shift.startMinute,
          );
          if (away.length === 0) return [];
          const times = away.map(({ startMinute, endMinute }) => ({
            start: formatTime(startMinute),
            end: formatTime(endMinute),
          }));
          return [{ what, ...whoAndWhen(person, date), duty: writtenDuty(shift), away: times }];
        });
      case 'weeklyLimits':
        return weekUses(ground, days);
      case 'patterns':
        return newDuties(ground, days)
          .filter(
            ({ person, date, shift }) =>
              !shift.isStandby && !contractOn(person, date).patternCodes.includes(shift.patternCode),
          )
          .map(({ person, date, shift }) => ({
            what,
            ...whoAndWhen(person, date),
            duty: writtenDuty(shift),
          }));
      case 'pins':
        return ground.staff.flatMap((person) =>
          days.flatMap((day, index): RelaxedUse[] => {
            const pin = pinOn(person, day.date);
            if (pin === undefined) return [];
            const duty = dutyOf(day, person.id);
            const isKept = (duty?.patternCode ?? null) === pin.patternCode;
            const wasKept = (dutyOf(ground.days[index]!, person.id)?.patternCode ?? null) === pin.patternCode;
            if (isKept || !wasKept) return [];
            const now = duty === undefined ? null : writtenDuty(duty);
            return [{ what, ...whoAndWhen(person, day.date), fixed: pin.patternCode, duty: now }];
          }),
        );
      default: {
        const kind = what === 'seats' ? 'operators' : what;
        return lacksOf(ground, days)
          .filter((lack) => lack.kind === kind)
          .map((lack) => ({ what, lack: writtenLack(ground, lack) }));
      }
    }
  });
}

/** Every person-day that differs, in order of the days. */
export function dutyChanges(before: readonly RosterDay[], after: readonly RosterDay[]): DutyChange[] {
  return after.flatMap((day, index) => {
    const old = before[index]!;
    const ids = [...new Set([...old.shifts, ...day.shifts].map(({ staffId }) => staffId))].sort();
    return ids.flatMap((staffId): DutyChange[] => {
      const [was, is] = [dutyOf(old, staffId), dutyOf(day, staffId)];
      if (was?.patternCode === is?.patternCode && was?.startMinute === is?.startMinute) return [];
      return [
        {
          date: day.date.toString(),
          staffId,
          before: was === undefined ? null : writtenDuty(was),
          after: is === undefined ? null : writtenDuty(is),
        },
      ];
    });
  });
}

/** A shift in plain words of the plan's format. */
export function writtenDuty({ patternCode, startMinute, endMinute }: Shift): WrittenDuty {
  return { pattern: patternCode, start: formatTime(startMinute), end: formatTime(endMinute) };
}

/** A person's shift or standby of a day. */
export function dutyOf(day: RosterDay, staffId: string): Shift | undefined {
  return day.shifts.find((shift) => shift.staffId === staffId);
}

interface NewDuty {
  readonly person: StaffMember;
  readonly date: LocalDate;
  readonly shift: Shift;
}

/** Duties that are not in the roster as it is. */
function newDuties(ground: RemedyGround, days: readonly RosterDay[]): NewDuty[] {
  const people = new Map(ground.staff.map((person) => [person.id, person]));
  return days.flatMap(({ date, shifts }, index) =>
    shifts.flatMap((shift): NewDuty[] => {
      const person = people.get(shift.staffId);
      const old = dutyOf(ground.days[index]!, shift.staffId);
      const isNew = old?.patternCode !== shift.patternCode;
      return person !== undefined && isNew ? [{ person, date, shift }] : [];
    }),
  );
}

function weekUses(ground: RemedyGround, days: readonly RosterDay[]): RelaxedUse[] {
  const fresh = newDuties(ground, days);
  return ground.staff.flatMap((person) => {
    const before = weekLoads(ground, person, ground.days);
    return weekLoads(ground, person, days).flatMap((week, index): RelaxedUse[] => {
      const old = before[index]!;
      const isMore =
        (week.worked.days > week.limit.days && week.worked.days > old.worked.days) ||
        (week.worked.minutes > week.limit.minutes && week.worked.minutes > old.worked.minutes);
      if (!isMore) return [];
      const dates = fresh
        .filter((duty) => duty.person === person && week.days.some((date) => date.equals(duty.date)))
        .map(({ date }) => date.toString());
      return [
        {
          what: 'weeklyLimits',
          staffId: person.id,
          date: dates[0] ?? week.days[0]!.toString(),
          dates,
          load: week.worked,
          limit: week.limit,
        },
      ];
    });
  });
}

function whoAndWhen(
  { id }: StaffMember,
  date: LocalDate,
): { readonly staffId: string; readonly date: string } {
  return { staffId: id, date: date.toString() };
}
