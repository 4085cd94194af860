import { mealMinutesOf } from '../../roster/edit-roster.ts';
import { onPhonePerInterval, type Shift } from '../../roster/index.ts';
import type { CoverAction } from './action.ts';
import { supervising, withShifts } from './day-service.ts';
import { type CoverGround, judgeOf } from './ground.ts';
import { restsLeaveTooFew } from './joint-breaks.ts';
import { compareService, doNothing, guessesFrom, type TriedWay, tryWay, type WayGround } from './ways.ts';

/** The most that covering an absence can give, however many people are asked. */
export interface BestCover {
  readonly way: TriedWay;
  /** Whether it keeps the least presence, operators and supervisors, in every interval to come. */
  readonly isCovered: boolean;
  /**
   * Whether no way can: the least presence is not kept even if everybody came and no operator had a break any more,
   * wherever the supervisors' meals are placed, or however the few operators of some time rest in turns.
   */
  readonly isImpossible: boolean;
}

/** Choices of one action for each person that are tried, at most. */
const mostChoices = 256;

/**
 * Every choice of one action for each person who may be asked, all of them at once. Rules about people look at one person at
 * a time, and one more person never leaves fewer on the phone, so no legal way gives more than the best of these; only
 * supervisors who take calls are tried both ways. For judging what is proposed, not for proposing: it asks everybody. Breaks are placed by
 * search; where it fails and the bound without breaks does not, neither `isCovered` nor `isImpossible` is set.
 */
export function bestCover(ground: CoverGround): BestCover {
  const { ways, actions } = ground;
  const judge = judgeOf(ground);
  const guess = guessesFrom(ways, doNothing(ways));
  const legal = actions.filter((action) => judge(guess(action)).blocking.length === 0);
  const alternatives = [...Map.groupBy(legal, ({ staffId }) => staffId).values()].map(
    (own): (CoverAction | null)[] => {
      const largest = own.filter((action) => !own.some((other) => other !== action && holds(other, action)));
      return own.some(({ kind }) => kind === 'leadTakesCalls') ? [...largest, null] : largest;
    },
  );
  let way = tryWay(ways, []);
  for (const choice of choicesOf(alternatives)) {
    const tried = tryWay(ways, choice);
    if (compareService(tried.service, way.service) < 0) way = tried;
  }
  const isCovered = way.service.underMinimumMinutes === 0;
  return { way, isCovered, isImpossible: !isCovered && lacksWithoutBreaks(ways, legal) };
}

function holds(outer: CoverAction, inner: CoverAction): boolean {
  const isLonger =
    outer.shift.startMinute <= inner.shift.startMinute && outer.shift.endMinute >= inner.shift.endMinute;
  const isSame =
    outer.shift.startMinute === inner.shift.startMinute && outer.shift.endMinute === inner.shift.endMinute;
  return outer.shift.role === inner.shift.role && isLonger && (!isSame || outer.id < inner.id);
}

function choicesOf(alternatives: readonly (readonly (CoverAction | null)[])[]): CoverAction[][] {
  let choices: CoverAction[][] = [[]];
  for (const own of alternatives) {
    const wider = choices.flatMap((choice) =>
      own.map((action) => (action === null ? choice : [...choice, action])),
    );
    // Beyond so many the rest keep their first.
    choices =
      wider.length <= mostChoices
        ? wider
        : choices.map((choice) => (own[0] == null ? choice : [...choice, own[0]]));
  }
  return choices;
}

/** Everybody at once with all the hours of any of their actions, and no break any more from now on. */
function lacksWithoutBreaks({ breaks, standard, hole }: WayGround, legal: readonly CoverAction[]): boolean {
  const { contract, demand, fromMinute } = standard;
  const own = Map.groupBy(legal, ({ staffId }) => staffId);
  const widest = [...own.values()].flatMap((actions): Shift[] => {
    const coming = actions.filter(({ kind }) => kind !== 'leadTakesCalls').map(({ shift }) => shift);
    if (coming.length === 0) return [];
    return [
      {
        ...coming[0]!,
        startMinute: Math.min(...coming.map(({ startMinute }) => startMinute)),
        endMinute: Math.max(...coming.map(({ endMinute }) => endMinute)),
      },
    ];
  });
  const leads = legal.filter(({ kind }) => kind === 'leadTakesCalls').map(({ shift }) => shift);
  const shifts = withShifts(hole, widest).shifts.map((shift) => ({
    ...shift,
    breaks: shift.breaks.filter(({ startMinute }) => startMinute < breaks.fromMinute),
  }));
  const lacks = (people: readonly Shift[], need: number): boolean =>
    onPhonePerInterval(people, demand, demand.intervalMinutes).some(
      (count, interval) =>
        demand.startMinute + (interval + 1) * demand.intervalMinutes > fromMinute && count < need,
    );
  const operators = [...shifts.filter(({ role }) => role === 'operator'), ...leads];
  return (
    lacks(operators, contract.minimumOperators) ||
    lacks(supervising(contract, shifts), contract.roles.minimumSupervisors) ||
    mealsLeaveNobody(withShifts(hole, widest).shifts, breaks, lacks) ||
    (leads.length === 0 && restsLeaveTooFew(breaks, withShifts(hole, widest).shifts))
  );
}

/** Ways to place meals that are looked at, at most. */
const mostMeals = 200_000;

/** Whether supervisors, who have a meal and no rests, cannot take their meals without leaving too few; false where not decided. */
function mealsLeaveNobody(
  everybody: readonly Shift[],
  { contract, fromMinute }: WayGround['breaks'],
  lacks: (people: readonly Shift[], need: number) => boolean,
): boolean {
  const leads = supervising(contract, everybody).filter(({ isStandby }) => !isStandby);
  const choices = leads.map((shift): Shift[] => {
    const mealMinutes = mealMinutesOf(shift, contract);
    const begun = shift.breaks.filter(({ startMinute }) => startMinute < fromMinute);
    if (mealMinutes === 0 || begun.some(({ kind }) => kind === 'meal')) return [{ ...shift, breaks: begun }];
    const { mealWindow, minimumWorkAroundMealMinutes: around, stepMinutes } = contract.breaks;
    const first = Math.max(mealWindow.start, shift.startMinute + around, fromMinute);
    const last = Math.min(mealWindow.end, shift.endMinute - around) - mealMinutes;
    const starts: Shift[] = [];
    for (let start = Math.ceil(first / stepMinutes) * stepMinutes; start <= last; start += stepMinutes) {
      const meal = { kind: 'meal', startMinute: start, endMinute: start + mealMinutes } as const;
      starts.push({ ...shift, breaks: [...begun, meal] });
    }
    return starts.length === 0 ? [{ ...shift, breaks: begun }] : starts;
  });
  if (choices.reduce((product, { length }) => product * length, 1) > mostMeals) return false;
  const need = contract.roles.minimumSupervisors;
  const isPossible = (placed: readonly Shift[]): boolean => {
    const own = choices[placed.length];
    return own === undefined ? !lacks(placed, need) : own.some((shift) => isPossible([...placed, shift]));
  };
  return !isPossible([]);
}
