import type { RosterFacts } from './roster-facts.ts';

/**
 * How much better a greater figure is: what speaks for a roster, one row each; null where it is not known. As exact as it is shown:
 * nobody can promise a probability over 99 %, and less than an hour of a month's work is no difference.
 */
const worthOf = {
  cost: ({ costHours }) => (costHours === null ? null : -Math.round(costHours)),
  shortIntervals: ({ shortIntervals }) => -shortIntervals,
  // Those refused, for a wish for a pattern asks nothing on a day off; of as many, those that mean less.
  wishes: ({ wishes }) => wishes.granted - wishes.asked + (wishes.grantedWeight - wishes.askedWeight) / 1e6,
  unfairTimes: ({ unfairTimes }) => -unfairTimes,
  unevenHours: ({ unevenHours }) => -unevenHours,
  answerRate: ({ answerRate }) => answerRate,
  probability: promisedPercent,
  budgetDays: ({ budgetDays }) => budgetDays,
  worstAbsent: ({ worstAbsentRate }) => worstAbsentRate,
  findings: ({ hardFindings, warnings }) => -(hardFindings + warnings / (1 + hardFindings + warnings)),
  paidHours: ({ paidHours }) => -Math.round(paidHours),
} as const satisfies Readonly<Record<string, (facts: RosterFacts) => number | null>>;

/** Whole percent of the probability that is promised, at most 99. */
export function promisedPercent({ probabilityTargetMet }: RosterFacts): number {
  return Math.min(99, Math.floor(probabilityTargetMet * 100 + 1e-7));
}

/** A row of a comparison. */
export type FactRow = keyof typeof worthOf;

/** Rows of a comparison, in the order in which they are shown. */
export const factRows = Object.keys(worthOf) as readonly FactRow[];

/** How one roster stands among several in one row. */
export interface Standing {
  readonly row: FactRow;
  /** Nobody is better, and somebody is worse. */
  readonly isBest: boolean;
  /** Everybody else is worse. */
  readonly isOnlyBest: boolean;
  /** Better than the first of them, which is the draft. */
  readonly isBetterThanFirst: boolean;
}

/** How each of some rosters stands in every row. @param all the draft first */
export function standingsOf(all: readonly RosterFacts[]): Standing[][] {
  return all.map((facts, index) =>
    factRows.map((row) => {
      const worths = all.map((other) => worthOf[row](other) ?? -Infinity);
      const own = worths[index]!;
      const isKnown = worthOf[row](facts) !== null;
      const worse = worths.filter((worth) => worth < own).length;
      const isBest = isKnown && worse > 0 && worths.every((worth) => worth <= own);
      return {
        row,
        isBest,
        isOnlyBest: isBest && worse === all.length - 1,
        isBetterThanFirst: isKnown && own > worths[0]!,
      };
    }),
  );
}
