import { type FitBatch, fitBatches, type Multiplier } from './batch-rates.ts';
import {
  calendarFactors,
  type FactorPriors,
  type Factors,
  type FitDay,
  factorOf,
  priorFactors,
} from './day-factors.ts';
import { localLevels } from './local-level.ts';

/** A queue's fitted model: calls = level × factors + sum over batches of multiplier × assumed calls. */
export interface DayModel {
  /** Calls per day without letters, at factors 1, ≥ 0. */
  readonly level: number;
  /** Standard error of the level as a fraction of it, its drift until the forecast month included. */
  readonly levelCvFraction: number;
  readonly factors: Factors;
  /** Response per batch, in the order given. */
  readonly batches: readonly Multiplier[];
  /** Response of a new batch per kind. */
  readonly kinds: ReadonlyMap<string, Multiplier>;
  /** Response of a new batch of a kind never seen. */
  readonly unseenKind: Multiplier;
  /** Variation of a day around the model beyond Poisson, as a fraction of the mean: at least 0.08. */
  readonly dayCvFraction: number;
}

/** Half-life of a day's weight for the responses, in open days: half a year of a five-day week. */
const halfLifeDays = 120;
/** Drift of the level over a planning horizon, as a fraction. */
const driftCvFraction = 0.05;
/** Least variation from day to day beyond Poisson (8 to 12 % in published call-centre data). */
const minimumDayCvFraction = 0.08;
/** Days that the minimum variation is worth against the residuals. */
const dayCvPriorDays = 20;
/** Residuals beyond this many standard deviations lose weight (Huber, Ann. Math. Stat. 35, 1964). */
const outlierDeviations = 3;
const outerRounds = 12;

/**
 * Fits a queue's model by iterated, regularised, weighted least squares: each day weighs 1 ÷ its variance (Poisson
 * plus day-to-day variation), outlying days less, old days less; the local level, the factors and the responses are
 * updated in turn, each towards its prior. Nothing is negative. Deterministic.
 * @param days history in order, at least one @param assumedLevel calls per day without letters, > 0
 */
export function fitDayModel(
  days: readonly FitDay[],
  batches: readonly FitBatch[],
  assumedLevel: number,
  priors: FactorPriors,
): DayModel {
  const ageWeights = days.map((day) => 2 ** (-day.ageDays / halfLifeDays));
  let factors = priorFactors(priors);
  let levels = days.map(() => assumedLevel);
  let now = { level: assumedLevel, information: 0 };
  let dayCvFraction = minimumDayCvFraction;
  let response = fitBatches(batches, days.length, [], []);
  for (let round = 0; round < outerRounds; round++) {
    const shape = days.map((day) => factorOf(factors, day));
    const fitted = days.map((_, index) => levels[index]! * shape[index]! + response.calls[index]!);
    const variances = fitted.map((mean) => Math.max(mean, 1) + (dayCvFraction * mean) ** 2);
    const precisions = days.map((day, index) => {
      const deviations = Math.abs(day.calls - fitted[index]!) / Math.sqrt(variances[index]!);
      const trust = round < outerRounds / 2 ? 1 : Math.min(1, outlierDeviations / deviations);
      return trust / variances[index]!;
    });

    const letterless = days.map((day, index) => day.calls - response.calls[index]!);
    ({ levels, now } = localLevels({ days, letterless, shape, precisions, assumedLevel }));
    factors = calendarFactors({ days, letterless, levels, precisions, ageWeights, factors, priors });

    const rest = days.map((day, index) => day.calls - levels[index]! * factorOf(factors, day));
    const weights = precisions.map((precision, index) => precision * ageWeights[index]!);
    response = fitBatches(batches, days.length, rest, weights);
    const base = days.map((day, index) => levels[index]! * factorOf(factors, day));
    dayCvFraction = residualVariation(
      days,
      base.map((calls, index) => calls + response.calls[index]!),
      ageWeights,
    );
  }
  const levelError = 1 / Math.sqrt(now.information) / now.level;
  return {
    level: now.level,
    levelCvFraction: Math.min(0.5, Math.hypot(levelError, driftCvFraction)),
    factors,
    batches: response.batches,
    kinds: response.kinds,
    unseenKind: response.unseenKind,
    dayCvFraction,
  };
}

/** Moment estimate of the variation beyond Poisson, pulled to the minimum, never under it, at most 0.5. */
function residualVariation(
  days: readonly FitDay[],
  fitted: readonly number[],
  ageWeights: readonly number[],
): number {
  const squaredMean = sumOf(ageWeights, (weight, position) => weight * fitted[position]! ** 2);
  const excess = sumOf(ageWeights, (weight, position) => {
    const mean = fitted[position]!;
    return weight * ((days[position]!.calls - mean) ** 2 - mean);
  });
  const weightSum = sumOf(ageWeights, (weight) => weight);
  const prior = (dayCvPriorDays * squaredMean) / weightSum;
  const variation = (excess + prior * minimumDayCvFraction ** 2) / (squaredMean + prior);
  return Math.min(0.5, Math.sqrt(Math.max(variation, minimumDayCvFraction ** 2)));
}

function sumOf(values: readonly number[], term: (value: number, position: number) => number): number {
  return values.reduce((sum, value, position) => sum + term(value, position), 0);
}
