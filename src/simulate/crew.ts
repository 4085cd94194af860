import type { PhoneWindow, SimulatedPerson } from './input.ts';

/**
 * The people of a day and what each does at the moment, as columns.
 *
 * `readySeconds` is the earliest moment, not before the last call asked about, at which somebody can take a call; who
 * is idle has been so since then. It never lies in a break: it is before `windowEndSeconds`, or Infinity for the rest
 * of the day.
 */
export interface Crew {
  readonly people: readonly SimulatedPerson[];
  readonly readySeconds: Float64Array;
  readonly windowEndSeconds: Float64Array;
  /** Place of the window after the present one, and the end of this person's windows, in `starts` and `ends`. */
  readonly nextWindow: Int32Array;
  readonly lastWindow: Int32Array;
  /** This person's windows as planned: from firstWindow of p to that of p + 1. */
  readonly firstWindow: Int32Array;
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  /** 1 where a late break keeps its length. */
  readonly keepsBreak: Uint8Array;
  /** Per queue, places of those who take it: operators and standbys, then supervisors. */
  readonly operators: readonly Int32Array[];
  readonly supervisors: readonly Int32Array[];
  readonly isSupervisor: Uint8Array;
  /** Last finite end of a window, 0 without any. */
  readonly lastSecond: number;
  readonly hasStandbys: boolean;
  /** 1 for who fell out today. */
  readonly isAbsent: Uint8Array;
  /** 1 for absent people for whom somebody was called in. */
  readonly isCovered: Uint8Array;
  /** By how much each would come late today; 0 for most. */
  readonly delaySeconds: Float64Array;
  /** Where and from when each works today: a range of windows, empty for who does not. */
  readonly workFrom: Int32Array;
  readonly notBeforeSeconds: Float64Array;
}

/** The crew of a day; nobody is at work yet. @param queues how many */
export function newCrew(people: readonly SimulatedPerson[], queues: number): Crew {
  const windows = people.map((person): readonly PhoneWindow[] => ('windows' in person ? person.windows : []));
  const all = windows.flat();
  const firstWindow = new Int32Array(people.length + 1);
  for (const [place, own] of windows.entries()) firstWindow[place + 1] = firstWindow[place]! + own.length;
  const taking = (queue: number, isSupervisor: boolean): Int32Array =>
    Int32Array.from(
      [...people.keys()].filter((place) => {
        const person = people[place]!;
        return ((person.queueMask >>> queue) & 1) === 1 && (person.kind === 'supervisor') === isSupervisor;
      }),
    );
  const queueNumbers = Array.from({ length: queues }, (_, queue) => queue);
  return {
    people,
    readySeconds: new Float64Array(people.length),
    windowEndSeconds: new Float64Array(people.length),
    nextWindow: new Int32Array(people.length),
    lastWindow: new Int32Array(people.length),
    firstWindow,
    starts: Float64Array.from(all, (window) => window.startSecond),
    ends: Float64Array.from(all, (window) => window.endSecond),
    keepsBreak: Uint8Array.from(people, (person) =>
      person.kind === 'standby' || person.keepsBreakLength ? 1 : 0,
    ),
    operators: queueNumbers.map((queue) => taking(queue, false)),
    supervisors: queueNumbers.map((queue) => taking(queue, true)),
    isSupervisor: Uint8Array.from(people, (person) => (person.kind === 'supervisor' ? 1 : 0)),
    lastSecond: all.reduce(
      (last, { endSecond }) => (endSecond < Infinity ? Math.max(last, endSecond) : last),
      0,
    ),
    hasStandbys: people.some((person) => person.kind === 'standby'),
    isAbsent: new Uint8Array(people.length),
    isCovered: new Uint8Array(people.length),
    delaySeconds: new Float64Array(people.length),
    workFrom: new Int32Array(people.length),
    notBeforeSeconds: new Float64Array(people.length),
  };
}

/**
 * Puts somebody to work in the windows [from, to), as far as they lie after a moment.
 * @param notBeforeSecond since midnight; a window that it cuts begins then
 */
export function begin(
  crew: Crew,
  person: number,
  windows: { readonly from: number; readonly to: number; readonly notBeforeSecond: number },
): void {
  let place = windows.from;
  while (place < windows.to && crew.ends[place]! <= windows.notBeforeSecond) place += 1;
  if (place >= windows.to) {
    stayAway(crew, person);
    return;
  }
  crew.workFrom[person] = place;
  crew.notBeforeSeconds[person] = windows.notBeforeSecond;
  crew.readySeconds[person] = Math.max(crew.starts[place]!, windows.notBeforeSecond);
  crew.windowEndSeconds[person] = crew.ends[place]!;
  crew.nextWindow[person] = place + 1;
  crew.lastWindow[person] = windows.to;
}

/** Takes somebody out of the day. */
export function stayAway(crew: Crew, person: number): void {
  crew.lastWindow[person] = crew.workFrom[person]!;
  crew.readySeconds[person] = Infinity;
  crew.windowEndSeconds[person] = Infinity;
}

/**
 * Who of a list can take a call first that comes at a moment: whoever is idle longest, else whoever gets ready first;
 * of equals the first in the list; -1 if nobody ever can. One search serves both, as who is idle longest also has the
 * smallest ready time.
 * @param atSecond never before the moment of an earlier call of this list
 */
export function firstReady(crew: Crew, list: Int32Array, atSecond: number): number {
  const { readySeconds, windowEndSeconds } = crew;
  for (;;) {
    let first = -1;
    let firstSecond = Infinity;
    for (let place = 0; place < list.length; place++) {
      const person = list[place]!;
      const ready = readySeconds[person]!;
      if (ready < firstSecond) {
        firstSecond = ready;
        first = person;
      }
    }
    if (first < 0 || atSecond < windowEndSeconds[first]!) return first;
    settle(crew, first, atSecond);
  }
}

/** Told of operators' time at the phone beyond the plan (sign 1) or short of it (sign -1), before `settle` returns. */
export type StaffedChange = (fromSecond: number, toSecond: number, sign: 1 | -1) => void;

/**
 * Moves somebody whose window is over at a moment to the next one in which there is still time.
 *
 * A call that ran past the end of a window is finished; the break after it begins then and, where breaks keep their
 * length, the next window begins later by the overrun. A break that swallows a whole window pushes the next one too.
 */
export function settle(crew: Crew, person: number, atSecond: number, onChange?: StaffedChange): void {
  const { readySeconds, windowEndSeconds, nextWindow, starts, ends } = crew;
  const keepsBreak = crew.keepsBreak[person] === 1;
  const callEnd = readySeconds[person]!;
  let ready = callEnd;
  let end = windowEndSeconds[person]!;
  while (Math.max(ready, atSecond) >= end) {
    const next = nextWindow[person]!;
    if (next >= crew.lastWindow[person]!) {
      if (callEnd > end) onChange?.(end, callEnd, 1);
      readySeconds[person] = Infinity;
      windowEndSeconds[person] = Infinity;
      return;
    }
    nextWindow[person] = next + 1;
    const start = starts[next]!;
    const earliest = keepsBreak ? start + Math.max(0, ready - end) : start;
    if (callEnd > end) onChange?.(end, Math.min(callEnd, start), 1);
    ready = Math.max(ready, earliest);
    end = ends[next]!;
    const breakFrom = Math.max(start, callEnd);
    const breakTo = Math.min(ready, end);
    if (breakTo > breakFrom) onChange?.(breakFrom, breakTo, -1);
  }
  readySeconds[person] = ready;
  windowEndSeconds[person] = end;
}
