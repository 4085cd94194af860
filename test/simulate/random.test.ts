import { expect } from 'chai';
import fc from 'fast-check';
import { drawSeconds, handlingDurations } from '../../src/simulate/durations.ts';
import { RandomStream } from '../../src/simulate/random.ts';

const count = 400_000;

function streamOf(...key: readonly [number, number, number?, number?]): RandomStream {
  const stream = new RandomStream();
  stream.start(...key);
  return stream;
}

/** Mean and variance must lie within five standard errors of what they should be. */
function expectMoments(
  draw: () => number,
  law: { readonly mean: number; readonly variance: number; readonly fourthCentral: number },
): void {
  const values = Float64Array.from({ length: count }, draw);
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const variance = values.reduce((sum, value) => sum + (value - law.mean) ** 2, 0) / count;
  expect(mean).to.be.closeTo(law.mean, 5 * Math.sqrt(law.variance / count));
  expect(variance).to.be.closeTo(
    law.variance,
    5 * Math.sqrt((law.fourthCentral - law.variance ** 2) / count),
  );
}

/** Pearson's sum over classes that are all equally likely; its mean is classes - 1, its variance twice that. */
function expectEvenly(classes: number, draw: () => number): void {
  const found = new Float64Array(classes);
  for (let trial = 0; trial < count; trial++) found[Math.floor(draw() * classes)]! += 1;
  const expected = count / classes;
  const sum = found.reduce((total, each) => total + (each - expected) ** 2 / expected, 0);
  expect(sum).to.be.closeTo(classes - 1, 4.5 * Math.sqrt(2 * (classes - 1)));
}

/** Normal distribution function (Abramowitz and Stegun 26.2.17), within 7.5e-8. */
function normalShare(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const tail =
    (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return x > 0 ? 1 - tail : tail;
}

describe('RandomStream', () => {
  it('gives uniform numbers, evenly in 200 classes and in 20 × 20 of neighbours', () => {
    const stream = streamOf(7, 1);
    expectMoments(() => stream.uniform(), { mean: 1 / 2, variance: 1 / 12, fourthCentral: 1 / 80 });
    expectEvenly(200, () => stream.uniform());
    expectEvenly(400, () => (Math.floor(stream.uniform() * 20) + stream.uniform()) / 20);
  });

  it('gives exponential numbers', () => {
    const stream = streamOf(7, 2);
    expectMoments(() => stream.exponential(), { mean: 1, variance: 1, fourthCentral: 9 });
    expectEvenly(300, () => Math.exp(-stream.exponential()));
    // The ziggurat's tail begins at 7.7; one number in 2,200 lies beyond.
    let beyond = 0;
    for (let trial = 0; trial < 4_000_000; trial++) if (stream.exponential() > 8) beyond += 1;
    const expected = 4_000_000 * Math.exp(-8);
    expect(beyond).to.be.closeTo(expected, 4.5 * Math.sqrt(expected));
  });

  it('gives normal numbers', () => {
    const stream = streamOf(7, 3);
    expectMoments(() => stream.normal(), { mean: 0, variance: 1, fourthCentral: 3 });
    expectEvenly(200, () => normalShare(stream.normal()));
  });

  for (const shape of [0.25, 1, 4, 400]) {
    it(`gives gamma numbers of shape ${shape}`, () => {
      const stream = streamOf(7, 4, shape);
      const law = { mean: shape, variance: shape, fourthCentral: 3 * shape * (shape + 2) };
      expectMoments(() => stream.gamma(shape), law);
      if (shape === 1) expectEvenly(100, () => Math.exp(-stream.gamma(1)));
    });
  }

  it('gives factors of mean 1 and the variation asked for', () => {
    const stream = streamOf(7, 5);
    expectMoments(() => stream.factor(0.2), {
      ...{ mean: 1, variance: 0.04 },
      fourthCentral: 3 * 25 * 27 * 0.04 ** 4,
    });
    expect(stream.factor(0)).to.equal(1);
  });

  it('starts another stream for every key, the same for the same', () => {
    const part = fc.integer({ min: 0, max: 2 ** 31 - 1 });
    const key = fc.tuple(fc.maxSafeNat(), part, part, part, part);
    const first = (parts: readonly [number, number, number, number, number]): string => {
      const stream = new RandomStream();
      stream.start(...parts);
      return [stream.bits(), stream.bits(), stream.bits(), stream.bits()].join();
    };
    fc.assert(
      fc.property(key, fc.nat(4), part, (one, place, other) => {
        expect(first(one)).to.equal(first(one));
        const changed: [number, number, number, number, number] = [...one];
        changed[place] = other;
        if (other !== one[place]) expect(first(changed)).not.to.equal(first(one));
      }),
      { seed: 3 },
    );
  });

  it('gives independent numbers to neighbouring keys', () => {
    // The first numbers of 400,000 neighbours are as even as those of one stream, and so are pairs of them.
    const firstOf = (replication: number, day: number): number => streamOf(1, 2, replication, day).uniform();
    let key = 0;
    expectEvenly(200, () => firstOf(key++, 0));
    expectEvenly(200, () => firstOf(5, key++));
    expectEvenly(400, () => (Math.floor(firstOf(key, 1) * 20) + firstOf(key++, 2)) / 20);
  });
});

describe('drawSeconds', () => {
  it('draws log-normal times of the mean and variation asked for', () => {
    const stream = streamOf(8, 1);
    const durations = handlingDurations({ kind: 'logNormal', ahtSeconds: 390, cvFraction: 0.8 });
    const spread = 1 + 0.8 ** 2;
    // Raw moments E X^k = mean^k · spread^(k(k-1)/2).
    const raw = (k: number): number => 390 ** k * spread ** ((k * (k - 1)) / 2);
    expectMoments(() => drawSeconds(durations, stream), {
      mean: 390,
      variance: raw(2) - 390 ** 2,
      fourthCentral: raw(4) - 4 * 390 * raw(3) + 6 * 390 ** 2 * raw(2) - 3 * 390 ** 4,
    });
  });

  it('draws past times, each as often', () => {
    const stream = streamOf(8, 2);
    const durations = handlingDurations({ kind: 'history', pastSeconds: [0.5, 1.5, 2.5, 3.5, 4.5, 5.5] });
    expectEvenly(6, () => drawSeconds(durations, stream) / 6);
  });
});
