import { type Cell, cellCost, minutesCost, off, type RosterProblem } from './problem.ts';
import { dayPrice, footprintOf, type RosterState } from './roster-state.ts';

/** Some people in some days, everything around them fixed. */
export interface Neighbourhood {
  readonly people: readonly number[];
  /** Ascending. */
  readonly days: readonly number[];
}

/** So many people in a row at the same cost each. */
export interface RowPiece {
  readonly length: number;
  readonly cost: number;
}

/** What a neighbourhood's cells ask of it. */
export interface BlockRows {
  /** Cells whose cost depends on how many of the block's people cover them: the rows of its linear program. */
  readonly cells: readonly number[];
  /** Per row, what people of the block cost in it: as many as `length` at `cost` each, then the next piece; never falling. */
  readonly pieces: readonly (readonly RowPiece[])[];
  /** Row of each cell of the problem, or -1 where the cell's cost is linear whatever the block does. */
  readonly rowOf: Int32Array;
  /** Price per person and move without the rows: own price and cells of linear cost; `step × (duties + 1) + duty + 1`. */
  readonly basePrice: readonly Float64Array[];
  /** Cost of the whole roster that no choice of the block changes. */
  readonly constant: number;
}

/** What the cells ask of a neighbourhood when everybody else stays as they are. */
export function blockRows(state: RosterState, where: Neighbourhood): BlockRows {
  const { problem } = state;
  const { byBlock, within, ownCost } = coverOf(state, where);
  let constant = state.cost - ownCost;
  const linear = new Float64Array(problem.cells.length);
  const rowOf = new Int32Array(problem.cells.length).fill(-1);
  const cells: number[] = [];
  const pieces: RowPiece[][] = [];
  for (let cell = 0; cell < problem.cells.length; cell += 1) {
    if (within[cell] === 0) continue;
    const others = state.cover[cell]! - byBlock[cell]!;
    // With the others there and nobody of the block; what its people add is the rows' or their own price.
    constant += cellCost(problem.cells[cell]!, others) - cellCost(problem.cells[cell]!, state.cover[cell]!);
    const ofCell = piecesOf(problem.cells[cell]!, others, within[cell]!);
    if (ofCell.length === 1) {
      linear[cell] = ofCell[0]!.cost;
      continue;
    }
    rowOf[cell] = cells.length;
    cells.push(cell);
    pieces.push(ofCell);
  }
  const basePrice = where.people.map((person) => priceWithout(state, person, where, linear));
  return { cells, pieces, rowOf, basePrice, constant };
}

/** Costs of the next people after `others`, up to `most` of them, equal ones together. */
export function piecesOf(cell: Cell, others: number, most: number): RowPiece[] {
  const pieces: { length: number; cost: number }[] = [];
  for (let added = 0; added < most; ) {
    // From the last known number on every one costs the same.
    const length = others + added < cell.costs.length - 1 ? 1 : most - added;
    const cost = cellCost(cell, others + added + 1) - cellCost(cell, others + added);
    const last = pieces.at(-1);
    if (last?.cost === cost) last.length += length;
    else pieces.push({ length, cost });
    added += length;
  }
  return pieces;
}

/** How often the block's people cover each cell now, how often they could at most, and what their days cost. */
function coverOf(state: RosterState, where: Neighbourhood) {
  const { people, days } = where;
  const { problem } = state;
  const byBlock = new Int32Array(problem.cells.length);
  const within = new Int32Array(problem.cells.length);
  let ownCost = 0;
  for (const person of people) {
    ownCost += minutesCost(problem.people[person]!, state.minutes[person]!);
    for (const day of days) {
      addMost(problem, person, day, within);
      const duty = state.schedule[person * problem.dayCount + day]!;
      ownCost += dayPrice(problem, person, day, duty);
      if (duty === off) continue;
      const { cells, times } = footprintOf(problem, person, day, duty);
      for (let at = 0; at < cells.length; at += 1) byBlock[cells[at]!]! += times[at]!;
    }
  }
  return { byBlock, within, ownCost };
}

/** Adds to each cell of a day the most that a person can count in it. */
function addMost(problem: RosterProblem, person: number, day: number, within: Int32Array): void {
  const own = new Map<number, number>();
  for (let duty = 0; duty < problem.duties.length; duty += 1) {
    if (dayPrice(problem, person, day, duty) === Infinity) continue;
    const { cells, times } = footprintOf(problem, person, day, duty);
    cells.forEach((cell, at) => {
      own.set(cell, Math.max(own.get(cell) ?? 0, times[at]!));
    });
  }
  for (const [cell, times] of own) within[cell]! += times;
}

function priceWithout(
  { problem }: RosterState,
  person: number,
  where: Neighbourhood,
  linear: Float64Array,
): Float64Array {
  const stride = problem.duties.length + 1;
  const price = new Float64Array(where.days.length * stride);
  where.days.forEach((day, step) => {
    const row = step * stride;
    price[row] = dayPrice(problem, person, day, off);
    for (let duty = 0; duty < problem.duties.length; duty += 1) {
      let sum = dayPrice(problem, person, day, duty);
      if (sum < Infinity) {
        const { cells, times } = footprintOf(problem, person, day, duty);
        for (let at = 0; at < cells.length; at += 1) sum += linear[cells[at]!]! * times[at]!;
      }
      price[row + duty + 1] = sum;
    }
  });
  return price;
}
