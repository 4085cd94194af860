import { expect } from 'chai';
import { forecastMonth } from '../../src/forecast/index.ts';
import { forecastInThreads } from '../../src/solver/forecaster.ts';
import { contract, input, syntheticHistory } from '../forecast/build.ts';

describe('forecastInThreads', () => {
  // Ten queues of one contract, each with a history of its own.
  const queues = Array.from({ length: 10 }, (_, index) => ({
    ...contract.queues[index % 2]!,
    id: `queue${index}`,
    monthlyCalls: 100 + 50 * index,
  }));
  const zero = Object.fromEntries(queues.map(({ id }) => [id, 0]));
  const history = syntheticHistory({
    from: '2024-07-01',
    to: '2024-09-19',
    base: Object.fromEntries(queues.map(({ id }, index) => [id, 5 + 3 * index])),
    rate: zero,
    mailings: [],
  });
  const month = input({ contract: { ...contract, queues }, history });

  it('is the forecast of one thread, to the last digit', async () => {
    expect(await forecastInThreads(month, 2)).to.deep.equal(forecastMonth(month));
  });

  it('passes a failure of the input on', async () => {
    const overrides = [{ date: month.month.atDay(10), calls: Number.NaN, reason: 'x' }];
    const failure = await forecastInThreads({ ...month, overrides }, 2).then(
      () => null,
      (error: unknown) => error,
    );
    expect(failure).to.have.property('code', 'number.out-of-range');
  });
});
