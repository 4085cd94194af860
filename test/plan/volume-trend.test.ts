import { expect } from 'chai';
import fc from 'fast-check';
import { upperTail, volumeTrend } from '../../src/plan/volume-trend.ts';

describe('upperTail', () => {
  // From scipy 1.17.1: poisson.sf(count - 1, mean), and nbinom.sf(count - 1, r, r / (r + mean)) with r = 1 / alpha.
  const golden: readonly (readonly [count: number, mean: number, alpha: number, probability: number])[] = [
    [749, 700, 0, 0.03447266276557617],
    [8400, 8400, 0, 0.5014509400052797],
    [9000, 8400, 0, 4.9884742663276335e-11],
    [2400, 2100, 0.006666666666666667, 0.050235299448366764],
    [760, 700, 0.01, 0.20951317510103667],
    [500, 700, 0.05, 0.9082256676530877],
    [10, 5, 0, 0.03182805730620481],
    [12000, 8400, 0.0025, 4.928601405172206e-14],
    [1, 0.5, 0.3, 0.3724131061138256],
    [10000, 8400, 0, 1.1465829218657867e-64],
  ];
  for (const [count, mean, alpha, probability] of golden) {
    it(`of ${count} with mean ${mean} and alpha ${alpha.toFixed(4)} is ${probability.toPrecision(6)}`, () => {
      expect(upperTail(count, mean, alpha) / probability).to.be.closeTo(1, 1e-9);
    });
  }

  it('is the tail of a binomial count where the size is whole, exactly', () => {
    // P(NB(r = 5, p = ½) ≤ 5) = P(Bin(10, ½) ≥ 5) = 638 / 1024; mean r, alpha 1 / r.
    expect(upperTail(6, 5, 1 / 5)).to.be.closeTo(1 - 638 / 1024, 1e-12);
  });

  it('falls with the count, and the terms of the count make one', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 60, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 80 }),
        (mean, alpha, count) => {
          const [here, next] = [upperTail(count, mean, alpha), upperTail(count + 1, mean, alpha)];
          expect(next).to.be.at.most(here);
          expect(here).to.be.within(0, 1);
          expect(upperTail(0, mean, alpha)).to.equal(1);
        },
      ),
    );
  });
});

describe('volumeTrend', () => {
  const months = (...calls: readonly number[]) =>
    calls.map((own, index) => ({ month: `2024-${String(index + 4).padStart(2, '0')}`, calls: own }));
  const steady = [690, 720, 700, 680, 710, 705, 695, 700];

  it('says within while no more came than chance brings', () => {
    const trend = volumeTrend(months(712, 695, 705), 700, steady);
    expect(trend).to.include({ calls: 2112, monthsAbove: 2, latestAbove: 1, verdict: 'within' });
    expect(trend.months[0]).to.include({ isAbove: true });
    // No scatter beyond chance in such months.
    expect(trend.cvFraction).to.equal(0);
    expect(trend.pValue).to.equal(trend.poissonPValue);
  });

  it('says above where it is significant, and longLarge only after months in a row of a good part more', () => {
    expect(volumeTrend(months(820, 690, 830), 700, steady)).to.include({ latestAbove: 1, verdict: 'above' });
    expect(volumeTrend(months(900, 880, 910), 700, steady)).to.include({
      latestAbove: 3,
      verdict: 'longLarge',
    });
    expect(volumeTrend(months(1500, 1400), 700, steady)).to.include({ latestAbove: 2, verdict: 'above' });
    expect(volumeTrend(months(760, 770, 765, 780), 700, steady)).to.include({
      latestAbove: 4,
      verdict: 'above',
    });
  });

  it('counts the scatter that the history shows: what chance alone forbids may then be usual', () => {
    const wild = [400, 900, 600, 1000, 500, 800, 700, 650];
    const trend = volumeTrend(months(820, 790), 700, wild);
    expect(trend.poissonPValue).to.be.lessThan(0.001);
    expect(trend.pValue).to.be.greaterThan(0.05);
    expect(trend.verdict).to.equal('within');
    // By hand: mean 693.75, s² = 40312.5, (s² − mean) ÷ mean² = 0.08232.
    expect(trend.cvFraction! ** 2).to.be.closeTo((40_312.5 - 693.75) / 693.75 ** 2, 1e-12);
  });

  it('takes chance alone while too few months are known, and says nothing of no month', () => {
    expect(volumeTrend(months(820), 700, [820])).to.include({ cvFraction: null });
    expect(volumeTrend([], 700, [])).to.include({
      verdict: 'within',
      pValue: 1,
      excessFraction: 0,
      latestAbove: 0,
    });
  });
});
