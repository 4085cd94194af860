import {
  type FoundRoster,
  type LaneEvent,
  type OpenLp,
  off,
  type RosterProblem,
  type SearchEffort,
  type SearchRoster,
  searchLane,
} from '../roster/engine/index.ts';
import { openLpSolver } from './live-lp.ts';
import { startSearch } from './roster-searcher.ts';

/** The search that a month's roster is made with: one lane in this thread, several in threads of their own. */
export async function openRosterSearch(): Promise<SearchRoster> {
  const openLp = await openLpSolver();
  return async (problem, effort) =>
    effort.lanes === 1
      ? searchHere(problem, effort, openLp)
      : startSearch({ ...effort, problem, seconds: Number.POSITIVE_INFINITY }).found;
}

function searchHere(problem: RosterProblem, effort: SearchEffort, openLp: OpenLp): FoundRoster {
  const { seed, gap, units, start = null } = effort;
  let best: Extract<LaneEvent, { kind: 'best' }> = {
    kind: 'best',
    cost: Number.POSITIVE_INFINITY,
    schedule: new Int16Array(problem.people.length * problem.dayCount).fill(off),
  };
  let bound = Number.NEGATIVE_INFINITY;
  let without: readonly string[] = [];
  for (const event of searchLane(problem, { openLp, seed, lane: 0, lanes: 1, start, gap })) {
    if (event.kind === 'best') best = event;
    else if (event.kind === 'bound') bound = Math.max(bound, event.bound);
    else if (event.kind === 'without') without = event.people;
    else if (event.kind === 'report') bound = Math.max(bound, event.report.bound);
    else if (event.units >= units) break;
  }
  const { cost, schedule } = best;
  return { schedule, cost, bound, isOptimal: cost <= bound + 1e-6, without };
}
