import { expect } from 'chai';
import { parseCasesCsv, parseHistoryCsv, writeCasesCsv } from '../../src/files/index.ts';
import { isAnswered } from '../../src/plan/call-cases.ts';
import { sampleCases } from '../../src/sample/cases.ts';
import { sampleBytes } from '../app/fixtures.ts';
import { contract } from '../files/sample-contract.ts';

const may = parseHistoryCsv(sampleBytes('history.csv'), 'history.csv', contract).filter(({ date }) =>
  date.toString().startsWith('2024-05'),
);
const staff = ['OP01', 'OP02', 'OP03', 'OP04'];
const made = sampleCases({ contract, intervals: may, takersAt: () => staff, seed: 'test' });
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe('sampleCases', () => {
  it('has every counted call of every queue and interval once, with the handling time that was counted', () => {
    for (const interval of may) {
      const own = made.filter(
        ({ date, queueId, startMinute }) =>
          date.equals(interval.date) &&
          queueId === interval.queueId &&
          startMinute >= interval.startMinute &&
          startMinute < interval.endMinute,
      );
      expect(own).to.have.length(interval.offered);
      expect(own.filter(isAnswered)).to.have.length(interval.answered);
      expect(own.filter(({ outcome }) => outcome === 'abandoned')).to.have.length(interval.abandoned);
      expect(sum(own.map(({ handlingSeconds }) => handlingSeconds))).to.equal(interval.handlingSeconds);
    }
    expect(new Set(made.map(({ id }) => id)).size).to.equal(made.length);
  });

  it('gives the same again, and of a day whatever the other days are', () => {
    const again = sampleCases({ contract, intervals: may, takersAt: () => staff, seed: 'test' });
    expect(JSON.stringify(again)).to.equal(JSON.stringify(made));
    const day = may.filter(({ date }) => date.dayOfMonth() === 14);
    const alone = sampleCases({ contract, intervals: day, takersAt: () => staff, seed: 'test' });
    expect(JSON.stringify(alone)).to.equal(
      JSON.stringify(made.filter(({ date }) => date.dayOfMonth() === 14)),
    );
  });

  it('can be imported, and is spread evenly over who was there', () => {
    const text = new TextEncoder().encode(writeCasesCsv(made, contract));
    expect(parseCasesCsv(text, 'cases.csv', { contract, staffIds: new Set(staff) })).to.have.length(
      made.length,
    );
    const counts = staff.map((id) => made.filter(({ staffId }) => staffId === id).length);
    expect(Math.max(...counts) - Math.min(...counts)).to.be.lessThan(0.05 * made.length);
  });
});
