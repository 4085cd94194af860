import { SekisuError } from '../errors.ts';
import type { HandlingTimes, Patience, SimulatedDay, SimulatedPerson, SimulationInput } from './input.ts';

/** Refuses an input with a number outside its range; names the number by its place. @throws number.out-of-range */
export function checkSimulation(input: SimulationInput): void {
  within('seed', input.seed, isWhole, '0, 1, 2, …');
  within('intervalSeconds', input.intervalSeconds, isPositive, '0 < x < ∞');
  within('queues', input.queues.length, (count) => count >= 1 && count <= 31, '1 ≤ n ≤ 31');
  for (const [queue, { handling, patience }] of input.queues.entries()) {
    checkHandling(`queues[${queue}]`, handling);
    checkPatience(`queues[${queue}]`, patience);
  }
  for (const [day, of] of input.days.entries()) checkDay(`days[${day}]`, of, input.queues.length);
  within('volumeCvFraction', input.volumeCvFraction, isFactorSpread, '0 ≤ x ≤ 10');
  within('dayCvFraction', input.dayCvFraction, isFactorSpread, '0 ≤ x ≤ 10');
  within('redialFraction', input.redial.redialFraction, isShare, '0 ≤ x ≤ 1');
  within('redialSeconds', input.redial.redialSeconds, (value) => value >= 1 && value < Infinity, '1 ≤ x < ∞');
  const { supervisorAfterSeconds, automaticAfterSeconds, waitingLimit } = input.overflow;
  within('supervisorAfterSeconds', supervisorAfterSeconds ?? 0, isNonNegative, '0 ≤ x < ∞');
  within('automaticAfterSeconds', automaticAfterSeconds ?? 0, isNonNegative, '0 ≤ x < ∞');
  within('waitingLimit', waitingLimit ?? 0, isWhole, '0, 1, 2, …');
  within('absentFraction', input.attendance.absentFraction, isShare, '0 ≤ x ≤ 1');
  within('lateFraction', input.attendance.lateFraction, isShare, '0 ≤ x ≤ 1');
  within('lateSeconds', input.attendance.lateSeconds, isPositive, '0 < x < ∞');
  within('withinSeconds', input.withinSeconds, isNonNegative, '0 ≤ x < ∞');
  within('targetAnsweredFraction', input.targetAnsweredFraction, isShare, '0 ≤ x ≤ 1');
}

/** Refuses a range of months that is empty or not of whole numbers. @throws number.out-of-range */
export function checkMonths(from: number, to: number): void {
  within('from', from, isWhole, '0, 1, 2, …');
  within('to', to, (value) => isWhole(value) && value > from && value <= 2 ** 31, `${from} < n ≤ 2^31`);
}

/** As `checkSimulation`, for handling times. @throws number.out-of-range */
export function checkHandling(place: string, times: HandlingTimes): void {
  if (times.kind === 'history') {
    checkPast(`${place}.pastSeconds`, times.pastSeconds, isPositive, '0 < x < ∞');
    return;
  }
  within(`${place}.ahtSeconds`, times.ahtSeconds, isPositive, '0 < x < ∞');
  if (times.kind === 'logNormal') {
    within(`${place}.cvFraction`, times.cvFraction, isFactorSpread, '0 ≤ x ≤ 10');
  }
}

/** As `checkSimulation`, for patience. @throws number.out-of-range */
export function checkPatience(place: string, patience: Patience): void {
  if (patience.kind === 'history') {
    checkPast(`${place}.pastSeconds`, patience.pastSeconds, isNonNegative, '0 ≤ x < ∞');
  }
  if (patience.kind === 'exponential') {
    within(`${place}.patienceSeconds`, patience.patienceSeconds, isPositive, '0 < x < ∞');
  }
}

/** Refuses expected calls that are negative or not finite. @throws number.out-of-range */
export function checkCalls(place: string, calls: readonly number[]): void {
  for (const [interval, value] of calls.entries()) {
    within(`${place}[${interval}]`, value, isNonNegative, '0 ≤ x < ∞');
  }
}

/** Refuses a value that does not pass. @throws number.out-of-range */
export function within(
  name: string,
  value: number,
  passes: (value: number) => boolean,
  expected: string,
): void {
  if (!passes(value)) throw new SekisuError('number.out-of-range', { name, value: String(value), expected });
}

/** Whole, >= 0 and exact. */
export const isWhole = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
/** Finite and > 0. */
export const isPositive = (value: number): boolean => value > 0 && value < Infinity;
/** Finite and >= 0. */
export const isNonNegative = (value: number): boolean => value >= 0 && value < Infinity;
/** 0 to 1, both included. */
export const isShare = (value: number): boolean => value >= 0 && value <= 1;
/** A standard deviation over mean, 0 to 10, both included; beyond, a gamma factor is almost always 0. */
export const isFactorSpread = (value: number): boolean => value >= 0 && value <= 10;

function checkPast(
  name: string,
  values: readonly number[],
  passes: (value: number) => boolean,
  expected: string,
): void {
  within(`${name}.length`, values.length, (count) => count >= 1, '1, 2, 3, …');
  for (const [place, value] of values.entries()) within(`${name}[${place}]`, value, passes, expected);
}

function checkDay(place: string, day: SimulatedDay, queues: number): void {
  within(`${place}.openSecond`, day.openSecond, isNonNegative, '0 ≤ x < ∞');
  const { length } = day.callsPerInterval;
  within(`${place}.callsPerInterval.length`, length, (count) => count === queues, String(queues));
  const intervals = day.callsPerInterval[0]!.length;
  for (const [queue, calls] of day.callsPerInterval.entries()) {
    const name = `${place}.callsPerInterval[${queue}]`;
    within(`${name}.length`, calls.length, (count) => count === intervals, String(intervals));
    checkCalls(name, calls);
  }
  for (const [person, of] of day.people.entries()) checkPerson(`${place}.people[${person}]`, of);
}

function checkPerson(place: string, person: SimulatedPerson): void {
  within(`${place}.queueMask`, person.queueMask, isWhole, '0, 1, 2, …');
  if (person.kind === 'standby') {
    within(`${place}.availableFromSecond`, person.availableFromSecond, isNonNegative, '0 ≤ x < ∞');
    return;
  }
  let earliest = 0;
  for (const [window, { startSecond, endSecond }] of person.windows.entries()) {
    const name = `${place}.windows[${window}]`;
    const least = earliest;
    within(
      `${name}.startSecond`,
      startSecond,
      (value) => value >= least && value < Infinity,
      `${least} ≤ x < ∞`,
    );
    within(`${name}.endSecond`, endSecond, (value) => value > startSecond, `${startSecond} < x`);
    earliest = endSecond;
  }
}
