import { TimeHeap } from './time-heap.ts';

/** Callers who hung up and will call again, the earliest first; slots are used again. */
export class Redials {
  private readonly heap = new TimeHeap();
  private readonly freeSlots: number[] = [];
  private slots = 0;
  /** What the caller who calls next brings along, set by `take`. */
  atSecond = 0;
  queue = 0;
  handlingSeconds = 0;
  patienceSeconds = 0;
  /** Place of the caller's first call among the day's. */
  call = 0;
  /** 1 for the second call. */
  attempt = 0;
  private readonly columns: {
    readonly queue: number[];
    readonly handling: number[];
    readonly patience: number[];
    readonly call: number[];
    readonly attempt: number[];
  } = { queue: [], handling: [], patience: [], call: [], attempt: [] };

  /** When the next one calls; Infinity when nobody does. */
  get firstSecond(): number {
    return this.heap.firstSecond;
  }

  /** Forgets everybody. */
  clear(): void {
    this.heap.clear();
    this.freeSlots.length = 0;
    this.slots = 0;
  }

  /** Adds a caller who calls again at a moment. */
  add(caller: {
    readonly atSecond: number;
    readonly queue: number;
    readonly handlingSeconds: number;
    readonly patienceSeconds: number;
    readonly call: number;
    readonly attempt: number;
  }): void {
    const slot = this.freeSlots.pop() ?? this.slots++;
    this.columns.queue[slot] = caller.queue;
    this.columns.handling[slot] = caller.handlingSeconds;
    this.columns.patience[slot] = caller.patienceSeconds;
    this.columns.call[slot] = caller.call;
    this.columns.attempt[slot] = caller.attempt;
    this.heap.push(caller.atSecond, slot);
  }

  /** Takes the caller who calls next; there must be one. */
  take(): void {
    this.atSecond = this.heap.firstSecond;
    const slot = this.heap.pop();
    this.freeSlots.push(slot);
    this.queue = this.columns.queue[slot]!;
    this.handlingSeconds = this.columns.handling[slot]!;
    this.patienceSeconds = this.columns.patience[slot]!;
    this.call = this.columns.call[slot]!;
    this.attempt = this.columns.attempt[slot]!;
  }
}
