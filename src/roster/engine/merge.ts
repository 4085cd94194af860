import type { Neighbourhood } from './block-rows.ts';
import { isLegal } from './legality.ts';
import type { Crew, RosterState } from './roster-state.ts';

/** Some people's days that were decided together. */
export interface Change extends Neighbourhood {
  /** Their duties, person after person. */
  readonly duties: Int16Array;
}

/** What a neighbourhood's people do in its days now. */
export function changeOf(state: RosterState, { people, days }: Neighbourhood): Change {
  const { schedule, problem } = state;
  const duties = people.flatMap((person) => days.map((day) => schedule[person * problem.dayCount + day]!));
  return { people, days, duties: Int16Array.from(duties) };
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

function write(state: RosterState, { people, days, duties }: Change): void {
  people.forEach((person, index) => {
    days.forEach((day, step) => {
      state.set(person, day, duties[index * days.length + step]!);
    });
  });
}
