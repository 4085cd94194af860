import { expect } from 'chai';
import { simulateMonths, summarise } from '../../src/simulate/index.ts';
import { ratioEstimate, ratioSums, wilson } from '../../src/simulate/summarise.ts';
import { emptyTally } from '../../src/simulate/tally.ts';
import { seat, simulationInput } from './build.ts';

describe('wilson', () => {
  const printed: readonly (readonly [number, number, number, number])[] = [
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ];
  for (const [successes, trials, low, high] of printed) {
    it(`gives the interval of ${successes} in ${trials}, printed by R. G. Newcombe (1998), table I, method 3`, () => {
      const found = wilson(successes, trials);
      expect(found.low).to.be.closeTo(low, 0.00006);
      expect(found.high).to.be.closeTo(high, 0.00006);
    });
  }
});

describe('ratioEstimate', () => {
  it('is the ratio of the sums with the standard error of its residuals', () => {
    const offered = Float64Array.of(10, 20, 30, 40);
    const answered = Float64Array.of(9, 20, 24, 37);
    const { mean, low, high } = ratioEstimate(ratioSums(offered, answered));
    expect(mean).to.be.closeTo(0.9, 1e-12);
    // Residuals 0, 2, -3, 1; Σ 14; 14/(4·3)/25² = 0.0018667, root 0.0432.
    expect(high - mean).to.be.closeTo((1.96 * Math.sqrt(14 / 12)) / 25, 1e-5);
    expect(mean - low).to.be.closeTo(high - mean, 1e-12);
  });

  it('holds the true rate in about 95 % of the trials', () => {
    const input = simulationInput({ dayCvFraction: 0.4 });
    const truth = summarise(simulateMonths({ ...input, seed: 100 }, 0, 60_000)).answerRate.mean;
    let holds = 0;
    for (let trial = 0; trial < 400; trial++) {
      const { low, high } = summarise(simulateMonths({ ...input, seed: 1000 + trial }, 0, 100)).answerRate;
      if (low <= truth && truth <= high) holds += 1;
    }
    // Binomial(400, 0.95): 380, deviation 4.4.
    expect(holds).to.be.within(360, 396);
  });
});

describe('summarise', () => {
  it('tells quantiles and the chance to reach the target from the months', () => {
    const shape = { from: 0, to: 5, intervalsPerDay: [], targetAnsweredFraction: 0.9 };
    const tally = emptyTally(shape);
    tally.monthOffered.set([10, 10, 10, 0, 10]);
    tally.monthAnswered.set([9, 8, 10, 0, 6]);
    const { answerRateQuantiles, probabilityTargetMet } = summarise(tally);
    // 0.6, 0.8, 0.9, 1, 1
    expect(answerRateQuantiles.median).to.be.closeTo(0.9, 1e-12);
    expect(answerRateQuantiles.low5).to.be.closeTo(0.64, 1e-12);
    expect(answerRateQuantiles.high95).to.be.closeTo(1, 1e-12);
    expect(probabilityTargetMet.mean).to.equal(0.6);
  });

  it('tells of a month of one day what it tells of the day', () => {
    const { days, ...month } = summarise(simulateMonths(simulationInput({ dayCvFraction: 0.3 }), 0, 200));
    expect(days[0]!.answerRate.mean).to.be.closeTo(month.answerRate.mean, 1e-12);
    expect(days[0]!.answerRate.low).to.be.closeTo(month.answerRate.low, 1e-9);
    expect(days[0]!.probabilityTargetMet).to.deep.equal(month.probabilityTargetMet);
  });

  it('adds intervals up to days and days to the month', () => {
    const day = { openSecond: 0, callsPerInterval: [[8, 12, 9]], people: [seat()] };
    const result = summarise(simulateMonths(simulationInput({ days: [day, day] }), 0, 40));
    for (const name of ['offeredCalls', 'answeredCalls', 'abandonedCalls', 'answeredWithinCalls'] as const) {
      const ofDays = result.days.map(({ figures, intervals }) => {
        const sum = intervals.reduce((total, interval) => total + interval[name], 0);
        expect(sum).to.be.closeTo(figures[name], 1e-9);
        return figures[name];
      });
      expect(ofDays.reduce((sum, value) => sum + value, 0)).to.be.closeTo(result.figures[name], 1e-9);
    }
    expect(result.answerRate.mean).to.be.closeTo(result.figures.answerRate, 1e-12);
    expect(result.figures.occupancyFraction).to.be.within(0.3, 1);
  });
});
