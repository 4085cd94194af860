/** A stream of random numbers; equal seeds give equal streams on every machine. */
export interface RandomStream {
  /** Uniform in [0, 1). */
  uniform(): number;
}

/**
 * A stream of its own for each purpose, so that a change in one part of the sample moves no number of another.
 * Generator: mulberry32 (T. Ettinger, public domain); the seed is the FNV-1a hash of the name.
 */
export function streamOf(name: string): RandomStream {
  let state = 0x811c9dc5;
  for (const character of name) state = Math.imul(state ^ character.codePointAt(0)!, 0x01000193);
  return {
    uniform() {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
    },
  };
}

/** A whole number from least to most, both included. */
export function wholeBetween(random: RandomStream, least: number, most: number): number {
  return least + Math.floor(random.uniform() * (most - least + 1));
}

/** One of the items; the list must not be empty. */
export function pick<Item>(random: RandomStream, items: readonly Item[]): Item {
  return items[wholeBetween(random, 0, items.length - 1)]!;
}

/** Standard normal (Box and Muller 1958). */
export function normal(random: RandomStream): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random.uniform()));
  return radius * Math.cos(2 * Math.PI * random.uniform());
}

/** Gamma of a shape ≥ 1 and scale 1 (Marsaglia and Tsang 2000). */
export function gamma(random: RandomStream, shape: number): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random.uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** Beta of a mean in (0, 0.5) and a coefficient of variation small enough for both shapes to be ≥ 1. */
export function beta(random: RandomStream, mean: number, variationFraction: number): number {
  const total = (1 - mean) / (mean * variationFraction ** 2) - 1;
  const first = gamma(random, mean * total);
  return first / (first + gamma(random, (1 - mean) * total));
}

/** Poisson of a mean from 0 to about 500 (Knuth's product of uniforms). */
export function poisson(random: RandomStream, mean: number): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random.uniform(); product > limit; product *= random.uniform()) count += 1;
  return count;
}

/** Lognormal of a mean and of a standard deviation of the logarithm. */
export function lognormal(random: RandomStream, mean: number, logDeviation: number): number {
  return mean * Math.exp(logDeviation * normal(random) - logDeviation ** 2 / 2);
}
