import { LocalDate } from '@js-joda/core';
import { expect } from 'chai';
import fc from 'fast-check';
import { smoothQuantiles } from '../../../src/forecast/count-quantiles.ts';
import { blendOf } from '../../../src/forecast/series/blend.ts';
import { calibratedBounds, widthOf } from '../../../src/forecast/series/bounds.ts';
import { factorise, inverseDiagonal, solveLower, solveUpper } from '../../../src/forecast/series/cholesky.ts';
import { leadingFactors } from '../../../src/forecast/series/leading-factors.ts';
import {
  batchCourses,
  placeBatches,
  publishedShape,
  shapedResponse,
} from '../../../src/forecast/series/letters.ts';
import { meanOfWeekdays } from '../../../src/forecast/series/mean-of-weekdays.ts';
import { batch, weekdaysFrom } from './build.ts';

/** A symmetric positive definite matrix: M Mᵀ + 1. */
const matrices = fc
  .array(fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 6, maxLength: 6 }), {
    minLength: 6,
    maxLength: 6,
  })
  .map((rows) =>
    rows.map((row, i) =>
      rows.map((other, j) => row.reduce((sum, x, k) => sum + x * other[k]!, i === j ? 1 : 0)),
    ),
  );

describe('cholesky', () => {
  it('solves A x = b and knows the diagonal of the inverse', () => {
    fc.assert(
      fc.property(matrices, (matrix) => {
        const size = matrix.length;
        const factor = factorise(Float64Array.from(matrix.flat()), size)!;
        for (let unit = 0; unit < size; unit++) {
          const b = Float64Array.from({ length: size }, (_, i) => (i === unit ? 1 : 0));
          const x = solveUpper(factor, solveLower(factor, b));
          matrix.forEach((row, i) => {
            expect(row.reduce((sum, value, j) => sum + value * x[j]!, 0)).to.be.closeTo(b[i]!, 1e-9);
          });
          expect(inverseDiagonal(factor)[unit]).to.be.closeTo(x[unit]!, 1e-9);
        }
      }),
    );
  });

  it('has a factor whose product with itself is the matrix, whatever its size', () => {
    for (let size = 1; size <= 19; size++) {
      const matrix = Float64Array.from(
        { length: size * size },
        (_, index) =>
          Math.exp(-Math.abs((index % size) - Math.floor(index / size)) / 3) +
          (index % (size + 1) === 0 ? 0.3 : 0),
      );
      const { values } = factorise(matrix.slice(), size)!;
      for (let i = 0; i < size; i++) {
        for (let j = 0; j <= i; j++) {
          let sum = 0;
          for (let k = 0; k <= j; k++) sum += values[i * size + k]! * values[j * size + k]!;
          expect(sum).to.be.closeTo(matrix[i * size + j]!, 1e-12);
        }
      }
    }
  });

  it('has no factor of a matrix that is not positive definite', () => {
    const late = Float64Array.from({ length: 36 }, (_, index) => (index % 7 === 0 && index < 35 ? 1 : 0));
    expect(factorise(late, 6)).to.equal(null);
    expect(factorise(Float64Array.of(1, 0, 2, 1), 2)).to.equal(null);
  });
});

describe('leadingFactors', () => {
  it('finds the directions that rows were made of, strongest first', () => {
    const one = [0.5, 0.5, 0.5, 0.5];
    const other = [0.5, -0.5, 0.5, -0.5];
    const rows = Array.from({ length: 40 }, (_, i) =>
      Float64Array.from(one, (value, j) => 3 * Math.sin(i) * value + Math.cos(3 * i) * other[j]!),
    );
    const [first, second] = leadingFactors(rows, 2);
    const along = (a: ArrayLike<number>, b: readonly number[]) =>
      Math.abs(b.reduce((sum, v, j) => sum + v * a[j]!, 0));
    expect(along(first!, one)).to.be.greaterThan(0.99);
    expect(along(second!, other)).to.be.greaterThan(0.99);
  });
});

