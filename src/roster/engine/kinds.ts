import { type PersonRules, personRules } from './person-rules.ts';
import { type Cell, footprint, off, type Person, type RosterProblem, wantedCell } from './problem.ts';
import { dayPrice } from './roster-state.ts';

/** People who are alike but for their prices and the sizes of their limits. */
export interface Kind {
  readonly people: readonly number[];
  readonly rules: readonly PersonRules[];
  /** Duties that any of them can have. */
  readonly duties: readonly number[];
}

/** How many of a kind have a duty on a day. */
export interface KindShare {
  readonly kind: number;
  readonly day: number;
  readonly duty: number;
  /** ≥ 0, whole or not. */
  readonly people: number;
}

/** Puts people together whose duties count alike everywhere. */
export function kindsOf(problem: RosterProblem): readonly Kind[] {
  const rules = problem.people.map((person) => personRules(problem.duties, person));
  const keyOf = (person: number): string => {
    const { isUsed, limits } = rules[person]!;
    const counted = limits.map(({ amounts, periodOf, most }) =>
      [amounts.join(), periodOf.join(), most.length].join('/'),
    );
    return [problem.people[person]!.group, isUsed.map(Number).join(''), ...counted].join('|');
  };
  return [...Map.groupBy(problem.people.keys(), keyOf).values()].map((people) => ({
    people,
    rules: people.map((person) => rules[person]!),
    duties: problem.duties.flatMap((_, duty) => (rules[people[0]!]!.isUsed[duty] ? [duty] : [])),
  }));
}

/** What is charged for each person more or fewer than there should be of a kind on a duty: more than any wish. */
const mismatchCost = 32;

/**
 * The same people, to be spread as a relaxation would: a cell per kind, day and duty that wants its share of people. Its rosters
 * keep every rule of the problem; they cost little where they are as the relaxation says.
 * @param shares one per kind, day and duty at most
 */
export function spreadProblem(
  problem: RosterProblem,
  kinds: readonly Kind[],
  shares: readonly KindShare[],
): RosterProblem {
  const dutyCount = problem.duties.length;
  const cells: Cell[] = [];
  const footprints = kinds.map(() =>
    Array.from({ length: problem.dayCount * dutyCount }, () => footprint([])),
  );
  for (const { kind, day, duty, people } of shares.toSorted((a, b) => a.day - b.day)) {
    const underCost = mismatchCost * problem.grain;
    footprints[kind]![day * dutyCount + duty] = footprint([cells.length]);
    cells.push(wantedCell({ day, required: Math.round(people), underCost, overCost: underCost }));
  }
  const persons: Person[] = problem.people.map((person) => ({ ...person }));
  kinds.forEach((kind, group) => {
    const cheapest = cheapestOf(problem, kind);
    for (const index of kind.people) {
      const person = problem.people[index]!;
      persons[index] = {
        ...person,
        group,
        // Only what sets people of a kind apart: what they cost alike is in the relaxation already.
        dutyPrice: person.dutyPrice.map((price, at) => (price === Infinity ? price : price - cheapest[at]!)),
      };
    }
  });
  return { ...problem, people: persons, cells, footprints, constant: 0 };
}

function cheapestOf(problem: RosterProblem, { people }: Kind): Float64Array {
  const cheapest = new Float64Array(problem.dayCount * problem.duties.length).fill(Infinity);
  for (const person of people) {
    problem.people[person]!.dutyPrice.forEach((price, at) => {
      if (price < cheapest[at]!) cheapest[at] = price;
    });
  }
  return cheapest;
}

/** How many of a kind can be off or have a duty on a day at each price, cheapest first. */
export function pricesOf(
  problem: RosterProblem,
  { people }: Kind,
  day: number,
  duty: number,
): { readonly price: number; readonly people: number }[] {
  const prices = people
    .map((person) => dayPrice(problem, person, day, duty))
    .filter((price) => price < Infinity);
  return [...Map.groupBy(prices, (price) => price)]
    .map(([price, same]) => ({ price, people: same.length }))
    .sort((a, b) => a.price - b.price);
}

/** Moves of a kind on a day: off and each duty. */
export function movesOf({ duties }: Kind): readonly number[] {
  return [off, ...duties];
}
