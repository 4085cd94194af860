/**
 * Answers: what becomes of the calls of a month under a plan, call by call, in as many such months as are asked for.
 * Assumes: Poisson calls within an interval, first come first served, the longest idle person first.
 * May import: errors, calendar, contract, erlang and js-joda.
 */
export { checkMonths, checkSimulation } from './check-input.ts';
export * from './input.ts';
export type { TracedCall } from './next-call.ts';
export { playDay } from './play-day.ts';
export * from './result.ts';
export { seatsAsPeople } from './seats-as-people.ts';
export { simulateMonths } from './simulate-months.ts';
export { type SeatsInput, type SeatsResult, simulateSeats } from './simulate-seats.ts';
export { summarise } from './summarise.ts';
export { type MonthTally, mergeTallies } from './tally.ts';
