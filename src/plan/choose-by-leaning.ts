import { balancedPrices } from '../roster/month/prices.ts';
import { promisedPercent } from './compare-facts.ts';
import type { Leaning } from './leanings.ts';
import type { RosterFacts } from './roster-facts.ts';

/** The good ones among some rosters, and of each leaning the best of them, by their places in the list. */
export interface ChosenRosters extends Readonly<Record<Leaning, number>> {
  readonly good: readonly number[];
}

/** How much dearer than the cheapest a roster may be and still be good, as a share of the hours worked. */
const goodShare = 0.03;
/** Hours of paid work that a time off the fair count, or an hour off the share, is worth. */
const unfairTime = 0.25;
const unevenHour = 0.25;

/**
 * For each leaning the best in what it stands for among the good rosters, as its place in the list. Good: legal if any is, as few
 * short intervals as any legal one, and hardly dearer than the cheapest of those. `people`: refused wishes, distance from fair counts and
 * from fair hours, all as hours of paid work; `robust`: the probability of the target, the absence budget, the worst day with one
 * absent, one after another. Of equals it is the cheapest by whole hours, then the first.
 * @param all at least one @param people whom the averages of the facts are over
 */
export function chooseByLeaning(all: readonly RosterFacts[], people: number): ChosenRosters {
  const costOf = ({ costHours }: RosterFacts): number =>
    costHours === null ? Infinity : Math.round(costHours);
  const least = (of: (facts: RosterFacts) => number, among = all): RosterFacts[] => {
    const lowest = Math.min(...among.map(of));
    return among.filter((facts) => of(facts) <= lowest);
  };
  const covered = least(
    ({ shortIntervals }) => shortIntervals,
    least(({ hardFindings }) => hardFindings),
  );
  const [cheapest] = least(costOf, covered);
  const mostHours = costOf(cheapest!) + goodShare * cheapest!.paidHours;
  const good = covered.filter((facts) => costOf(facts) <= mostHours);
  const burdens: Readonly<Record<Leaning, readonly ((facts: RosterFacts) => number)[]>> = {
    balanced: [],
    people: [
      ({ wishes, unfairTimes, unevenHours }) =>
        balancedPrices.refusedWish * (wishes.askedWeight - wishes.grantedWeight) +
        people * (unfairTime * unfairTimes + unevenHour * unevenHours),
    ],
    robust: [
      (facts) => -promisedPercent(facts),
      ({ budgetDays }) => -budgetDays,
      ({ worstAbsentRate }) => -worstAbsentRate,
    ],
  };
  const placeOf = (leaning: Leaning): number => {
    const [best] = [...burdens[leaning], costOf].reduce((left, of) => least(of, left), good);
    return all.indexOf(best!);
  };
  return {
    good: all.flatMap((facts, place) => (good.includes(facts) ? [place] : [])),
    balanced: placeOf('balanced'),
    people: placeOf('people'),
    robust: placeOf('robust'),
  };
}
