import type { Block, Schedule } from './block.ts';

/** How a fractional solution is rounded. */
export interface DiveOptions {
  /** Share of the days that are still open that are fixed at once, 0 to 1. */
  readonly fraction: number;
  /** Rounds of column generation after each fixing. */
  readonly rounds: number;
  /** Ends when the relaxation shows that nothing cheaper is left. */
  readonly cutoff: number;
  /** Smallest difference in cost that matters. */
  readonly tolerance: number;
  /** Noise in the choice of what to fix, 0 to 1. */
  readonly noise: number;
  readonly random: () => number;
}

/** Below this share a day is not fixed unless it is the only one. */
const leastShare = 0.6;

/**
 * Rounds a block's relaxation by fixing single days of single people, the surest first, and pricing again: what is not fixed
 * stays free to move with the rest, which whole schedules would not.
 * @returns whole schedules, or null when the way ended above the cutoff
 */
export function* dive(block: Block, options: DiveOptions): Generator<void, Schedule[] | null> {
  const moves = block.moveCount;
  for (;;) {
    const whole = block.whole();
    if (whole !== null) return whole;
    const open: { index: number; step: number; duty: number; share: number }[] = [];
    block.shares().forEach((shares, index) => {
      for (let at = 0; at < shares.length; at += 1) {
        const share = shares[at]!;
        if (share < 1e-6 || share > 1 - 1e-6) continue;
        const step = Math.floor(at / moves);
        if (block.isFixed(index, step)) continue;
        open.push({
          index,
          step,
          duty: (at % moves) - 1,
          share: share + (options.random() - 0.5) * options.noise,
        });
      }
    });
    open.sort((a, b) => b.share - a.share);
    const wanted = Math.max(1, Math.ceil((options.fraction * open.length) / 2));
    const chosen: typeof open = [];
    // What is fixed of a person must leave at least one schedule that is known to be legal.
    const alive = new Map<number, readonly Int16Array[]>();
    for (const column of block.columnValues()) {
      if (column.value > 1e-9) alive.set(column.index, [...(alive.get(column.index) ?? []), column.duties]);
    }
    for (const cell of open) {
      if (chosen.length >= wanted || (chosen.length > 0 && cell.share < leastShare)) break;
      const left = alive.get(cell.index)!.filter((duties) => duties[cell.step] === cell.duty);
      if (left.length === 0 || chosen.some((other) => other.index === cell.index && other.step === cell.step))
        continue;
      alive.set(cell.index, left);
      chosen.push(cell);
    }
    block.fix(chosen);
    yield;
    const ended = yield* block.relax({
      cutoff: options.cutoff,
      maximumRounds: options.rounds,
      tolerance: options.tolerance,
      isSmoothed: false,
    });
    if (ended === 'infeasible' || ended === 'hopeless') return null;
  }
}
