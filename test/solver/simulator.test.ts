import { expect } from 'chai';
import { SekisuError } from '../../src/errors.ts';
import { simulateMonths, summarise } from '../../src/simulate/index.ts';
import { openSimulator } from '../../src/solver/simulator.ts';
import { simulationInput } from '../simulate/build.ts';

/** 40 calls a day on 20 days: 5,100 months are more than four threads' worth. */
const input = simulationInput({
  days: Array.from({ length: 20 }, () => simulationInput().days[0]!),
  volumeCvFraction: 0.1,
  dayCvFraction: 0.1,
  redial: { redialFraction: 0.3, redialSeconds: 300 },
});

describe('openSimulator', () => {
  it('gives the same numbers with any number of threads, and tells how far it is', async () => {
    const here = summarise(simulateMonths({ ...input, seed: 9 }, 0, 5100));
    for (const threads of [0, 1, 2, 3, 4]) {
      const shares: number[] = [];
      const result = await openSimulator(threads).simulate(input, { replications: 5100, seed: 9 }, (share) =>
        shares.push(share),
      );
      expect(result).to.deep.equal(here);
      expect(shares.length).to.be.greaterThan(threads === 0 ? 0 : 10 * threads);
      expect(shares).to.deep.equal([...shares].sort((a, b) => a - b));
      expect(shares.at(-1)).to.equal(1);
    }
  });

  it('refuses what cannot be simulated', async () => {
    const refusal = (task: Promise<unknown>): Promise<unknown> =>
      task.then(
        () => null,
        (error: unknown) => error,
      );
    const simulator = openSimulator();
    const wrong = await refusal(
      simulator.simulate({ ...input, intervalSeconds: -1 }, { replications: 1000, seed: 1 }),
    );
    expect(wrong).to.be.instanceOf(SekisuError);
    expect(wrong).to.deep.include({ code: 'number.out-of-range' });
    for (const replications of [0, 1.5, Number.NaN, 1000.5, 2 ** 32]) {
      const error = await refusal(simulator.simulate(input, { replications, seed: 1 }));
      expect(error).to.be.instanceOf(SekisuError);
    }
  });
});
