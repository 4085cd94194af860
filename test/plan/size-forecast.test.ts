import { expect } from 'chai';
import { forecastMonth } from '../../src/forecast/index.ts';
import { sizeForecast } from '../../src/plan/size-forecast.ts';
import { contract, input, syntheticHistory } from '../forecast/build.ts';

describe('sizeForecast', () => {
  // Answered in 300 s, where the contract assumes more for bookings.
  const history = syntheticHistory({
    from: '2024-07-01',
    to: '2024-09-19',
    base: { booking: 50, enquiry: 20 },
    rate: { booking: 0, enquiry: 0 },
    mailings: [],
  });
  const forecast = forecastMonth(input({ history }));

  it("takes the contract's handling times, weighted by the calls expected of each queue", () => {
    const { ahtSeconds, queueAhtSeconds } = sizeForecast(contract, forecast);
    expect(queueAhtSeconds).to.deep.equal(contract.queues.map((terms) => terms.ahtSeconds));
    const weights = forecast.queues.map(({ calls }) => calls / forecast.calls);
    const mean = queueAhtSeconds.reduce((sum, own, index) => sum + own * weights[index]!, 0);
    expect(ahtSeconds).to.be.closeTo(mean, 0.006);
  });

  it('takes what the history shows where the contract says so', () => {
    const assumptions = { ...contract.assumptions, ahtFrom: 'history' as const };
    const { ahtSeconds, queueAhtSeconds } = sizeForecast({ ...contract, assumptions }, forecast);
    for (const own of queueAhtSeconds) expect(own).to.be.closeTo(300, 3);
    expect(ahtSeconds).to.be.closeTo(300, 3);
  });
});
