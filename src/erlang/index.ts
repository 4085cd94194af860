/**
 * Answers: how much load calls make, how long they wait with n seats, how many hang up, and how many seats a goal needs.
 * Assumes: Poisson arrivals, exponential handling and patience, first come first served, a steady state per interval.
 * May import: `errors.ts` only.
 */
export { type AnswerTimes, answerTimesA, serviceLevelA, type TimedQueue } from './answer-times.ts';
export { type DayGoal, type DaySeats, fewestSeatsForDay } from './day-seats.ts';
export { conditionalErlangA, type ErlangA, erlangA, type ImpatientQueue } from './erlang-a.ts';
export { erlangB, erlangBOfRealSeats, lnErlangB } from './erlang-b.ts';
export * from './erlang-c.ts';
export { evaluateCase } from './evaluate.ts';
export * from './finite-line.ts';
export { gammaPoints, type WeightedFactor } from './gamma-points.ts';
export { maxLoadForBlockingB, maxLoadForServiceLevelC } from './largest-load.ts';
export { modifiedOfferedLoadErlangs } from './modified-offered-load.ts';
export { offeredLoadErlangs } from './offered-load.ts';
export * from './overflow.ts';
export * from './pooling.ts';
export {
  realSeatsForAnswerRateA,
  realSeatsForMeanWaitC,
  realSeatsForOccupancy,
  realSeatsForServiceLevelC,
} from './real-seats.ts';
export * from './seats.ts';
export * from './targets.ts';
export { type TransientDay, type TransientService, transientDay } from './transient-day.ts';
export { answerRateUncertain, serviceLevelUncertain, type UncertainLoad } from './uncertain-load.ts';
