/** What a day of the queue is made of; the same words as `TransientDay`. */
export interface MatrixDay {
  readonly intervalSeconds: number;
  readonly ahtSeconds: number;
  readonly patienceSeconds: number;
  /** Most seats of any interval. */
  readonly mostSeats: number;
  /** Calls beyond so many waiting are lost; large enough that it does not matter. */
  readonly mostWaiting: number;
}

/** Square matrix, row by row. */
type Matrix = Float64Array;

/**
 * A day of changing demand and seats by the matrix exponential: the generator written down state by state, one more
 * state that counts lost calls, and exp(Q·t) by Taylor's series with scaling and squaring. Shares nothing with the
 * product's own solution but the question. Waiting calls at closing are lost or answered by the last seats: `lostAfterClose`.
 */
export class MatrixChain {
  readonly states: readonly (readonly [busy: number, waiting: number])[];
  readonly size: number;
  readonly #day: MatrixDay;
  readonly #index: ReadonlyMap<string, number>;

  constructor(day: MatrixDay) {
    this.#day = day;
    const states: [number, number][] = [];
    for (let busy = 0; busy <= day.mostSeats; busy++) {
      for (let waiting = 0; waiting <= day.mostWaiting; waiting++) states.push([busy, waiting]);
    }
    this.states = states;
    this.#index = new Map(states.map(([busy, waiting], index) => [`${busy},${waiting}`, index]));
    // The last row and column stand for the expected number of lost calls.
    this.size = states.length + 1;
  }

  /** Row vector of an empty centre. */
  start(): Float64Array {
    const vector = new Float64Array(this.size);
    vector[this.#at(0, 0)] = 1;
    return vector;
  }

  /** exp of one interval: from the state before it, added seats already seated, to the state after; last column the calls lost. */
  interval(calls: number, seats: number): Matrix {
    const generator = this.#generator(calls / this.#day.intervalSeconds, seats);
    return multiply(
      this.#seating(seats),
      exponential(generator, this.#day.intervalSeconds, this.size),
      this.size,
    );
  }

  /** Expected calls lost of those that wait in each state when the line closes and `seats` stay to the end. */
  lostAfterClose(seats: number): Float64Array {
    // Without arrivals everybody has gone after two hours and 60 mean patiences, to any digit.
    const seconds = 7200 + 60 * this.#day.patienceSeconds;
    const run = multiply(
      this.#seating(seats),
      exponential(this.#generator(0, seats), seconds, this.size),
      this.size,
    );
    return Float64Array.from(this.states, (_, index) => run[index * this.size + this.size - 1]!);
  }

  #at(busy: number, waiting: number): number {
    return this.#index.get(`${busy},${waiting}`)!;
  }

  #seating(seats: number): Matrix {
    const matrix = new Float64Array(this.size ** 2);
    this.states.forEach(([busy, waiting], from) => {
      const taken = Math.max(0, Math.min(waiting, seats - busy));
      matrix[from * this.size + this.#at(busy + taken, waiting - taken)] = 1;
    });
    matrix[this.size ** 2 - 1] = 1;
    return matrix;
  }

  #generator(arrivalRate: number, seats: number): Matrix {
    const { ahtSeconds, patienceSeconds, mostWaiting } = this.#day;
    const matrix = new Float64Array(this.size ** 2);
    const lost = this.size - 1;
    this.states.forEach(([busy, waiting], from) => {
      const go = (to: number, rate: number): void => {
        matrix[from * this.size + to]! += rate;
        matrix[from * this.size + from]! -= rate;
      };
      if (busy < seats) {
        // Nobody waits beside a free seat: such states are never entered.
        if (waiting > 0) return;
        go(this.#at(busy + 1, 0), arrivalRate);
      } else if (waiting < mostWaiting) go(this.#at(busy, waiting + 1), arrivalRate);
      if (busy > 0) {
        const next =
          busy === seats && waiting > 0 ? this.#at(busy, waiting - 1) : this.#at(busy - 1, waiting);
        go(next, busy / ahtSeconds);
      }
      if (waiting > 0) {
        go(this.#at(busy, waiting - 1), waiting / patienceSeconds);
        matrix[from * this.size + lost]! += waiting / patienceSeconds;
      }
    });
    return matrix;
  }
}

/** Row vector times matrix. */
export function carry(vector: Float64Array, matrix: Matrix): Float64Array {
  const size = vector.length;
  const result = new Float64Array(size);
  for (let row = 0; row < size; row++) {
    const factor = vector[row]!;
    if (factor === 0) continue;
    for (let column = 0; column < size; column++) result[column]! += factor * matrix[row * size + column]!;
  }
  return result;
}

function exponential(generator: Matrix, seconds: number, size: number): Matrix {
  let largest = 0;
  for (let row = 0; row < size; row++) largest = Math.max(largest, Math.abs(generator[row * size + row]!));
  const halvings = Math.max(0, Math.ceil(Math.log2(largest * seconds * 4)));
  const small = generator.map((value) => (value * seconds) / 2 ** halvings);
  let result: Matrix = identity(size);
  let term: Matrix = identity(size);
  for (let power = 1; power <= 14; power++) {
    term = multiply(term, small, size).map((value) => value / power);
    result = result.map((value, index) => value + term[index]!);
  }
  for (let i = 0; i < halvings; i++) result = multiply(result, result, size);
  return result;
}

function identity(size: number): Matrix {
  const matrix = new Float64Array(size * size);
  for (let row = 0; row < size; row++) matrix[row * size + row] = 1;
  return matrix;
}

function multiply(left: Matrix, right: Matrix, size: number): Matrix {
  const result = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let inner = 0; inner < size; inner++) {
      const factor = left[row * size + inner]!;
      if (factor === 0) continue;
      for (let column = 0; column < size; column++) {
        result[row * size + column]! += factor * right[inner * size + column]!;
      }
    }
  }
  return result;
}
