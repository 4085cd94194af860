import type { LocalDate } from '@js-joda/core';
import type { TimeRange } from '../../calendar/index.ts';
import type { Contract } from '../../contract/index.ts';
import { hasHourlyLeave, isUnavailable } from '../../roster/duty-options.ts';
import { optionsOn, type RosterDay, type Shift, type StaffMember } from '../../roster/index.ts';
import { contractOn, profileOf, skillsOn } from '../../roster/personal-profile.ts';
import { workedMinutes } from '../../roster/roster.ts';
import { firstDayOfWeek } from '../../roster/weeks.ts';
import type { Absence } from './absent-day.ts';
import type { ActionKind, CoverAction } from './action.ts';
import { standsInFor } from './stand-in.ts';

/** A shift that somebody cannot work, and the part of it that is lost. */
export interface LostShift {
  readonly shift: Shift;
  readonly startMinute: number;
  readonly endMinute: number;
}

/** What actions are made from. */
export interface ActionGround {
  readonly contract: Contract;
  readonly staff: readonly StaffMember[];
  /** Published days before the month, the month's own and those after it, as far as known. */
  readonly days: readonly RosterDay[];
  /** The day without the absent minutes. */
  readonly hole: RosterDay;
  readonly lost: readonly LostShift[];
  /** People who are not asked: absent themselves, or they have said no. */
  readonly notAsked: ReadonlySet<string>;
  /** Nothing before this minute of the day can change any more. */
  readonly nowMinute: number;
}

/** Least length of a duty for which somebody comes from home, in minutes, unless less is missing. */
const leastComingMinutes = 120;
/** Nobody comes for less than this. */
const leastLostMinutes = 60;
/** A shift made longer by less than this is not worth asking for. */
const leastExtension = 30;
/** Work without a meal, at most (労基法34条1項). */
const mostWithoutMeal = 360;

/** Shifts that absences take wholly or in part; a standby who is away takes nothing from the phones. */
export function lostShifts(day: RosterDay, absences: readonly Absence[]): LostShift[] {
  return absences.flatMap((absence) => {
    const shift = day.shifts.find(({ staffId, isStandby }) => staffId === absence.staffId && !isStandby);
    if (shift === undefined) return [];
    const startMinute = Math.max(shift.startMinute, absence.startMinute);
    const endMinute = Math.min(shift.endMinute, absence.endMinute);
    return startMinute < endMinute ? [{ shift, startMinute, endMinute }] : [];
  });
}

/**
 * Everything that one person alone can do about the lost shifts: come, come for a part, begin earlier, stay longer, or answer
 * calls instead of supervising. Whether a rule stands against it is not asked here; who is on leave or has said that they
 * cannot is left out.
 */
export function actionsOf(ground: ActionGround): CoverAction[] {
  const byId = new Map(ground.staff.map((person) => [person.id, person]));
  const present = new Map(ground.hole.shifts.map((shift) => [shift.staffId, shift]));
  const hours = weekMinutes(ground);
  const actions = ground.staff.flatMap((person) => {
    if (ground.notAsked.has(person.id)) return [];
    const own = present.get(person.id);
    if (own !== undefined && !own.isStandby) return [];
    return coming(ground, person, own, hours.get(person.id) ?? 0);
  });
  for (const shift of ground.hole.shifts) {
    const person = byId.get(shift.staffId);
    if (person === undefined || shift.isStandby || ground.notAsked.has(person.id)) continue;
    actions.push(...extensions(ground, person, shift), ...takingCalls(ground, person, shift));
  }
  // Two people away in the same hours ask for the same duty.
  return [...new Map(actions.map((action) => [action.id, action])).values()];
}

function coming(
  ground: ActionGround,
  person: StaffMember,
  own: Shift | undefined,
  weekMinutesWorked: number,
): CoverAction[] {
  const { contract, hole, nowMinute } = ground;
  const step = contract.breaks.stepMinutes;
  const earliest = Math.ceil((nowMinute + contract.standby.arrivalMinutes) / step) * step;
  const limits = contractOn(person, hole.date);
  const isOff = own === undefined;
  return ground.lost.flatMap((lost): CoverAction[] => {
    if (!standsInFor(contract, lost.shift.role, person.role)) return [];
    const startMinute = Math.max(lost.startMinute, earliest);
    const range = { startMinute, endMinute: lost.endMinute };
    if (lengthOf(range) < leastLostMinutes) return [];
    if (!isOff) {
      const isCallable = own.startMinute <= range.startMinute && own.endMinute >= range.endMinute;
      return isCallable ? [action('standby', person, lost, range)] : [];
    }
    // Someone on leave or unavailable is not asked at all; the rules would refuse them one by one.
    if (optionsOn(asOurs(person), { date: hole.date, ...range }, contract).obstacle !== null) return [];
    const free = freePart(person, hole.date, range);
    const ranges = withinLimits(free, [
      limits.maximumDailyMinutes,
      Math.max(0, limits.maximumWeeklyMinutes - weekMinutesWorked),
    ]);
    return ranges
      .filter((part) => lengthOf(part) >= Math.min(leastComingMinutes, lengthOf(range)))
      .map((part) =>
        action(profileOf(person).homeCentre === undefined ? 'callIn' : 'borrow', person, lost, part),
      );
  });
}

