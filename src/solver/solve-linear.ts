import highsModule from 'highs';
import type { LinearModel, LinearSolution, SolveLinear } from '../roster/index.ts';

// The package's types describe its CommonJS build; the ES module's default export is the loader itself.
const loadHighs = highsModule as unknown as typeof highsModule.default;

/** How far from the proven bound a roster may be, relative. */
const relativeGap = 0.01;
/**
 * Work limit in branch-and-bound nodes. A limit in nodes and not in seconds, because the same input must give the
 * same roster on a fast and on a slow machine.
 */
const maximumNodes = 60;

/** Loads HiGHS (WebAssembly, one thread) and gives the function that solves with it. */
export async function openSolver(): Promise<SolveLinear> {
  const highs = await loadHighs();
  return (model) => solve(highs, model);
}

function solve(highs: Awaited<ReturnType<typeof loadHighs>>, model: LinearModel): LinearSolution {
  const { columns, rows } = model;
  const { continuous, integer } = highs.constants.variableType;
  const starts = [0];
  for (const row of rows) starts.push(starts.at(-1)! + row.terms.length);
  return highs.withModel(
    {
      numCols: columns.length,
      numRows: rows.length,
      colCost: columns.map((column) => column.cost),
      colLower: columns.map((column) => column.lower),
      colUpper: columns.map((column) => column.upper),
      rowLower: rows.map((row) => row.lower),
      rowUpper: rows.map((row) => row.upper),
      integrality: columns.map((column) => (column.isInteger ? integer : continuous)),
      matrix: {
        format: 'csr',
        numRows: rows.length,
        numCols: columns.length,
        starts,
        indices: rows.flatMap((row) => row.terms.map(([column]) => column)),
        values: rows.flatMap((row) => row.terms.map(([, coefficient]) => coefficient)),
      },
    },
    (live): LinearSolution => {
      live.options.set({
        output_flag: false,
        random_seed: 1,
        mip_rel_gap: relativeGap,
        mip_max_nodes: maximumNodes,
      });
      live.run();
      const status = live.getModelStatus();
      const values = [...live.getSolution().colValue];
      if (values.length === 0 || !isWithinBounds(model, values)) return { status: 'infeasible' };
      return {
        status: status === highs.constants.modelStatus.optimal ? 'optimal' : 'feasible',
        values: values.map((value, index) => (columns[index]!.isInteger ? Math.round(value) : value)),
        cost: live.getObjectiveValue(),
      };
    },
  );
}

/** A stopped search may have no incumbent; then the solver's vector breaks a row. */
function isWithinBounds(model: LinearModel, values: readonly number[]): boolean {
  const tolerance = 1e-5;
  return model.rows.every((row) => {
    const sum = row.terms.reduce((total, [column, coefficient]) => total + coefficient * values[column]!, 0);
    return sum >= row.lower - tolerance && sum <= row.upper + tolerance;
  });
}
