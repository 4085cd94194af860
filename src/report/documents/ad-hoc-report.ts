import { LocalDate, YearMonth } from '@js-joda/core';
import type { Contract } from '../../contract/index.ts';
import type { DocumentContent } from '../../documents/index.ts';
import type { HistoryInterval } from '../../forecast/index.ts';
import type { AdHocQuestion } from '../../plan/ad-hoc.ts';
import { type CallCase, isAnswered } from '../../plan/call-cases.ts';
import { callFigures, figuresBy } from '../../plan/call-figures.ts';
import { caseFigures } from '../../plan/case-figures.ts';
import type { OutboundAttempt } from '../../plan/outbound-records.ts';
import { callsText, dateText, floorPercentText, monthText } from '../format.ts';
import type { Attachment } from './attachment.ts';
import { agreementText, caseRows, caseTables, figureCells, queueLegend, queueRows } from './figures.ts';
import { improvementRows, type ReportedCase } from './improvement-rows.ts';

/** What a 随時報告書 is made from. */
export interface AdHocReportInput {
  readonly contract: Contract;
  readonly question: AdHocQuestion;
  /** Counted calls of the days within opening hours, and outside of them. */
  readonly rows: readonly HistoryInterval[];
  readonly afterHours: readonly HistoryInterval[];
  readonly cases: readonly CallCase[];
  readonly attempts: readonly OutboundAttempt[];
  readonly improvements: readonly ReportedCase[];
  readonly attachment: Attachment;
  readonly hide: (text: string) => string;
}

/** Days up to which every day has a row of its own; above them months have. */
const mostDayRows = 62;

/** The 随時報告書 on a question of the city, ready to print: question, answer, and the figures of the days it was about. */
export function adHocReportBody(input: AdHocReportInput): DocumentContent['body'] {
  const { contract, question, rows, cases, hide } = input;
  const { fraction: target } = contract.target;
  const figures = callFigures(rows);
  const byDay = figuresBy(rows, ({ date }) => date.toString());
  const periods =
    byDay.length <= mostDayRows ? byDay : figuresBy(rows, ({ date }) => YearMonth.from(date).toString());
  return {
    topic: hide(question.topic),
    question: hide(question.question),
    answer: question.answer === '' ? null : hide(question.answer),
    from: dateText(question.from, 'ja'),
    to: dateText(question.to, 'ja'),
    countedDays: String(byDay.length),
    figures: figureCells(figures),
    target: floorPercentText(target),
    afterHours: callsText(callFigures(input.afterHours).offered),
    queues: queueRows(contract, new Map(figuresBy(rows, ({ queueId }) => queueId)), figures, callFigures([])),
    periods: periods.map(([key, own]) => ({
      period: key.length > 7 ? dateText(LocalDate.parse(key), 'ja') : monthText(YearMonth.parse(key), 'ja'),
      ...figureCells(own),
      isUnder: own.answerRate !== null && own.answerRate < target - 1e-9,
    })),
    counted: caseTables(contract, caseFigures(cases, contract)),
    complaints: caseRows(
      cases.filter(({ isComplaint }) => isComplaint),
      contract,
      hide,
    ),
    queueLegend: queueLegend(contract),
    improvements: improvementRows(input.improvements),
    attempts: String(input.attempts.length),
    agreement: agreementText(cases.length, cases.filter(isAnswered).length, figures),
    attachment: { ...input.attachment },
    attachedRows: callsText(input.attachment.rows),
  };
}
