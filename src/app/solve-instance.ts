import { SekisuError } from '../errors.ts';
import { parseShiftInstance, writeAssignedShiftsCsv } from '../files/shift-instance.ts';
import { assignedShifts, instanceProblem } from '../roster/index.ts';
import { startSearch } from '../solver/roster-searcher.ts';

/** A roster of an instance, and how near to the best there is. */
export interface SolvedInstance {
  /** `employee,day,shift` rows. */
  readonly csv: string;
  readonly objective: number;
  /** No roster costs less; null when nothing is proven. */
  readonly bound: number | null;
  readonly isOptimal: boolean;
}

/**
 * Searches a roster for a published shift-scheduling instance, with the engine that makes the product's rosters.
 * @param seconds after which it ends, > 0 @param units work per thread after which it ends; the same work gives the same roster
 * @throws SekisuError `instance.no-schedule` naming people whose rules allow none, and what `parseShiftInstance` throws
 */
export async function solveInstance(input: {
  readonly bytes: Uint8Array;
  readonly file: string;
  readonly seconds: number;
  readonly units: number;
  readonly seed: number;
  readonly lanes?: number;
  readonly onBest?: (cost: number, seconds: number) => void;
  readonly onBound?: (bound: number, seconds: number) => void;
}): Promise<SolvedInstance> {
  const { bytes, file, ...search } = input;
  const instance = parseShiftInstance(bytes, file);
  const { schedule, cost, bound, isOptimal, without } = await startSearch({
    ...search,
    endsWithout: true,
    problem: instanceProblem(instance),
  }).found;
  if (without.length > 0) {
    throw new SekisuError('instance.no-schedule', { file, people: without.join(', ') });
  }
  return {
    csv: writeAssignedShiftsCsv(assignedShifts(instance, schedule)),
    objective: cost,
    bound: bound === -Infinity ? null : bound,
    isOptimal,
  };
}
