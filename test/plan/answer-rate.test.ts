import { expect } from 'chai';
import { logGamma } from '../../src/forecast/count-quantiles.ts';
import { expectedService, probabilityTargetMet } from '../../src/plan/answer-rate.ts';
import { poisson, uniformNumbers } from '../forecast/build.ts';

const handling = { intervalSeconds: 900, ahtSeconds: 360, patienceSeconds: 60 };
const flat = (callsPerDay: number) => new Array<number>(33).fill(callsPerDay / 33);
const seats = (count: number) => new Array<number>(33).fill(count);

/** Mean handling time at which two seats answer a share of 35 flat calls a day, found by bisection. */
function ahtForAnswerRate(target: number): number {
  let [low, high] = [60, 1200];
  while (high - low > 1e-9) {
    const ahtSeconds = (low + high) / 2;
    const { answerRate } = expectedService({
      ...handling,
      ahtSeconds,
      callsPerInterval: flat(35),
      scheduledSeats: seats(2),
      withinSeconds: 20,
    });
    if (answerRate > target) low = ahtSeconds;
    else high = ahtSeconds;
  }
  return low;
}

describe('expectedService', () => {
  it('gives the 応答率 and the service level of 35 flat calls a day at 1 to 3 seats', () => {
    for (const [count, ahtSeconds, percent, within20] of [
      [1, 360, 73.2, undefined],
      [2, 360, 95.3, 93.2],
      [3, 360, 99.4, 99.2],
      [2, 480, 92.1, 88.3],
      [2, 600, 88.7, 82.3],
    ] as const) {
      const service = expectedService({
        ...handling,
        ahtSeconds,
        callsPerInterval: flat(35),
        scheduledSeats: seats(count),
        withinSeconds: 20,
      });
      expect(service.answerRate * 100).to.be.closeTo(percent, 0.05);
      if (within20 !== undefined) expect(service.serviceLevel * 100).to.be.closeTo(within20, 0.05);
    }
  });

  it('gives 91.3 % when two people relay their 45-minute lunches, by calls', () => {
    // One seat for 90 of the 495 minutes.
    const scheduledSeats = seats(2).map((count, index) => (index >= 12 && index < 18 ? 1 : count));
    const service = expectedService({
      ...handling,
      callsPerInterval: flat(35),
      scheduledSeats,
      withinSeconds: 20,
    });
    expect(service.answerRate * 100).to.be.closeTo(91.3, 0.05);
  });

  it('answers nothing without seats, and gives weight only to intervals with calls', () => {
    const service = expectedService({
      ...handling,
      callsPerInterval: [0, 2, 2],
      scheduledSeats: [0, 0, 50],
      withinSeconds: 20,
    });
    expect(service.intervals.map(({ answerRate }) => answerRate)).to.deep.equal([1, 0, 1]);
    expect(service.answerRate).to.be.closeTo(0.5, 1e-9);
    expect(
      expectedService({ ...handling, callsPerInterval: [0], scheduledSeats: [0], withinSeconds: 20 })
        .answerRate,
    ).to.equal(1);
  });
});

describe('probabilityTargetMet', () => {
  const month = (callsPerDay: number, count: number, days = 20) =>
    Array.from({ length: days }, () => flat(callsPerDay).map((calls) => ({ calls, scheduledSeats: count })));
  const certainVolume = { targetFraction: 0.9, volumeCvFraction: 0, dayCvFraction: 0 };

  it('misses 90 % of 700 calls about as often as the binomial: 47, 16, 2.5 and 0.1 % at 90, 91, 92 and 93 %', () => {
    // The binomial has exactly 700 calls, of which 630 are just enough; here the number varies.
    for (const [rate, miss, tolerance] of [
      [0.9, 0.47, 0.025],
      [0.91, 0.16, 0.02],
      [0.92, 0.025, 0.005],
      [0.93, 0.001, 0.001],
    ] as const) {
      const ahtSeconds = ahtForAnswerRate(rate);
      const probability = probabilityTargetMet({
        ...handling,
        ...certainVolume,
        ahtSeconds,
        days: month(35, 2),
      });
      expect(1 - probability).to.be.closeTo(miss, tolerance);
    }
  });

  it('is within 0.01 of the exact sum over two Poisson counts', () => {
    for (const rate of [0.89, 0.9, 0.91, 0.92]) {
      for (const days of [3, 20]) {
        const ahtSeconds = ahtForAnswerRate(rate);
        const probability = probabilityTargetMet({
          ...handling,
          ...certainVolume,
          ahtSeconds,
          days: month(35, 2, days),
        });
        expect(probability).to.be.closeTo(exactProbability(35 * days * rate, 35 * days * (1 - rate)), 0.01);
      }
    }
  });

  it('agrees with a simulation when the month and the days vary', () => {
    const ahtSeconds = 470;
    const options = {
      ...handling,
      ahtSeconds,
      targetFraction: 0.9,
      volumeCvFraction: 0.15,
      dayCvFraction: 0.2,
    };
    const probability = probabilityTargetMet({ ...options, days: month(35, 2) });
    const uniform = uniformNumbers(7);
    const months = 3000;
    let met = 0;
    for (let trial = 0; trial < months; trial++) {
      const volume = gamma(options.volumeCvFraction, uniform);
      let [offered, answered] = [0, 0];
      for (let day = 0; day < 20; day++) {
        const calls = 35 * volume * gamma(options.dayCvFraction, uniform);
        const { answerRate } = expectedService({
          ...handling,
          ahtSeconds,
          callsPerInterval: [calls / 33],
          scheduledSeats: [2],
          withinSeconds: 20,
        });
        const count = poisson(calls, uniform);
        offered += count;
        for (let call = 0; call < count; call++) if (uniform() < answerRate) answered += 1;
      }
      if (answered >= 0.9 * offered) met += 1;
    }
    // Three standard errors of the simulation are 0.022.
    expect(probability).to.be.closeTo(met / months, 0.035);
  });

  it('grows with seats, and an unsure volume makes a likely success less likely', () => {
    const at = (count: number, volumeCvFraction: number) =>
      probabilityTargetMet({
        ...handling,
        ahtSeconds: 480,
        targetFraction: 0.9,
        dayCvFraction: 0.1,
        volumeCvFraction,
        days: month(35, count),
      });
    expect(at(1, 0.1)).to.be.below(0.001);
    expect(at(2, 0.1)).to.be.below(at(3, 0.1));
    expect(at(2, 0.3)).to.be.below(at(2, 0.05));
  });

  it('is 1 when no calls are expected', () => {
    expect(probabilityTargetMet({ ...handling, ...certainVolume, days: [] })).to.equal(1);
  });
});

/** P(A ≥ 9 B), A and B independent Poisson counts of answered and abandoned calls. */
function exactProbability(answered: number, abandoned: number): number {
  const mass = (mean: number, count: number) => Math.exp(count * Math.log(mean) - mean - logGamma(count + 1));
  let probability = 0;
  for (let lost = 0; lost < abandoned + 12 * Math.sqrt(abandoned) + 20; lost++) {
    let below = 0;
    for (let count = 0; count < 9 * lost; count++) below += mass(answered, count);
    probability += mass(abandoned, lost) * (1 - below);
  }
  return probability;
}

/** A gamma variable of mean 1 as a mean of exponentials. */
function gamma(cvFraction: number, uniform: () => number): number {
  const shape = Math.round(cvFraction ** -2);
  let sum = 0;
  for (let index = 0; index < shape; index++) sum -= Math.log(1 - uniform());
  return sum / shape;
}
