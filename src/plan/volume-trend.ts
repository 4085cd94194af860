/** Calls of one month against the assumed ones. */
export interface TrendMonth {
  /** `YYYY-MM`. */
  readonly month: string;
  /** Calls offered, whole, ≥ 0. */
  readonly calls: number;
}

/** Where a contract's calls stand against the assumption (第3章6エ: 想定する入電数を長期間にわたり大幅に超過). */
export interface VolumeTrend {
  readonly months: readonly (TrendMonth & { readonly ratio: number; readonly isAbove: boolean })[];
  /** Assumed calls of a month, all queues. */
  readonly assumedCalls: number;
  readonly calls: number;
  /** (Calls − assumed) ÷ assumed over all months; below 0 when fewer came. */
  readonly excessFraction: number;
  readonly monthsAbove: number;
  /** Months in a row up to the last that were above. */
  readonly latestAbove: number;
  /**
   * Standard deviation ÷ mean of months beyond chance, as the history shows it; null where fewer than `leastMonths` months
   * tell of it, and the test then takes chance alone.
   */
  readonly cvFraction: number | null;
  /** Probability of so many calls or more if the assumption held, with the months' scatter, and by chance alone. */
  readonly pValue: number;
  readonly poissonPValue: number;
  /**
   * `within`: no more than chance and scatter bring; `above`: significantly more; `longLarge`: that for months in a row
   * and by a good part, which is what 第3章6エ speaks of.
   */
  readonly verdict: 'within' | 'above' | 'longLarge';
}

/**
 * What `longLarge` takes. The specification gives no figures; these are a guide to when both sides should talk, named
 * wherever the verdict is shown.
 */
export const trendLimits = { pValue: 0.05, monthsInARow: 3, excessFraction: 0.2 } as const;

/** Fewest months from which their scatter is estimated. */
const leastMonths = 6;

/**
 * One-sided exact test of the calls of some months against the assumption. Under it a month's calls are negative binomial
 * with the assumed mean μ and variance μ + α μ² (a gamma factor per month on a Poisson count; Cameron and Trivedi,
 * Regression Analysis of Count Data, 1998, NB2); m independent months add up to one with mean m μ and α ÷ m. The p-value is its
 * upper tail from the calls that came on, both ends exact. α comes from all months known, by moments: (s² − x̄) ÷ x̄², not
 * below 0. Whatever trend those months have is in it too, which makes the test careful rather than quick. Looked at
 * every month, it will by chance cross 5 % more often than once in twenty years of looks: it is a sign, no proof.
 * @param months of the contract that are over, in order @param assumedCalls of a month, > 0
 * @param known calls of all months known, those before the contract too
 */
export function volumeTrend(
  months: readonly TrendMonth[],
  assumedCalls: number,
  known: readonly number[],
): VolumeTrend {
  const calls = months.reduce((sum, own) => sum + own.calls, 0);
  const assumed = assumedCalls * months.length;
  const alpha = overdispersion(known);
  const excessFraction = assumed > 0 ? calls / assumed - 1 : 0;
  const marked = months.map((own) => ({
    ...own,
    ratio: own.calls / assumedCalls,
    isAbove: own.calls > assumedCalls,
  }));
  const lastWithin = marked.findLastIndex(({ isAbove }) => !isAbove);
  const latestAbove = marked.length - 1 - lastWithin;
  const poissonPValue = upperTail(calls, assumed, 0);
  const pValue =
    alpha === null ? poissonPValue : upperTail(calls, assumed, alpha / Math.max(1, months.length));
  const isSignificant = pValue < trendLimits.pValue;
  const isLongLarge =
    isSignificant && latestAbove >= trendLimits.monthsInARow && excessFraction >= trendLimits.excessFraction;
  return {
    months: marked,
    assumedCalls,
    calls,
    excessFraction,
    monthsAbove: marked.filter(({ isAbove }) => isAbove).length,
    latestAbove,
    cvFraction: alpha === null ? null : Math.sqrt(alpha),
    pValue,
    poissonPValue,
    verdict: isLongLarge ? 'longLarge' : isSignificant ? 'above' : 'within',
  };
}

/** α of NB2 by moments, ≥ 0; null of too few months. */
function overdispersion(calls: readonly number[]): number | null {
  if (calls.length < leastMonths) return null;
  const mean = calls.reduce((sum, own) => sum + own, 0) / calls.length;
  if (mean <= 0) return null;
  const variance = calls.reduce((sum, own) => sum + (own - mean) ** 2, 0) / (calls.length - 1);
  return Math.max(0, (variance - mean) / mean ** 2);
}

/**
 * P(X ≥ count) of a negative binomial count with a mean and variance mean + alpha mean²; alpha 0 is Poisson. Exact by the
 * recurrence of its terms in logarithms, from the side on which they fall; tested to 1e-10 for means up to 10,000.
 * @param count whole, ≥ 0 @param mean ≥ 0 @param alpha ≥ 0
 */
export function upperTail(count: number, mean: number, alpha: number): number {
  if (count <= 0) return 1;
  if (mean <= 0) return 0;
  // p(k + 1) ÷ p(k)
  const ratio = (k: number): number => (mean * (1 + alpha * k)) / ((k + 1) * (1 + alpha * mean));
  let logTerm = alpha > 0 ? -Math.log1p(alpha * mean) / alpha : -mean;
  const from = count > mean ? count : count - 1;
  for (let k = 0; k < from; k += 1) logTerm += Math.log(ratio(k));
  let term = 1;
  let sum = 1;
  if (count > mean) {
    for (let k = from; term > sum * 1e-18; k += 1) {
      term *= ratio(k);
      sum += term;
    }
    return Math.min(1, Math.exp(logTerm) * sum);
  }
  for (let k = from; k > 0 && term > sum * 1e-18; k -= 1) {
    term /= ratio(k - 1);
    sum += term;
  }
  return Math.max(0, 1 - Math.exp(logTerm) * sum);
}
