import type { Contract } from '../contract/index.ts';
import type { DayDemand } from './demand.ts';

/** How many people must be on shift so that enough stay on the phone once breaks and rests are taken. */
export interface PresenceNeed extends DayDemand {
  /** People on shift needed in each interval, meals not counted. */
  readonly presentPeople: readonly number[];
  /** Person-minutes on shift needed within the meal window, meals not counted. */
  readonly mealWindowMinutes: number;
  /** Weight of the day for placing people beyond the need, ≥ 0. */
  readonly weight: number;
}

/** More presence on a day than the plain formula asks for, learned from a day whose breaks would not fit. */
export interface PresenceExtra {
  /** People more per interval. */
  readonly people: readonly number[];
  /** Person-minutes more in the meal window. */
  readonly mealWindowMinutes: number;
}

/**
 * Presence that a demand asks for. Who works at the phone is away for `restMinutes` after at most
 * `maximumPhoneMinutes`, so n people keep n·phone/(phone+rest) on the phone on average; the number is rounded up per
 * interval, and the meal window as a whole must also bear the meals (the model subtracts them). Necessary, not
 * sufficient: whether the breaks of whole people fit is decided by `placeBreaks`.
 */
export function presenceNeed(input: {
  readonly demand: DayDemand;
  readonly rules: Contract['breaks'];
  readonly takesRests: boolean;
  readonly extra: PresenceExtra | undefined;
  readonly weight: number;
}): PresenceNeed {
  const { demand, rules, extra } = input;
  const awayFactor = input.takesRests ? 1 + rules.restMinutes / rules.maximumPhoneMinutes : 1;
  const presentPeople = demand.requiredSeats.map(
    (seats, index) => Math.ceil(seats * awayFactor - 1e-9) + (extra?.people[index] ?? 0),
  );
  const mealWindowMinutes = demand.requiredSeats.reduce(
    (sum, seats, index) => sum + seats * awayFactor * minutesInMealWindow(demand, rules, index),
    extra?.mealWindowMinutes ?? 0,
  );
  return { ...demand, presentPeople, mealWindowMinutes, weight: input.weight };
}

/** Minutes of an interval that lie in the meal window. */
export function minutesInMealWindow(demand: DayDemand, rules: Contract['breaks'], index: number): number {
  const start = demand.startMinute + index * demand.intervalMinutes;
  const end = Math.min(start + demand.intervalMinutes, demand.endMinute);
  return Math.max(0, Math.min(end, rules.mealWindow.end) - Math.max(start, rules.mealWindow.start));
}
