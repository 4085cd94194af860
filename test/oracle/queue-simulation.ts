/** What a simulated queue did, with the standard error of each share from batch means. */
export interface SimulatedQueue {
  readonly answerRate: Estimate;
  readonly waitProbability: Estimate;
  readonly answeredInTime: Estimate;
  readonly meanWaitSeconds: Estimate;
}

/** A mean over batches and its standard error. */
export interface Estimate {
  readonly mean: number;
  readonly standardError: number;
}

/**
 * Simulates a queue call by call: each takes the seat that is free first if its patience lasts until then, which is
 * first come first served because calls that hang up never take one. Knows no formula.
 */
export function simulateQueue(queue: {
  readonly seats: number;
  readonly trafficErlangs: number;
  readonly ahtSeconds: number;
  readonly patienceSeconds: number | null;
  readonly withinSeconds: number;
  readonly seed: number;
}): SimulatedQueue {
  const { seats, trafficErlangs, ahtSeconds, patienceSeconds, withinSeconds } = queue;
  const exponential = exponentialFrom(queue.seed);
  const freeAt: number[] = Array.from({ length: seats }, () => 0);
  const batches = Array.from({ length: 100 }, () => ({ answered: 0, waited: 0, inTime: 0, wait: 0 }));
  const callsPerBatch = 4000;
  let now = 0;
  for (let call = -callsPerBatch; call < batches.length * callsPerBatch; call++) {
    now += exponential(ahtSeconds / trafficErlangs);
    const seat = freeAt.indexOf(Math.min(...freeAt));
    const offeredWait = Math.max(0, freeAt[seat]! - now);
    const patience = patienceSeconds === null ? Infinity : exponential(patienceSeconds);
    const isAnswered = patience >= offeredWait;
    if (isAnswered) freeAt[seat] = now + offeredWait + exponential(ahtSeconds);
    // The first calls meet an empty centre and are not counted.
    const batch = batches[Math.floor(call / callsPerBatch)];
    if (batch === undefined) continue;
    batch.answered += isAnswered ? 1 : 0;
    batch.waited += offeredWait > 0 ? 1 : 0;
    batch.inTime += isAnswered && offeredWait <= withinSeconds ? 1 : 0;
    batch.wait += Math.min(offeredWait, patience);
  }
  const estimate = (of: (batch: (typeof batches)[number]) => number): Estimate =>
    estimateOf(batches.map((batch) => of(batch) / callsPerBatch));
  return {
    answerRate: estimate((batch) => batch.answered),
    waitProbability: estimate((batch) => batch.waited),
    answeredInTime: estimate((batch) => batch.inTime),
    meanWaitSeconds: estimate((batch) => batch.wait),
  };
}

function estimateOf(values: readonly number[]): Estimate {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, standardError: Math.sqrt(squares / (values.length - 1) / values.length) };
}

/** Exponential times from a seeded generator (mulberry32). */
function exponentialFrom(seed: number): (mean: number) => number {
  let state = seed;
  return (mean) => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    const uniform = ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
    return -mean * Math.log1p(-uniform);
  };
}
