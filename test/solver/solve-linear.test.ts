import { expect } from 'chai';
import fc from 'fast-check';
import type { SolveLinear } from '../../src/roster/index.ts';
import { type LinearModel, ModelBuilder } from '../../src/roster/linear-model.ts';
import { openSolver } from '../../src/solver/solve-linear.ts';

describe('openSolver', () => {
  let solve: SolveLinear;
  before(async () => {
    solve = await openSolver();
  });

  it('solves a knapsack whose optimum is known', () => {
    // Values 60, 100, 120, weights 10, 20, 30, room for 50: the last two, 220 (Dantzig's textbook example).
    const builder = new ModelBuilder();
    const items = [60, 100, 120].map((value) => builder.integer(1, -value));
    builder.atMost(
      50,
      items.map((column, index) => [column, [10, 20, 30][index]!]),
    );
    const solution = solve(builder.build());
    expect(solution).to.deep.include({ status: 'optimal', values: [0, 1, 1] });
    expect(solution.status !== 'infeasible' && solution.cost).to.be.closeTo(-220, 1e-6);
  });

  it('says that contradictory rows have no solution', () => {
    const builder = new ModelBuilder();
    const column = builder.integer(1, 1);
    builder.atLeast(2, [[column, 1]]);
    expect(solve(builder.build())).to.deep.equal({ status: 'infeasible' });
    const empty = new ModelBuilder();
    const real = empty.real(10, 1);
    empty.atLeast(3, [[real, 1]]);
    empty.atMost(2, [[real, 1]]);
    expect(solve(empty.build())).to.deep.equal({ status: 'infeasible' });
  });

  it('costs what the best of all choices costs, and answers the same again', () => {
    const anyModel = fc.record({
      costs: fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 2, maxLength: 6 }),
      rows: fc.array(
        fc.record({
          weights: fc.array(fc.integer({ min: -3, max: 5 }), { minLength: 6, maxLength: 6 }),
          limit: fc.integer({ min: 0, max: 8 }),
        }),
        { maxLength: 4 },
      ),
    });
    fc.assert(
      fc.property(anyModel, ({ costs, rows }) => {
        const builder = new ModelBuilder();
        const columns = costs.map((cost) => builder.integer(1, cost));
        for (const row of rows)
          builder.atMost(
            row.limit,
            columns.map((column) => [column, row.weights[column]!]),
          );
        const model = builder.build();
        const solution = solve(model);
        expect(solve(model)).to.deep.equal(solution);
        if (solution.status === 'infeasible') throw new Error('choosing nothing is always allowed');
        const least = bestChoice(model);
        expect(solution.cost).to.be.within(least - 1e-6, least + 0.005 * Math.abs(least) + 1e-6);
        expect(costOf(model, solution.values)).to.be.closeTo(solution.cost, 1e-6);
      }),
      { numRuns: 60, seed: 12 },
    );
  });
});

const costOf = (model: LinearModel, values: readonly number[]): number =>
  model.columns.reduce((sum, column, index) => sum + column.cost * values[index]!, 0);

function bestChoice(model: LinearModel): number {
  const count = model.columns.length;
  let least = Number.POSITIVE_INFINITY;
  for (let mask = 0; mask < 2 ** count; mask += 1) {
    const values = Array.from({ length: count }, (_, column) => (mask >> column) & 1);
    const isAllowed = model.rows.every(
      (row) => row.terms.reduce((sum, [column, times]) => sum + times * values[column]!, 0) <= row.upper,
    );
    if (isAllowed) least = Math.min(least, costOf(model, values));
  }
  return least;
}
