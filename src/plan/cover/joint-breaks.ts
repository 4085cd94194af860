import { mealMinutesOf } from '../../roster/edit-roster.ts';
import type { Shift } from '../../roster/index.ts';
import type { BreakGround } from './place-breaks.ts';

/** An operator before a step: on the phone for `run` steps, or away for `away` more; whether the meal was had. */
interface Seat {
  readonly shift: Shift;
  readonly run: number;
  readonly away: number;
  readonly hasEaten: boolean;
}

/** States looked at in one step, at most; beyond that nothing is decided. */
const mostStates = 20_000;
/** Operators beyond the least presence up to whom a step is looked at: with more, somebody can always go. */
const mostSpare = 2;

/**
 * Whether the operators of a day cannot rest as they must and keep the least presence: every joint placement of their breaks
 * is followed step by step from now until so many are there that somebody can always go. What is left out makes it easier:
 * work around the meal, and what has to follow later.
 * @returns true only where it is proven; false also where there are too many ways to follow
 */
export function restsLeaveTooFew(
  { contract, demand, fromMinute }: BreakGround,
  shifts: readonly Shift[],
): boolean {
  const { stepMinutes: step, maximumPhoneMinutes, restMinutes, mealWindow } = contract.breaks;
  const least = contract.minimumOperators;
  const longest = Math.floor(maximumPhoneMinutes / step);
  const restSteps = Math.ceil(restMinutes / step);
  const operators = shifts.filter(({ role, isStandby }) => role === 'operator' && !isStandby);
  const earliest = Math.min(demand.startMinute, ...operators.map(({ startMinute }) => startMinute));
  const first = Math.ceil(Math.max(earliest, fromMinute) / step) * step;
  const present = (minute: number): Shift[] =>
    operators.filter(({ startMinute, endMinute }) => startMinute <= minute && minute + step <= endMinute);
  const seatAt = (shift: Shift, minute: number): Seat => seated(shift, minute, fromMinute, step);
  let states: readonly (readonly Seat[])[] = [present(first).map((shift) => seatAt(shift, first))];
  for (let minute = first; minute < demand.endMinute; minute += step) {
    const here = present(minute);
    // Before the doors open everybody may be away.
    const isOpen = minute >= demand.startMinute;
    if (isOpen && here.length < least) return true;
    if (isOpen && here.length > least + mostSpare) return false;
    const after = new Map<string, readonly Seat[]>();
    for (const state of states) {
      const seats = here.map((shift) => state.find((seat) => seat.shift === shift) ?? seatAt(shift, minute));
      for (const next of nextOf(seats, isOpen ? here.length - least : here.length)) {
        after.set(next.map(({ run, away, hasEaten }) => `${run} ${away} ${hasEaten}`).join(), next);
        if (after.size > mostStates) return false;
      }
    }
    if (after.size === 0) return true;
    states = [...after.values()];

    function nextOf(seats: readonly Seat[], mostAway: number): Seat[][] {
      let ways: { readonly seats: Seat[]; readonly away: number }[] = [{ seats: [], away: 0 }];
      for (const seat of seats) {
        const choices = choicesOf(seat);
        ways = ways.flatMap((way) =>
          choices.flatMap((choice) => {
            const away = way.away + (choice.run === 0 ? 1 : 0);
            return away > mostAway ? [] : [{ seats: [...way.seats, choice], away }];
          }),
        );
      }
      return ways.map((way) => way.seats);
    }

    function choicesOf(seat: Seat): Seat[] {
      if (seat.away > 0) return [{ ...seat, run: 0, away: seat.away - 1 }];
      const choices: Seat[] = [];
      if (seat.run < longest) choices.push({ ...seat, run: seat.run + 1 });
      choices.push({ ...seat, run: 0, away: restSteps - 1 });
      const mealSteps = Math.ceil(mealMinutesOf(seat.shift, contract) / step);
      const isMealTime = minute >= mealWindow.start && minute + mealSteps * step <= mealWindow.end;
      if (mealSteps > 0 && !seat.hasEaten && isMealTime) {
        choices.push({ ...seat, run: 0, away: mealSteps - 1, hasEaten: true });
      }
      return choices;
    }
  }
  return false;
}

/** Where somebody is at a minute after the breaks that had begun by now. */
function seated(shift: Shift, minute: number, nowMinute: number, step: number): Seat {
  const begun = shift.breaks.filter(({ startMinute }) => startMinute < nowMinute);
  const hasEaten = begun.some(({ kind }) => kind === 'meal');
  const last = begun.at(-1);
  const away = last === undefined ? 0 : Math.max(0, Math.ceil((last.endMinute - minute) / step));
  const since = Math.max(shift.startMinute, last?.endMinute ?? 0);
  return { shift, run: away > 0 ? 0 : Math.max(0, Math.floor((minute - since) / step)), away, hasEaten };
}
