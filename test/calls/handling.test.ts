import { LocalDateTime } from '@js-joda/core';
import { expect } from 'chai';
import fc from 'fast-check';
import {
  contractFigures,
  estimatePatience,
  handlingByPart,
  summarizeHandling,
} from '../../src/calls/index.ts';
import { SekisuError } from '../../src/errors.ts';
import { lognormal, streamOf } from '../../src/sample/random.ts';
import { callRecord } from './build.ts';

describe('summarizeHandling', () => {
  it('gives mean, median and spread of numbers done by hand', () => {
    // Mean 5, sum of squares 32, standard deviation √(32/7); t with 7 degrees 2.365.
    const handling = summarizeHandling([2, 4, 4, 4, 5, 5, 7, 9])!;
    expect(handling).to.include({ calls: 8, shortCalls: 8, medianSeconds: 4.5, logNormal: null });
    expect(handling.meanSeconds.value).to.equal(5);
    expect(handling.meanSeconds.low95).to.be.closeTo(5 - (2.365 * Math.sqrt(32 / 7)) / Math.sqrt(8), 0.001);
    expect(handling.cv).to.be.closeTo(Math.sqrt(32 / 7) / 5, 1e-12);
    expect(summarizeHandling([5, 1, 9])!.medianSeconds).to.equal(5);
  });

  it('has no spread of a single call and nothing to say about none', () => {
    expect(summarizeHandling([])).to.equal(null);
    expect(summarizeHandling([60])).to.deep.include({
      cv: null,
      meanSeconds: { value: 60, low95: null, high95: null },
    });
    expect(summarizeHandling([60])!.logNormal).to.include({ calls: 1, logSd: null });
    expect(summarizeHandling([0, 0])!.cv).to.equal(null);
    expect(summarizeHandling([2, 90])!.meanSeconds.low95).to.equal(0);
  });

  it('finds the log-normal that the calls were drawn from, short calls apart', () => {
    const random = streamOf('handling');
    const seconds = Array.from({ length: 3000 }, () => lognormal(random, 240, 0.7));
    const { logNormal, shortCalls, calls } = summarizeHandling([...seconds, ...Array(150).fill(3)])!;
    expect(calls).to.equal(3150);
    expect(shortCalls).to.be.within(150, 155);
    const logMean = Math.log(240) - 0.7 ** 2 / 2;
    expect(logNormal!.logMean.low95).to.be.below(logMean);
    expect(logNormal!.logMean.high95).to.be.above(logMean);
    expect(logNormal!.logSd!.low95).to.be.below(0.7);
    expect(logNormal!.logSd!.high95).to.be.above(0.7);
    expect(logNormal!.meanSeconds).to.be.closeTo(240, 10);
  });

  it('scales with the unit of time', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 10, max: 3000 }), { minLength: 2, maxLength: 30 }),
        fc.integer({ min: 2, max: 9 }),
        (seconds, factor) => {
          const one = summarizeHandling(seconds)!;
          const other = summarizeHandling(seconds.map((value) => value * factor))!;
          expect(other.meanSeconds.value).to.be.closeTo(one.meanSeconds.value * factor, 1e-6);
          expect(other.cv).to.be.closeTo(one.cv!, 1e-9);
          expect(other.logNormal!.logSd!.value).to.be.closeTo(one.logNormal!.logSd!.value, 1e-9);
        },
      ),
    );
  });

  it('refuses a time that is no number of seconds', () => {
    expect(() => summarizeHandling([60, Number.NaN])).to.throw(SekisuError, 'serviceSeconds');
  });
});

describe('handlingByPart', () => {
  it('parts answered calls by queue and by hour and leaves out what was not recorded', () => {
    const at = (hour: number) => LocalDateTime.of(2024, 5, 13, hour, 59, 59);
    const { all, queues, hours } = handlingByPart([
      callRecord({ arrivesAt: at(13), serviceSeconds: 300, queueId: 'b' }),
      callRecord({ arrivesAt: at(9), serviceSeconds: 100, queueId: 'a' }),
      callRecord({ arrivesAt: at(9), serviceSeconds: 200 }),
      callRecord({ arrivesAt: at(10), serviceSeconds: null, queueId: 'a' }),
      callRecord({ arrivesAt: at(11), outcome: 'abandoned', queueId: 'a' }),
    ]);
    expect(all!.meanSeconds.value).to.equal(200);
    expect(
      queues.map(({ queueId, handling }) => [queueId, handling.calls, handling.meanSeconds.value]),
    ).to.deep.equal([
      ['b', 1, 300],
      ['a', 1, 100],
      [null, 1, 200],
    ]);
    expect(hours.map(({ hour, handling }) => [hour, handling.calls])).to.deep.equal([
      [9, 2],
      [13, 1],
    ]);
  });
});

describe('contractFigures', () => {
  it('rounds what the records say and leaves out what they do not', () => {
    const records = [
      callRecord({ waitSeconds: 100.4, outcome: 'abandoned' }),
      callRecord({ serviceSeconds: 100, queueId: 'a' }),
      callRecord({ serviceSeconds: 200, queueId: 'a' }),
      callRecord({ serviceSeconds: 0, queueId: 'b' }),
    ];
    const figures = (some: typeof records) =>
      contractFigures(estimatePatience(some, { withinSeconds: 5, isApart: false }), handlingByPart(some));
    expect(figures(records)).to.deep.equal({
      patienceSeconds: 100,
      handlingCvFraction: 1,
      queues: [{ id: 'a', ahtSeconds: 150 }],
    });
    expect(figures([])).to.deep.equal({ patienceSeconds: null, handlingCvFraction: null, queues: [] });
  });
});
