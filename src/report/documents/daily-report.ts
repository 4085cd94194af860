import type { LocalDate } from '@js-joda/core';
import { formatTime } from '../../calendar/index.ts';
import type { Contract } from '../../contract/index.ts';
import type { DocumentContent } from '../../documents/index.ts';
import type { HistoryInterval } from '../../forecast/index.ts';
import type { DayAttendance } from '../../plan/attendance.ts';
import { type CallCase, isAnswered } from '../../plan/call-cases.ts';
import { callFigures, figuresBy, figuresByHalfHour } from '../../plan/call-figures.ts';
import { caseFigures } from '../../plan/case-figures.ts';
import type { OutboundAttempt } from '../../plan/outbound-records.ts';
import { callsText, clockText, dateText, floorPercentText, weekdayText } from '../format.ts';
import type { Attachment } from './attachment.ts';
import { attendanceCells } from './attendance-cells.ts';
import { agreementText, caseRows, caseTables, figureCells, queueLegend, queueRows } from './figures.ts';
import { outboundRows } from './outbound-rows.ts';

/** What a day's report is made from. */
export interface DailyReportInput {
  readonly contract: Contract;
  readonly date: LocalDate;
  /** Opening hours of the day, minutes since midnight. */
  readonly open: { readonly startMinute: number; readonly endMinute: number };
  /** Counted calls of the month up to the day, within opening hours. */
  readonly rows: readonly HistoryInterval[];
  /** Calls that came outside of them on the day. */
  readonly afterHours: readonly HistoryInterval[];
  /** Of the day. */
  readonly cases: readonly CallCase[];
  /** Null while no plan is published. */
  readonly attendance: DayAttendance | null;
  readonly attempts: readonly OutboundAttempt[];
  /** All cases of the day as CSV. */
  readonly attachment: Attachment;
  readonly hide: (text: string) => string;
}

/** Outcomes that the city hears of one by one: what was handed on, and to whom (第2章2(4)キ・ク). */
const handedOn = ['escalated', 'cityCallback', 'referred'] as const;

/** The 業務日報 of a day, ready to print: figures, half hours, what was handed on, complaints, outbound work and every case. */
export function dailyReportBody(input: DailyReportInput): DocumentContent['body'] {
  const { contract, date, cases, hide } = input;
  const ofDay = input.rows.filter((row) => row.date.equals(date));
  const figures = callFigures(ofDay);
  const toDate = callFigures(input.rows);
  const { fraction: target } = contract.target;
  const halfHours = new Map(figuresByHalfHour(ofDay));
  const most = Math.max(1, ...[...halfHours.values()].map(({ offered }) => offered));
  const starts = Array.from(
    { length: Math.ceil((input.open.endMinute - input.open.startMinute) / 30) },
    (_, index) => input.open.startMinute + index * 30,
  );
  const none = callFigures([]);
  const caseRow = (own: readonly CallCase[]) => caseRows(own, contract, hide);
  return {
    day: `${dateText(date, 'ja')}（${weekdayText(date, 'ja')}）`,
    hours: `${clockText(formatTime(input.open.startMinute))}～${clockText(formatTime(input.open.endMinute))}`,
    figures: figureCells(figures),
    target: floorPercentText(target),
    hasCalls: figures.offered > 0,
    isMet: figures.answerRate === null || figures.answerRate >= target - 1e-9,
    afterHours: callsText(callFigures(input.afterHours).offered),
    toDate: figureCells(toDate),
    isMonthMet: toDate.answerRate === null || toDate.answerRate >= target - 1e-9,
    queues: queueRows(contract, new Map(figuresBy(ofDay, ({ queueId }) => queueId)), figures, none),
    halfHours: starts.map((startMinute) => {
      const own = halfHours.get(startMinute) ?? none;
      const end = Math.min(startMinute + 30, input.open.endMinute);
      return {
        time: `${clockText(formatTime(startMinute))}～${clockText(formatTime(end))}`,
        ...figureCells(own),
        bar: Math.round((own.offered / most) * 1000) / 10,
        answeredBar: Math.round((own.answered / most) * 1000) / 10,
      };
    }),
    attendance: input.attendance === null ? null : attendanceCells(input.attendance),
    counted: caseTables(contract, caseFigures(cases, contract)),
    handedOn: caseRow(cases.filter(({ outcome }) => handedOn.some((code) => code === outcome))),
    complaints: caseRow(cases.filter(({ isComplaint }) => isComplaint)),
    outbound: outboundRows(input.attempts, contract.outbound.maximumAttemptsPerDay, hide),
    queueLegend: queueLegend(contract),
    supervisor: contract.roles.labels.supervisor.ja,
    cases: caseRow(cases),
    agreement: agreementText(cases.length, cases.filter(isAnswered).length, figures),
    attachment: { ...input.attachment },
    attachedRows: callsText(input.attachment.rows),
  };
}
