import { lnLoadRatio, lnPoissonWeight } from './poisson-weight.ts';
import { outOfRange, requireNonNegative, requireWhole } from './preconditions.ts';
import { queueSeries, sumUnit } from './queue-series.ts';

/** The share of calls that finds all seats busy when nobody waits, in the three forms the other formulas need. */
export interface Blocking {
  /** B, 0 to 1; 0 when below the double range. */
  readonly blocked: number;
  /** 1 - B without cancellation. */
  readonly carried: number;
  /** ln B, finite wherever B > 0. */
  readonly lnBlocked: number;
}

/**
 * Erlang B: the share of offered calls that is blocked when no call may wait; 1 with no seats, 0 with no load.
 * Relative error below 1e-12 for up to 1e6 seats and loads.
 * Formula: B = (a^n/n!) / Σ_{k<=n} a^k/k!; A. K. Erlang (1917).
 * @param seats whole, >= 0 @param trafficErlangs >= 0 @throws number.out-of-range
 */
export function erlangB(seats: number, trafficErlangs: number): number {
  return blocking(requireWhole('seats', seats), requireNonNegative('trafficErlangs', trafficErlangs)).blocked;
}

/** Natural logarithm of Erlang B; -Infinity where B is 0. Arguments as in `erlangB`. @throws number.out-of-range */
export function lnErlangB(seats: number, trafficErlangs: number): number {
  return blocking(requireWhole('seats', seats), requireNonNegative('trafficErlangs', trafficErlangs))
    .lnBlocked;
}

/**
 * Erlang B for a real number of seats. Formula: 1/B = a ∫_0^∞ e^{-au} (1+u)^n du; D. L. Jagerman (1974).
 * @param seats real, >= 0 @param trafficErlangs >= 0 @throws number.out-of-range
 */
export function erlangBOfRealSeats(seats: number, trafficErlangs: number): number {
  return blocking(requireNonNegative('seats', seats), requireNonNegative('trafficErlangs', trafficErlangs))
    .blocked;
}

/** Erlang B in three forms, for seats >= 0 (real) and load >= 0, unchecked except for what it cannot compute. */
export function blocking(seats: number, load: number): Blocking {
  if (seats === 0) return { blocked: 1, carried: 0, lnBlocked: 0 };
  if (load === 0) return { blocked: 0, carried: 1, lnBlocked: -Infinity };
  if (Math.max(seats, load) > 1e12) throw outOfRange('trafficErlangs', Math.max(seats, load), '≤ 1e12');
  return load > seats && (load >= 1 || Number.isInteger(seats))
    ? blockingByRecursion(seats, load)
    : blockingByWeight(seats, load);
}

/**
 * More load than seats: 1/B(n) = 1 + (n/a)/B(n-1), started as far down as it matters. Each step shrinks earlier
 * errors by n/a, and the start is forgotten after at most about 10·sqrt(a) steps.
 */
function blockingByRecursion(seats: number, load: number): Blocking {
  const excess = inverseBlockingExcess(seats, load);
  return { blocked: 1 / (1 + excess), carried: excess / (1 + excess), lnBlocked: -Math.log1p(excess) };
}

/** 1/B - 1 for load > seats > 0; for a real number of seats the load must be at least 1. */
export function inverseBlockingExcess(seats: number, load: number): number {
  let steps = 0;
  let weight = 1;
  while (weight > 1e-19 && seats - steps >= 1) {
    weight *= (seats - steps) / load;
    steps++;
  }
  const left = seats - steps;
  let inverse = weight > 1e-19 && left > 0 ? inverseByContinuedFraction(left, load) : 1;
  if (steps === 0) return inverse - 1;
  for (let i = steps - 1; i >= 1; i--) inverse = 1 + ((seats - i) / load) * inverse;
  return (seats / load) * inverse;
}

/**
 * 1/B = a e^a E_{-x}(a) for 0 < x < 1 and a >= 1, by Lentz's method.
 * Source: NIST Digital Library of Mathematical Functions, 8.19.17 (even part).
 */
function inverseByContinuedFraction(seats: number, load: number): number {
  let b = load - seats;
  let c = 1e300;
  let d = 1 / b;
  let fraction = d;
  for (let i = 1, change = 2; Math.abs(change - 1) > 1e-16 && i < 500; i++) {
    const numerator = -i * (i - 1 - seats);
    b += 2;
    d = 1 / (numerator * d + b);
    c = b + numerator / c;
    change = c * d;
    fraction *= change;
  }
  return load * fraction;
}

/** As many seats as load, or more: B = φ / (1 - φ(D-1)) with the Poisson weight φ of n; at most half cancels. */
function blockingByWeight(seats: number, load: number): Blocking {
  const lnWeight = lnPoissonWeight(seats, lnLoadRatio(load, seats));
  const weight = Math.exp(lnWeight);
  const excess = queueSeries({ seats, load, impatience: 1 }).excess / sumUnit;
  const within = 1 - weight * excess;
  return {
    blocked: weight / within,
    carried: (within - weight) / within,
    lnBlocked: lnWeight - Math.log(within),
  };
}
