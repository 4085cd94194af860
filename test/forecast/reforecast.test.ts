import { expect } from 'chai';
import fc from 'fast-check';
import { SekisuError } from '../../src/errors.ts';
import { logGamma } from '../../src/forecast/count-quantiles.ts';
import { assumedReforecast, reforecast } from '../../src/forecast/reforecast.ts';
import type { ReforecastDay, ReforecastPrior } from '../../src/forecast/reforecast-posterior.ts';

const prior: ReforecastPrior = { ...assumedReforecast, volumeCvFraction: 0.15 };
const ahead = (calls: number, letterFraction = 0, cvFraction = 0.1): ReforecastDay => ({
  calls,
  letterFraction,
  cvFraction,
  came: null,
  restFraction: 1,
});
const over = (planned: number, came: number, letterFraction = 0, cvFraction = 0.1): ReforecastDay => ({
  ...ahead(planned, letterFraction, cvFraction),
  came: { dueFraction: 1, calls: came },
  restFraction: 0,
});
const partly = (planned: number, dueFraction: number, came: number): ReforecastDay => ({
  ...ahead(planned),
  came: { dueFraction, calls: came },
  restFraction: 1 - dueFraction,
});

/** Probability of a count, written out: gamma mixture of Poisson counts of size r. */
function gammaPoisson(count: number, mean: number, variance: number): number {
  const size = 1 / variance;
  const part = mean / (mean + size);
  return Math.exp(
    logGamma(count + size) -
      logGamma(size) -
      logGamma(count + 1) +
      size * Math.log(1 - part) +
      count * Math.log(part),
  );
}

/** Even points of a log-normal variable of mean 1, far out. */
function logNormal(cv: number, count: number): { value: number; weight: number }[] {
  const deviation = Math.sqrt(Math.log1p(cv ** 2));
  return Array.from({ length: count }, (_, index) => {
    const z = -8 + (16 * index) / (count - 1);
    return { value: Math.exp(z * deviation - deviation ** 2 / 2), weight: Math.exp(-(z ** 2) / 2) };
  });
}

