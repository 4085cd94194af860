import type { Contract } from '../../contract/index.ts';
import { mealMinutesOf } from '../../roster/edit-roster.ts';
import {
  type BreakSeeker,
  type DayDemand,
  onPhonePerInterval,
  placeBreaks,
  type RosterDay,
  type Shift,
} from '../../roster/index.ts';
import { placeBreaksBeside } from '../../roster/place-breaks.ts';
import { supervising } from './day-service.ts';

/** What breaks of a day are placed for. */
export interface BreakGround {
  readonly contract: Contract;
  readonly demand: DayDemand;
  /** Breaks that have begun before this minute stay. */
  readonly fromMinute: number;
}

/** Whose phones or whose presence is to be kept. */
export type Side = 'operator' | 'supervisor';

/** People whose breaks are moved at once, at most: where many are on site, those beside the hole give way. */
const mostMoved = 24;
/** Fresh starts of one placement; the days of a way are many and its people few. */
const attempts = 6;

/**
 * The same day with breaks placed anew for one side, so that as few as possible are missing. Where many are on site, only the
 * people of `newIds` and those who have a break near a shortage move.
 */
export function withBreaksMoved(
  ground: BreakGround,
  day: RosterDay,
  side: Side,
  newIds: ReadonlySet<string>,
): RosterDay {
  const { contract, fromMinute } = ground;
  const demand = sideDemand(ground, side);
  const onSite = onSiteOf(contract, day, side);
  const moved = movedOf(onSite, demand, newIds);
  const placement = placeBreaks({
    demand,
    rules: contract.breaks,
    seed: day.date.toEpochDay(),
    attempts,
    people: onSite.map((shift) =>
      seekerOf(contract, shift, side, moved.has(shift.staffId) ? fromMinute : shift.endMinute),
    ),
  });
  return {
    ...day,
    shifts: day.shifts.map((shift) => {
      const placed = moved.has(shift.staffId) ? placement.breaks.get(shift.staffId) : undefined;
      return placed === undefined || placement.unplaceable.includes(shift.staffId)
        ? shift
        : { ...shift, breaks: placed };
    }),
  };
}

/** A shift with the best breaks beside all others, who keep theirs; as it is where no legal breaks fit in it. */
export function withOwnBreaks(ground: BreakGround, day: RosterDay, shift: Shift): Shift {
  const { contract, fromMinute } = ground;
  const side: Side = shift.role === 'operator' ? 'operator' : 'supervisor';
  const others = onSiteOf(contract, day, side).filter(({ staffId }) => staffId !== shift.staffId);
  const breaks = placeBreaksBeside(
    { demand: sideDemand(ground, side), rules: contract.breaks },
    seekerOf(contract, shift, side, fromMinute),
    others,
  );
  return breaks === null ? shift : { ...shift, breaks };
}

function onSiteOf(contract: Contract, day: RosterDay, side: Side): Shift[] {
  const shifts =
    side === 'operator'
      ? day.shifts.filter(({ role }) => role === 'operator')
      : supervising(contract, day.shifts);
  return shifts.filter(({ isStandby }) => !isStandby);
}

function sideDemand({ demand, contract }: BreakGround, side: Side): DayDemand {
  if (side === 'operator') return demand;
  return { ...demand, requiredSeats: demand.requiredSeats.map(() => contract.roles.minimumSupervisors) };
}

function seekerOf(contract: Contract, shift: Shift, side: Side, freeFromMinute: number): BreakSeeker {
  return {
    staffId: shift.staffId,
    startMinute: shift.startMinute,
    endMinute: shift.endMinute,
    mealMinutes: mealMinutesOf(shift, contract),
    takesRests: side === 'operator',
    keptBreaks: shift.breaks.filter((entry) => entry.startMinute < freeFromMinute),
    freeFromMinute,
  };
}

function movedOf(
  onSite: readonly Shift[],
  demand: DayDemand,
  newIds: ReadonlySet<string>,
): ReadonlySet<string> {
  if (onSite.length <= mostMoved) return new Set(onSite.map(({ staffId }) => staffId));
  const onPhone = onPhonePerInterval(onSite, demand, demand.intervalMinutes);
  const isShort = (minute: number): boolean => {
    const interval = Math.floor((minute - demand.startMinute) / demand.intervalMinutes);
    return (onPhone[interval] ?? 0) < (demand.requiredSeats[interval] ?? 0);
  };
  const shortBreaks = (shift: Shift): number =>
    shift.breaks.filter((entry) => isShort(entry.startMinute) || isShort(entry.endMinute - 1)).length;
  const others = onSite
    .filter(({ staffId }) => !newIds.has(staffId))
    .map((shift) => ({ staffId: shift.staffId, breaks: shortBreaks(shift) }))
    .filter(({ breaks }) => breaks > 0)
    .sort((one, other) => other.breaks - one.breaks || one.staffId.localeCompare(other.staffId, 'en'));
  const room = Math.max(0, mostMoved - newIds.size);
  return new Set([...newIds, ...others.slice(0, room).map(({ staffId }) => staffId)]);
}
