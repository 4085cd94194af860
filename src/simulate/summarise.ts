import type { CallFigures, DayResult, Estimate, SimulationResult } from './result.ts';
import { columnCount, columns, dayColumnCount, dayColumns, type MonthTally, meetsTarget } from './tally.ts';

/** 97.5 % point of the standard normal distribution. */
const z = 1.959963984540054;

/** Sums over replications of a count of offered and answered calls, their squares and their product. */
export interface RatioSums {
  readonly replications: number;
  readonly offered: number;
  readonly answered: number;
  readonly offeredSquared: number;
  readonly offeredAnswered: number;
  readonly answeredSquared: number;
}

/** What the simulated months say. */
export function summarise(tally: MonthTally): SimulationResult {
  const replications = tally.to - tally.from;
  const rates = Float64Array.from(tally.monthOffered, (offered, month) =>
    offered === 0 ? 1 : tally.monthAnswered[month]! / offered,
  ).sort();
  let met = 0;
  for (const [month, offered] of tally.monthOffered.entries()) {
    if (meetsTarget(tally.monthAnswered[month]!, offered, tally.targetAnsweredFraction)) met += 1;
  }
  const days = daysOf(tally, replications);
  return {
    replications,
    figures: figuresOf(
      sumOfRows(tally.intervalCounts, 0, tally.intervalCounts.length / columnCount),
      replications,
    ),
    answerRate: ratioEstimate(ratioSums(tally.monthOffered, tally.monthAnswered)),
    probabilityTargetMet: wilson(met, replications),
    answerRateQuantiles: {
      low5: quantile(rates, 0.05),
      median: quantile(rates, 0.5),
      high95: quantile(rates, 0.95),
    },
    days,
  };
}

function daysOf(tally: MonthTally, replications: number): DayResult[] {
  let firstRow = 0;
  return tally.intervalsPerDay.map((intervals, day): DayResult => {
    const from = firstRow;
    firstRow += intervals;
    const total = sumOfRows(tally.intervalCounts, from, firstRow);
    const sums = tally.daySums.subarray(day * dayColumnCount, (day + 1) * dayColumnCount);
    return {
      figures: figuresOf(total, replications),
      answerRate: ratioEstimate({
        replications,
        offered: total[columns.offered]!,
        answered: total[columns.answered]!,
        offeredSquared: sums[dayColumns.offeredSquared]!,
        offeredAnswered: sums[dayColumns.offeredAnswered]!,
        answeredSquared: sums[dayColumns.answeredSquared]!,
      }),
      probabilityTargetMet: wilson(sums[dayColumns.met]!, replications),
      intervals: Array.from({ length: intervals }, (_, interval) =>
        figuresOf(sumOfRows(tally.intervalCounts, from + interval, from + interval + 1), replications),
      ),
    };
  });
}

function sumOfRows(counts: Float64Array, fromRow: number, toRow: number): Float64Array {
  const sums = new Float64Array(columnCount);
  for (let index = fromRow * columnCount; index < toRow * columnCount; index++) {
    sums[index % columnCount]! += counts[index]!;
  }
  return sums;
}

/** Means over the replications of a row of counts. @param row `columnCount` sums */
export function figuresOf(row: Float64Array, replications: number): CallFigures {
  const mean = (column: number): number => row[column]! / replications;
  const ratio = (above: number, below: number, otherwise: number): number =>
    row[below] === 0 ? otherwise : row[above]! / row[below]!;
  return {
    offeredCalls: mean(columns.offered),
    answeredCalls: mean(columns.answered),
    answeredWithinCalls: mean(columns.answeredWithin),
    abandonedCalls: mean(columns.abandoned),
    automaticCalls: mean(columns.automatic),
    lostCalls: mean(columns.lost),
    supervisorCalls: mean(columns.supervisor),
    redialCalls: mean(columns.redials),
    answerRate: ratio(columns.answered, columns.offered, 1),
    meanWaitAnsweredSeconds: ratio(columns.answeredWaitMs, columns.answered, 0) / 1000,
    meanWaitSeconds: ratio(columns.waitMs, columns.offered, 0) / 1000,
    // Rounded to whole milliseconds, the parts of a busy hour may come to a little more than the hour.
    occupancyFraction: Math.min(1, ratio(columns.busyMs, columns.staffedMs, 0)),
  };
}

/** Sums for `ratioEstimate`, over two lists of one length. */
export function ratioSums(offered: Float64Array, answered: Float64Array): RatioSums {
  const sums = { offered: 0, answered: 0, offeredSquared: 0, offeredAnswered: 0, answeredSquared: 0 };
  for (const [place, calls] of offered.entries()) {
    const answeredCalls = answered[place]!;
    sums.offered += calls;
    sums.answered += answeredCalls;
    sums.offeredSquared += calls * calls;
    sums.offeredAnswered += calls * answeredCalls;
    sums.answeredSquared += answeredCalls * answeredCalls;
  }
  return { ...sums, replications: offered.length };
}

/**
 * Answered ÷ offered with its 95 % interval, the replications as batches: variance Σ(A - R·O)² / (n(n-1)·mean(O)²), of
 * order 1/n biased and good from about 30 replications. 1 without calls; from 0 to 1 after a single replication.
 * Source: W. G. Cochran, "Sampling techniques" (3rd ed. 1977), section 6.3.
 */
export function ratioEstimate(sums: RatioSums): Estimate {
  const { replications, offered, answered } = sums;
  if (offered === 0) return { mean: 1, low: 1, high: 1 };
  const mean = answered / offered;
  if (replications < 2) return { mean, low: 0, high: 1 };
  const squares = sums.answeredSquared - 2 * mean * sums.offeredAnswered + mean * mean * sums.offeredSquared;
  const variance = (Math.max(0, squares) * replications) / (replications - 1) / (offered * offered);
  const half = z * Math.sqrt(variance);
  return { mean, low: Math.max(0, mean - half), high: Math.min(1, mean + half) };
}

/** A share of trials with its 95 % interval (E. B. Wilson 1927). @param trials whole, > 0 */
export function wilson(successes: number, trials: number): Estimate {
  const mean = successes / trials;
  const spread = (z * z) / trials;
  const centre = (mean + spread / 2) / (1 + spread);
  const half = (z / (1 + spread)) * Math.sqrt((mean * (1 - mean)) / trials + spread / (4 * trials));
  // At both ends the formula gives exactly the end, but for the last digit.
  return {
    mean,
    low: successes === 0 ? 0 : Math.max(0, centre - half),
    high: successes === trials ? 1 : Math.min(1, centre + half),
  };
}

/** Quantile of sorted values, between neighbours in proportion (R's type 7). */
function quantile(sorted: Float64Array, fraction: number): number {
  const place = (sorted.length - 1) * fraction;
  const below = sorted[Math.floor(place)]!;
  return below + (place % 1) * (sorted[Math.ceil(place)]! - below);
}
