import { balancedPrices, type MonthPrices } from '../roster/month/prices.ts';

/**
 * What a roster of a month can lean to: `balanced` costs least at the prices of every plan; `people` has wishes, fairness and
 * evenness first; `robust` the surest month, and the one that stands absences best.
 */
export const leanings = ['balanced', 'people', 'robust'] as const;

/** See `leanings`. */
export type Leaning = (typeof leanings)[number];

/** What a candidate can be: the best of a leaning, or `another` that is better in some respect where there are few of those. */
export const candidateKinds = [...leanings, 'another'] as const;

/** See `candidateKinds`. */
export type CandidateKind = (typeof candidateKinds)[number];

/**
 * What a search for each leaning pays, in hours of paid work. A point of fairness stays as cheap as in every plan: points are
 * prices at the margin, and dearer ones gave all of a kind to whoever had least, which made the ledger less even.
 */
export const leaningPrices: Readonly<Record<Leaning, MonthPrices>> = {
  balanced: balancedPrices,
  people: { ...balancedPrices, refusedWish: 9, unevenHour: 0.75 },
  // The first to spare on the heaviest days are worth more than their hours: some are paid for that alone.
  robust: { ...balancedPrices, sparedFirstHour: 2, sparedSecondHour: 1.5 },
};
