import type { SearchRoster } from '../roster/index.ts';
import { affordable, type RebuiltRoster, rebuilt } from './remedies-build.ts';
import { type Lack, type RemedyGround, weightOf } from './remedies-lack.ts';
import { type Asks, type Relaxable, relaxablesOf, relaxedGround } from './remedies-relax.ts';
import { smallestSets } from './remedies-sets.ts';
import { type RelaxedUse, usesOf } from './remedies-uses.ts';

/** A set of words that are enough to relax, and a roster that shows it. */
export interface RelaxedRoster {
  readonly set: readonly Relaxable[];
  readonly roster: RebuiltRoster;
  readonly uses: readonly RelaxedUse[];
}

/** Which words to relax so that nothing lacks, or as little as possible. */
export interface RelaxAnswer {
  /** Words that could be relaxed at all. */
  readonly possible: readonly Relaxable[];
  /** What lacks when all of them are relaxed; empty where they are enough. */
  readonly left: readonly Lack[];
  /**
   * The smallest sets that end every lack, an empty one where building again is enough: those that give up a seat or a standby
   * last, those that ask the fewest people first. Where no set ends all of it, the one that brings most, word by word.
   */
  readonly smallest: readonly RelaxedRoster[];
  /** Whether all smaller sets were tried; true too where no set ends every lack. */
  readonly isComplete: boolean;
}

/** What the plan itself gives up, rather than asking somebody. */
const lastResorts: readonly Relaxable[] = ['seats', 'standby', 'skilled'];
/** Most words of a set, and rosters built to find the sets, and more of them to ask fewer people. */
const mostWords = 3;
const mostBuilt = 60;
const mostNarrowed = 8;

/**
 * The smallest sets of words whose relaxing covers everything, each with a roster that changes little and, as far as a
 * few more searches can tell, asks no more people than it must. Each roster is a witness; that smaller sets fail is as
 * sure as the search is.
 * @param lacks of the ground's days that are to come, at least one
 */
export async function relaxAnswer(
  ground: RemedyGround,
  lacks: readonly Lack[],
  search: SearchRoster,
  onProgress: (doneFraction: number) => void = () => {},
): Promise<RelaxAnswer> {
  const possible = relaxablesOf(ground, lacks);
  const most = affordable(ground, lacks, mostBuilt);
  const tries = affordable(ground, lacks, mostNarrowed);
  let built = 0;
  const build = async (set: readonly Relaxable[], asks?: Asks): Promise<RebuiltRoster | null> => {
    const roster = await rebuilt(ground, lacks, relaxedGround(ground, lacks, set, asks), search);
    built += 1;
    onProgress(Math.min(1, built / (most / 2)));
    return roster;
  };
  const strict = await build([]);
  const all = possible.length === 0 ? strict : await build(possible);
  const weight = (roster: RebuiltRoster | null): number => weightOf(roster?.lacks ?? lacks);
  const target = Math.min(weightOf(lacks), weight(all), weight(strict));
  const brings = (roster: RebuiltRoster | null): roster is RebuiltRoster =>
    roster !== null && weightOf(roster.lacks) <= target;
  const nobody = { possible, left: strict?.lacks ?? lacks, isComplete: true };
  // Nothing is gained by building again, nor by asking anybody.
  if (target === weightOf(lacks)) return { ...nobody, left: lacks, smallest: [] };
  if (brings(strict)) return { ...nobody, smallest: [{ set: [], roster: strict, uses: [] }] };
  if (!brings(all)) return { ...nobody, smallest: [] };
  if (target > 0) {
    const most = await bringingMost(possible, build, target);
    if (most === null || weight(most.roster) >= weight(strict))
      return { ...nobody, left: all.lacks, smallest: [] };
    const found = { ...most, uses: usesOf(ground, most.roster.days, most.set) };
    const isAsGood = (roster: RebuiltRoster | null): roster is RebuiltRoster =>
      roster !== null && weightOf(roster.lacks) <= weightOf(found.roster.lacks);
    return { ...nobody, left: all.lacks, smallest: [await narrowed(ground, found, build, isAsGood, tries)] };
  }
  const witnesses = new Map<string, RebuiltRoster>([[keyOf(possible), all]]);
  const { sets, isComplete } = await smallestSets<Relaxable>({
    items: possible,
    lastResorts,
    mostItems: mostWords,
    mostAsked: most,
    solves: async (set) => {
      const known = witnesses.get(keyOf(set));
      const roster = known ?? (await build(set));
      if (!brings(roster)) return false;
      witnesses.set(keyOf(set), roster);
      return true;
    },
  });
  const smallest: RelaxedRoster[] = [];
  for (const set of sets.length > 0 ? sets : [possible]) {
    const roster = witnesses.get(keyOf(set))!;
    const found = { set, roster, uses: usesOf(ground, roster.days, set) };
    smallest.push(await narrowed(ground, found, build, brings, tries));
  }
  onProgress(1);
  const rank = ({ set, uses }: RelaxedRoster): number =>
    (set.some((what) => lastResorts.includes(what)) ? 1000 : 0) + set.length * 100 + uses.length;
  return {
    possible,
    left: all.lacks,
    smallest: smallest.toSorted((one, other) => rank(one) - rank(other)),
    isComplete,
  };
}

