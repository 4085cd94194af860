/** Chances below this are left out; a day has some hundred steps that each leave out so little. */
const negligible = 1e-13;
/** Longest stretch in mean numbers of jumps that is carried in one piece: e^-600 is still a number. */
const longestPiece = 600;

/** A stretch of constant demand and seats. */
export interface Passed {
  readonly state: Float64Array;
  /** Calls that hang up within it. */
  readonly abandonedCalls: number;
  /** Share of its time with all seats busy. */
  readonly allBusyFraction: number;
  /** Mean number of busy seats. */
  readonly busySeats: number;
}

/** A stretch over which nothing changes, carried in one go. */
interface Piece {
  /** Calls a second, >= 0. */
  readonly arrivalRate: number;
  /** Whole, >= 0. */
  readonly seats: number;
  /** Possible jumps a second, > 0: as many as the fullest state has. */
  readonly jumpRate: number;
  readonly seconds: number;
}

/**
 * The Markov chain of calls in progress and calls waiting. A state is the chance of each pair at
 * [busy·(mostWaiting + 1) + waiting]; calls wait only while at least as many are in progress as there are seats, and
 * more may be in progress than seats only after seats fell.
 */
export class CallChain {
  readonly mostBusy: number;
  readonly mostWaiting: number;
  readonly intervalSeconds: number;
  readonly ahtSeconds: number;
  /** 0 when nobody hangs up. */
  readonly hangUpRate: number;
  readonly #step: Float64Array;
  readonly #sum: Float64Array;

  constructor(day: {
    readonly callsPerInterval: readonly number[];
    readonly seatsPerInterval: readonly number[];
    readonly intervalSeconds: number;
    readonly ahtSeconds: number;
    readonly patienceSeconds: number | null;
  }) {
    this.intervalSeconds = day.intervalSeconds;
    this.ahtSeconds = day.ahtSeconds;
    this.hangUpRate = day.patienceSeconds === null ? 0 : 1 / day.patienceSeconds;
    this.mostBusy = Math.max(0, ...day.seatsPerInterval);
    const calls = day.callsPerInterval.reduce((sum, value) => sum + value, 0);
    const mostRate = Math.max(0, ...day.callsPerInterval) / day.intervalSeconds;
    // With patience no more wait than if there were no seats at all: Poisson around rate × patience.
    this.mostWaiting = poissonLimit(
      day.patienceSeconds === null ? calls : Math.min(calls, mostRate * day.patienceSeconds),
    );
    this.#step = this.empty();
    this.#sum = this.empty();
  }

  /** The state of an empty centre. */
  empty(): Float64Array {
    const state = new Float64Array((this.mostBusy + 1) * (this.mostWaiting + 1));
    state[0] = 1;
    return state;
  }

  /** Mean number of waiting calls of a state. */
  backlog(state: Float64Array): number {
    const width = this.mostWaiting + 1;
    let waiting = 0;
    for (let index = 0; index < state.length; index++) waiting += state[index]! * (index % width);
    return waiting;
  }

  /** A state after an interval with some expected calls and some seats (at most `mostBusy`). */
  pass(before: Float64Array, calls: number, seats: number): Passed {
    const arrivalRate = calls / this.intervalSeconds;
    const jumpRate = arrivalRate + this.mostBusy / this.ahtSeconds + this.mostWaiting * this.hangUpRate;
    const pieces = Math.max(1, Math.ceil((jumpRate * this.intervalSeconds) / longestPiece));
    const pieceSeconds = this.intervalSeconds / pieces;
    let state = this.#seated(before, seats);
    let waitingSeconds = 0;
    let allBusySeconds = 0;
    let busySeconds = 0;
    for (let piece = 0; piece < pieces; piece++) {
      const passed = this.#piece(state, { arrivalRate, seats, jumpRate, seconds: pieceSeconds });
      state = passed.state;
      waitingSeconds += passed.waitingSeconds;
      allBusySeconds += passed.allBusySeconds;
      busySeconds += passed.busySeconds;
    }
    return {
      state,
      abandonedCalls: waitingSeconds * this.hangUpRate,
      allBusyFraction: Math.min(1, allBusySeconds / this.intervalSeconds),
      busySeats: busySeconds / this.intervalSeconds,
    };
  }

