/** Seats, load and impatience of a queue without a limit on its length. */
export interface QueueShape {
  /** Seats n, >= 0, real. */
  readonly seats: number;
  /** Load a in erlangs, >= 0. */
  readonly load: number;
  /** Mean handling time over mean patience, > 0: how fast one waiting call leaves, in departures of one seat. */
  readonly impatience: number;
}

/** Sums over the lengths j = 0, 1, … of the queue, weighted with d_j = Π_{i<=j} a / (n + i·impatience). */
export interface QueueSeries {
  /** D = Σ d_j, times `sumUnit`; Infinity when D is above about 1e368. */
  readonly sum: number;
  /** D - 1, times `sumUnit`, without cancellation. */
  readonly excess: number;
  /** Mean of (j+1)·impatience / (n + (j+1)·impatience): share of calls, finding j waiting, that hangs up. */
  readonly lost: number;
  /** Mean of Σ_{i<=j} 1 / (n + i·impatience): handling times until a served call's turn. */
  readonly meanTurn: number;
  /** Mean of Σ_{i<=j} i·impatience / (n + i·impatience): the same for calls that leave. */
  readonly meanLoss: number;
}

/** The sums are kept this much smaller than they are, so that they reach D = 1e368 before they overflow. */
export const sumUnit = 2 ** -200;

/**
 * The queue's sums, by nesting D_{j-1} = 1 + a/(n + j·impatience) D_j from the far end: every term is positive, so
 * nothing cancels, and means are carried as ratios, so nothing overflows. About 10·sqrt(a/impatience) steps.
 * Formula: C. Palm's series, as in A. Mandelbaum and S. Zeltyn, "Service engineering in action" (2007), section 3.
 */
export function queueSeries(shape: QueueShape): QueueSeries {
  const { seats, load, impatience } = shape;
  let sum = sumUnit;
  let excess = 0;
  let lost = 0;
  let meanTurn = 0;
  let meanLoss = 0;
  for (let j = lengthOfNegligibleWeight(shape); j >= 1; j--) {
    const leaving = seats + j * impatience;
    excess = (load / leaving) * sum;
    sum = sumUnit + excess;
    if (sum === Infinity) {
      // The queue is never shorter than j, to all digits of a double: the rest of each mean is a plain sum.
      const turns = reciprocalSum(shape, j);
      return {
        sum,
        excess,
        lost,
        meanTurn: meanTurn + turns,
        meanLoss: meanLoss + lossSum(shape, j, turns),
      };
    }
    const longer = excess / sum;
    const shorter = sumUnit / sum;
    lost = longer * lost + (shorter * j * impatience) / leaving;
    meanTurn = longer * (meanTurn + 1 / leaving);
    meanLoss = longer * (meanLoss + (j * impatience) / leaving);
  }
  return { sum, excess, lost, meanTurn, meanLoss };
}

/** First length, past the most likely one, whose weight is below 1e-22 of the largest. */
function lengthOfNegligibleWeight({ seats, load, impatience }: QueueShape): number {
  let length = Math.max(0, Math.ceil((load - seats) / impatience));
  for (let weight = 1; weight > 1e-22; weight *= load / (seats + length * impatience)) length++;
  return length;
}

/** Σ_{i=1..count} 1/(n + i·impatience): 1,000 terms one by one, then Euler and Maclaurin's midpoint form. */
function reciprocalSum({ seats, impatience }: QueueShape, count: number): number {
  const plain = Math.min(count, 1000);
  let sum = 0;
  for (let i = plain; i >= 1; i--) sum += 1 / (seats + i * impatience);
  if (count === plain) return sum;
  const from = seats + (plain + 0.5) * impatience;
  const span = (count - plain) * impatience;
  const slope = (x: number): number => impatience / (24 * x * x) - (7 * (impatience / x) ** 3) / (960 * x);
  return sum + Math.log1p(span / from) / impatience + slope(from + span) - slope(from);
}

/** Σ_{i=1..count} i·impatience/(n + i·impatience), which is count - n·turns unless that would cancel. */
function lossSum({ seats, impatience }: QueueShape, count: number, turns: number): number {
  if (count > 100_000) return count - seats * turns;
  let sum = 0;
  for (let i = count; i >= 1; i--) sum += (i * impatience) / (seats + i * impatience);
  return sum;
}
