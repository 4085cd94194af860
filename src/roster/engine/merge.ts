import { isKept, type Neighbourhood } from './block-rows.ts';
import { isLegal } from './legality.ts';
import type { Crew, RosterState } from './roster-state.ts';

/** Some people's days that were decided together. */
export interface Change extends Neighbourhood {
  /** Their duties, person after person. */
  readonly duties: Int16Array;
}

/** What a neighbourhood's people do in its days now. */
export function changeOf(state: RosterState, where: Neighbourhood): Change {
  const { dayCount } = state.problem;
  const width = where.to - where.from;
  const duties = new Int16Array(where.people.length * width);
  where.people.forEach((person, index) => {
    duties.set(
      state.schedule.subarray(person * dayCount + where.from, person * dayCount + where.to),
      index * width,
    );
  });
  return { ...where, duties };
}

/** Makes the changes of another search, one by one, where they stay legal and make this roster cheaper too. */
export function replay(state: RosterState, crew: Crew, changes: readonly Change[]): void {
  const { problem, schedule } = state;
  for (const change of changes) {
    const before = state.cost;
    const saved = changeOf(state, change);
    write(state, change);
    const isGood =
      state.cost < before - 1e-9 &&
      change.people.every((person) =>
        isLegal(problem, crew.rules[person]!, schedule, person * problem.dayCount),
      );
    if (!isGood) write(state, saved);
  }
}

function write(state: RosterState, change: Change): void {
  const width = change.to - change.from;
  change.people.forEach((person, index) => {
    for (let step = 0; step < width; step += 1) {
      if (isKept(change, change.from + step)) continue;
      state.set(person, change.from + step, change.duties[index * width + step]!);
    }
  });
}
