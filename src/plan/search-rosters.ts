import { buildRoster, type RosterDay, type RosterInput, type SearchRoster } from '../roster/index.ts';
import { leaningPrices, leanings } from './leanings.ts';

/** Rosters of a month that several searches found. */
export interface SearchedRosters {
  /** The first was searched at the prices of every plan. */
  readonly rosters: readonly (readonly RosterDay[])[];
  /** No roster costs less at the prices of every plan; null when nothing is proven. */
  readonly boundHours: number | null;
}

/** People × days from which on each leaning is searched once only, and searches of each below. */
const largeMonth = 1500;
const searchesEach = 2;

/**
 * Searches a month's roster for each leaning, more than once where that is cheap: searches end at different rosters of nearly
 * the same cost, which is what there is to choose from.
 */
export async function searchRosters(
  base: RosterInput,
  search: SearchRoster,
  onProgress: (doneFraction: number) => void,
): Promise<SearchedRosters> {
  const rosters: (readonly RosterDay[])[] = [];
  let boundHours: number | null = null;
  const rounds = base.staff.length * base.demands.length < largeMonth ? searchesEach : 1;
  for (let round = 0; round < rounds; round += 1) {
    for (const leaning of leanings) {
      const input = { ...base, prices: leaningPrices[leaning], seed: base.seed + round };
      const built = await buildRoster(input, search, (done) =>
        onProgress((rosters.length + done) / (rounds * leanings.length)),
      );
      if (rosters.length === 0) boundHours = built.proof.boundHours;
      rosters.push(built.days);
    }
  }
  return { rosters, boundHours };
}
