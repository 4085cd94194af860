import type { RandomStream } from './random.ts';

/** Expected calls of a day, made ready for drawing. */
export interface CallCurve {
  readonly openSecond: number;
  readonly intervalSeconds: number;
  readonly intervals: number;
  readonly queues: number;
  /** Rows of one number per queue, one row per interval: expected calls of this queue and those before it. */
  readonly callsUpTo: Float64Array;
}

/** @param callsPerInterval one list per queue, one number per interval */
export function callCurve(curve: {
  readonly openSecond: number;
  readonly intervalSeconds: number;
  readonly callsPerInterval: readonly (readonly number[])[];
}): CallCurve {
  const { openSecond, intervalSeconds, callsPerInterval } = curve;
  const queues = callsPerInterval.length;
  const intervals = callsPerInterval[0]!.length;
  const callsUpTo = new Float64Array(intervals * queues);
  for (let interval = 0; interval < intervals; interval++) {
    let sum = 0;
    for (let queue = 0; queue < queues; queue++) {
      sum += callsPerInterval[queue]![interval]!;
      callsUpTo[interval * queues + queue] = sum;
    }
  }
  return { openSecond, intervalSeconds, intervals, queues, callsUpTo };
}

/**
 * The calls of a day in order of time. Gaps are exponential at the rate of the interval, which gives each interval a
 * Poisson number of calls at uniform moments, already in order and without drawing the number first.
 */
export class Arrivals {
  /** When the call at hand comes, since midnight; Infinity after the last. */
  atSecond = Infinity;
  interval = 0;
  queue = 0;
  private curve: CallCurve | null = null;
  private stream: RandomStream | null = null;
  private callsPerSecond = 0;
  private perSecond = 0;
  private intervalEndSecond = 0;

  /** Goes to the first call of a day. @param factor volume of this day against its curve, >= 0 */
  start(curve: CallCurve, factor: number, stream: RandomStream): void {
    this.curve = curve;
    this.stream = stream;
    this.perSecond = factor / curve.intervalSeconds;
    this.interval = -1;
    this.intervalEndSecond = curve.openSecond;
    this.enterNextInterval();
    this.next();
  }

  /** Goes to the next call. */
  next(): void {
    const curve = this.curve!;
    const stream = this.stream!;
    let restOfGap = stream.exponential();
    for (;;) {
      if (this.interval >= curve.intervals) {
        this.atSecond = Infinity;
        return;
      }
      const expected = (this.intervalEndSecond - this.atSecond) * this.callsPerSecond;
      if (restOfGap < expected) break;
      restOfGap -= expected;
      this.enterNextInterval();
    }
    this.atSecond += restOfGap / this.callsPerSecond;
    if (curve.queues > 1) this.queue = this.drawQueue(curve, stream);
  }

  private enterNextInterval(): void {
    const { intervals, intervalSeconds, openSecond, queues, callsUpTo } = this.curve!;
    this.interval += 1;
    this.atSecond = this.intervalEndSecond;
    this.queue = 0;
    if (this.interval >= intervals) return;
    this.intervalEndSecond = openSecond + (this.interval + 1) * intervalSeconds;
    this.callsPerSecond = callsUpTo[(this.interval + 1) * queues - 1]! * this.perSecond;
  }

  private drawQueue(curve: CallCurve, stream: RandomStream): number {
    const row = this.interval * curve.queues;
    const mark = stream.uniform() * curve.callsUpTo[row + curve.queues - 1]!;
    let queue = 0;
    while (mark >= curve.callsUpTo[row + queue]!) queue += 1;
    return queue;
  }
}
