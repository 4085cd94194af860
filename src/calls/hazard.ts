import { requireSeconds } from './call-record.ts';
import type { Wait } from './kaplan-meier.ts';
import { poissonBounds } from './quantiles.ts';

/** How readily callers hang up during one part of the wait. */
export interface WaitHazard {
  /** Part of the wait, from (excluded) to (included); a hang-up after 0 s belongs to the first. */
  readonly fromSeconds: number;
  /** null means without end. */
  readonly toSeconds: number | null;
  /** Time that all callers together waited in this part. */
  readonly waitedSeconds: number;
  readonly abandoned: number;
  /** Hang-ups per minute of waiting, with 95 % bounds; null where nobody waited. */
  readonly perMinute: { readonly rate: number; readonly low95: number; readonly high95: number } | null;
}

/**
 * Rate of hanging up by the time waited so far, constant within each part. An even rate means exponential patience;
 * peaks tell when announcements or habits make callers give up.
 *
 * Rate = hang-ups ÷ time waited, its bounds by Garwood's for a Poisson count, which reading the time as given makes
 * approximate. Source: D. R. Cox and D. Oakes, "Analysis of Survival Data" (1984), section 4.2.
 * @param edgesSeconds where one part ends and the next begins, > 0, ascending @throws SekisuError `number.out-of-range`
 */
export function hazardByWait(waits: readonly Wait[], edgesSeconds: readonly number[]): WaitHazard[] {
  for (const wait of waits) requireSeconds('seconds', wait.seconds);
  return [0, ...edgesSeconds].map((fromSeconds, index) => {
    const end = edgesSeconds[index] ?? Infinity;
    let waitedSeconds = 0;
    let abandoned = 0;
    for (const { seconds, isAbandoned } of waits) {
      waitedSeconds += Math.max(0, Math.min(seconds, end) - fromSeconds);
      const isHere = seconds <= end && (seconds > fromSeconds || index === 0);
      if (isAbandoned && isHere) abandoned++;
    }
    const minutes = waitedSeconds / 60;
    const bounds = poissonBounds(abandoned);
    return {
      fromSeconds,
      toSeconds: Number.isFinite(end) ? end : null,
      waitedSeconds,
      abandoned,
      perMinute:
        minutes === 0
          ? null
          : { rate: abandoned / minutes, low95: bounds.low95 / minutes, high95: bounds.high95 / minutes },
    };
  });
}
