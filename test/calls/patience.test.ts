import { expect } from 'chai';
import fc from 'fast-check';
import { comparePatience, estimatePatience, hazardByWait, survivalCurve } from '../../src/calls/index.ts';
import { type RandomStream, streamOf } from '../../src/sample/random.ts';
import { callRecord } from './build.ts';

const together = { withinSeconds: 5, isApart: false };
const apart = { withinSeconds: 5, isApart: true };
const exponential = (random: RandomStream, mean: number): number => -mean * Math.log(1 - random.uniform());

/** Calls whose patience and offered wait are drawn; the shorter of the two is seen. */
function drawn(
  name: string,
  calls: number,
  draw: (random: RandomStream) => [patience: number, wait: number],
) {
  const random = streamOf(name);
  return Array.from({ length: calls }, () => {
    const [patience, wait] = draw(random);
    const outcome = patience < wait ? 'abandoned' : 'answered';
    return callRecord({ waitSeconds: Math.min(patience, wait), outcome });
  });
}

describe('estimatePatience', () => {
  it('is the time waited by all over the hang-ups: 6-MP gives 359 weeks over 9 relapses', () => {
    // Maximum likelihood for these data, 359/9 = 39.9: Cox and Oakes (1984), section 3.3.
    const weeks = (seconds: number, outcome: 'answered' | 'abandoned') =>
      callRecord({ waitSeconds: seconds, outcome });
    const records = [
      ...[6, 6, 6, 7, 10, 13, 16, 22, 23].map((time) => weeks(time, 'abandoned')),
      ...[6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map((time) => weeks(time, 'answered')),
    ];
    const patience = estimatePatience(records, together);
    expect(patience.meanSeconds).to.be.closeTo(359 / 9, 1e-12);
    // Garwood's bounds for 9 events: 4.115 and 17.085.
    expect(patience.low95Seconds).to.be.closeTo(359 / 17.085, 0.002);
    expect(patience.high95Seconds).to.be.closeTo(359 / 4.115, 0.02);
  });

  it('finds the mean that the calls were drawn with, where averaging the hang-ups’ waits does not', () => {
    const records = drawn('patience', 4000, (random) => [exponential(random, 240), exponential(random, 60)]);
    const patience = estimatePatience(records, together);
    expect(patience.low95Seconds).to.be.below(240);
    expect(patience.high95Seconds).to.be.above(240);
    expect(patience.high95Seconds! / patience.low95Seconds).to.be.below(1.2);
    expect(patience.fit.verdict).to.equal('fair');
    const hungUp = records.filter((record) => record.outcome === 'abandoned');
    const naive = hungUp.reduce((sum, record) => sum + record.waitSeconds, 0) / hungUp.length;
    expect(naive).to.be.below(60);
  });

  it('encloses the true mean in about 95 of 100 small samples', () => {
    let enclosed = 0;
    for (let sample = 0; sample < 200; sample++) {
      const records = drawn(`coverage ${sample}`, 60, (random) => [
        exponential(random, 180),
        exponential(random, 90),
      ]);
      const { low95Seconds, high95Seconds } = estimatePatience(records, together);
      if (low95Seconds <= 180 && high95Seconds! >= 180) enclosed++;
    }
    // Garwood's bounds enclose at least as often as they say; three standard errors below 95 %.
    expect(enclosed / 200).to.be.within(0.95 - 3 * Math.sqrt((0.95 * 0.05) / 200), 1);
  });

  it('keeps those who hang up at once apart and then finds the patience of the others', () => {
    const records = drawn('balking', 6000, (random) => [
      random.uniform() < 0.08 ? 3 * random.uniform() : exponential(random, 300),
      exponential(random, 60),
    ]);
    const others = estimatePatience(records, apart);
    expect(others.low95Seconds).to.be.below(300);
    expect(others.high95Seconds).to.be.above(300);
    const all = estimatePatience(records, together);
    expect(all.high95Seconds).to.be.below(others.low95Seconds);
    expect(all.atOnce.abandoned).to.equal(others.atOnce.abandoned);
    expect(all.atOnce.fraction).to.be.within(0.07, 0.11);
    expect(all.abandoned - all.atOnce.abandoned).to.equal(others.events);
    expect(all.abandoned).to.equal(all.events);
  });

  it('learns nothing from calls that were answered without a wait', () => {
    const waiting = drawn('waiting', 200, (random) => [exponential(random, 100), exponential(random, 60)]);
    const served = Array.from({ length: 500 }, () => callRecord());
    const { calls, ...alone } = estimatePatience(waiting, together);
    const { calls: withServed, ...same } = estimatePatience([...waiting, ...served], together);
    expect(same).to.deep.equal(alone);
    expect([calls, withServed]).to.deep.equal([200, 700]);
  });

  it('bounds the mean from below when nobody hung up, and says nothing without calls', () => {
    const patient = estimatePatience([callRecord({ waitSeconds: 100 })], together);
    expect(patient).to.include({ meanSeconds: null, high95Seconds: null, medianSeconds: null, events: 0 });
    expect(patient.low95Seconds).to.be.closeTo(100 / 3.689, 0.01);
    expect(patient.fit).to.include({ verdict: 'unknown', largestDifference: null });
    const none = estimatePatience([], together);
    expect(none).to.include({ calls: 0, waited: 0, meanSeconds: null, low95Seconds: 0, medianSeconds: null });
    expect(none.atOnce.fraction).to.equal(0);
  });
});

describe('comparePatience', () => {
  it('finds a fixed patience of 40 s poor and says where', () => {
    const records = drawn('fixed', 800, (random) => [40, exponential(random, 60)]);
    const { fit } = estimatePatience(records, together);
    expect(fit.verdict).to.equal('poor');
    expect(fit.sentence.en).to.include('not fair');
    expect(fit.sentence.ja).to.include('合いません').and.include('60秒');
  });

  it('does not tell from a handful of calls', () => {
    const records = drawn('few', 12, (random) => [exponential(random, 100), 130]);
    expect(estimatePatience(records, together).fit.verdict).to.equal('unknown');
  });

  it('compares only where the records reach and where both curves begin', () => {
    const curve = survivalCurve([
      { seconds: 30, isAbandoned: true },
      { seconds: 70, isAbandoned: false },
    ]);
    expect(comparePatience(curve, 100).marks.map((mark) => mark.seconds)).to.deep.equal([20, 60]);
    const [mark] = comparePatience(curve, 100, 25).marks;
    expect(mark).to.include({ seconds: 60, exponential: Math.exp(-0.35), kaplanMeier: 0.5 });
    const short = comparePatience(
      survivalCurve([
        { seconds: 3, isAbandoned: true },
        { seconds: 4, isAbandoned: false },
      ]),
      7,
    );
    expect(short).to.include({ verdict: 'unknown', largestDifference: null });
  });
});

describe('hazardByWait', () => {
  it('divides hang-ups and time waited among the parts without losing any', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ seconds: fc.nat(400), isAbandoned: fc.boolean() }), { maxLength: 40 }),
        (waits) => {
          const parts = hazardByWait(waits, [10, 60, 180]);
          const sum = (of: (part: (typeof parts)[number]) => number): number =>
            parts.reduce((total, part) => total + of(part), 0);
          expect(sum((part) => part.abandoned)).to.equal(waits.filter((wait) => wait.isAbandoned).length);
          expect(sum((part) => part.waitedSeconds)).to.equal(
            waits.reduce((total, wait) => total + wait.seconds, 0),
          );
        },
      ),
    );
  });

  it('is even for exponential patience and shows where callers give up', () => {
    const random = streamOf('hazard');
    const waits = Array.from({ length: 6000 }, () => {
      const patience = exponential(random, 120);
      const wait = exponential(random, 80);
      return { seconds: Math.min(patience, wait), isAbandoned: patience < wait };
    });
    const even = hazardByWait(waits, [20, 60, 120]);
    const enclosing = even.filter(({ perMinute }) => perMinute!.low95 <= 0.5 && perMinute!.high95 >= 0.5);
    expect(enclosing.length).to.be.at.least(even.length - 1);
    const peak = hazardByWait(
      [...waits, ...Array(500).fill({ seconds: 30, isAbandoned: true })],
      [20, 60, 120],
    );
    expect(peak[1]!.perMinute!.low95).to.be.above(peak[0]!.perMinute!.high95);
    expect(peak.at(-1)).to.include({ fromSeconds: 120, toSeconds: null });
  });

  it('says null where nobody waited', () => {
    expect(
      hazardByWait([{ seconds: 5, isAbandoned: true }], [5]).map((part) => part.perMinute === null),
    ).to.deep.equal([false, true]);
  });
});
