/** A sparse mixed-integer linear model: minimise cost·x with lower ≤ A·x ≤ upper and bounds on x. */
export interface LinearModel {
  readonly columns: readonly LinearColumn[];
  readonly rows: readonly LinearRow[];
}

/** One variable. */
export interface LinearColumn {
  readonly cost: number;
  readonly lower: number;
  readonly upper: number;
  readonly isInteger: boolean;
}

/** One constraint: lower ≤ Σ coefficient · column ≤ upper. */
export interface LinearRow {
  readonly lower: number;
  readonly upper: number;
  readonly terms: readonly Term[];
}

/** Column index and coefficient. */
export type Term = readonly [column: number, coefficient: number];

/** What a solver answers. Values are per column; integers are whole. */
export type LinearSolution =
  | { readonly status: 'optimal' | 'feasible'; readonly values: readonly number[]; readonly cost: number }
  | { readonly status: 'infeasible' };

/** Solves a model; the same model gives the same values. The core does not know by what means. */
export type SolveLinear = (model: LinearModel) => LinearSolution;

/** Collects columns and rows of a model. */
export class ModelBuilder {
  readonly #columns: LinearColumn[] = [];
  readonly #rows: LinearRow[] = [];

  /** Adds a whole-number variable from 0 to `upper` and gives its index. */
  integer(upper: number, cost: number): number {
    return this.#columns.push({ cost, lower: 0, upper, isInteger: true }) - 1;
  }

  /** Adds a variable from 0 to `upper` and gives its index. */
  real(upper: number, cost: number): number {
    return this.#columns.push({ cost, lower: 0, upper, isInteger: false }) - 1;
  }

  /** Fixes a variable at a value. */
  fix(column: number, value: number): void {
    this.#columns[column] = { ...this.#columns[column]!, lower: value, upper: value };
  }

  /** Adds Σ terms ≥ lower. */
  atLeast(lower: number, terms: readonly Term[]): void {
    this.#rows.push({ lower, upper: Number.POSITIVE_INFINITY, terms });
  }

  /** Adds Σ terms ≤ upper. */
  atMost(upper: number, terms: readonly Term[]): void {
    this.#rows.push({ lower: Number.NEGATIVE_INFINITY, upper, terms });
  }

  /** The model so far. */
  build(): LinearModel {
    return { columns: this.#columns, rows: this.#rows };
  }
}
