import type { Contract } from '../../contract/index.ts';
import type { DayDemand, RosterDay } from '../../roster/index.ts';
import type { Absence } from './absent-day.ts';
import type { CoverAction } from './action.ts';
import { dayService, type RateOf, withShifts } from './day-service.ts';

/** Later days that are offered to one person, at most. */
const mostDays = 2;

/**
 * Who comes today is off on a later day of the month instead: a day that lacks nobody without them, or one on which an
 * absent person who is off takes their duty.
 * @param input days and demands of the month in the same order; `index` of the day of the absence
 */
export function exchangesOf(
  input: {
    readonly contract: Contract;
    readonly days: readonly RosterDay[];
    readonly demands: readonly DayDemand[];
    readonly index: number;
    readonly absences: readonly Absence[];
  },
  coming: CoverAction,
): CoverAction[] {
  const found: CoverAction[] = [];
  for (let later = input.index + 1; later < input.days.length && found.length < mostDays; later += 1) {
    const day = input.days[later]!;
    const given = day.shifts.find(({ staffId }) => staffId === coming.staffId);
    if (given === undefined || given.isStandby) continue;
    const demand = input.demands[later]!;
    const lacks = (shifts: RosterDay['shifts']): number => {
      const { shortMinutes, underMinimumMinutes } = dayService(
        {
          contract: input.contract,
          demand,
          calls: demand.requiredSeats.map(() => 0),
          plannedSeats: demand.requiredSeats,
          rateOf: noCalls,
          fromMinute: 0,
        },
        shifts,
      );
      return shortMinutes + underMinimumMinutes;
    };
    const without = day.shifts.filter((shift) => shift !== given);
    const planned = lacks(day.shifts);
    const isFree = lacks(without) <= planned;
    const taker = isFree
      ? undefined
      : input.absences.find(
          ({ staffId }) =>
            !day.shifts.some((shift) => shift.staffId === staffId) &&
            input.days[input.index]!.shifts.some(
              (shift) => shift.staffId === staffId && shift.role === given.role,
            ),
        );
    if (!isFree && taker === undefined) continue;
    found.push({
      ...coming,
      id: `exchange-${coming.staffId}-${day.date}`,
      kind: 'exchange',
      exchange: { date: day.date, takenBy: taker?.staffId ?? null },
    });
  }
  return found;
}

/** The later day of an exchange: one person off, perhaps another in their place with the same breaks. */
export function exchangedDay(day: RosterDay, { staffId, exchange }: CoverAction): RosterDay {
  const given = day.shifts.find((shift) => shift.staffId === staffId);
  const without = { ...day, shifts: day.shifts.filter((shift) => shift.staffId !== staffId) };
  if (given === undefined || exchange?.takenBy == null) return without;
  return withShifts(without, [{ ...given, staffId: exchange.takenBy }]);
}

const noCalls: RateOf = () => 1;
