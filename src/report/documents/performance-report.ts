import type { YearMonth } from '@js-joda/core';
import { formatTime } from '../../calendar/index.ts';
import type { Contract } from '../../contract/index.ts';
import type { DocumentContent } from '../../documents/index.ts';
import type { ErrorFigures } from '../../forecast/error-figures.ts';
import type { HistoryInterval } from '../../forecast/index.ts';
import type { DayAttendance } from '../../plan/attendance.ts';
import { type CallCase, isAnswered } from '../../plan/call-cases.ts';
import { type CallFigures, callFigures, figuresBy, figuresByHalfHour } from '../../plan/call-figures.ts';
import { caseFigures } from '../../plan/case-figures.ts';
import type { PlanContent } from '../../plan/index.ts';
import { callsText, clockText, floorPercentText, monthText } from '../format.ts';
import { durationText, figureCells, nothing, queueRows, rateText } from './figures.ts';
import { improvementRows, type ReportedCase } from './improvement-rows.ts';

/** What a month's 実績報告書 is made from. */
export interface PerformanceReportInput {
  readonly contract: Contract;
  readonly month: YearMonth;
  readonly openDays: number;
  /** Counted calls of the month within opening hours. */
  readonly rows: readonly HistoryInterval[];
  readonly cases: readonly CallCase[];
  /** The version published first, which is the forecast, and the one in force; null while none is published. */
  readonly plans: { readonly first: PlanContent; readonly inForce: PlanContent } | null;
  /** Errors of the first version's days; null without one. */
  readonly accuracy: ErrorFigures | null;
  readonly attendance: readonly DayAttendance[];
  /** Whole months of the fiscal year up to this one, in order. */
  readonly months: readonly { readonly month: YearMonth; readonly figures: CallFigures }[];
  readonly improvements: readonly ReportedCase[];
  readonly attempts: number;
}

type Row = {
  readonly name: string;
  readonly plan: string;
  readonly actual: string;
  readonly difference: string;
};
type Measure = { readonly name: string; readonly value: string; readonly note: string };

/** The 実績報告書 of a month, ready to print: plan and reality, the forecast's accuracy, quality, the year so far. */
export function performanceReportBody(input: PerformanceReportInput): DocumentContent['body'] {
  const { contract, rows } = input;
  const figures = callFigures(rows);
  const { fraction: target } = contract.target;
  return {
    month: monthText(input.month, 'ja'),
    openDays: String(input.openDays),
    countedDays: String(new Set(rows.map(({ date }) => date.toString())).size),
    figures: figureCells(figures),
    target: floorPercentText(target),
    hasCalls: figures.offered > 0,
    isMet: figures.answerRate === null || figures.answerRate >= target - 1e-9,
    queues: queueRows(contract, new Map(figuresBy(rows, ({ queueId }) => queueId)), figures, callFigures([])),
    planned: input.plans === null ? [] : planRows(input, input.plans, figures),
    accuracy: input.accuracy === null ? [] : accuracyMeasures(input.accuracy),
    accurate: qualityOfContent(input),
    prompt: qualityOfSpeed(input, figures),
    months: input.months.map(({ month, figures: own }) => ({
      month: monthText(month, 'ja'),
      ...figureCells(own),
      isUnder: own.answerRate !== null && own.answerRate < target - 1e-9,
    })),
    yearRate: rateText(rateOf(input.months.map((own) => own.figures))),
    improvements: improvementRows(input.improvements),
    attempts: String(input.attempts),
  };
}

function planRows(
  { rows, attendance }: PerformanceReportInput,
  { first, inForce }: NonNullable<PerformanceReportInput['plans']>,
  figures: CallFigures,
): Row[] {
  const counted = new Set(rows.map(({ date }) => date.toString()));
  const forecast = first.days
    .filter(({ date }) => counted.has(date))
    .reduce((sum, { forecastCalls }) => sum + forecastCalls, 0);
  const hours = (of: 'requiredSeats' | 'scheduledSeats'): string =>
    `${seatHours(inForce, of).toFixed(1)} 時間`;
  const people = (of: (day: DayAttendance) => number): number =>
    attendance.reduce((sum, day) => sum + of(day), 0);
  const [planned, present, absent] = [
    people((day) => day.planned),
    people((day) => day.present),
    people((day) => day.absent),
  ];
  const rate = figures.answerRate;
  return [
    {
      name: '入電件数（実績のある日）',
      plan: `${callsText(forecast)} 件`,
      actual: `${callsText(figures.offered)} 件`,
      difference: signed(figures.offered - Math.round(forecast), ' 件'),
    },
    {
      name: '月の応答率',
      plan: floorPercentText(first.monthAnswerRate),
      actual: rateText(rate),
      difference: rate === null ? nothing : signed((rate - first.monthAnswerRate) * 100, ' ポイント', 1),
    },
    {
      name: '平均処理時間',
      plan: durationText(first.assumptions.ahtSeconds),
      actual: durationText(figures.ahtSeconds),
      difference:
        figures.ahtSeconds === null
          ? nothing
          : signed(Math.round(figures.ahtSeconds - first.assumptions.ahtSeconds), ' 秒'),
    },
    {
      name: '席時間（必要｜配置、休憩を除く）',
      plan: hours('requiredSeats'),
      actual: hours('scheduledSeats'),
      difference: nothing,
    },
    {
      name: 'オペレーターの延べ人数（計画｜勤務）',
      plan: `${planned} 人日`,
      actual: `${present} 人日`,
      difference: `${signed(present - planned, ' 人日')}（欠勤等 ${absent} 人日）`,
    },
  ];
}

