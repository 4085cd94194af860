import type { PersonOnPhone, PhoneWindow } from './input.ts';

/**
 * Seats of a day as people without names: seat k is there in the intervals with more than k seats. The seats of the
 * last interval stay for ever, so that calls still waiting at closing are answered.
 *
 * Where the number falls, the seat that goes is always the one added last, busy or not: if it is busy its call is
 * finished, while the others go on taking calls. `simulateSeats` has seats that can stand in for one another instead.
 */
export function seatsAsPeople(day: {
  /** In seconds since midnight, >= 0. */
  readonly openSecond: number;
  /** > 0. */
  readonly intervalSeconds: number;
  /** Whole, >= 0. */
  readonly seatsPerInterval: readonly number[];
  /** Queues every seat takes: bit q for queue q. */
  readonly queueMask: number;
}): PersonOnPhone[] {
  const { openSecond, intervalSeconds, seatsPerInterval, queueMask } = day;
  const most = seatsPerInterval.reduce((max, seats) => Math.max(max, seats), 0);
  return Array.from({ length: most }, (_, seat) => ({
    kind: 'operator' as const,
    queueMask,
    windows: windowsOf(seatsPerInterval, seat, (interval) => openSecond + interval * intervalSeconds),
    keepsBreakLength: false,
    mayBeAbsent: false,
    isReplaced: false,
  }));
}

function windowsOf(
  seatsPerInterval: readonly number[],
  seat: number,
  startOf: (interval: number) => number,
): PhoneWindow[] {
  const windows: PhoneWindow[] = [];
  let from: number | null = null;
  for (const [interval, seats] of seatsPerInterval.entries()) {
    if (seats > seat && from === null) from = startOf(interval);
    if (seats <= seat && from !== null) {
      windows.push({ startSecond: from, endSecond: startOf(interval) });
      from = null;
    }
  }
  return from === null ? windows : [...windows, { startSecond: from, endSecond: Infinity }];
}
