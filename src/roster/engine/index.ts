/**
 * Answers: the cheapest roster that keeps every person's rules, with a proven bound; whatever people, duties and cells stand for.
 * Assumes: a problem in numbers (`RosterProblem`); all rules concern one person, only the cells' costs link people.
 * May import: what roster may.
 */
export type { FoundRoster, SearchEffort, SearchRoster } from './found.ts';
export { isLegal } from './legality.ts';
export type { LiveLp, LpColumns, LpSolution, OpenLp } from './live-lp.ts';
export { type PersonRules, personRules } from './person-rules.ts';
export {
  type Cell,
  type Duty,
  type Footprint,
  footprint,
  off,
  type PeriodLimit,
  type Person,
  type RosterProblem,
  type WantedMinutes,
  wantedCell,
} from './problem.ts';
export { RosterState } from './roster-state.ts';
export { type LaneEvent, type LaneOptions, type Report, searchLane } from './search.ts';
