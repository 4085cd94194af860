import { readFileSync } from 'node:fs';
import { parseShiftInstance } from '../../../src/files/shift-instance.ts';
import { isLegal, personRules, type RosterProblem } from '../../../src/roster/engine/index.ts';
import { instanceProblem, type ShiftInstance } from '../../../src/roster/index.ts';

/** Path of a file of the published instances. */
export function instancePath(name: string): URL {
  return new URL(`../../golden/rostering/${name}`, import.meta.url);
}

/** A published instance, by its number. */
export function publishedInstance(number: number): ShiftInstance {
  const name = `Instance${number}.txt`;
  return parseShiftInstance(readFileSync(instancePath(name)), name);
}

/** A published instance as a problem for the engine. */
export function publishedProblem(number: number): RosterProblem {
  return instanceProblem(publishedInstance(number));
}

/** Whether every person's schedule keeps their rules. */
export function isLegalRoster(problem: RosterProblem, schedule: Int16Array): boolean {
  return (
    schedule.length === problem.people.length * problem.dayCount &&
    problem.people.every((person, index) =>
      isLegal(problem, personRules(problem.duties, person), schedule, index * problem.dayCount),
    )
  );
}
