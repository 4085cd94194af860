import { LocalDate } from '@js-joda/core';
import { expect } from 'chai';
import type { CallCase } from '../../src/plan/call-cases.ts';
import { dailyReportBody } from '../../src/report/documents/daily-report.ts';
import { sampleCases } from '../../src/sample/cases.ts';
import { sampleContract, sampleHistory } from '../build/sample.ts';

const date = LocalDate.of(2024, 5, 14);
const rows = sampleHistory.filter(
  (row) => row.date.dayOfMonth() <= 14 && row.date.toString().startsWith('2024-05'),
);
const ofDay = rows.filter((row) => row.date.equals(date));
const cases = sampleCases({
  contract: sampleContract,
  intervals: ofDay,
  takersAt: () => ['OP01'],
  seed: 'x',
});
const attachment = {
  name: 'a.csv',
  rows: cases.length,
  sha256: '0'.repeat(64),
  first: '2024-05-14',
  last: '2024-05-14',
};
// biome-ignore lint/suspicious/noExplicitAny: a body is JSON
const body = (own: readonly CallCase[] = cases, day = rows): any =>
  dailyReportBody({
    contract: sampleContract,
    date,
    open: { startMinute: 540, endMinute: 1035 },
    rows: day,
    afterHours: [],
    cases: own,
    attendance: null,
    attempts: [],
    attachment,
    hide: (text) => text.replaceAll('髙橋', 'OP01'),
  });

describe('dailyReportBody', () => {
  it('has every half hour of the day, every case, and figures that add up', () => {
    const made = body();
    const offered = ofDay.reduce((sum, row) => sum + row.offered, 0);
    expect(made.halfHours).to.have.length(17);
    expect(made.halfHours.at(-1).time).to.equal('17:00～17:15');
    const sum = (of: { offered: string }[]) => of.reduce((total, { offered: own }) => total + Number(own), 0);
    expect(sum(made.halfHours)).to.equal(offered);
    expect(sum(made.queues.rows)).to.equal(offered);
    expect(made.cases).to.have.length(offered);
    expect(made.figures.offered).to.equal(String(offered));
    expect(Number(made.toDate.offered)).to.be.greaterThan(offered);
    expect(made.agreement).to.include('一致しています');
  });

  it('says so where cases lack or the target was missed, and hides names in notes', () => {
    const less = body(cases.slice(1).map((own) => ({ ...own, note: '髙橋が対応' })));
    expect(less.agreement).to.include('一致していません');
    expect(body([]).agreement).to.include('まだ取り込まれていません');
    expect(less.cases[0].note).to.equal('OP01が対応');
    const jammed = body(
      cases,
      rows.map((row) => ({ ...row, answered: 0, abandoned: row.offered })),
    );
    expect(jammed).to.include({ isMet: false, isMonthMet: false });
    expect(JSON.stringify(body())).not.to.match(/NaN|undefined|Infinity/);
  });
});
