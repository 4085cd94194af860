import { expect } from 'chai';
import { forecastSeries } from '../../../src/forecast/index.ts';
import { batchCalls, expectedMail } from '../../../src/forecast/series/batch-effects.ts';
import { factorise, solveLower, solveUpper } from '../../../src/forecast/series/cholesky.ts';
import {
  batchCourses,
  placeBatches,
  publishedShape,
  shapedResponse,
} from '../../../src/forecast/series/letters.ts';
import {
  addShapeCovariance,
  movedShape,
  shapeCalls,
  shapeEffects,
  shapeMoves,
} from '../../../src/forecast/series/shape-effects.ts';
import { batch, drawnSeries, weekdayFactors, weekdaysFrom } from './build.ts';

const dates = weekdaysFrom('2024-04-01', 90);
const mailings = ['2024-04-02', '2024-04-12', '2024-05-02', '2024-05-21', '2024-06-06', '2024-06-20'].map(
  (date, index) => batch(date, 900 + 700 * ((index * 5) % 4)),
);
const batches = placeBatches(mailings, dates, 5);
const days = {
  count: dates.length,
  weekdayFactors: dates.map((date) => weekdayFactors[date.dayOfWeek().value() - 1]!),
  lengths: null,
};
const rates = batches.map(() => 0.05);
const none = batches.map(() => 0);
const callsOf = (moves: readonly number[]) =>
  expectedMail(batchCourses(batches, movedShape(moves), days), rates, none, days.count);

describe('shapeEffects', () => {
  const effects = shapeEffects({ batches, shape: publishedShape, rates, days });

  it('says by how many calls each day moves with the shape', () => {
    expect(effects).to.have.length(5);
    const usual = callsOf([0, 0, 0, 0, 0]);
    for (const [index, { calls, moved }] of effects.entries()) {
      expect(moved).to.be.closeTo(0, 1e-12);
      const step = 0.02;
      const there = callsOf(effects.map((_, other) => (other === index ? step : 0)));
      const most = Math.max(...calls.map(Math.abs));
      expect(most).to.be.greaterThan(1);
      there.forEach((value, day) => {
        expect((value - usual[day]!) / step).to.be.closeTo(calls[day]!, 0.03 * most);
      });
    }
  });

  it('is found again from the responses it made', () => {
    const base = new Float64Array(days.count).fill(20);
    const moves = [0.1, -0.2, 0.12, 0.06, -0.2];
    const rows = { from: 0, to: days.count };
    const values = new Float64Array(days.count ** 2);
    addShapeCovariance(effects, base, values, rows);
    for (let i = 0; i < days.count; i++) values[i * days.count + i]! += 1e-7;
    const factor = factorise(values, days.count)!;
    const made = shapeCalls(effects, moves, days.count).map((value, i) => value / base[i]!);
    const weights = solveUpper(factor, solveLower(factor, made));
    for (const [index, move] of shapeMoves(effects, base, weights).entries()) {
      expect(move).to.be.closeTo(moves[index]!, 0.01);
    }
  });

  it('keeps shares in (0, 1) and the weekday between none and all, however far it is moved', () => {
    for (const far of [-1e6, 1e6]) {
      const weights = new Float64Array(days.count).fill(far);
      const shape = movedShape(shapeMoves(effects, new Float64Array(days.count).fill(1), weights));
      for (const share of [shape.firstShare, shape.tailRatio]) {
        expect(share).to.be.greaterThan(0);
        expect(share).to.be.below(1);
      }
      expect(shape.weekdayPower).to.be.within(0, 1);
    }
  });

  it('is nothing without letters', () => {
    expect(shapeEffects({ batches: [], shape: publishedShape, rates: [], days })).to.deep.equal([]);
  });
});

describe('batchCalls', () => {
  const course = batchCourses(batches.slice(0, 1), publishedShape, {
    ...days,
    weekdayFactors: days.weekdayFactors.map(() => 1),
  })[0]!;
  const lagOf = (calls: ArrayLike<number>) => {
    const all = Array.from(calls);
    const sum = all.reduce((total, value) => total + value, 0);
    return all.reduce((total, value, day) => total + value * day, 0) / sum;
  };

  const all = (delay: number) =>
    course.letters.map((_, i) => batchCalls(course, 0.05, delay, course.from + i));
  const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

  it('comes later by the delay, with nearly as many calls', () => {
    const usual = all(0);
    const late = all(0.05 * 0.4);
    expect(lagOf(late) - lagOf(usual)).to.be.closeTo(0.4, 0.02);
    expect(sumOf(late) / sumOf(usual)).to.be.closeTo(1, 0.005);
  });

  it('is what the batch adds to all, never negative and nothing outside its course', () => {
    for (const delay of [-0.2, -0.01, 0, 0.02, 0.2]) {
      const mail = expectedMail([course], [0.05], [delay], days.count);
      for (let place = 0; place < days.count; place++) {
        expect(mail[place]).to.be.at.least(0);
        expect(batchCalls(course, 0.05, delay, place)).to.be.closeTo(mail[place]!, 1e-12);
      }
    }
  });
});

describe('forecastSeries with letters', () => {
  const posted = weekdaysFrom('2024-04-03', 150).filter((_, index) => index % 16 === 0);

  it('tells letters from the rest when batches of a kind answer very differently', () => {
    // Letters as drawn are half or one and a half times those that are told.
    const told = posted.map((date) => batch(String(date), 1600));
    const drawn = told.map((mailing, index) => ({ ...mailing, letters: index % 2 === 0 ? 800 : 2400 }));
    const shares = shapedResponse(publishedShape);
    let mail = 0;
    let rest = 0;
    const seeds = [1, 2, 3, 4, 5, 6, 7, 8];
    for (const seed of seeds) {
      const input = drawnSeries({ seed, level: 14, known: 140, mailings: drawn, shares });
      const planned = batch(String(input.openDays[0]!.date), 1600);
      const forecast = forecastSeries({ ...input, mailings: [...told, planned] });
      for (const { mean, parts } of forecast.days) {
        const own = parts.mailings.find(({ mailing }) => mailing === told.length)?.calls ?? 0;
        mail += own / 1600;
        rest += (mean - parts.mailings.reduce((sum, { calls }) => sum + calls, 0)) / forecast.days.length;
      }
    }
    expect(mail / seeds.length / 0.05).to.be.within(0.85, 1.15);
    expect(rest / seeds.length / 14).to.be.within(0.8, 1.2);
  });

  it('learns that letters are answered later than published', () => {
    const shares = shapedResponse({ ...publishedShape, lateness: 0.8, firstShare: 0.04, tailRatio: 0.88 });
    const mailings = posted.map((date) => batch(String(date), 5000));
    const input = drawnSeries({ level: 14, known: 140, mailings, shares });
    const planned = batch(String(input.openDays[0]!.date.minusDays(1)), 5000);
    const { days: ahead } = forecastSeries({ ...input, mailings: [...mailings, planned] });
    const calls = ahead.map(
      (day) => day.parts.mailings.find(({ mailing }) => mailing === mailings.length)?.calls ?? 0,
    );
    const half = (values: readonly number[]) => {
      const first = values.slice(0, 7).reduce((a, b) => a + b, 0);
      return first / values.slice(0, 28).reduce((a, b) => a + b, 0);
    };
    const published = half(shapedResponse(publishedShape));
    const truth = half(shares);
    expect(truth).to.be.below(published - 0.15);
    expect(half(calls)).to.be.closeTo(truth, 0.08);
  });
});
