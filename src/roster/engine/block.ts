import { type BlockRows, blockRows, type Neighbourhood } from './block-rows.ts';
import { scheduleCost } from './cheapest-schedule.ts';
import type { LiveLp, LpSolution, OpenLp } from './live-lp.ts';
import { off, type RosterProblem } from './problem.ts';
import { type Crew, footprintOf, type RosterState } from './roster-state.ts';
import { type WindowEdges, windowEdges } from './window.ts';

/** One schedule of one person (by place in the block) in the block's window. */
export interface Schedule {
  readonly index: number;
  readonly duties: Int16Array;
}

interface Column extends Schedule {
  isAllowed: boolean;
}

/** How far column generation goes. */
export interface RelaxationGoal {
  /** Ends when the bound shows that nothing cheaper than this can be found. */
  readonly cutoff: number;
  readonly maximumRounds: number;
  /** Ends when the value is within this of the bound. */
  readonly tolerance: number;
  /** Whether prices are drawn towards the best so far, which steadies a first relaxation. */
  readonly isSmoothed: boolean;
}

/** How column generation ended. */
export type Relaxed = 'hopeless' | 'solved' | 'stopped' | 'infeasible';

/** Work of a linear program per simplex iteration and row, per iteration and per solve, in the meter's units. */
const unitsPerIterationRow = 30;
const unitsPerIteration = 4000;
const unitsPerSolve = 60_000;

const free = -2;
/** Prices are drawn towards the best ones only when value and bound are this near, relative. */
const smoothingGap = 0.25;

/**
 * Some people in some days, everything around them fixed: as a linear program over whole schedules of each person, which are made as
 * they are needed (column generation), and rounded by fixing days step by step. All costs are those of the whole roster.
 */
export class Block {
  readonly #problem: RosterProblem;
  readonly #crew: Crew;
  readonly people: readonly number[];
  readonly days: readonly number[];
  readonly #length: number;
  readonly #stride: number;
  readonly #edges: WindowEdges[];
  readonly #rows: BlockRows;
  readonly #lp: LiveLp;
  readonly #columns: Column[] = [];
  readonly #columnsOf: Column[][];
  readonly #known: Set<string>[];
  readonly #fixed: Int16Array[];
  readonly #firstColumn: number;
  readonly #price: Float64Array;
  #solution: LpSolution | null = null;
  /** Proven bound of the last relaxation: no roster with what is fixed costs less. */
  bound = -Infinity;
  /** Value of the linear program over the columns made so far. */
  value = Infinity;

