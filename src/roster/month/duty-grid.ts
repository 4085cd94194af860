import type { DayNeed, MonthDuty } from './day-cells.ts';

/**
 * A day's need in intervals so short that every duty covers each of them wholly or not at all: a duty that begins in the middle of
 * an interval leaves only a part of it without an operator.
 */
export function onDutyGrid(need: DayNeed, duties: readonly MonthDuty[]): DayNeed {
  const { startMinute, endMinute, intervalMinutes, skilled } = need;
  const edges = duties.flatMap((duty) => (duty === null ? [] : [duty.start, duty.end]));
  const within = edges.filter((minute) => minute > startMinute && minute < endMinute);
  const minutes = within.reduce((sum, minute) => gcd(sum, minute - startMinute), intervalMinutes);
  if (minutes === intervalMinutes) return need;
  const count = Math.ceil((endMinute - startMinute) / minutes);
  const spread = (people: readonly number[]): number[] =>
    Array.from({ length: count }, (_, at) => people[Math.floor((at * minutes) / intervalMinutes)]!);
  return {
    ...need,
    intervalMinutes: minutes,
    requiredSeats: spread(need.requiredSeats),
    extraPeople: need.extraPeople.map(spread),
    ...(skilled === undefined
      ? {}
      : { skilled: skilled.map((entry) => ({ ...entry, seats: spread(entry.seats) })) }),
  };
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}
