import { LocalDate } from '@js-joda/core';
import { expect } from 'chai';
import fc from 'fast-check';
import { nationalHoliday } from '../../src/calendar/index.ts';
import { SekisuError } from '../../src/errors.ts';
import { postingDaysFrom, spreadMailing } from '../../src/forecast/spread-mailing.ts';
import { day, mailing } from './build.ts';

const refusal = (act: () => unknown): SekisuError => {
  try {
    act();
  } catch (error) {
    if (error instanceof SekisuError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
};

describe('postingDaysFrom', () => {
  it('passes over the Golden Week of 2024', () => {
    // 29 April is a holiday, 3 to 6 May are holidays and a weekend.
    expect(postingDaysFrom(day('2024-04-26'), 6).map(String)).to.deep.equal([
      '2024-04-26',
      '2024-04-30',
      '2024-05-01',
      '2024-05-02',
      '2024-05-07',
      '2024-05-08',
    ]);
  });

  for (const count of [0, 41, 1.5, Number.NaN]) {
    it(`refuses ${count} days`, () => {
      expect(refusal(() => postingDaysFrom(day('2024-04-26'), count)).code).to.equal('number.out-of-range');
    });
  }
});

describe('spreadMailing', () => {
  it('splits 1,000 letters over three days as 334, 333 and 333, everything else as it was', () => {
    const batch = mailing({ postedOn: day('2024-05-16'), letters: 1000, kind: '通知' });
    const spread = spreadMailing(batch, 3);
    expect(spread.map(({ postedOn, letters }) => [postedOn.toString(), letters])).to.deep.equal([
      ['2024-05-16', 334],
      ['2024-05-17', 333],
      ['2024-05-20', 333],
    ]);
    for (const part of spread) {
      expect({ ...part, postedOn: batch.postedOn, letters: batch.letters }).to.deep.equal(batch);
    }
  });

  it('leaves a batch on a posting day as it is when it is not spread', () => {
    const batch = mailing({ postedOn: day('2024-05-16') });
    expect(spreadMailing(batch, 1)).to.deep.equal([batch]);
  });

  it('moves a day by which to act that would lie before posting', () => {
    const batch = mailing({ postedOn: day('2024-05-16'), dueOn: day('2024-05-17') });
    expect(spreadMailing(batch, 3).map(({ dueOn }) => String(dueOn))).to.deep.equal([
      '2024-05-17',
      '2024-05-17',
      '2024-05-20',
    ]);
  });

  it('refuses letters that are not whole', () => {
    const batch = mailing({ postedOn: day('2024-05-16'), letters: 10.5 });
    expect(refusal(() => spreadMailing(batch, 2)).details).to.include({ name: 'letters' });
  });

  it('keeps every letter whole, evenly, on rising posting days', () => {
    const anyDay = fc.integer({ min: 19_000, max: 21_000 }).map((epochDay) => LocalDate.ofEpochDay(epochDay));
    fc.assert(
      fc.property(
        anyDay,
        fc.integer({ min: 0, max: 100_000 }),
        fc.integer({ min: 1, max: 40 }),
        (postedOn, letters, count) => {
          const parts = spreadMailing(mailing({ postedOn, letters }), count);
          expect(parts.reduce((sum, part) => sum + part.letters, 0)).to.equal(letters);
          expect(parts.length).to.equal(Math.max(1, Math.min(count, letters)));
          const sizes = parts.map((part) => part.letters);
          expect(Math.max(...sizes) - Math.min(...sizes)).to.be.at.most(1);
          parts.forEach((part, index) => {
            expect(part.postedOn.dayOfWeek().value()).to.be.at.most(5);
            expect(nationalHoliday(part.postedOn)).to.equal(undefined);
            expect(part.postedOn.isBefore(postedOn)).to.equal(false);
            if (index > 0) expect(part.postedOn.isAfter(parts[index - 1]!.postedOn)).to.equal(true);
          });
        },
      ),
    );
  });
});