  /**
   * Expected calls that hang up from each state on, before an interval, given the same for the states after it.
   * @param after as long as a state
   */
  lossAhead(after: Float64Array, calls: number, seats: number): Float64Array {
    const arrivalRate = calls / this.intervalSeconds;
    const jumpRate = arrivalRate + this.mostBusy / this.ahtSeconds + this.mostWaiting * this.hangUpRate;
    const width = this.mostWaiting + 1;
    const pieces = Math.max(1, Math.ceil((jumpRate * this.intervalSeconds) / longestPiece));
    let ahead: Float64Array = after;
    for (let piece = 0; piece < pieces && jumpRate > 0; piece++) {
      ahead = this.#pieceAhead(ahead, {
        arrivalRate,
        seats,
        jumpRate,
        seconds: this.intervalSeconds / pieces,
      });
    }
    return ahead.map((value, index) => {
      const busy = Math.floor(index / width);
      const waiting = index % width;
      const taken = Math.max(0, Math.min(waiting, seats - busy));
      return taken === 0 ? value : ahead[(busy + taken) * width + waiting - taken]!;
    });
  }

  /** The same as `#piece`, looking from the states before to what they lead to. */
  #pieceAhead(after: Float64Array, piece: Piece): Float64Array {
    const jumps = piece.jumpRate * piece.seconds;
    const width = this.mostWaiting + 1;
    const hangUp = this.hangUpRate / piece.jumpRate;
    const sum = new Float64Array(after.length);
    let value: Float64Array = after.slice();
    let loss: Float64Array = Float64Array.from(after, (_, index) => (index % width) * hangUp);
    let nextValue: Float64Array = this.empty();
    let nextLoss: Float64Array = this.empty();
    let weight = Math.exp(-jumps);
    let more = 1 - weight;
    for (let k = 0; ; k++) {
      for (let index = 0; index < sum.length; index++) {
        sum[index]! += weight * value[index]! + more * loss[index]!;
      }
      if (more < negligible && k > jumps) return sum;
      this.#expected(value, nextValue, piece);
      this.#expected(loss, nextLoss, piece);
      [value, nextValue] = [nextValue, value];
      [loss, nextLoss] = [nextLoss, loss];
      weight *= jumps / (k + 1);
      more = Math.max(0, more - weight);
    }
  }

  /** Chances that a possible jump is an arrival, the end of one given call, one given caller hanging up; 0 to 1. */
  #chances({ arrivalRate, jumpRate }: Piece) {
    return {
      arrival: arrivalRate / jumpRate,
      completion: 1 / this.ahtSeconds / jumpRate,
      hangUp: this.hangUpRate / jumpRate,
    };
  }

  /** What a value of states is worth one possible jump earlier: the transpose of `#jump`. */
  #expected(from: Float64Array, to: Float64Array, piece: Piece): void {
    const { seats } = piece;
    const width = this.mostWaiting + 1;
    const { arrival, completion, hangUp } = this.#chances(piece);
    for (let busy = 0; busy <= this.mostBusy; busy++) {
      const row = busy * width;
      const ends = busy * completion;
      for (let waiting = 0; waiting < width; waiting++) {
        const here = row + waiting;
        const value = from[here]!;
        let worth = value;
        if (busy < seats) {
          if (waiting > 0) {
            to[here] = 0;
            continue;
          }
          worth += arrival * (from[row + width]! - value);
        } else {
          if (waiting < this.mostWaiting) worth += arrival * (from[here + 1]! - value);
          if (waiting > 0) worth += waiting * hangUp * (from[here - 1]! - value);
        }
        if (busy > 0) {
          const next = busy === seats && waiting > 0 ? here - 1 : here - width;
          worth += ends * (from[next]! - value);
        }
        to[here] = worth;
      }
    }
  }

  /** Seats that were added take waiting calls at once. */
  #seated(before: Float64Array, seats: number): Float64Array {
    const width = this.mostWaiting + 1;
    const after = before.slice();
    for (let busy = 0; busy < Math.min(seats, this.mostBusy); busy++) {
      for (let waiting = 1; waiting < width; waiting++) {
        const from = busy * width + waiting;
        const chance = after[from]!;
        if (chance === 0) continue;
        const taken = Math.min(waiting, seats - busy);
        after[from] = 0;
        after[(busy + taken) * width + waiting - taken]! += chance;
      }
    }
    return after;
  }

  /** Randomisation: the chain looked at after 0, 1, 2, … Poisson jumps. */
  #piece(
    from: Float64Array,
    piece: Piece,
  ): {
    readonly state: Float64Array;
    readonly waitingSeconds: number;
    readonly allBusySeconds: number;
    readonly busySeconds: number;
  } {
    const { jumpRate, seats } = piece;
    if (jumpRate === 0) return { state: from, waitingSeconds: 0, allBusySeconds: 0, busySeconds: 0 };
    const jumps = jumpRate * piece.seconds;
    const sum = this.#sum.fill(0);
    let now: Float64Array = from;
    let next: Float64Array = this.#step;
    let weight = Math.exp(-jumps);
    // Chance of more than k jumps; by complement, which leaves out at most some 1e-16 of the whole.
    let more = 1 - weight;
    let waitingSeconds = 0;
    let allBusySeconds = 0;
    let busySeconds = 0;
    const width = this.mostWaiting + 1;
    for (let k = 0; ; k++) {
      let waitingMean = 0;
      let allBusy = 0;
      let busyMean = 0;
      for (let busy = 0, index = 0; busy <= this.mostBusy; busy++) {
        let ofBusy = 0;
        for (let waiting = 0; waiting < width; waiting++, index++) {
          const chance = now[index]!;
          sum[index]! += weight * chance;
          ofBusy += chance;
          waitingMean += waiting * chance;
        }
        busyMean += busy * ofBusy;
        if (busy >= seats) allBusy += ofBusy;
      }
      waitingSeconds += (more / jumpRate) * waitingMean;
      allBusySeconds += (more / jumpRate) * allBusy;
      busySeconds += (more / jumpRate) * busyMean;
      if (more < negligible && k > jumps) break;
      this.#jump(now, next, piece);
      if (k === 0) {
        // The given state is the caller's; from here on two arrays of our own take turns.
        now = next;
        next = this.empty();
      } else [now, next] = [next, now];
      weight *= jumps / (k + 1);
      more = Math.max(0, more - weight);
    }
    return { state: sum.slice(), waitingSeconds, allBusySeconds, busySeconds };
  }

  /** One possible jump: an arrival, the end of a call, a caller who hangs up, or nothing. */
  #jump(from: Float64Array, to: Float64Array, piece: Piece): void {
    const { seats } = piece;
    const width = this.mostWaiting + 1;
    const { arrival, completion, hangUp } = this.#chances(piece);
    to.fill(0);
    for (let busy = 0; busy <= this.mostBusy; busy++) {
      const row = busy * width;
      const ends = busy * completion;
      if (busy < seats) {
        const chance = from[row]!;
        if (chance === 0) continue;
        to[row]! += chance * (1 - arrival - ends);
        to[row + width]! += chance * arrival;
        if (busy > 0) to[row - width]! += chance * ends;
        continue;
      }
      for (let waiting = 0; waiting < width; waiting++) {
        const chance = from[row + waiting]!;
        if (chance === 0) continue;
        const arrives = waiting < this.mostWaiting ? arrival : 0;
        const leaves = waiting * hangUp;
        to[row + waiting]! += chance * (1 - arrives - ends - leaves);
        if (arrives > 0) to[row + waiting + 1]! += chance * arrives;
        if (waiting > 0) to[row + waiting - 1]! += chance * leaves;
        if (busy === 0) continue;
        // The freed seat takes the next waiting call unless it was one too many.
        if (busy === seats && waiting > 0) to[row + waiting - 1]! += chance * ends;
        else to[row - width + waiting]! += chance * ends;
      }
    }
  }
}

