/**
 * Repeatable pseudo-random numbers in [0, 1): mulberry32 (Tommy Ettinger, public domain). Good enough to vary the
 * order of a search, not for statistics. The seed is an argument because the core has no randomness of its own.
 */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A copy of a list in random order (Fisher–Yates). */
export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const copy = [...items];
  for (let last = copy.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    const kept = copy[last]!;
    copy[last] = copy[other]!;
    copy[other] = kept;
  }
  return copy;
}
