import type { TimeRange } from '../calendar/index.ts';
import type { Contract, Role } from '../contract/index.ts';
import { mealMinutesOf } from '../roster/edit-roster.ts';
import {
  type BreakSeeker,
  type DayDemand,
  placeBreaks,
  type RosterDay,
  type Shift,
} from '../roster/index.ts';
import { standsInFor } from './stand-in.ts';

/** Who is away when; the reason is private and has no place here. */
export interface Absence extends TimeRange {
  readonly staffId: string;
}

/**
 * A day without the absent person's minutes: a shift that the absence swallows goes, one that it cuts keeps its longer
 * remaining part. Nobody else is moved.
 */
export function withoutAbsent(day: RosterDay, absence: Absence): RosterDay {
  return {
    ...day,
    shifts: day.shifts.flatMap((shift) =>
      shift.staffId === absence.staffId ? remainderOf(shift, absence) : [shift],
    ),
  };
}

function remainderOf(shift: Shift, absence: TimeRange): Shift[] {
  const before = {
    startMinute: shift.startMinute,
    endMinute: Math.min(shift.endMinute, absence.startMinute),
  };
  const after = { startMinute: Math.max(shift.startMinute, absence.endMinute), endMinute: shift.endMinute };
  const longer =
    before.endMinute - before.startMinute >= after.endMinute - after.startMinute ? before : after;
  if (shift.isStandby) return [];
  // Work is what lies between breaks: who leaves in a break or at its end has left when it began.
  let { startMinute, endMinute } = longer;
  for (const entry of shift.breaks) {
    if (entry.startMinute <= startMinute && entry.endMinute > startMinute) startMinute = entry.endMinute;
  }
  for (const entry of shift.breaks.toReversed()) {
    if (entry.startMinute < endMinute && entry.endMinute >= endMinute) endMinute = entry.startMinute;
  }
  if (endMinute <= startMinute) return [];
  const breaks = shift.breaks.filter(
    (entry) => entry.startMinute > startMinute && entry.endMinute < endMinute,
  );
  return [{ ...shift, startMinute, endMinute, breaks }];
}

/**
 * The same day with breaks placed anew from a minute on, for the people who stand in for a role; breaks that have
 * begun stay, and so does everybody else's.
 */
export function withBreaksFrom(input: {
  readonly day: RosterDay;
  readonly demand: DayDemand;
  readonly contract: Contract;
  readonly fromMinute: number;
  /** Role of the absent person. */
  readonly role: Role;
}): RosterDay {
  const { day, demand, contract, fromMinute, role } = input;
  const onSite = day.shifts.filter((shift) => standsInFor(contract, role, shift.role) && !shift.isStandby);
  const placement = placeBreaks({
    demand: role === 'operator' ? demand : supervisorDemand(demand, contract),
    rules: contract.breaks,
    seed: day.date.toEpochDay(),
    attempts: 60,
    people: onSite.map((shift): BreakSeeker => {
      const keptBreaks = shift.breaks.filter((entry) => entry.startMinute < fromMinute);
      return {
        staffId: shift.staffId,
        startMinute: shift.startMinute,
        endMinute: shift.endMinute,
        mealMinutes: mealMinutesOf(shift, contract),
        takesRests: role === 'operator',
        keptBreaks,
        freeFromMinute: fromMinute,
      };
    }),
  });
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

function supervisorDemand(demand: DayDemand, contract: Contract): DayDemand {
  return { ...demand, requiredSeats: demand.requiredSeats.map(() => contract.roles.minimumSupervisors) };
}