describe('blendOf', () => {
  const past = Array.from({ length: 400 }, (_, i) => {
    const actual = 100 + 10 * Math.sin(i);
    return { actual, means: [actual + 2 * Math.cos(7 * i), 100 + 40 * Math.cos(i)], deviation: 10 };
  });

  it('gives a method that errs little nearly all weight, whatever was assumed', () => {
    const { weights, errors } = blendOf(past, [0.3, 0.7]);
    expect(weights[0]).to.be.greaterThan(0.85);
    expect(weights[0]! + weights[1]!).to.be.closeTo(1, 1e-9);
    expect(errors[0]!).to.be.below(errors[1]!);
  });

  it('keeps the assumed weights without a past, and nearly so after a few days', () => {
    expect(blendOf([], [0.75, 0.25])).to.deep.equal({ weights: [0.75, 0.25], errors: [null, null] });
    expect(blendOf(past.slice(0, 4), [0.3, 0.7]).weights[0]).to.be.within(0.3, 0.5);
  });
});

describe('calibratedBounds', () => {
  const width = { factor80: 1, factor95: 1 };

  it('has the bounds of the normal distribution where calls are many', () => {
    const { low95, low80, high80, high95 } = calibratedBounds(40_000, 0.02, width);
    const deviation = Math.sqrt(40_000 + 800 ** 2);
    expect((high80 - 40_000) / deviation).to.be.closeTo(1.2816, 0.05);
    expect((40_000 - low80) / deviation).to.be.closeTo(1.2816, 0.05);
    expect((high95 - 40_000) / deviation).to.be.closeTo(1.96, 0.08);
    expect((40_000 - low95) / deviation).to.be.closeTo(1.96, 0.08);
  });

  it('is learned from past coverage', () => {
    const rows = (spread: number) =>
      Array.from({ length: 800 }, (_, i) => {
        const normal = Math.sqrt(-2 * Math.log((i + 0.5) / 800)) * Math.cos(i * 2.399963);
        return { ageDays: (37 * i) % 100, actual: 1000 + spread * normal, mean: 1000, cvFraction: 0.1 };
      });
    const stated = Math.sqrt(1000 + 100 ** 2);
    for (const isTogether of [false, true]) {
      expect(widthOf(rows(stated), isTogether).factor80).to.be.within(0.9, 1.1);
      expect(widthOf(rows(2 * stated), isTogether).factor80).to.be.within(1.6, 2.1);
    }
    expect(widthOf([], false)).to.deep.equal(width);
    const together = widthOf([], true);
    expect(together.factor95 / together.factor80).to.be.closeTo(1.05, 1e-9);
  });
});

describe('smoothQuantiles', () => {
  it('lies within half a call of where the Poisson distribution reaches the level', () => {
    // Poisson of mean 2: P(≤ 0) = 0.1353, P(≤ 1) = 0.4060, P(≤ 2) = 0.6767, P(≤ 3) = 0.8571, P(≤ 4) = 0.9473.
    const [low, middle, high] = smoothQuantiles(2, 2, [0.1, 0.5, 0.9]);
    expect(low).to.be.closeTo(-0.5 + 0.1 / 0.1353, 1e-3);
    expect(middle).to.be.closeTo(1.5 + (0.5 - 0.406) / 0.2707, 1e-3);
    expect(high).to.be.closeTo(3.5 + (0.9 - 0.8571) / 0.0902, 1e-3);
  });
});

describe('shapedResponse', () => {
  it('sums to 1 and is near the published kernel', () => {
    const shares = shapedResponse(publishedShape);
    expect(shares.reduce((sum, value) => sum + value, 0)).to.be.closeTo(1, 1e-12);
    // mailing-response note: 1st to 5th day after posting; its tail is cut after 15 days, ours after 25.
    for (const [day, share] of [0.005, 0.059, 0.124, 0.14, 0.127].entries()) {
      expect(shares[day]).to.be.closeTo(share, 0.007);
    }
  });

  it('begins on the opening day when booking opens later', () => {
    const shares = shapedResponse(publishedShape, 10);
    expect(shares.slice(0, 10)).to.deep.equal(new Array(10).fill(0));
    expect(shares.reduce((sum, value) => sum + value, 0)).to.be.closeTo(1, 1e-12);
  });
});

