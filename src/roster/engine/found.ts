import type { RosterProblem } from './problem.ts';

/** The best roster found, and how near to the best there is. */
export interface FoundRoster {
  /** Duty or `off` per `person × days + day`. */
  readonly schedule: Int16Array;
  readonly cost: number;
  /** No roster costs less; -Infinity when nothing is proven. */
  readonly bound: number;
  readonly isOptimal: boolean;
  /** People for whom no legal schedule was found: they are off on every day. */
  readonly without: readonly string[];
}

/** How hard a roster is searched. The same effort gives the same roster. */
export interface SearchEffort {
  readonly seed: number;
  /** Work of each lane after which it ends, in units of about three to five nanoseconds. */
  readonly units: number;
  /** Searches side by side, ≥ 1. */
  readonly lanes: number;
  /** How far over the bound a roster may cost to be good enough, relative, ≥ 0. */
  readonly gap: number;
  /** A legal roster to start from. */
  readonly start?: Int16Array;
}

/** Searches the cheapest roster of a problem. The core does not know by what means. */
export type SearchRoster = (problem: RosterProblem, effort: SearchEffort) => Promise<FoundRoster>;
