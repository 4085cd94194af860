import { expect } from 'chai';
import type { LiveLp, OpenLp } from '../../src/roster/engine/index.ts';
import { openLpSolver } from '../../src/solver/live-lp.ts';

describe('openLpSolver', () => {
  let openLp: OpenLp;
  let lp: LiveLp;
  before(async () => {
    openLp = await openLpSolver();
  });
  afterEach(() => lp.dispose());

  it('solves again and again as columns come, from where it stood', () => {
    lp = openLp([4, 1]);
    lp.addColumns({ costs: [10], starts: [0], rows: [0, 1], values: [1, 1] });
    expect(lp.solve('dual')).to.equal(null);
    lp.addColumns({ costs: [3, 100], starts: [0, 1], rows: [0, 1], values: [1, 1] });
    const first = lp.solve('primal')!;
    expect(first.objective).to.be.closeTo(19, 1e-9);
    expect([...first.values]).to.deep.equal([1, 3, 0]);
    // A row's dual is what one more on its right side would cost.
    expect(first.duals[0]).to.be.closeTo(3, 1e-9);
    expect(first.duals[1]).to.be.closeTo(7, 1e-9);
    lp.addColumns({ costs: [1], starts: [0], rows: [0], values: [2] });
    expect(lp.solve('primal')!.objective).to.be.closeTo(11.5, 1e-9);
    lp.addColumns({ costs: [], starts: [], rows: [], values: [] });
    expect(lp.solve('primal')!.objective).to.be.closeTo(11.5, 1e-9);
  });

  it('leaves out what is forbidden until it is allowed again', () => {
    lp = openLp([1]);
    lp.addColumns({ costs: [1, 5], starts: [0, 1], rows: [0, 0], values: [1, 1] });
    lp.allow([0], false);
    expect(lp.solve('dual')!.objective).to.be.closeTo(5, 1e-9);
    lp.allow([1], false);
    expect(lp.solve('dual')).to.equal(null);
    lp.allow([0, 1], true);
    const solution = lp.solve('primal')!;
    expect(solution.objective).to.be.closeTo(1, 1e-9);
    expect([...solution.values]).to.deep.equal([1, 0]);
  });

  it('answers 0 where there is nothing to solve, and null where nothing can be reached', () => {
    lp = openLp([]);
    expect(lp.solve('dual')).to.deep.include({ objective: 0, values: new Float64Array(0) });
    lp.dispose();
    lp = openLp([2]);
    expect(lp.solve('dual')).to.equal(null);
  });
});
