import type { Contract } from '../../contract/index.ts';
import { mealMinutesOf } from '../../roster/edit-roster.ts';
import {
  type BreakSeeker,
  type DayDemand,
  placeBreaks,
  type RosterDay,
  type Shift,
} from '../../roster/index.ts';
import { breaksBeside, mendBreaks } from '../../roster/place-breaks.ts';
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

/** People on site up to whom everybody's breaks are placed anew where mending leaves somebody missing, and fresh starts then. */
const fewPeople = 12;
const attempts = 6;

/**
 * The same day with breaks moved for one side, so that fewer are missing: those who are away where somebody is missing, and
 * everybody where few are on site and that is not enough.
 */
export function withBreaksMoved(ground: BreakGround, day: RosterDay, side: Side): RosterDay {
  const { contract, fromMinute } = ground;
  const onSite = onSiteOf(contract, day, side);
  const problem = {
    demand: sideDemand(ground, side),
    rules: contract.breaks,
    people: onSite.map((shift) => seekerOf(contract, shift, side, fromMinute)),
  };
  const mended = mendBreaks(problem, new Map(onSite.map(({ staffId, breaks }) => [staffId, breaks])));
  const isDone = mended.shortMinutes === 0 || onSite.length > fewPeople;
  const anew = isDone ? mended : placeBreaks({ ...problem, seed: day.date.toEpochDay(), attempts });
  const placement = anew.shortMinutes < mended.shortMinutes ? anew : mended;
  return {
    ...day,
    shifts: day.shifts.map((shift) => {
      const placed = placement.breaks.get(shift.staffId);
      return placed === undefined || placement.unplaceable.includes(shift.staffId)
        ? shift
        : { ...shift, breaks: placed };
    }),
  };
}

/**
 * Gives a shift the best breaks beside all others of a day, who keep theirs; a shift in which no legal breaks fit stays as it
 * is. The day is laid out once for all shifts that are asked about.
 */
export function ownBreaksOn(ground: BreakGround, day: RosterDay): (shift: Shift) => Shift {
  const { contract, fromMinute } = ground;
  const besideOf = (side: Side) =>
    breaksBeside({ demand: sideDemand(ground, side), rules: contract.breaks }, onSiteOf(contract, day, side));
  const beside = new Map<Side, ReturnType<typeof besideOf>>();
  return (shift) => {
    const side: Side = shift.role === 'operator' ? 'operator' : 'supervisor';
    const place = beside.get(side) ?? besideOf(side);
    beside.set(side, place);
    const breaks = place(seekerOf(contract, shift, side, fromMinute));
    return breaks === null ? shift : { ...shift, breaks };
  };
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
