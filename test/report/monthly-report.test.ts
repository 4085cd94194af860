import { YearMonth } from '@js-joda/core';
import { expect } from 'chai';
import { openDaysOfMonth } from '../../src/calendar/index.ts';
import { wordingFindings } from '../../src/documents/wording.ts';
import { callSpread } from '../../src/plan/call-spread.ts';
import { volumeTrend } from '../../src/plan/volume-trend.ts';
import { monthlyReportBody } from '../../src/report/documents/monthly-report.ts';
import { rateChart } from '../../src/report/documents/rate-chart.ts';
import { trendSection } from '../../src/report/documents/trend-section.ts';
import { sampleCases } from '../../src/sample/cases.ts';
import { sampleContract, sampleHistory } from '../build/sample.ts';

const month = YearMonth.of(2024, 5);
const rows = sampleHistory.filter(({ date }) => date.toString().startsWith('2024-05'));
const cases = sampleCases({
  contract: sampleContract,
  intervals: rows,
  takersAt: () => ['OP01', 'OP02'],
  seed: 'x',
});
const openDays = openDaysOfMonth(sampleContract.opening, month).map(({ date }) => date);

describe('monthlyReportBody', () => {
  // biome-ignore lint/suspicious/noExplicitAny: a body is JSON
  const made: any = monthlyReportBody({
    contract: sampleContract,
    month,
    openDays,
    rows: rows.filter(({ date }) => date.dayOfMonth() !== 31),
    afterHours: [],
    cases,
    attendance: [],
    spread: callSpread(cases, [], [], ['booking', 'enquiry']),
    trend: volumeTrend([{ month: '2024-05', calls: 1356 }], 700, []),
    improvements: [],
    attempts: [],
    wording: { texts: 0, findings: [] },
    attachment: {
      name: 'a.csv',
      rows: cases.length,
      sha256: 'f'.repeat(64),
      first: '2024-05-01',
      last: '2024-05-31',
    },
    hide: (text) => text,
  });

  it('has a row for every open day, and shows one that was not counted as such', () => {
    expect(made.days).to.have.length(21);
    expect(made.days.at(-1)).to.include({ day: '31', weekday: '金', offered: '―', answerRate: '―' });
    expect(made).to.include({ openDays: '21', countedDays: '20' });
    // The cases of the day are there, its counts are not.
    expect(made.agreement).to.include('一致していません');
  });

  it('has days and queues that add up to the month', () => {
    const number = (text: string): number => Number(text.replaceAll(',', ''));
    const counted = made.days.slice(0, -1);
    const sum = counted.reduce((total: number, day: { offered: string }) => total + number(day.offered), 0);
    expect(sum).to.equal(number(made.figures.offered));
    const under = made.days.filter((day: { isUnder: boolean }) => day.isUnder).length;
    expect(made.underDays).to.equal(String(under));
    expect(JSON.stringify(made)).not.to.match(/NaN|undefined|Infinity/);
  });
});

describe('rateChart', () => {
  it('keeps every place within its frame, and marks the days under the target alone', () => {
    const days = [0.9, 0.899, null, 1, 0].map((answerRate, index) => ({
      day: index + 1,
      calls: index * 10,
      answerRate,
    }));
    const chart = rateChart(days, 0.9);
    expect(chart.dots.map(({ isUnder }) => isUnder)).to.deep.equal([false, true, false, true]);
    for (const { x, y } of chart.dots) {
      expect(x).to.be.within(chart.left, chart.right);
      expect(y).to.be.within(0, chart.height);
    }
    for (const column of chart.columns) expect(column.y + column.height).to.be.closeTo(chart.baseY, 0.11);
    expect(rateChart([], 0.9).columns).to.deep.equal([]);
  });
});

describe('trendSection', () => {
  it('names its method and the guide of its verdict, also before a month is over', () => {
    const none = trendSection(volumeTrend([], 700, []));
    expect(none.verdict).to.include('まだありません');
    const months = [900, 910, 920].map((calls, index) => ({ month: `2024-0${index + 4}`, calls }));
    const long = trendSection(volumeTrend(months, 700, [690, 700, 710, 705, 695, 700]));
    expect(long).to.include({ excess: '＋30.0 %', pValue: '0.001 未満' });
    expect(long.verdict).to.include('変更契約の協議');
    expect(long.method).to.include('負の二項分布');
  });
});

describe('wordingFindings', () => {
  it('finds 個人番号カード however it is spaced, and nothing in what is right', () => {
    const texts = [
      'マイナンバーカードの受取り',
      '個人番号カードの受取り',
      '個人番号 カード',
      '個人番号通知書',
    ].map((text, index) => ({ place: String(index), text }));
    expect(wordingFindings(texts).map(({ place, use }) => [place, use])).to.deep.equal([
      ['1', 'マイナンバーカード'],
      ['2', 'マイナンバーカード'],
    ]);
  });
});
