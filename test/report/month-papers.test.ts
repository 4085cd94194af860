import { LocalDate, YearMonth } from '@js-joda/core';
import { expect } from 'chai';
import { callFigures } from '../../src/plan/call-figures.ts';
import type { ImprovementState } from '../../src/plan/improvement.ts';
import type { OutboundReadings } from '../../src/plan/outbound-readings.ts';
import { adHocReportBody } from '../../src/report/documents/ad-hoc-report.ts';
import { completionReportBody } from '../../src/report/documents/completion-report.ts';
import { improvementReportBody } from '../../src/report/documents/improvement-report.ts';
import { outboundEvidenceBody } from '../../src/report/documents/outbound-evidence.ts';
import { performanceReportBody } from '../../src/report/documents/performance-report.ts';
import { monthDaysTable } from '../../src/report/documents/plain-table.ts';
import { buildPlan } from '../build/plan.ts';
import { sampleContract, sampleHistory } from '../build/sample.ts';

// biome-ignore lint/suspicious/noExplicitAny: a body is JSON
type AnyBody = any;
const day = (text: string): LocalDate => LocalDate.parse(text);
const month = YearMonth.of(2024, 5);
const rows = sampleHistory.filter(({ date }) => date.toString().startsWith('2024-05'));
const hide = (text: string): string => text.replaceAll('髙橋 美咲', 'OP01');

describe('completionReportBody', () => {
  const made = (issuedOn: string): AnyBody =>
    completionReportBody({
      contract: sampleContract,
      month,
      first: day('2024-05-01'),
      last: day('2024-05-31'),
      openDays: 21,
      countedDays: 20,
      figures: callFigures(rows),
      attempts: 0,
      papers: [
        {
          name: '業務月報',
          about: '',
          number: 'X-1',
          version: 2,
          state: 'confirmed',
          submittedOn: day('2024-06-03'),
        },
        { name: '実績報告書', about: '', number: 'X-2', version: 1, state: 'draft', submittedOn: null },
      ],
      dailyReports: 21,
      dueOn: day('2024-06-10'),
      issuedOn: day(issuedOn),
    });

  it('says when it is late, what was handed in and how far the figures go', () => {
    expect(made('2024-06-10')).to.include({ isLate: false, isWhole: false, dueOn: '令和6年6月10日（月）' });
    expect(made('2024-06-11').isLate).to.equal(true);
    expect(made('2024-06-10').papers.map(({ state }: { state: string }) => state)).to.deep.equal([
      '市確認済み',
      '作成中',
    ]);
    expect(made('2024-06-10').dueRule).to.equal('翌月10日（閉庁日のときは前の開庁日）');
  });
});

describe('improvementReportBody', () => {
  const state: ImprovementState = { reported: null, cause: null, measures: [], closed: null };
  const figures = { offered: 81, answered: 71, abandoned: 4, targetFraction: 0.9, through: '2024-05-23' };
  const made = (own: Partial<ImprovementState>): AnyBody =>
    improvementReportBody({
      case: { id: 3, miss: { kind: 'day', period: '2024-05-23', figures }, state: { ...state, ...own } },
      openedOn: day('2024-05-23'),
      reportDueOn: day('2024-05-24'),
      planVersion: 2,
      closedOn: null,
      hide,
    });

  it('counts what lacked to the target, and says what is still to come', () => {
    // 0.9 × 81 = 72.9: the 73rd call would have been enough.
    expect(made({})).to.include({ rate: '87.6\u00a0%', lacking: '2', automatic: '6' });
    expect(made({}).lacks).to.deep.equal(['市への報告', '原因', '対策']);
  });

  it('says that the city was told late, and names no operator', () => {
    const told = {
      kind: 'reported',
      time: '09:05',
      channel: 'phone',
      person: '担当',
      byName: '坂口',
    } as const;
    expect(made({ reported: { ...told, date: '2024-05-24' } }).reported).to.include({
      at: '令和6年5月24日（金） 9:05',
      isLate: false,
    });
    expect(made({ reported: { ...told, date: '2024-05-27' } }).reported.isLate).to.equal(true);
    expect(made({ cause: '髙橋 美咲の休憩と重なった' }).cause).to.equal('OP01の休憩と重なった');
  });
});

