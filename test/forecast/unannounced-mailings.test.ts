import { expect } from 'chai';
import { unannouncedMailings } from '../../src/forecast/unannounced-mailings.ts';
import { day, mailing } from './build.ts';

const knowledgeDate = day('2024-09-20');
const end = day('2024-10-31');
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** A batch on the 7th and one on the 21st of each month; the second one is announced some days before. */
const batches = (daysBefore: number, letters = 1200) =>
  Array.from({ length: 14 }, (_, index) => day('2023-07-01').plusMonths(index)).flatMap((month) => [
    mailing({ postedOn: month.withDayOfMonth(7), announcedOn: month.minusDays(25) }),
    mailing({
      postedOn: month.withDayOfMonth(21),
      announcedOn: month.withDayOfMonth(21).minusDays(daysBefore),
      letters,
    }),
  ]);

describe('unannouncedMailings', () => {
  it('expects nothing where every batch was known when the plan was made', () => {
    expect(unannouncedMailings(batches(45), knowledgeDate, end)).to.deep.equal([]);
  });

  it('expects what past plans of the same day did not know, with its kind', () => {
    // Plans of the 20th know the 7th of the next month, but not the 21st of this one and of the next.
    const [expected, ...others] = unannouncedMailings(batches(10), knowledgeDate, end);
    expect(others).to.deep.equal([]);
    expect(expected!.expectedOfKind).to.equal('交付通知書');
    expect(expected!.letters).to.be.closeTo(1200, 120);
    expect(sum(expected!.postings!.map(({ letters }) => letters))).to.be.closeTo(expected!.letters, 1e-6);
    expect(expected!.callsPerLetter).to.be.closeTo(0.06, 1e-9);
    for (const { postedOn } of expected!.postings!) {
      expect(postedOn.isAfter(knowledgeDate)).to.equal(true);
      expect(postedOn.dayOfWeek().value()).to.be.below(6);
    }
    // About one batch: as likely as not under the distribution of the same mean and variance.
    expect(expected!.chanceFraction).to.be.within(0.45, 0.55);
  });

  it('puts most letters where they came in the past', () => {
    const { postings } = unannouncedMailings(batches(10), knowledgeDate, end)[0]!;
    const near = postings!.filter(({ postedOn }) => Math.abs(postedOn.dayOfMonth() - 21) <= 7);
    expect(sum(near.map(({ letters }) => letters))).to.be.above(
      0.7 * sum(postings!.map(({ letters }) => letters)),
    );
  });

  it('says nothing with less than three months of batches, for possible ones, and with no day left', () => {
    const recent = batches(10).filter(({ postedOn }) => !postedOn.isBefore(day('2024-06-01')));
    expect(unannouncedMailings(recent, knowledgeDate, end)).to.deep.equal([]);
    const possible = batches(10).map((batch) => ({ ...batch, chanceFraction: 0.5 }));
    expect(unannouncedMailings(possible, knowledgeDate, end)).to.deep.equal([]);
    expect(unannouncedMailings(batches(10), knowledgeDate, knowledgeDate)).to.deep.equal([]);
    expect(unannouncedMailings([], knowledgeDate, end)).to.deep.equal([]);
  });
});
