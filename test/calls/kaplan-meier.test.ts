import { expect } from 'chai';
import fc from 'fast-check';
import { restrictedMean, survivalAt, survivalCurve, type Wait } from '../../src/calls/index.ts';
import { medianSeconds } from '../../src/calls/kaplan-meier.ts';
import { SekisuError } from '../../src/errors.ts';

const events = (times: readonly number[]): Wait[] => times.map((seconds) => ({ seconds, isAbandoned: true }));
const answers = (times: readonly number[]): Wait[] =>
  times.map((seconds) => ({ seconds, isAbandoned: false }));

/** Weeks to relapse under 6-MP and under placebo: Freireich et al., Blood 21 (1963); Gehan, Biometrika 52 (1965). */
const treated = [
  ...events([6, 6, 6, 7, 10, 13, 16, 22, 23]),
  ...answers([6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]),
];
const control = events([1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]);

const waits = fc.array(fc.record({ seconds: fc.integer({ min: 0, max: 40 }), isAbandoned: fc.boolean() }), {
  minLength: 1,
  maxLength: 40,
});

describe('survivalCurve', () => {
  it('gives the printed curve and Greenwood errors of the 6-MP patients', () => {
    // Klein and Moeschberger, "Survival Analysis" (2003), table 4.1: time, at risk, events, S, standard error.
    const table = [
      [6, 21, 3, 0.857, 0.076],
      [7, 17, 1, 0.807, 0.087],
      [10, 15, 1, 0.753, 0.096],
      [13, 12, 1, 0.69, 0.107],
      [16, 11, 1, 0.627, 0.114],
      [22, 7, 1, 0.538, 0.128],
      [23, 6, 1, 0.448, 0.135],
    ] as const;
    const { steps, calls, abandoned, longestSeconds } = survivalCurve(treated);
    expect({ calls, abandoned, longestSeconds }).to.deep.equal({
      calls: 21,
      abandoned: 9,
      longestSeconds: 35,
    });
    expect(steps.map((step) => [step.seconds, step.atRisk, step.abandoned])).to.deep.equal(
      table.map((row) => row.slice(0, 3)),
    );
    table.forEach(([, , , fraction, standardError], index) => {
      expect(steps[index]!.fraction).to.be.closeTo(fraction, 0.00051);
      expect(steps[index]!.standardError).to.be.closeTo(standardError, 0.00051);
    });
  });

  it('gives the printed errors and log-minus-log bounds of the placebo patients', () => {
    // G. Rodríguez, lecture notes on the Gehan data (Princeton): output of Stata's `sts list`.
    const [first, second] = survivalCurve(control).steps;
    for (const [step, values] of [
      [first, [0.9048, 0.0641, 0.67, 0.9753]],
      [second, [0.8095, 0.0857, 0.5689, 0.9239]],
    ] as const) {
      [step!.fraction, step!.standardError, step!.low95, step!.high95].forEach((value, index) => {
        expect(value).to.be.closeTo(values[index]!, 0.000051);
      });
    }
  });

  it('is the empirical distribution when every caller hung up, with the binomial error', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 40 }), (times) => {
        for (const step of survivalCurve(events(times)).steps) {
          const share = times.filter((time) => time > step.seconds).length / times.length;
          expect(step.fraction).to.be.closeTo(share, 1e-12);
          expect(step.standardError).to.be.closeTo(Math.sqrt((share * (1 - share)) / times.length), 1e-12);
        }
      }),
    );
  });

  it('falls within its bounds, whatever the order of the calls', () => {
    fc.assert(
      fc.property(waits, (some) => {
        const curve = survivalCurve(some);
        expect(survivalCurve(some.toReversed())).to.deep.equal(curve);
        let before = 1;
        for (const step of curve.steps) {
          expect(step.fraction).to.be.below(before);
          expect(step.fraction).to.be.within(step.low95, step.high95);
          expect(step.low95).to.be.at.least(0);
          expect(step.high95).to.be.at.most(1);
          before = step.fraction;
        }
      }),
    );
  });

  it('gives an answer’s weight to those who waited longer, as redistribution to the right does', () => {
    // Efron (1967): every censored call passes its mass on in equal parts to the calls that waited longer.
    fc.assert(
      fc.property(waits, (some) => {
        const ordered = some.toSorted(
          (one, other) => one.seconds - other.seconds || Number(other.isAbandoned) - Number(one.isAbandoned),
        );
        const mass = ordered.map(() => 1 / ordered.length);
        ordered.forEach((wait, index) => {
          const later = ordered.length - index - 1;
          if (wait.isAbandoned || later === 0) return;
          for (let other = index + 1; other < ordered.length; other++) mass[other]! += mass[index]! / later;
          mass[index] = 0;
        });
        for (const step of survivalCurve(some).steps) {
          const left = mass.filter((_, index) => ordered[index]!.seconds > step.seconds);
          const tied = mass.filter(
            (_, index) => ordered[index]!.seconds === step.seconds && !ordered[index]!.isAbandoned,
          );
          expect(step.fraction).to.be.closeTo(
            [...left, ...tied].reduce((sum, part) => sum + part, 0),
            1e-9,
          );
        }
      }),
    );
  });

  it('refuses a wait that is no number of seconds', () => {
    for (const seconds of [-1, Number.NaN, Infinity]) {
      expect(() => survivalCurve([{ seconds, isAbandoned: true }])).to.throw(SekisuError, 'seconds');
    }
  });
});

