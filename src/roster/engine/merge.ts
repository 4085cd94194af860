import { isLegal } from './legality.ts';
import type { Crew, RosterState } from './roster-state.ts';

/** Some people's days that were decided together: places in a roster, and the duty at each. */
export interface Change {
  readonly places: Int32Array;
  readonly duties: Int16Array;
}

/** How a roster differs from what it was before. */
export function changeSince(before: Int16Array, { schedule }: RosterState): Change {
  const places: number[] = [];
  for (let place = 0; place < schedule.length; place += 1) {
    if (schedule[place] !== before[place]) places.push(place);
  }
  return dutiesAt(schedule, Int32Array.from(places));
}

function dutiesAt(schedule: Int16Array, places: Int32Array): Change {
  return { places, duties: Int16Array.from(places, (place) => schedule[place]!) };
}

/** Makes the changes of another search, one by one, where they stay legal and make this roster cheaper too. */
export function replay(state: RosterState, crew: Crew, changes: readonly Change[]): void {
  for (const change of changes) {
    if (isMade(state, crew, change)) continue;
    // What does not fit as a whole may fit in part.
    const parts = partsOf(change, state.problem.dayCount);
    if (parts.length > 1) for (const part of parts) isMade(state, crew, part);
  }
}

/** Makes a change, or leaves the roster as it is. */
function isMade(state: RosterState, crew: Crew, change: Change): boolean {
  const { problem, schedule } = state;
  const { dayCount } = problem;
  const before = state.cost;
  const saved = dutiesAt(schedule, change.places);
  write(state, change);
  const isGood =
    state.cost < before - 1e-9 &&
    [...new Set(Array.from(change.places, (place) => Math.floor(place / dayCount)))].every((person) =>
      isLegal(problem, crew.rules[person]!, schedule, person * dayCount),
    );
  if (!isGood) write(state, saved);
  return isGood;
}

/** A change person by person. */
function partsOf({ places, duties }: Change, dayCount: number): Change[] {
  const parts: Change[] = [];
  for (let from = 0; from < places.length; ) {
    const end = (Math.floor(places[from]! / dayCount) + 1) * dayCount;
    let to = from + 1;
    while (to < places.length && places[to]! < end) to += 1;
    parts.push({ places: places.subarray(from, to), duties: duties.subarray(from, to) });
    from = to;
  }
  return parts;
}

function write(state: RosterState, { places, duties }: Change): void {
  const { dayCount } = state.problem;
  places.forEach((place, index) => {
    const person = Math.floor(place / dayCount);
    state.set(person, place - person * dayCount, duties[index]!);
  });
}
