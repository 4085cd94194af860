/** Columns to be added, their entries in CSC form. */
export interface LpColumns {
  readonly costs: readonly number[];
  /** Upper bounds; Infinity for all unless given. */
  readonly uppers?: readonly number[];
  /** Where each column's entries begin in `rows` and `values`. */
  readonly starts: readonly number[];
  readonly rows: readonly number[];
  readonly values: readonly number[];
}

/** A linear program that is solved again and again as columns come: minimise cost·x with A·x = right and 0 ≤ x ≤ upper. */
export interface LiveLp {
  addColumns(columns: LpColumns): void;
  /** Forbids columns (held at 0) or allows them again, without an upper bound. */
  allow(columns: readonly number[], isAllowed: boolean): void;
  /** Solves from where it stood. @param by primal after new columns, dual after bounds @returns null when infeasible */
  solve(by: 'primal' | 'dual'): LpSolution | null;
  /** Gives its memory back; it is not garbage-collected. */
  dispose(): void;
}

/** Where a linear program ended. */
export interface LpSolution {
  readonly objective: number;
  /** Per column, in the order in which they were added. */
  readonly values: Float64Array;
  /** Per row. */
  readonly duals: Float64Array;
  /** Simplex iterations of this solve. */
  readonly iterations: number;
}

/** Opens a program without columns. */
export type OpenLp = (right: readonly number[]) => LiveLp;