describe('placeBatches', () => {
  const dates = weekdaysFrom('2024-05-07', 10, ['2024-05-10']);
  const placeOf = (postedOn: string) =>
    placeBatches([batch(postedOn, 100)], dates, 5)[0]?.postings[0]?.firstPlace;

  it('counts open days from the first after posting, a closed or absent day of posting too', () => {
    expect(placeOf('2024-05-07')).to.equal(1);
    expect(placeOf('2024-05-10')).to.equal(3);
    expect(placeOf('2024-05-12')).to.equal(3);
  });

  it('guesses the open days before the history by the usual week', () => {
    expect(placeOf('2024-04-23')).to.equal(-9);
    expect(placeOf('2024-01-10')).to.equal(undefined);
  });
});

describe('batchCourses', () => {
  const dates = weekdaysFrom('2024-05-07', 90, []);
  const days = { count: dates.length, weekdayFactors: dates.map(() => 1), lengths: null };
  const shape = { ...publishedShape, sizePower: 0.7 };
  const coursesOf = (...mailings: readonly Parameters<typeof placeBatches>[0][number][]) =>
    batchCourses(placeBatches(mailings, dates, 5), shape, days);
  const whole = batch('2024-05-08', 900);
  const postings = ['2024-05-08', '2024-05-09', '2024-05-10'].map((text) => ({
    postedOn: LocalDate.parse(text),
    letters: 300,
  }));

  it('brings as many calls of a batch posted in parts as of the whole, each part a day later', () => {
    const [one] = coursesOf(whole);
    const [parts] = coursesOf({ ...whole, postings });
    const sum = (course: readonly number[]) => course.reduce((total, value) => total + value, 0);
    expect(sum(parts!.letters)).to.be.closeTo(sum(one!.letters), 1e-9);
    expect(parts!.from).to.equal(one!.from);
    const at = (place: number) => one!.letters[place] ?? 0;
    parts!.letters.forEach((value, place) => {
      expect(value).to.be.closeTo((at(place) + at(place - 1) + at(place - 2)) / 3, 1e-9);
    });
  });

  it('has the same course for all letters posted in one part', () => {
    const one = [{ postedOn: whole.postedOn, letters: whole.letters }];
    expect(coursesOf({ ...whole, postings: one })[0]!.letters).to.deep.equal(coursesOf(whole)[0]!.letters);
  });

  it('counts as one batch, whose size is that of all parts', () => {
    const other = batch('2024-06-10', 300);
    const [parts, second] = coursesOf({ ...whole, postings }, other);
    const [one] = coursesOf(whole, other);
    expect(second!.batch.postings).to.have.lengthOf(1);
    expect(Math.max(...parts!.letters)).to.be.below(Math.max(...one!.letters));
    expect(parts!.batch.letters).to.equal(900);
  });
});

describe('meanOfWeekdays', () => {
  const weekdays = Array.from({ length: 60 }, (_, index) => index % 5);
  const calls = weekdays.map((weekday, index) => 10 * weekday + (index < 15 ? 100 : 0));
  const isKnown = weekdays.map(() => true);

  it('is the mean of the last eight of a weekday, unusual ones left out', () => {
    const isUsual = weekdays.map(() => true);
    expect(meanOfWeekdays({ weekdays, isUsual, isKnown }, calls, 60, 3)).to.equal(30);
    expect(meanOfWeekdays({ weekdays, isUsual, isKnown }, calls, 10, 3)).to.equal(130);
    const spike = calls.map((value, index) => (index === 58 ? 9999 : value));
    expect(
      meanOfWeekdays({ weekdays, isUsual: isUsual.map((_, i) => i !== 58), isKnown }, spike, 60, 3),
    ).to.equal(30);
  });

  it('is the mean of the last eight days for a weekday never seen', () => {
    const isUsual = weekdays.map(() => true);
    expect(meanOfWeekdays({ weekdays, isUsual, isKnown }, calls, 60, 6)).to.equal(
      (20 + 30 + 40 + 0 + 10 + 20 + 30 + 40) / 8,
    );
  });

  it('is 0 when nothing is known', () => {
    const none = weekdays.map(() => false);
    expect(meanOfWeekdays({ weekdays, isUsual: none, isKnown: none }, calls, 60, 3)).to.equal(0);
  });
});