/** Of the calls that wait in each state when the line closes, those never answered when the seats stay until nobody waits. */
export function lostAfterClose(chain: CallChain, seats: number): Float64Array {
  const width = chain.mostWaiting + 1;
  const answered = new Float64Array((chain.mostBusy + 1) * width);
  for (let busy = Math.min(seats, chain.mostBusy); busy <= chain.mostBusy; busy++) {
    for (let waiting = 1; waiting < width; waiting++) {
      const ends = busy / chain.ahtSeconds;
      const leaves = waiting * chain.hangUpRate;
      if (ends + leaves === 0) continue;
      const index = busy * width + waiting;
      const afterEnd = busy > seats ? answered[index - width]! : 1 + answered[index - 1]!;
      answered[index] = (ends * afterEnd + leaves * answered[index - 1]!) / (ends + leaves);
    }
  }
  return answered.map((value, index) => {
    const busy = Math.floor(index / width);
    return busy < seats ? 0 : (index % width) - value;
  });
}

/** A number that a Poisson variable of this mean exceeds with a chance below `negligible`. */
function poissonLimit(mean: number): number {
  if (mean === 0) return 1;
  let count = Math.ceil(mean);
  // Chernoff: P(N >= k) <= e^-mean (e·mean/k)^k for k > mean.
  while (count <= mean || -mean + count * (1 + Math.log(mean / count)) > Math.log(negligible)) count++;
  return count;
}