describe('survivalAt', () => {
  const curve = survivalCurve(treated);
  it('steps down at a hang-up and not before', () => {
    expect(survivalAt(curve, 5.9)).to.deep.equal({ fraction: 1, standardError: 0, low95: 1, high95: 1 });
    expect(survivalAt(curve, 6)!.fraction).to.be.closeTo(18 / 21, 1e-12);
    expect(survivalAt(curve, 35)!.fraction).to.be.closeTo(0.448, 0.0005);
  });
  it('knows nothing beyond the longest wait unless nobody was left', () => {
    expect(survivalAt(curve, 35.1)).to.equal(null);
    expect(survivalAt(survivalCurve(control), 100)!.fraction).to.equal(0);
    expect(survivalAt(survivalCurve([]), 0)!.fraction).to.equal(1);
    expect(survivalAt(survivalCurve([]), 1)).to.equal(null);
  });
});

describe('restrictedMean', () => {
  it('gives the printed mean and error of the 6-MP patients up to 35 weeks', () => {
    // Klein and Moeschberger (2003), example 4.1 continued: 23.3 weeks with standard error 2.83.
    const { meanSeconds, standardErrorSeconds } = restrictedMean(survivalCurve(treated), 35);
    expect(meanSeconds).to.be.closeTo(23.3, 0.051);
    expect(standardErrorSeconds).to.be.closeTo(2.83, 0.0051);
  });

  it('is the mean of min(patience, limit) when every caller hung up, and its limit ends with the records', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 0, max: 60 }),
        (times, until) => {
          const { meanSeconds, untilSeconds } = restrictedMean(survivalCurve(events(times)), until);
          const mean = times.reduce((sum, time) => sum + Math.min(time, until), 0) / times.length;
          expect(meanSeconds).to.be.closeTo(mean, 1e-9);
          expect(untilSeconds).to.equal(Math.min(until, Math.max(...times)));
        },
      ),
    );
  });
});

describe('medianSeconds', () => {
  it('is where the curve reaches one half', () => {
    expect(medianSeconds(survivalCurve(treated))).to.equal(23);
    expect(medianSeconds(survivalCurve(control))).to.equal(8);
    expect(medianSeconds(survivalCurve(events([1, 2, 3, 4])))).to.equal(2);
    expect(medianSeconds(survivalCurve(answers([5, 6])))).to.equal(null);
  });
});
