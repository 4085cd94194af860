import highsModule from 'highs';
import type { LiveLp, LpSolution, OpenLp } from '../roster/engine/index.ts';

// The package's types describe its CommonJS build; the ES module's default export is the loader itself.
const loadHighs = highsModule as unknown as typeof highsModule.default;

/** HiGHS's numbers for its simplex strategies. */
const strategies = { dual: 1, primal: 4 } as const;

/** Loads HiGHS (WebAssembly, one thread) and gives the function that opens linear programs in it. */
export async function openLpSolver(): Promise<OpenLp> {
  const highs = await loadHighs();
  return (right) => openLp(highs, right);
}

function openLp(highs: Awaited<ReturnType<typeof loadHighs>>, right: readonly number[]): LiveLp {
  const rows = right.length;
  const model = highs.createModel({
    numCols: 0,
    numRows: rows,
    colCost: [],
    colLower: [],
    colUpper: [],
    rowLower: right,
    rowUpper: right,
    matrix: {
      format: 'csr',
      numRows: rows,
      numCols: 0,
      starts: new Int32Array(rows + 1),
      indices: [],
      values: [],
    },
  });
  model.options.set({ output_flag: false, random_seed: 1, presolve: 'off', solver: 'simplex' });
  return {
    addColumns({ costs, uppers, starts, rows: indices, values }) {
      if (costs.length === 0) return;
      model.addCols({
        cost: Float64Array.from(costs),
        lower: new Float64Array(costs.length),
        upper: Float64Array.from(costs, (_, column) => {
          const upper = uppers?.[column] ?? Infinity;
          return upper === Infinity ? highs.infinity : upper;
        }),
        matrix: {
          format: 'csc',
          numRows: rows,
          numCols: costs.length,
          starts: Int32Array.from([...starts, indices.length]),
          indices: Int32Array.from(indices),
          values: Float64Array.from(values),
        },
      });
    },
    allow(columns, isAllowed) {
      for (const column of columns) model.changeColBounds(column, 0, isAllowed ? highs.infinity : 0);
    },
    solve(by): LpSolution | null {
      model.options.set('simplex_strategy', strategies[by]);
      model.run();
      const status = model.getModelStatus();
      if (status === highs.constants.modelStatus.empty && rows === 0) {
        return { objective: 0, values: new Float64Array(0), duals: new Float64Array(0), iterations: 0 };
      }
      if (status !== highs.constants.modelStatus.optimal) return null;
      const solution = model.getSolution();
      return {
        objective: model.getObjectiveValue(),
        values: Float64Array.from(solution.colValue),
        duals: Float64Array.from(solution.rowDual),
        iterations: Number(model.info.get('simplex_iteration_count')),
      };
    },
    dispose: () => model.dispose(),
  };
}
