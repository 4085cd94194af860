import type { Contract } from '../contract/index.ts';
import { transientDay } from '../erlang/index.ts';
import { onPhonePerInterval, type RosterDay } from '../roster/index.ts';
import type { ChangeCandidate } from './best-change-candidates.ts';
import type { PlanContent } from './format.ts';
import { savingsOf } from './month-seats.ts';
import { demandsOf, rosterDaysOf } from './plan-roster.ts';

/** A candidate with what the formulas expect of it. */
export interface EstimatedChange {
  readonly candidate: ChangeCandidate;
  /** Calls answered more on such a day, as if every operator took every call and nobody were late. */
  readonly estimatedCalls: number;
}

/** Most candidates whose day is told exactly; the savings of single slots choose among more. */
const mostExact = 60;

/**
 * Candidates with the calls they are expected to save, most first. Told by the exact course of the day (`transientDay`)
 * in slots as short as the breaks' grid; where there are very many, only for those for which the savings of single slots
 * (`savingsOf`) promise most, and the others are left out. It orders what is then simulated, and nothing else.
 */
export function estimatedChanges(
  content: Pick<PlanContent, 'days' | 'assumptions'>,
  contract: Contract,
  dayIndex: number,
  candidates: readonly ChangeCandidate[],
): EstimatedChange[] {
  const planned = { days: [content.days[dayIndex]!] };
  const open = demandsOf(planned)[0]!;
  const slotMinutes = greatestCommonDivisor(open.intervalMinutes, contract.breaks.stepMinutes);
  const slotsPerInterval = open.intervalMinutes / slotMinutes;
  const handling = {
    intervalSeconds: slotMinutes * 60,
    ahtSeconds: content.assumptions.ahtSeconds,
    patienceSeconds: content.assumptions.patienceSeconds,
  };
  const callsPerInterval = planned.days[0]!.intervals.flatMap(({ calls }) =>
    Array.from({ length: slotsPerInterval }, () => calls / slotsPerInterval),
  );
  const seatsOf = ({ shifts }: RosterDay): number[] =>
    onPhonePerInterval(
      shifts.filter(({ role }) => role === 'operator'),
      open,
      slotMinutes,
    );
  const answered = (day: RosterDay): number =>
    transientDay({ ...handling, callsPerInterval, seatsPerInterval: seatsOf(day) }).answeredCalls;
  const now = rosterDaysOf(planned)[0]!;
  const { volumeCvFraction, dayCvFraction } = content.assumptions;
  const saved = savingsOf({ ...handling, days: [callsPerInterval], volumeCvFraction, dayCvFraction });
  const seatsNow = seatsOf(now);
  const promiseOf = ({ day }: ChangeCandidate): number =>
    seatsOf(day).reduce((sum, seats, slot) => {
      const seatsHere = seatsNow[slot]!;
      if (seats > seatsHere) return sum + saved(0, slot, seatsHere);
      return seats < seatsHere ? sum - saved(0, slot, seats) : sum;
    }, 0);
  const answeredNow = answered(now);
  return candidates
    .map((candidate) => ({ candidate, promise: promiseOf(candidate) }))
    .toSorted((one, other) => other.promise - one.promise)
    .slice(0, mostExact)
    .map(({ candidate }) => ({ candidate, estimatedCalls: answered(candidate.day) - answeredNow }))
    .toSorted((one, other) => other.estimatedCalls - one.estimatedCalls);
}

function greatestCommonDivisor(one: number, other: number): number {
  return other === 0 ? one : greatestCommonDivisor(other, one % other);
}
