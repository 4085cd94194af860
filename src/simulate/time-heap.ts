/** Moments with an item each, the earliest first: a binary heap in typed arrays that grow and are kept. */
export class TimeHeap {
  size = 0;
  private times = new Float64Array(16);
  private items = new Int32Array(16);

  /** The earliest moment; Infinity when there is none. */
  get firstSecond(): number {
    return this.size === 0 ? Infinity : this.times[0]!;
  }

  /** Forgets everything. */
  clear(): void {
    this.size = 0;
  }

  /** @param item whole, 32 bits */
  push(second: number, item: number): void {
    if (this.size === this.times.length) this.grow();
    const { times, items } = this;
    let place = this.size++;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (times[parent]! <= second) break;
      times[place] = times[parent]!;
      items[place] = items[parent]!;
      place = parent;
    }
    times[place] = second;
    items[place] = item;
  }

  /** Takes the earliest moment out and gives its item; the heap must not be empty. */
  pop(): number {
    const { times, items } = this;
    const first = items[0]!;
    const last = --this.size;
    const second = times[last]!;
    const item = items[last]!;
    let place = 0;
    for (let child = 1; child < last; child = 2 * place + 1) {
      if (child + 1 < last && times[child + 1]! < times[child]!) child += 1;
      if (times[child]! >= second) break;
      times[place] = times[child]!;
      items[place] = items[child]!;
      place = child;
    }
    times[place] = second;
    items[place] = item;
    return first;
  }

  private grow(): void {
    const { times, items } = this;
    this.times = new Float64Array(2 * times.length);
    this.times.set(times);
    this.items = new Int32Array(2 * items.length);
    this.items.set(items);
  }
}