/** The words that bring most, one after another, as long as each brings something. */
async function bringingMost(
  possible: readonly Relaxable[],
  build: (set: readonly Relaxable[]) => Promise<RebuiltRoster | null>,
  target: number,
): Promise<Pick<RelaxedRoster, 'set' | 'roster'> | null> {
  let best: Pick<RelaxedRoster, 'set' | 'roster'> | null = null;
  for (let size = 1; size <= mostWords; size += 1) {
    const known: readonly Relaxable[] = best?.set ?? [];
    for (const what of possible.filter((word) => !known.includes(word))) {
      const set = possible.filter((word) => word === what || known.includes(word));
      const roster = await build(set);
      const isBetter =
        best === null || (roster !== null && weightOf(roster.lacks) < weightOf(best.roster.lacks));
      if (roster !== null && isBetter) best = { set, roster };
      if (best !== null && weightOf(best.roster.lacks) <= target) return best;
    }
    if ((best?.set.length ?? 0) < size) break;
  }
  return best;
}

function keyOf(set: readonly Relaxable[]): string {
  return set.join();
}

/** The same set with nobody asked who need not be: each is left out in turn where the rest is enough. */
async function narrowed(
  ground: RemedyGround,
  found: RelaxedRoster,
  build: (set: readonly Relaxable[], asks: Asks) => Promise<RebuiltRoster | null>,
  brings: (roster: RebuiltRoster | null) => roster is RebuiltRoster,
  mostTries: number,
): Promise<RelaxedRoster> {
  const { set } = found;
  let best = found;
  const needed = new Set<string>();
  for (let tried = 0; tried < mostTries; tried += 1) {
    const asked = new Set(best.uses.flatMap(asksOf));
    const [out] = [...asked].filter((ask) => !needed.has(ask));
    if (out === undefined || asked.size === 1) break;
    const asks: Asks = (what, staffId, date) => {
      const ask = askOf(what, staffId, date?.toString() ?? null);
      return ask !== out && asked.has(ask);
    };
    const roster = await build(set, asks);
    if (brings(roster)) best = { set, roster, uses: usesOf(ground, roster.days, set) };
    else needed.add(out);
  }
  return best;
}

/** Whose word a use is about. */
function asksOf(use: RelaxedUse): string[] {
  if (use.what === 'unavailable') return [askOf(use.what, use.staffId, use.date)];
  return use.what === 'weeklyLimits' || use.what === 'patterns' ? [askOf(use.what, use.staffId, null)] : [];
}

/** @param date of a time at which somebody cannot work; null = the whole month */
function askOf(what: Relaxable, staffId: string, date: string | null): string {
  return `${what} ${staffId} ${date ?? ''}`;
}
