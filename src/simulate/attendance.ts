import { begin, type Crew, stayAway } from './crew.ts';
import type { PersonOnPhone, SimulationInput } from './input.ts';
import type { RandomStream } from './random.ts';

/**
 * Decides who is there on a day, who comes late and who is called in, and puts everybody to work. Each person uses the
 * same three numbers of the stream whatever comes of them, so that a change of one duty moves nobody else's luck.
 *
 * Absent people who are replaced get the standbys in order of both lists; a standby works as an operator, in the
 * missing person's windows, from `availableFromSecond` on.
 */
export function attend(crew: Crew, attendance: SimulationInput['attendance'], stream: RandomStream): void {
  const { people, firstWindow } = crew;
  for (let person = 0; person < people.length; person++) {
    const absentMark = stream.uniform();
    const lateMark = stream.uniform();
    const delay = attendance.lateSeconds * stream.exponential();
    const planned = people[person]!;
    const isAbsent = planned.mayBeAbsent && absentMark < attendance.absentFraction;
    const isLate = planned.mayBeAbsent && lateMark < attendance.lateFraction;
    crew.delaySeconds[person] = isLate ? delay : 0;
    if (isAbsent) crew.isAbsent[person] = 1;
    else crew.isAbsent[person] = 0;
    const from = firstWindow[person]!;
    const to = firstWindow[person + 1]!;
    if (isAbsent || from === to) stayAway(crew, person);
    else {
      const notBeforeSecond = isLate ? crew.starts[from]! + delay : 0;
      begin(crew, person, { from, to, notBeforeSecond });
    }
  }
  if (crew.hasStandbys) callIn(crew);
}

function callIn(crew: Crew): void {
  const { people, firstWindow } = crew;
  crew.isCovered.fill(0);
  for (let standby = 0; standby < people.length; standby++) {
    const helper = people[standby]!;
    if (helper.kind !== 'standby' || crew.isAbsent[standby] === 1) continue;
    const missing = firstToCover(crew, helper.queueMask);
    if (missing < 0) continue;
    crew.isCovered[missing] = 1;
    begin(crew, standby, {
      from: firstWindow[missing]!,
      to: firstWindow[missing + 1]!,
      notBeforeSecond: helper.availableFromSecond + crew.delaySeconds[standby]!,
    });
  }
}

function firstToCover(crew: Crew, queueMask: number): number {
  return crew.people.findIndex(
    (person, place) =>
      crew.isAbsent[place] === 1 &&
      crew.isCovered[place] === 0 &&
      isReplaced(person) &&
      (person.queueMask & queueMask) !== 0,
  );
}

function isReplaced(person: Crew['people'][number]): person is PersonOnPhone {
  return person.kind !== 'standby' && person.isReplaced;
}
