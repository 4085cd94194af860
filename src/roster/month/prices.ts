/** Prices in hours of paid work: what a search weighs against one staffed hour. */
export const prices = {
  /** One operator missing for one planning interval. */
  missingInterval: 500,
  /**
   * Its parts, which together are what is really missing at most: by who is on shift, by the rests of those while the duties
   * stay the same, by the rests in either of two spans where duties change (which may overlap the next ones'), by the meals.
   */
  missingParts: { shifts: 0.4, rests: 0.1, turns: 0.025, meals: 0.4 },
  missingStandby: 400,
  missingPreferredRole: 60,
  missingEarlyOrLate: 5,
  staffedHour: 1,
  /** A day that a planner has fixed and that is otherwise because the rules forbid it beside the other fixed days. */
  brokenPin: 2000,
  /** One hour under the monthly minimum that a person's contract promises. */
  underMinimumHour: 60,
  /** One hour of people beyond those to spare: who has nothing to do there is better placed on another day. */
  crowdedHour: 0.5,
} as const;

/** The prices on which good rosters of the same month differ, in hours of paid work. */
export interface MonthPrices {
  /** One hour by which a person is further from their share, once for each eight hours that they are already. */
  readonly unevenHour: number;
  /** Worth of an hour of the first and of the next people beyond the need, on the heaviest day; falling. */
  readonly sparedFirstHour: number;
  readonly sparedSecondHour: number;
  /** A wish that is not granted, times its weight. */
  readonly refusedWish: number;
  /** One point of the fairness ledger. */
  readonly fairnessPoint: number;
}

/** The prices of every plan: what its cost and its bound are counted in. */
export const balancedPrices: MonthPrices = {
  unevenHour: 0.25,
  sparedFirstHour: 0.6,
  sparedSecondHour: 0.3,
  refusedWish: 3,
  fairnessPoint: 0.125,
};

/** Every price of a month is a whole multiple of this: sixteenths are exact in binary. */
export const priceGrain = 1 / 16;

/** Minutes of work are told apart by this; prices of minutes are multiples of the grain for so many. */
export const minuteGrain = 15;

/** The greatest multiple of the grain that is no more than a price. */
export function underGrain(price: number): number {
  return Math.floor(price / priceGrain + 1e-9) * priceGrain;
}

/** A price as a whole multiple of the grain. */
export function onGrain(price: number): number {
  return Math.round(price / priceGrain) * priceGrain;
}
