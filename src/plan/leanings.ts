import { balancedPrices, type MonthPrices } from '../roster/month/prices.ts';

/**
 * What a roster of a month can lean to: `balanced` is every plan's; `people` has wishes and fairness first; `robust` has more
 * people to spare, on heavy days first.
 */
export const leanings = ['balanced', 'people', 'robust'] as const;

/** See `leanings`. */
export type Leaning = (typeof leanings)[number];

/** What each leaning pays for, in hours of paid work. */
export const leaningPrices: Readonly<Record<Leaning, MonthPrices>> = {
  balanced: balancedPrices,
  people: { ...balancedPrices, refusedWish: 9, fairnessPoint: 0.5, unevenHour: 0.75 },
  // The first to spare on the heaviest days are worth more than their hours: some are paid for that alone.
  robust: { ...balancedPrices, sparedFirstHour: 1.25, sparedSecondHour: 0.9 },
};
