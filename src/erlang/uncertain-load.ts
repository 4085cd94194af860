import { outOfRange, requireNonNegative, requirePositive, requireWhole } from './preconditions.ts';
import { lossOf, tailC } from './real-seats.ts';

/** A load that is not known: gamma-distributed from day to day, so that the calls of a day are a gamma mixture of Poisson counts. */
export interface UncertainLoad {
  /** Mean load in erlangs, >= 0. */
  readonly trafficErlangs: number;
  /** Standard deviation of the load over its mean, 0 to 2, both included; 0 when it is known. */
  readonly loadCvFraction: number;
}

/**
 * Share of calls answered, however late (応答率), when the load is uncertain: E[L p(L)]/E[L], weighted with calls as a year's
 * figures are. Erlang A for each load. Absolute error below 1e-6, tried to 1e4 erlangs.
 * @throws number.out-of-range
 */
export function answerRateUncertain(
  queue: UncertainLoad & {
    /** Whole, >= 0. */
    readonly seats: number;
    /** Mean handling time in seconds, > 0. */
    readonly ahtSeconds: number;
    /** Mean patience in seconds, > 0; null when callers never hang up. */
    readonly patienceSeconds: number | null;
  },
): number {
  const { ahtSeconds, patienceSeconds } = queue;
  requirePositive('ahtSeconds', ahtSeconds);
  if (patienceSeconds !== null) requirePositive('patienceSeconds', patienceSeconds);
  const seats = requireWhole('seats', queue.seats);
  return 1 - meanOverLoads(queue, seats, (load) => lossOf(seats, load, ahtSeconds, patienceSeconds));
}

/** Share of calls answered within a time when the load is uncertain and nobody hangs up (Erlang C; none while the load is not below the seats). Error as in `answerRateUncertain`. @throws number.out-of-range */
export function serviceLevelUncertain(
  queue: UncertainLoad & {
    /** Whole, >= 0. */
    readonly seats: number;
    /** Mean handling time in seconds, > 0. */
    readonly ahtSeconds: number;
    /** Time in seconds, >= 0. */
    readonly withinSeconds: number;
  },
): number {
  const services =
    requireNonNegative('withinSeconds', queue.withinSeconds) /
    requirePositive('ahtSeconds', queue.ahtSeconds);
  const seats = requireWhole('seats', queue.seats);
  return 1 - meanOverLoads(queue, seats, (load) => tailC(seats, load, services));
}

/**
 * Call-weighted mean over loads of a function that bends where the load meets the seats.
 *
 * A gamma with shape k weighted with its own value is a gamma with shape k + 1. In u = ln(load/mean) its density is
 * e^{(k+1)u - k e^u}, smooth on the whole line; Gauss–Legendre with 10 points on each of up to 16 pieces, the shorter the nearer to the bend.
 * @throws number.out-of-range
 */
export function meanOverLoads(
  { trafficErlangs, loadCvFraction }: UncertainLoad,
  bendErlangs: number,
  of: (loadErlangs: number) => number,
): number {
  requireNonNegative('trafficErlangs', trafficErlangs);
  if (!(loadCvFraction >= 0 && loadCvFraction <= 2))
    throw outOfRange('loadCvFraction', loadCvFraction, '0 ≤ x ≤ 2');
  // So small a spread moves the load by less than its own rounding matters.
  if (loadCvFraction < 1e-6 || trafficErlangs === 0) return of(trafficErlangs);
  const shape = 1 / loadCvFraction ** 2;
  const mode = Math.log1p(1 / shape);
  const from = mode + spread(shape + 1, -1);
  const to = mode + spread(shape + 1, 1);
  const ends = pieces(from, to, Math.log(bendErlangs / trafficErlangs));
  let sum = 0;
  let weights = 0;
  for (let piece = 0; piece + 1 < ends.length; piece++) {
    const half = (ends[piece + 1]! - ends[piece]!) / 2;
    for (let i = 0; i < nodes.length; i++) {
      const v = ends[piece]! + half * (1 + nodes[i]!) - mode;
      const weight = half * nodeWeights[i]! * Math.exp((shape + 1) * (v - Math.expm1(v)));
      sum += weight * of(trafficErlangs * Math.exp(v + mode));
      weights += weight;
    }
  }
  // Divided by the weights' own sum, so that a constant is its own mean.
  return sum / weights;
}

/** Six even pieces, and cuts at the bend and at quarters of quarters of the range from it, to follow whatever happens near it. */
function pieces(from: number, to: number, bend: number): number[] {
  const width = to - from;
  const cuts = [bend];
  for (let i = 1; i < 6; i++) cuts.push(from + (width * i) / 6);
  for (let k = 1; k <= 5; k++) cuts.push(bend - width / 4 ** k, bend + width / 4 ** k);
  const inside = cuts.filter((cut) => cut > from && cut < to).sort((one, other) => one - other);
  return [from, ...inside, to];
}

/** v on one side of 0 at which (shape)(e^v - 1 - v) = 34: beyond it the density is below 1e-14 of its peak. */
function spread(shape: number, side: 1 | -1): number {
  const drop = 34 / shape;
  let v = side > 0 ? Math.sqrt(2 * drop) : -1 - drop;
  for (let i = 0; i < 40; i++) v -= (Math.expm1(v) - v - drop) / Math.expm1(v);
  return v;
}

const { nodes, nodeWeights } = gaussLegendre(10);

/** Roots of the Legendre polynomial by Newton's method, and their weights 2/((1-x²)P'²). */
function gaussLegendre(count: number): { readonly nodes: Float64Array; readonly nodeWeights: Float64Array } {
  const roots = new Float64Array(count);
  const weightOf = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    let x = Math.cos((Math.PI * (i + 0.75)) / (count + 0.5));
    let slope = 1;
    for (let round = 0; round < 8; round++) {
      let before = 1;
      let value = x;
      for (let k = 2; k <= count; k++) {
        const next = ((2 * k - 1) * x * value - (k - 1) * before) / k;
        before = value;
        value = next;
      }
      slope = (count * (x * value - before)) / (x * x - 1);
      x -= value / slope;
    }
    roots[i] = x;
    weightOf[i] = 2 / ((1 - x * x) * slope * slope);
  }
  return { nodes: roots, nodeWeights: weightOf };
}
