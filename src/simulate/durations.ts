import type { HandlingTimes, Patience } from './input.ts';
import type { RandomStream } from './random.ts';

/** A law of times as numbers only, so that drawing from any of them is one short function. */
export interface Durations {
  readonly law: 'endless' | 'exponential' | 'logNormal' | 'history';
  /** Mean of the exponential law, median of the log-normal one. */
  readonly scaleSeconds: number;
  /** Standard deviation of the logarithm. */
  readonly logDeviation: number;
  readonly pastSeconds: Float64Array;
}

/** Handling times, made ready for drawing. Log-normal: variance of the logarithm ln(1 + cv²), median mean/√(1 + cv²). */
export function handlingDurations(times: HandlingTimes): Durations {
  if (times.kind === 'history') return fromHistory(times.pastSeconds);
  if (times.kind === 'exponential') return exponential(times.ahtSeconds);
  const spread = 1 + times.cvFraction ** 2;
  return {
    law: 'logNormal',
    scaleSeconds: times.ahtSeconds / Math.sqrt(spread),
    logDeviation: Math.sqrt(Math.log(spread)),
    pastSeconds: new Float64Array(0),
  };
}

/** Patience, made ready for drawing. */
export function patienceDurations(patience: Patience): Durations {
  if (patience.kind === 'history') return fromHistory(patience.pastSeconds);
  if (patience.kind === 'exponential') return exponential(patience.patienceSeconds);
  return { ...exponential(Infinity), law: 'endless' };
}

/** One time in seconds; Infinity from the endless law, which uses no random number. */
export function drawSeconds(durations: Durations, stream: RandomStream): number {
  switch (durations.law) {
    case 'exponential':
      return durations.scaleSeconds * stream.exponential();
    case 'logNormal':
      return durations.scaleSeconds * Math.exp(durations.logDeviation * stream.normal());
    case 'history':
      return durations.pastSeconds[Math.floor(stream.uniform() * durations.pastSeconds.length)]!;
    case 'endless':
      return Infinity;
  }
}

function exponential(scaleSeconds: number): Durations {
  return { law: 'exponential', scaleSeconds, logDeviation: 0, pastSeconds: new Float64Array(0) };
}

function fromHistory(pastSeconds: readonly number[]): Durations {
  return { law: 'history', scaleSeconds: 0, logDeviation: 0, pastSeconds: Float64Array.from(pastSeconds) };
}
