import type { LocalDate, YearMonth } from '@js-joda/core';
import { formatTime } from '../../calendar/index.ts';
import type { Contract } from '../../contract/index.ts';
import type { DocumentContent } from '../../documents/index.ts';
import type { WordingFinding } from '../../documents/wording.ts';
import type { HistoryInterval } from '../../forecast/index.ts';
import type { DayAttendance } from '../../plan/attendance.ts';
import { type CallCase, isAnswered } from '../../plan/call-cases.ts';
import { callFigures, figuresBy, figuresByHalfHour } from '../../plan/call-figures.ts';
import type { CallSpread } from '../../plan/call-spread.ts';
import { caseFigures } from '../../plan/case-figures.ts';
import type { OutboundAttempt } from '../../plan/outbound-records.ts';
import type { VolumeTrend } from '../../plan/volume-trend.ts';
import { callsText, clockText, floorPercentText, monthText } from '../format.ts';
import type { Attachment } from './attachment.ts';
import {
  agreementText,
  caseRows,
  caseTables,
  dayCells,
  figureCells,
  nothing,
  queueLegend,
  queueMarks,
  queueRows,
  rateText,
} from './figures.ts';
import { improvementRows, type ReportedCase } from './improvement-rows.ts';
import { outboundRows } from './outbound-rows.ts';
import { rateChart } from './rate-chart.ts';
import { spreadSection } from './spread-section.ts';
import { trendSection } from './trend-section.ts';

/** What a month's report is made from. */
export interface MonthlyReportInput {
  readonly contract: Contract;
  readonly month: YearMonth;
  /** Open days of the month, in order. */
  readonly openDays: readonly LocalDate[];
  /** Counted calls of the month within opening hours, and outside of them. */
  readonly rows: readonly HistoryInterval[];
  readonly afterHours: readonly HistoryInterval[];
  readonly cases: readonly CallCase[];
  readonly attendance: readonly DayAttendance[];
  readonly spread: CallSpread;
  readonly trend: VolumeTrend;
  readonly improvements: readonly ReportedCase[];
  readonly attempts: readonly OutboundAttempt[];
  /** Of how many texts that citizens meet, and what is to be said otherwise in them. */
  readonly wording: { readonly texts: number; readonly findings: readonly WordingFinding[] };
  /** All cases of the month as CSV. */
  readonly attachment: Attachment;
  readonly hide: (text: string) => string;
}

/** The 業務月報 of a month, ready to print; its cases are the attachment, of which it has the hash and the counts. */
export function monthlyReportBody(input: MonthlyReportInput): DocumentContent['body'] {
  const { contract, cases, rows, hide } = input;
  const { fraction: target } = contract.target;
  const figures = callFigures(rows);
  const none = callFigures([]);
  const share = (calls: number): string =>
    figures.offered > 0 ? `${((calls / figures.offered) * 100).toFixed(1)} %` : nothing;
  const days = dayRows(input);
  return {
    month: monthText(input.month, 'ja'),
    openDays: String(input.openDays.length),
    countedDays: String(new Set(rows.map(({ date }) => date.toString())).size),
    figures: figureCells(figures),
    target: floorPercentText(target),
    hasCalls: figures.offered > 0,
    isMet: figures.answerRate === null || figures.answerRate >= target - 1e-9,
    underDays: String(days.filter(({ isUnder }) => isUnder).length),
    afterHours: callsText(callFigures(input.afterHours).offered),
    automaticShare: share(figures.automatic),
    abandonedShare: share(figures.abandoned),
    queueMarks: queueMarks(contract),
    queues: queueRows(contract, new Map(figuresBy(rows, ({ queueId }) => queueId)), figures, none),
    days,
    chart: rateChart(
      input.openDays.map((date) => {
        const own = callFigures(rows.filter((row) => row.date.equals(date)));
        return { day: date.dayOfMonth(), calls: own.offered, answerRate: own.answerRate };
      }),
      target,
    ),
    halfHours: figuresByHalfHour(rows).map(([startMinute, own]) => ({
      time: `${clockText(formatTime(startMinute))}～`,
      ...figureCells(own),
      share: share(own.offered),
    })),
    counted: caseTables(contract, caseFigures(cases, contract)),
    spread: spreadSection(
      input.spread,
      contract.queues.map(({ name }) => name.ja),
    ),
    complaints: caseRows(
      cases.filter(({ isComplaint }) => isComplaint),
      contract,
      hide,
    ),
    queueLegend: queueLegend(contract),
    trend: trendSection(input.trend),
    improvements: improvementRows(input.improvements),
    outbound: outboundRows(input.attempts, contract.outbound.maximumAttemptsPerDay, hide),
    wording: {
      texts: callsText(input.wording.texts),
      findings: input.wording.findings.map(({ place, found, use }) => ({ place, found, use })),
    },
    agreement: agreementText(cases.length, cases.filter(isAnswered).length, figures),
    attachment: { ...input.attachment },
    attachedRows: callsText(input.attachment.rows),
  };
}

type DayRow = ReturnType<typeof dayCells> &
  ReturnType<typeof figureCells> & {
    readonly queues: readonly string[];
    readonly planned: string;
    readonly absent: string;
    readonly present: string;
    readonly least: string;
    readonly isUnder: boolean;
  };

function dayRows({ contract, openDays, rows, attendance }: MonthlyReportInput): DayRow[] {
  const byDay = Map.groupBy(rows, ({ date }) => date.toString());
  const people = new Map(attendance.map((day) => [day.date, day]));
  return openDays.map((date) => {
    const own = byDay.get(date.toString()) ?? [];
    const figures = callFigures(own);
    const there = people.get(date.toString());
    const { answerRate } = figures;
    return {
      ...dayCells(date),
      ...(own.length > 0 ? figureCells(figures) : uncounted),
      answerRate: rateText(answerRate),
      queues: contract.queues.map(({ id }) =>
        own.length > 0
          ? callsText(callFigures(own.filter(({ queueId }) => queueId === id)).offered)
          : nothing,
      ),
      planned: there === undefined ? nothing : String(there.planned),
      absent: there === undefined ? nothing : String(there.absent),
      present: there === undefined ? nothing : String(there.present),
      least: there === undefined ? nothing : String(there.leastOnPhone),
      isUnder: answerRate !== null && answerRate < contract.target.fraction - 1e-9,
    };
  });
}

/** A day that was not counted is not a day without calls. */
const uncounted: ReturnType<typeof figureCells> = {
  offered: nothing,
  answered: nothing,
  abandoned: nothing,
  automatic: nothing,
  answerRate: nothing,
  aht: nothing,
};