/** Shifts of people on site made longer into the lost hours, at their start or at their end. */
function extensions(ground: ActionGround, person: StaffMember, shift: Shift): CoverAction[] {
  const { contract, nowMinute } = ground;
  return ground.lost.flatMap((lost): CoverAction[] => {
    if (!standsInFor(contract, lost.shift.role, shift.role)) return [];
    // No meal stands in a short shift, so it grows to six hours at most.
    const hasMeal = shift.breaks.some((entry) => entry.kind === 'meal');
    const longest = hasMeal ? contractOn(person, ground.hole.date).maximumDailyMinutes + 45 : mostWithoutMeal;
    const end = Math.min(lost.endMinute, shift.startMinute + longest);
    const start = Math.max(lost.startMinute, shift.endMinute - longest, nowMinute + 15);
    // Who has gone home cannot stay on, and who has begun cannot begin earlier.
    const longer = [
      {
        side: 'end',
        may: nowMinute < shift.endMinute,
        range: { ...rangeOf(shift), endMinute: Math.max(shift.endMinute, end) },
      },
      {
        side: 'start',
        may: nowMinute < shift.startMinute,
        range: { ...rangeOf(shift), startMinute: Math.min(shift.startMinute, start) },
      },
    ];
    return longer
      .filter(({ may, range }) => may && lengthOf(range) >= lengthOf(shift) + leastExtension)
      .map(({ side, range }) => ({
        id: `extend-${side}-${person.id}`,
        kind: 'extend',
        staffId: person.id,
        shift: { ...shift, ...range },
        exchange: null,
      }));
  });
}

/** A supervisor or deputy on site who has learnt to answer calls. */
function takingCalls({ lost, hole }: ActionGround, person: StaffMember, shift: Shift): CoverAction[] {
  if (shift.role === 'operator' || skillsOn(person, hole.date).length === 0) return [];
  if (!lost.some((entry) => entry.shift.role === 'operator')) return [];
  return [
    {
      id: `leadTakesCalls-${person.id}`,
      kind: 'leadTakesCalls',
      staffId: person.id,
      shift: { ...shift, role: 'operator' },
      exchange: null,
    },
  ];
}

function action(kind: ActionKind, person: StaffMember, lost: LostShift, range: TimeRange): CoverAction {
  const isWhole = range.startMinute <= lost.startMinute && range.endMinute >= lost.endMinute;
  return {
    id: `${kind}-${person.id}${isWhole ? '' : `-${range.startMinute}-${range.endMinute}`}`,
    kind,
    staffId: person.id,
    shift: {
      staffId: person.id,
      role: person.role,
      patternCode: lost.shift.patternCode,
      ...range,
      isStandby: false,
      breaks: [],
    },
    exchange: null,
  };
}

/** A person of another centre as if they belonged to this one. */
function asOurs(person: StaffMember): StaffMember {
  if (person.profile?.homeCentre === undefined) return person;
  const { homeCentre: _, ...profile } = person.profile;
  return { ...person, profile };
}

/** The longest part of a range in which a person has not said that they are away. */
function freePart(person: StaffMember, date: LocalDate, range: TimeRange): TimeRange {
  const isFree = (minute: number): boolean =>
    !isUnavailable(person, date, minute, minute + 5) &&
    !hasHourlyLeave(person, date, { startMinute: minute, endMinute: minute + 5 });
  let best: TimeRange = { startMinute: range.startMinute, endMinute: range.startMinute };
  let startMinute = range.startMinute;
  for (let minute = range.startMinute; minute < range.endMinute; minute += 5) {
    const endMinute = Math.min(range.endMinute, minute + 5);
    if (!isFree(minute)) startMinute = endMinute;
    else if (endMinute - startMinute > lengthOf(best)) best = { startMinute, endMinute };
  }
  return best;
}

/** A range cut to limits of work: as it is, or its beginning and its end. A meal of 45 minutes is no work. */
function withinLimits(range: TimeRange, limits: readonly number[]): TimeRange[] {
  const work = Math.min(...limits);
  const most = work > mostWithoutMeal ? work + 45 : work;
  if (lengthOf(range) <= most) return [range];
  return [
    { startMinute: range.startMinute, endMinute: range.startMinute + most },
    { startMinute: range.endMinute - most, endMinute: range.endMinute },
  ];
}

/** Minutes of work of everybody in the day's week, the day itself left out. */
function weekMinutes({ contract, days, hole }: ActionGround): Map<string, number> {
  const first = firstDayOfWeek(hole.date, contract.labour.weekStartsOn);
  const minutes = new Map<string, number>();
  for (const day of days) {
    const offset = day.date.toEpochDay() - first.toEpochDay();
    if (offset < 0 || offset > 6 || day.date.equals(hole.date)) continue;
    for (const shift of day.shifts) {
      minutes.set(shift.staffId, (minutes.get(shift.staffId) ?? 0) + workedMinutes(shift));
    }
  }
  return minutes;
}

function rangeOf({ startMinute, endMinute }: TimeRange): TimeRange {
  return { startMinute, endMinute };
}

function lengthOf({ startMinute, endMinute }: TimeRange): number {
  return endMinute - startMinute;
}