  constructor(state: RosterState, crew: Crew, where: Neighbourhood, openLp: OpenLp) {
    const { people, days } = where;
    const { problem } = state;
    this.#problem = problem;
    this.#crew = crew;
    this.people = people;
    this.days = days;
    this.#length = days.length;
    this.#stride = problem.duties.length + 1;
    this.#price = new Float64Array(this.#length * this.#stride);
    this.#edges = people.map((person) =>
      windowEdges(problem, crew.rules[person]!, state.schedule, person * problem.dayCount, days),
    );
    this.#rows = blockRows(state, where);
    this.#fixed = people.map(() => new Int16Array(this.#length).fill(free));
    this.#known = people.map(() => new Set<string>());
    this.#columnsOf = people.map(() => []);
    const { pieces } = this.#rows;
    const all = pieces.flatMap((ofRow, row) => ofRow.map((piece) => ({ row, ...piece })));
    this.#lp = openLp([...pieces.map(() => 0), ...people.map(() => 1)]);
    this.#lp.addColumns({
      costs: all.map(({ cost }) => cost),
      uppers: all.map(({ length }) => length),
      starts: all.map((_, index) => index),
      rows: all.map(({ row }) => row),
      values: all.map(() => -1),
    });
    this.#firstColumn = all.length;
    this.addSchedule(state.schedule);
  }

  /** Moves of a day: off and every duty. */
  get moveCount(): number {
    return this.#stride;
  }

  /** Offers every person's part of a roster as a column; it must fit around the window. */
  addSchedule(schedule: Int16Array): void {
    const { dayCount } = this.#problem;
    this.#add(
      this.people.map((person, index) => ({
        index,
        duties: Int16Array.from(this.days, (day) => schedule[person * dayCount + day]!),
      })),
    );
  }

  #add(entries: readonly Schedule[]): number {
    const costs: number[] = [];
    const starts: number[] = [];
    const rows: number[] = [];
    const values: number[] = [];
    for (const { index, duties } of entries) {
      const key = String.fromCharCode(...duties.map((duty) => duty + 2));
      if (this.#known[index]!.has(key)) continue;
      this.#known[index]!.add(key);
      starts.push(rows.length);
      const person = this.people[index]!;
      const rules = this.#crew.rules[person]!;
      const cost = scheduleCost(rules, this.#edges[index]!, duties, this.#rows.basePrice[index]!);
      for (let step = 0; step < this.#length; step += 1) {
        const duty = duties[step]!;
        if (duty === off) continue;
        const { cells, times } = footprintOf(this.#problem, person, this.days[step]!, duty);
        for (let at = 0; at < cells.length; at += 1) {
          const row = this.#rows.rowOf[cells[at]!]!;
          if (row < 0) continue;
          rows.push(row);
          values.push(times[at]!);
        }
      }
      rows.push(this.#rows.cells.length + index);
      values.push(1);
      costs.push(cost);
      const column = { index, duties, isAllowed: true };
      this.#columns.push(column);
      this.#columnsOf[index]!.push(column);
    }
    this.#lp.addColumns({ costs, starts, rows, values });
    return costs.length;
  }

  /** Prices of one person's moves: own price less what the rows pay, and only fixed moves where a day is fixed. */
  #priceOf(index: number, duals: Float64Array): Float64Array {
    const price = this.#price;
    price.set(this.#rows.basePrice[index]!);
    const person = this.people[index]!;
    const dutyCount = this.#stride - 1;
    const fixed = this.#fixed[index]!;
    for (let step = 0; step < this.#length; step += 1) {
      const row = step * this.#stride;
      const only = fixed[step]!;
      for (let duty = 0; duty < dutyCount; duty += 1) {
        if (only !== free && only !== duty) {
          price[row + duty + 1] = Infinity;
          continue;
        }
        if (price[row + duty + 1] === Infinity) continue;
        const { cells, times } = footprintOf(this.#problem, person, this.days[step]!, duty);
        for (let at = 0; at < cells.length; at += 1) {
          const lpRow = this.#rows.rowOf[cells[at]!]!;
          if (lpRow >= 0) price[row + duty + 1]! -= duals[lpRow]! * times[at]!;
        }
      }
      if (only !== free && only !== off) price[row] = Infinity;
    }
    return price;
  }

  /** Value of the cheapest schedule of a person among the columns, at given prices. */
  #cheapestKnown(index: number, price: Float64Array): number {
    let cheapest = Infinity;
    for (const column of this.#columnsOf[index]!) {
      if (!column.isAllowed) continue;
      const rules = this.#crew.rules[this.people[index]!]!;
      const value = scheduleCost(rules, this.#edges[index]!, column.duties, price);
      if (value < cheapest) cheapest = value;
    }
    return cheapest;
  }

  /** What the rows cost at least beyond what they pay: each with as many people as are cheapest at the duals. */
  #rowsWorth(duals: Float64Array): number {
    let sum = this.#rows.constant;
    this.#rows.pieces.forEach((pieces, row) => {
      for (const { length, cost } of pieces) sum += length * Math.min(0, cost + duals[row]!);
    });
    return sum;
  }

  /**
   * Solves the linear program by making columns until its value meets the bound. Yields after every round.
   * @returns 'hopeless' when nothing under the cutoff exists, 'solved' when value and bound met, 'infeasible' when what is
   *   fixed allows no schedule, else 'stopped'
   */
  *relax(goal: RelaxationGoal): Generator<void, Relaxed> {
    const rows = this.#rows.cells.length;
    const { meter, searches } = this.#crew;
    let bestDuals: Float64Array | null = null;
    let bound = -Infinity;
    let by: 'primal' | 'dual' = 'dual';
    let unsmoothed = 0;
    for (let round = 0; round < goal.maximumRounds; round += 1) {
      if (round > 0) yield;
      const solution = this.#lp.solve(by);
      if (solution === null) return 'infeasible';
      by = 'primal';
      meter.units +=
        unitsPerSolve +
        solution.iterations * (unitsPerIteration + solution.duals.length * unitsPerIterationRow);
      this.#solution = solution;
      this.value = solution.objective + this.#rows.constant;
      if (this.value - bound <= goal.tolerance) return 'solved';
      const { duals } = solution;
      let tried = duals;
      const isNear = (this.value - bound) / Math.abs(this.value) < smoothingGap;
      if (goal.isSmoothed && bestDuals !== null && isNear && unsmoothed === 0) {
        tried = duals.slice();
        for (let row = 0; row < rows; row += 1) tried[row] = (duals[row]! + bestDuals[row]!) / 2;
      }
      let worth = this.#rowsWorth(tried);
      const found: Schedule[] = [];
      for (let index = 0; index < this.people.length; index += 1) {
        const search = searches[this.people[index]!]!;
        const paid = duals[rows + index]!;
        const price = this.#priceOf(index, tried);
        // Only what is cheaper than every schedule known is worth looking for.
        const cutoff = (tried === duals ? paid : this.#cheapestKnown(index, price)) - 1e-7;
        const best = search.find(this.#edges[index]!, price, cutoff);
        if (best !== null) found.push({ index, duties: best.duties });
        if (search.bound === Infinity) return 'infeasible';
        worth += search.bound;
      }
      if (worth > bound + 1e-9) {
        bound = worth;
        bestDuals = tried;
      }
      this.bound = bound;
      if (bound >= goal.cutoff) return 'hopeless';
      if (this.#add(found) > 0) unsmoothed = Math.max(0, unsmoothed - 1);
      // Exact prices and nothing new: the value is the optimum, whatever rounding made of the bound.
      else if (tried === duals) return 'solved';
      else unsmoothed = 2;
    }
    return 'stopped';
  }

  /** Share of each move in the linear program's solution, per person: `step × stride + duty + 1`. */
  shares(): Float64Array[] {
    const shares = this.people.map(() => new Float64Array(this.#length * this.#stride));
    this.#columns.forEach((column, at) => {
      const value = this.#solution!.values[this.#firstColumn + at]!;
      if (value < 1e-9) return;
      const share = shares[column.index]!;
      column.duties.forEach((duty, step) => {
        share[step * this.#stride + duty + 1]! += value;
      });
    });
    return shares;
  }

  /** Fixes a person's day to a move; columns that differ there are forbidden. */
  fix(cells: readonly { readonly index: number; readonly step: number; readonly duty: number }[]): void {
    for (const { index, step, duty } of cells) {
      this.#fixed[index]![step] = duty;
      this.#edges[index] = { ...this.#edges[index]! };
    }
    const forbidden: number[] = [];
    this.#columns.forEach((column, at) => {
      if (!column.isAllowed) return;
      const fixed = this.#fixed[column.index]!;
      if (column.duties.every((duty, step) => fixed[step] === free || fixed[step] === duty)) return;
      column.isAllowed = false;
      forbidden.push(this.#firstColumn + at);
    });
    this.#lp.allow(forbidden, false);
  }

  /** Forgets everything that was fixed. */
  unfix(): void {
    for (const fixed of this.#fixed) fixed.fill(free);
    this.#edges.forEach((edges, index) => {
      this.#edges[index] = { ...edges };
    });
    const allowed: number[] = [];
    this.#columns.forEach((column, at) => {
      if (column.isAllowed) return;
      column.isAllowed = true;
      allowed.push(this.#firstColumn + at);
    });
    this.#lp.allow(allowed, true);
  }

  /** Whether a person's day is fixed. */
  isFixed(index: number, step: number): boolean {
    return this.#fixed[index]![step] !== free;
  }

  /** Columns in whole numbers, when the solution has them; else null. */
  whole(): Schedule[] | null {
    const chosen: Schedule[] = [];
    for (let at = 0; at < this.#columns.length; at += 1) {
      const value = this.#solution!.values[this.#firstColumn + at]!;
      if (value > 1e-6 && value < 1 - 1e-6) return null;
      if (value >= 1 - 1e-6)
        chosen.push({ index: this.#columns[at]!.index, duties: this.#columns[at]!.duties });
    }
    return chosen;
  }

  /** Values of the columns, for choosing what to fix. */
  columnValues(): (Schedule & { readonly value: number })[] {
    return this.#columns.map((column, at) => ({
      ...column,
      value: this.#solution!.values[this.#firstColumn + at]!,
    }));
  }

  /** Writes schedules into a roster. */
  apply(state: RosterState, chosen: readonly Schedule[]): void {
    for (const { index, duties } of chosen) {
      duties.forEach((duty, step) => {
        state.set(this.people[index]!, this.days[step]!, duty);
      });
    }
  }

  dispose(): void {
    this.#lp.dispose();
  }
}
