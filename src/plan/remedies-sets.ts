/** What a search for the smallest sets found. */
export interface SmallestSets<Item> {
  /** Sets that solve and of which no smaller part does, the smallest first. */
  readonly sets: readonly (readonly Item[])[];
  /** Whether all sets up to the size at which the search ended were looked at or known not to solve. */
  readonly isComplete: boolean;
}

/** How a search for sets is bounded. */
export interface SetSearch<Item> {
  readonly items: readonly Item[];
  /** Whether relaxing these, and nothing else, solves; asked for each set at most once. */
  readonly solves: (set: readonly Item[]) => Promise<boolean>;
  /** Items that are a last resort: the search goes on until it has a set without them, or knows that there is none. */
  readonly lastResorts: readonly Item[];
  /** Greatest size of a set, ≥ 1. */
  readonly mostItems: number;
  /** Sets that may be asked about, ≥ 0. */
  readonly mostAsked: number;
}

/**
 * The smallest sets of items that solve, where more items never solve less: all singles, then all pairs and so on, until a
 * set without a last resort is found where there can be one. What cannot solve is not asked about: a part of a set that does not solve. So all
 * items are asked about first, then all without the last resorts, and, if no single item does, all but one each.
 */
export async function smallestSets<Item>(search: SetSearch<Item>): Promise<SmallestSets<Item>> {
  const { items, lastResorts, mostItems, mostAsked } = search;
  const solving: (readonly Item[])[] = [];
  const failing: (readonly Item[])[] = [];
  const known: (readonly Item[])[] = [];
  let asked = 0;
  let isComplete = true;
  const isPart = (part: readonly Item[], whole: readonly Item[]): boolean =>
    part.every((item) => whole.includes(item));
  /** Null where the work is used up. */
  const solves = async (set: readonly Item[]): Promise<boolean | null> => {
    if (failing.some((other) => isPart(set, other))) return false;
    if (known.some((other) => isPart(set, other) && isPart(other, set))) return true;
    if (asked >= mostAsked) return null;
    asked += 1;
    const is = await search.solves(set);
    (is ? known : failing).push(set);
    return is;
  };
  if (items.length === 0) return { sets: [], isComplete };
  if ((await solves(items)) === false) return { sets: [], isComplete };
  const firm = items.filter((item) => !lastResorts.includes(item));
  const canBeFirm = firm.length > 0 && (firm.length === items.length || (await solves(firm)) !== false);
  for (let size = 1; size <= Math.min(mostItems, items.length); size += 1) {
    for (const set of subsets(items, size)) {
      if (solving.some((other) => isPart(other, set))) continue;
      const is = await solves(set);
      if (is === null) isComplete = false;
      if (is === true) solving.push(set);
    }
    const isFirm = solving.some((set) => !set.some((item) => lastResorts.includes(item)));
    if (isFirm || (!canBeFirm && solving.length > 0) || !isComplete) break;
    if (size === 1 && mostItems > 1 && canBeFirm) {
      for (const item of firm) await solves(firm.filter((other) => other !== item));
    }
  }
  return { sets: solving, isComplete };
}

function subsets<Item>(items: readonly Item[], size: number): Item[][] {
  if (size === 0) return [[]];
  return items.flatMap((item, index) =>
    subsets(items.slice(index + 1), size - 1).map((rest) => [item, ...rest]),
  );
}
