import type { LocalDate } from '@js-joda/core';
import { ChronoUnit } from '@js-joda/core';
import type { TimeRange } from '../calendar/index.ts';
import type { HistoryInterval } from './history.ts';
import type { SlotGrid } from './slot-grid.ts';

/** Mean handling time expected of a queue's calls, talk and after-call work, in seconds. */
export interface HandlingForecast {
  readonly ahtSeconds: number;
  /** Standard error of it, in seconds. */
  readonly standardErrorSeconds: number;
  /** Half hours of the usual day, half-open in minutes since midnight; their call-weighted mean is the day's. */
  readonly halfHours: readonly (TimeRange & { readonly ahtSeconds: number })[];
}

/** How far the contract's handling time may easily lie from the truth: standard deviation ÷ mean; an assumption. */
const contractCvFraction = 0.25;
/** Days after which an answered call counts half. */
const halfLifeDays = 90;
const halfHourMinutes = 30;

/**
 * Handling time of a queue as history shows it, recent calls more than old ones, shrunk to the contract's while answered
 * calls are few; and how it moves over the clock, each half hour shrunk to the day as far as chance explains it (moments
 * between half hours: DerSimonian & Laird, Controlled Clinical Trials 7, 1986).
 * @param rows of one queue @param assumedSeconds the contract's mean, > 0
 * @param cvFraction spread of single calls: standard deviation ÷ mean, > 0
 */
export function handlingForecast(input: {
  readonly rows: readonly HistoryInterval[];
  readonly knowledgeDate: LocalDate;
  readonly assumedSeconds: number;
  readonly cvFraction: number;
  readonly grid: SlotGrid;
}): HandlingForecast {
  const { assumedSeconds, grid } = input;
  const cv = Math.max(input.cvFraction, 0.01);
  const weighed = input.rows.map((row) => ({
    row,
    weight: 2 ** (-row.date.until(input.knowledgeDate, ChronoUnit.DAYS) / halfLifeDays),
  }));
  const all = sumsOf(weighed);
  // So many calls tell as much as the contract: the variance of their mean is that of the contract's.
  const priorCalls = (cv / contractCvFraction) ** 2;
  const ahtSeconds = (priorCalls * assumedSeconds + all.handlingSeconds) / (priorCalls + all.answered);
  const standardErrorSeconds = (cv * ahtSeconds) / Math.sqrt(priorCalls + effectiveCalls(all));

  const { startMinute: open, endMinute: close } = grid.usual;
  const halves = Array.from({ length: Math.ceil((close - open) / halfHourMinutes) }, (_, index) => {
    const range = {
      startMinute: open + index * halfHourMinutes,
      endMinute: Math.min(close, open + (index + 1) * halfHourMinutes),
    };
    const own = sumsOf(
      weighed.filter(({ row }) => row.startMinute >= range.startMinute && row.endMinute <= range.endMinute),
    );
    return { range, own, calls: effectiveCalls(own) };
  });
  const seen = halves.filter(({ own }) => own.answered > 0);
  const answered = seen.reduce((sum, { own }) => sum + own.answered, 0);
  const usual = seen.reduce((sum, { own }) => sum + own.handlingSeconds, 0) / Math.max(answered, 1e-9);
  const between = varianceBetween(
    seen.map(({ own, calls }) => ({
      ratio: own.handlingSeconds / own.answered / usual,
      variance: (cv * cv) / calls,
    })),
  );
  const ratios = halves.map(({ own, calls }) => {
    if (!(own.answered > 0 && between > 0)) return 1;
    const trust = between / (between + (cv * cv) / calls);
    return 1 + trust * (own.handlingSeconds / own.answered / usual - 1);
  });
  const mean =
    answered > 0
      ? halves.reduce((sum, { own }, index) => sum + own.answered * ratios[index]!, 0) / answered
      : 1;
  return {
    ahtSeconds,
    standardErrorSeconds,
    halfHours: halves.map(({ range }, index) => ({
      ...range,
      ahtSeconds: (ahtSeconds * ratios[index]!) / mean,
    })),
  };
}

interface Sums {
  readonly answered: number;
  readonly handlingSeconds: number;
  readonly squares: number;
}

function sumsOf(weighed: readonly { readonly row: HistoryInterval; readonly weight: number }[]): Sums {
  let [answered, handlingSeconds, squares] = [0, 0, 0];
  for (const { row, weight } of weighed) {
    answered += weight * row.answered;
    handlingSeconds += weight * row.handlingSeconds;
    squares += weight * weight * row.answered;
  }
  return { answered, handlingSeconds, squares };
}

/** Calls of equal weight whose mean would be as sure (Kish). */
function effectiveCalls({ answered, squares }: Sums): number {
  return squares > 0 ? (answered * answered) / squares : 0;
}

/** Variance of true ratios around their mean, by moments; 0 where chance explains all. */
function varianceBetween(ratios: readonly { readonly ratio: number; readonly variance: number }[]): number {
  const weights = ratios.map(({ variance }) => 1 / variance);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (ratios.length < 2) return 0;
  const mean = ratios.reduce((total, { ratio }, index) => total + weights[index]! * ratio, 0) / sum;
  const q = ratios.reduce((total, { ratio }, index) => total + weights[index]! * (ratio - mean) ** 2, 0);
  const squares = weights.reduce((total, weight) => total + weight * weight, 0);
  return Math.max(0, (q - (ratios.length - 1)) / (sum - squares / sum));
}