describe('outboundEvidenceBody', () => {
  const projection = {
    countedCalls: 120,
    restCalls: 180,
    calls: 300,
    low80: 270,
    high80: 335,
    isBelow: true,
  };
  const readingAt = (middle: 'openDay' | 'fifteenth', date: string): OutboundReadings['middles'][number] => ({
    middle,
    date: day(date),
    isCounted: middle === 'openDay',
    missing: middle === 'openDay' ? [] : [day(date)],
    projection,
    cumulative: { calls: 160, isBelow: true },
  });
  const readings: OutboundReadings = {
    assumedCalls: 700,
    thresholdCalls: 350,
    middles: [readingAt('openDay', '2024-05-17'), readingAt('fifteenth', '2024-05-15')],
    now: projection,
  };
  const attempt = (date: string, index: number) => ({
    date: day(date),
    minute: 600 + index,
    staffId: 'OP01',
    organisation: '見本の里',
    outcome: 'reached' as const,
    note: '髙橋 美咲が説明',
    isUrgent: false,
  });
  const made: AnyBody = outboundEvidenceBody({
    contract: sampleContract,
    month,
    version: 1,
    readings,
    state: 'mayAgree',
    agreements: [],
    attempts: [attempt('2024-05-20', 0)],
    totals: [
      {
        date: day('2024-05-20'),
        attempts: 36,
        byOutcome: { reached: 30, notReached: 6, refused: 0, agreed: 0, callBack: 0 },
        organisations: 36,
        urgent: 0,
      },
    ],
    issuedOn: day('2024-05-20'),
    hide,
  });

  it('shows both readings at both middles, marks the usual one, and says what is provisional', () => {
    expect(made.readings).to.have.length(4);
    expect(made.readings.map(({ isUsual }: { isUsual: boolean }) => isUsual)).to.deep.equal([
      true,
      false,
      false,
      false,
    ]);
    expect(made.readings[2].middle).to.include('実績が未取込 1日、暫定');
    expect(made).to.include({ threshold: '350', assumed: '700' });
  });

  it('shows a day above the most, and no name', () => {
    expect(made.totals[0]).to.include({ attempts: '36', isWithin: false, reached: '30' });
    expect(made.outbound.rows[0].note).to.equal('OP01が説明');
  });
});

describe('performanceReportBody', () => {
  const plan = buildPlan();
  const made = (own: object = {}): AnyBody =>
    performanceReportBody({
      contract: sampleContract,
      month,
      openDays: 21,
      rows,
      cases: [],
      plans: { first: plan, inForce: plan },
      accuracy: null,
      attendance: [],
      months: [{ month, figures: callFigures(rows) }],
      improvements: [],
      attempts: 0,
      ...own,
    });

  it('compares what was forecast of the counted days alone with what came of them', () => {
    const [calls] = made().planned;
    const counted = new Set(rows.map(({ date }) => date.toString()));
    const forecast = plan.days
      .filter(({ date }) => counted.has(date))
      .reduce((sum, { forecastCalls }) => sum + forecastCalls, 0);
    expect(calls.plan.replaceAll(',', '')).to.equal(`${Math.round(forecast)} 件`);
    expect(calls.actual).to.equal('1,356 件');
    expect(made({ plans: null }).planned).to.deep.equal([]);
  });

  it('tells nothing of what is not there', () => {
    const none = made({ rows: [], months: [] });
    expect(none).to.include({ hasCalls: false, yearRate: '―' });
    expect(JSON.stringify(none)).not.to.match(/NaN|undefined|Infinity/);
  });
});

describe('adHocReportBody', () => {
  const made = (from: string, to: string): AnyBody =>
    adHocReportBody({
      contract: sampleContract,
      question: { from: day(from), to: day(to), topic: '応答', question: '髙橋 美咲の件', answer: '' },
      rows: sampleHistory.filter(({ date }) => !date.isBefore(day(from)) && !date.isAfter(day(to))),
      afterHours: [],
      cases: [],
      attempts: [],
      improvements: [],
      attachment: { name: 'a.csv', rows: 0, sha256: '', first: from, last: to },
      hide,
    });

  it('has a row for every day of a short span and for every month of a long one', () => {
    expect(made('2024-05-01', '2024-05-31').periods).to.have.length(21);
    const year = made('2024-04-01', '2025-02-28').periods;
    expect(year).to.have.length(11);
    expect(year[0].period).to.equal('令和6年4月');
    expect(made('2024-05-01', '2024-05-02').question).to.equal('OP01の件');
  });
});

describe('monthDaysTable', () => {
  it('is there for a 業務月報 alone', () => {
    expect(monthDaysTable({ kind: 'dailyReport', body: {} })).to.equal(null);
  });

  it('gives numbers as numbers and nothing as nothing', () => {
    const body = {
      queues: { rows: [{ name: '電話予約' }] },
      days: [
        {
          day: '1',
          weekday: '水',
          offered: '1,200',
          answerRate: '93.2\u00a0%',
          aht: '6分05秒',
          queues: ['―'],
        },
      ],
    };
    const table = monthDaysTable({ kind: 'monthlyReport', body })!;
    expect(table.header.at(-1)).to.equal('入電：電話予約');
    expect(table.rows[0]!.slice(0, 3)).to.deep.equal([1, '水', 1200]);
    expect(table.rows[0]).to.include(93.2).and.to.include('6分05秒');
    expect(table.rows[0]!.at(-1)).to.equal(null);
  });
});
