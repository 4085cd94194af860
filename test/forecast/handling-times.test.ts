import { expect } from 'chai';
import fc from 'fast-check';
import { handlingForecast } from '../../src/forecast/handling-times.ts';
import type { HistoryInterval } from '../../src/forecast/index.ts';
import { slotGrid } from '../../src/forecast/slot-grid.ts';
import { contract, day, uniformNumbers } from './build.ts';

const grid = slotGrid(contract);
const knowledgeDate = day('2024-09-20');

/** Answered calls of exponential handling times, so many per quarter hour on so many days. */
function rowsOf(options: {
  readonly days: number;
  readonly calls: number;
  readonly seconds: (startMinute: number, daysBefore: number) => number;
  readonly seed?: number;
}): HistoryInterval[] {
  const uniform = uniformNumbers(options.seed ?? 1);
  return Array.from({ length: options.days }, (_, index) => index + 1).flatMap((daysBefore) =>
    Array.from({ length: 33 }, (_, slot) => {
      const startMinute = 540 + 15 * slot;
      const mean = options.seconds(startMinute, daysBefore);
      let handlingSeconds = 0;
      for (let call = 0; call < options.calls; call++) handlingSeconds -= mean * Math.log(1 - uniform());
      return {
        queueId: 'booking',
        date: knowledgeDate.minusDays(daysBefore),
        startMinute,
        endMinute: startMinute + 15,
        offered: options.calls,
        answered: options.calls,
        abandoned: 0,
        handlingSeconds,
      };
    }),
  );
}

const of = (rows: readonly HistoryInterval[]) =>
  handlingForecast({ rows, knowledgeDate, assumedSeconds: 360, cvFraction: 1, grid });

describe('handlingForecast', () => {
  it("is the contract's without a call, the same at every hour", () => {
    const forecast = of([]);
    expect(forecast.ahtSeconds).to.equal(360);
    expect(forecast.standardErrorSeconds).to.be.closeTo(90, 1e-9);
    expect(forecast.halfHours).to.have.length(17);
    for (const { ahtSeconds } of forecast.halfHours) expect(ahtSeconds).to.equal(360);
  });

  it('lies between the contract and a few calls, and follows many', () => {
    const short = () => 200;
    expect(of(rowsOf({ days: 1, calls: 1, seconds: short })).ahtSeconds).to.be.within(200, 350);
    const many = of(rowsOf({ days: 60, calls: 2, seconds: short }));
    expect(many.ahtSeconds).to.be.closeTo(200, 3 * many.standardErrorSeconds);
    expect(many.standardErrorSeconds).to.be.below(5);
  });

  it('follows recent calls more than old ones', () => {
    const forecast = of(rowsOf({ days: 360, calls: 1, seconds: (_, before) => (before > 180 ? 200 : 400) }));
    expect(forecast.ahtSeconds).to.be.within(340, 400);
  });

  it('tells longer mornings where they are, and takes chance for no difference', () => {
    const morning = of(
      rowsOf({ days: 120, calls: 2, seconds: (startMinute) => (startMinute < 720 ? 400 : 250) }),
    );
    expect(morning.halfHours[2]!.ahtSeconds / morning.halfHours[12]!.ahtSeconds).to.be.within(1.35, 1.85);
    const ratios = Array.from({ length: 8 }, (_, seed) => {
      const even = of(rowsOf({ days: 40, calls: 1, seconds: () => 300, seed: seed + 1 }));
      const times = even.halfHours.map(({ ahtSeconds }) => ahtSeconds);
      return Math.max(...times) / Math.min(...times);
    });
    // Unshrunk, 17 means of 80 calls each would differ by half.
    expect(ratios.reduce((sum, ratio) => sum + ratio, 0) / 8).to.be.below(1.15);
  });

  it('has half hours whose call-weighted mean is the day, in proportion to all times', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 2, max: 9 }), (seed, factor) => {
        const rows = rowsOf({ days: 20, calls: 1, seconds: (minute) => minute / 2, seed });
        const forecast = of(rows);
        const weights = forecast.halfHours.map(
          ({ startMinute, endMinute }) => (endMinute - startMinute) / 15,
        );
        const sum = forecast.halfHours.reduce(
          (total, { ahtSeconds }, i) => total + weights[i]! * ahtSeconds,
          0,
        );
        const calls = weights.reduce((total, weight) => total + weight, 0);
        expect(sum / calls).to.be.closeTo(forecast.ahtSeconds, 1e-6);
        const scaled = handlingForecast({
          rows: rows.map((row) => ({ ...row, handlingSeconds: row.handlingSeconds * factor })),
          knowledgeDate,
          assumedSeconds: 360 * factor,
          cvFraction: 1,
          grid,
        });
        expect(scaled.ahtSeconds).to.be.closeTo(factor * forecast.ahtSeconds, 1e-6);
      }),
    );
  });
});