describe('reforecast', () => {
  it('is the plan while nothing came', () => {
    const days = [ahead(30), ahead(50, 0.6), ahead(0)];
    const result = reforecast(days, prior);
    expect(result.days.map(({ calls }) => calls)).to.have.length(3);
    for (const [index, { calls }] of days.entries()) {
      expect(result.days[index]!.calls).to.be.closeTo(calls, 1e-6);
    }
    expect(result.calls).to.be.closeTo(80, 1e-6);
    expect(result.days[2]!.bounds).to.deep.equal({ low95: 0, low80: 0, high80: 0, high95: 0 });
    // Poisson 30 with V 0.15 and D 0.1: standard deviation √(30 + 30² (1.0225 × 1.01 - 1)) = 7.71.
    const { low80, high80 } = reforecast([ahead(30)], prior).bounds;
    expect((high80 - low80) / 2 / 1.2816).to.be.closeTo(7.7, 0.2);
  });

  it('agrees with adding up level and own factor of a day that is half over, by brute force', () => {
    const [calls, due, came] = [40, 0.45, 27];
    const memory = { ...prior, partVarianceFraction: 0.3, memoryFraction: 1 };
    const parts = 0.3 * 0.1 ** 2;
    const own = (1 + 0.1 ** 2) / (1 + parts) - 1;
    let [sum, today, tomorrow, square] = [0, 0, 0, 0];
    const xs = Array.from({ length: 4000 }, (_, index) => (index + 0.5) / 1600);
    const shape = 1 / own;
    for (const level of logNormal(0.15, 801)) {
      for (const x of xs) {
        const density = Math.exp((shape - 1) * Math.log(x) - shape * x + shape);
        const mean = calls * due * level.value * x;
        const weight = level.weight * density * gammaPoisson(came, mean, parts / due);
        sum += weight;
        const rest = calls * (1 - due) * level.value * x;
        today += weight * rest;
        square += weight * (rest + rest ** 2 * (1 + parts / (1 - due)));
        tomorrow += weight * 60 * level.value;
      }
    }
    const result = reforecast([partly(calls, due, came), ahead(60)], memory);
    expect(result.days[0]!.calls).to.be.closeTo(today / sum, 1e-3);
    expect(result.days[1]!.calls).to.be.closeTo(tomorrow / sum, 1e-3);
    const deviation = Math.sqrt(square / sum - (today / sum) ** 2);
    const { low80, high80 } = result.days[0]!.bounds;
    expect((high80 - low80) / 2).to.be.closeTo(1.2816 * deviation, 0.05 * deviation);
  });

  it('agrees with adding up level and response of letters after two days, the older counting less, by brute force', () => {
    const days = [over(30, 22, 0.1), over(60, 88, 0.7), ahead(50, 0.8), ahead(50)];
    const letterShare = (3 + 42 + 40) / 190;
    const own: ReforecastPrior = {
      volumeCvFraction: 0.2,
      letterCvRatio: 3,
      partVarianceFraction: 0.25,
      memoryFraction: 0.6,
    };
    const levelCv = 0.2 / Math.sqrt(1 + (letterShare * 3) ** 2);
    let [sum, letters, base] = [0, 0, 0];
    for (const level of logNormal(levelCv, 401)) {
      for (const response of logNormal(3 * levelCv, 401)) {
        const factor = (share: number) => level.value * (1 - share + share * response.value);
        const weight =
          level.weight *
          response.weight *
          gammaPoisson(22, 30 * factor(0.1), 0.01) ** 0.6 *
          gammaPoisson(88, 60 * factor(0.7), 0.01);
        sum += weight;
        letters += weight * 50 * factor(0.8);
        base += weight * 50 * factor(0);
      }
    }
    const result = reforecast(days, own);
    expect(result.days[2]!.calls).to.be.closeTo(letters / sum, 1e-3);
    expect(result.days[3]!.calls).to.be.closeTo(base / sum, 1e-3);
    // What letters brought beyond the plan is put down to letters.
    expect(result.days[2]!.factor).to.be.greaterThan(1.1);
    expect(result.days[3]!.factor).to.be.lessThan(1.02);
  });

  const calls = fc.integer({ min: 0, max: 200 });
  const planned = fc.double({ min: 1, max: 150, noNaN: true });

  it('expects no fewer calls after more came, where letters take no part', () => {
    fc.assert(
      fc.property(
        planned,
        calls,
        fc.nat(60),
        calls,
        fc.double({ min: 0.1, max: 0.9, noNaN: true }),
        (own, came, more, other, due) => {
          const rest = (count: number) =>
            reforecast([over(own, other), partly(own, due, count), ahead(own)], prior).days.map(
              (day) => day.calls,
            );
          const [before, after] = [rest(came), rest(came + more)];
          for (const [index, value] of after.entries()) expect(value).to.be.at.least(before[index]! - 1e-6);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('lies between the plan and what came, and nears what came as days go by', () => {
    const twice = (count: number) =>
      reforecast([...Array.from({ length: count }, () => over(40, 60)), ahead(40)], {
        ...prior,
        memoryFraction: 1,
      }).days.at(-1)!.calls;
    const [one, five, twenty] = [twice(1), twice(5), twice(20)];
    expect(one).to.be.within(40, five);
    expect(five).to.be.lessThan(twenty);
    expect(twenty).to.be.within(55, 60);
  });

  it('covers what comes as often as it says when months are drawn from it', () => {
    // Expected counts, no draws: chance that the rest of a Poisson day lies in the bounds, averaged over what came.
    const day = { ...ahead(30, 0, 0), restFraction: 1 };
    const known = { ...prior, volumeCvFraction: 0.2 };
    let [in80, in95, all] = [0, 0, 0];
    for (const level of logNormal(0.2, 41)) {
      const chance = (count: number) => gammaPoisson(count, 30 * level.value, 1e-9);
      for (let came = 0; came < 90; came++) {
        const own = level.weight * chance(came);
        if (own < 1e-5) continue;
        const { bounds } = reforecast([over(30, came, 0, 0), day], { ...known, memoryFraction: 1 });
        for (let next = 0; next < 90; next++) {
          const weight = own * chance(next);
          all += weight;
          if (next >= bounds.low80 && next <= bounds.high80) in80 += weight;
          if (next >= bounds.low95 && next <= bounds.high95) in95 += weight;
        }
      }
    }
    expect(in80 / all).to.be.closeTo(0.8, 0.03);
    expect(in95 / all).to.be.closeTo(0.95, 0.015);
  });

  it('adds up days, and is less sure of the rest than before when the level drifts', () => {
    const days = [over(40, 50), ahead(30), ahead(30), ahead(30)];
    const steady = reforecast(days, { ...prior, memoryFraction: 1 });
    const drifting = reforecast(days, { ...prior, memoryFraction: 0.7 });
    const width = ({ bounds }: { bounds: { low80: number; high80: number } }) => bounds.high80 - bounds.low80;
    expect(steady.calls).to.be.closeTo(
      steady.days.reduce((sum, day) => sum + day.calls, 0),
      1e-9,
    );
    // One day's evidence is not discounted, so the means are the same.
    expect(drifting.calls).to.be.closeTo(steady.calls, 1e-6);
    expect(width(drifting)).to.be.greaterThan(width(steady));
    expect(width(drifting.days[3]!)).to.be.greaterThan(width(drifting.days[1]!));
    const weights = drifting.scenarios.reduce((sum, scenario) => sum + scenario.weight, 0);
    expect(weights).to.be.closeTo(1, 1e-9);
    const mean = drifting.scenarios.reduce((sum, { weight, factors }) => sum + weight * factors[2]! * 30, 0);
    expect(mean).to.be.closeTo(drifting.days[2]!.calls, 1e-6);
  });

  it('refuses numbers that cannot be', () => {
    for (const days of [
      [ahead(-1)],
      [ahead(Number.NaN)],
      [{ ...ahead(1), letterFraction: 2 }],
      [over(3, -1)],
    ]) {
      expect(() => reforecast(days, prior))
        .to.throw(SekisuError)
        .with.property('code', 'number.out-of-range');
    }
    const forgetful = { ...prior, memoryFraction: 0 };
    expect(() => reforecast([ahead(1)], forgetful))
      .to.throw(SekisuError)
      .with.property('code', 'number.out-of-range');
  });
});