function seatHours(content: PlanContent, of: 'requiredSeats' | 'scheduledSeats'): number {
  const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  return content.days
    .flatMap(({ intervals }) => intervals)
    .reduce((sum, own) => sum + (own[of] * (minutes(own.end) - minutes(own.start))) / 60, 0);
}

function accuracyMeasures(accuracy: ErrorFigures): Measure[] {
  return [
    {
      name: '日ごとの誤差',
      value: percent(accuracy.wapeFraction),
      note: '日ごとに外れた件数の合計÷実際の入電',
    },
    {
      name: '偏り',
      value: accuracy.biasFraction === null ? nothing : signed(accuracy.biasFraction * 100, ' %', 1),
      note: '（見込み−実績）÷実績。＋は多く見込んだ',
    },
    {
      name: '80 %の範囲に入った日',
      value: percent(accuracy.within80Fraction),
      note: `${accuracy.days} 日のうち。80 %前後が適切`,
    },
  ];
}

/** 正確性 (D40): what went wrong or had to be handed on. */
function qualityOfContent({ contract, cases }: PerformanceReportInput): Measure[] {
  const { answered, complaints, outcomes } = caseFigures(cases, contract);
  const share = (count: number): string => (answered > 0 ? percent(count / answered) : nothing);
  return [
    {
      name: '苦情',
      value: `${callsText(complaints)} 件`,
      note: answered > 0 ? `応答千件あたり ${((complaints / answered) * 1000).toFixed(1)} 件` : nothing,
    },
    {
      name: `${contract.roles.labels.operator.ja}で完了`,
      value: share(outcomes.answered),
      note: `${callsText(outcomes.answered)} 件`,
    },
    {
      name: `${contract.roles.labels.supervisor.ja}が対応`,
      value: share(outcomes.escalated),
      note: `${callsText(outcomes.escalated)} 件`,
    },
    {
      name: '市へ引継ぎ',
      value: share(outcomes.cityCallback),
      note: `${callsText(outcomes.cityCallback)} 件`,
    },
    { name: '他窓口を案内', value: share(outcomes.referred), note: `${callsText(outcomes.referred)} 件` },
  ];
}

/** 迅速性 (D40): how soon callers were answered and served. */
function qualityOfSpeed({ cases, rows }: PerformanceReportInput, figures: CallFigures): Measure[] {
  const times = cases
    .filter(isAnswered)
    .map(({ handlingSeconds }) => handlingSeconds)
    .toSorted((a, b) => a - b);
  // The least value under which the share of the calls lies.
  const quantile = (fraction: number): string =>
    durationText(times[Math.max(0, Math.ceil(fraction * times.length) - 1)] ?? null);
  const worst = figuresByHalfHour(rows)
    .filter(([, { answerRate }]) => answerRate !== null)
    .toSorted(([, a], [, b]) => a.answerRate! - b.answerRate!)[0];
  return [
    { name: '応答率', value: rateText(figures.answerRate), note: '待ち時間を問わない' },
    {
      name: '放棄',
      value: figures.offered > 0 ? percent(figures.abandoned / figures.offered) : nothing,
      note: `${callsText(figures.abandoned)} 件`,
    },
    {
      name: '応答率が最も低い時間帯',
      value: worst === undefined ? nothing : `${clockText(formatTime(worst[0]))}からの30分`,
      note: worst === undefined ? nothing : rateText(worst[1].answerRate),
    },
    { name: '処理時間の中央値', value: quantile(0.5), note: '半数の応答がこの時間以内' },
    { name: '処理時間の9割の値', value: quantile(0.9), note: '9割の応答がこの時間以内' },
  ];
}

function rateOf(figures: readonly CallFigures[]): number | null {
  const offered = figures.reduce((sum, own) => sum + own.offered, 0);
  return offered > 0 ? figures.reduce((sum, own) => sum + own.answered, 0) / offered : null;
}

function percent(fraction: number | null): string {
  return fraction === null ? nothing : `${(fraction * 100).toFixed(1)} %`;
}

function signed(value: number, unit: string, digits = 0): string {
  const size = Math.abs(value).toFixed(digits);
  const sign = Number(size) === 0 ? '±' : value > 0 ? '＋' : '−';
  return `${sign}${digits === 0 ? callsText(Number(size)) : size}${unit}`;
}
