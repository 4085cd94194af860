import { TimeHeap } from './time-heap.ts';

/** A number of seats per interval, from opening on. */
export interface Stairs {
  /** In seconds since midnight, >= 0. */
  readonly openSecond: number;
  /** > 0. */
  readonly intervalSeconds: number;
  /** Whole, >= 0; at least one interval. */
  readonly seatsPerInterval: readonly number[];
}

/**
 * Seats whose number changes by interval and that can stand in for one another: a call starts only while fewer calls
 * are in progress than there are seats; a call in progress is finished whatever becomes of the number. The seats of
 * the last interval stay for ever.
 */
export class Staircase {
  private readonly ends = new TimeHeap();
  private interval = 0;
  private frontierSecond = 0;
  private readonly openSecond: number;
  private readonly intervalSeconds: number;
  private readonly seatsPerInterval: readonly number[];

  constructor(stairs: Stairs) {
    this.openSecond = stairs.openSecond;
    this.intervalSeconds = stairs.intervalSeconds;
    this.seatsPerInterval = stairs.seatsPerInterval;
  }

  /** Begins the day: nothing is in progress. */
  clear(): void {
    this.ends.clear();
    this.interval = 0;
    this.frontierSecond = this.openSecond;
  }

  /**
   * When a call could start that comes at a moment; Infinity if never. Nothing can start between the moment and the
   * answer, so what was worked out holds for later calls too, even if this one hangs up before.
   * @param arrivalSecond never before that of an earlier call
   */
  startSecond(arrivalSecond: number): number {
    const { ends, seatsPerInterval } = this;
    const last = seatsPerInterval.length - 1;
    let second = Math.max(this.frontierSecond, arrivalSecond);
    for (;;) {
      while (this.interval < last && second >= this.nextStepSecond()) this.interval += 1;
      while (ends.firstSecond <= second) ends.pop();
      if (ends.size < seatsPerInterval[this.interval]!) break;
      second = Math.min(ends.firstSecond, this.interval < last ? this.nextStepSecond() : Infinity);
      if (second === Infinity) break;
    }
    this.frontierSecond = second;
    return second;
  }

  /** Starts a call at the moment that `startSecond` gave last. */
  occupyUntil(endSecond: number): void {
    this.ends.push(endSecond, 0);
  }

  private nextStepSecond(): number {
    return this.openSecond + (this.interval + 1) * this.intervalSeconds;
  }
}
