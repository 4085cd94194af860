/** Waiting calls that leave one after another: answered by one of the seats or hanging up. */
interface Departures {
  /** Seats n, >= 0. */
  readonly seats: number;
  /** Mean handling time over mean patience, >= 0; 0 when nobody hangs up. */
  readonly impatience: number;
  /** The time, in mean handling times, >= 0. */
  readonly services: number;
  /** Largest number of departures asked for, whole, >= 0. */
  readonly most: number;
}

/**
 * F_m for m = 0..most: chance that the m-th departure, at rates n + m·impatience down to n + impatience, comes
 * within the time. Array length most + 1.
 *
 * F_m = Σ_{l>=m} of a negative binomial with shape n/impatience + 1 and success e^{-impatience·t}, which for
 * impatience 0 is Poisson with mean n·t; J. Riordan, "Stochastic service systems" (1962), section 6.
 */
export function departureTails(departures: Departures): Float64Array {
  const { most } = departures;
  const next = weights(departures);
  const tails = new Float64Array(most + 1);
  let below = 0;
  for (let l = 0; l < most; l++) {
    tails[l] = next();
    below += tails[l]!;
  }
  // The rest of the distribution: by complement while that keeps its digits, else term by term.
  let tail = 1 - below;
  if (below > 0.99) {
    tail = 0;
    for (let term = next(); term > 1e-18 * tail; term = next()) tail += term;
  }
  tails[most] = tail;
  for (let l = most - 1; l >= 0; l--) tails[l]! += tails[l + 1]!;
  return tails;
}

/** The weights from 0 on, one a call; kept scaled because the first may be far below the double range. */
function weights({ seats, impatience, services }: Departures): () => number {
  const reach = impatience === 0 ? services : -Math.expm1(-impatience * services) / impatience;
  let lnScale = -(seats + impatience) * services;
  let scaled = 1;
  let l = 0;
  return () => {
    const weight = Math.exp(lnScale / 2) * scaled * Math.exp(lnScale / 2);
    l++;
    scaled *= ((seats + l * impatience) / l) * reach;
    if (scaled > 1e200) {
      scaled *= 1e-200;
      lnScale += 200 * Math.LN10;
    }
    return weight;
  };
}
