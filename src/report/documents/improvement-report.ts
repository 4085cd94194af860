import { LocalDate } from '@js-joda/core';
import type { DocumentContent } from '../../documents/index.ts';
import { improvementLacks, type ReportChannel } from '../../plan/improvement.ts';
import { callsText, clockText, dateText, floorPercentText, weekdayText } from '../format.ts';
import { missNames, periodText, type ReportedCase } from './improvement-rows.ts';

/** What a 改善報告書 is made from. */
export interface ImprovementReportInput {
  readonly case: ReportedCase;
  /** Day on which the miss was found, and the day by which the city is told. */
  readonly openedOn: LocalDate;
  readonly reportDueOn: LocalDate;
  /** Version of the month's plan in force then. */
  readonly planVersion: number;
  /** Day on which a closed case was closed. */
  readonly closedOn: LocalDate | null;
  /** Puts codes in the place of operators' names in free text. */
  readonly hide: (text: string) => string;
}

const channelNames: Readonly<Record<ReportChannel, string>> = {
  phone: '電話',
  mail: 'メール',
  meeting: '面談・会議',
  document: '文書',
};

const lackNames = {
  reported: '市への報告',
  cause: '原因',
  measure: '対策',
  measureResult: '対策の結果',
} as const;

/** The 改善報告書 on a missed target, ready to print: what was missed, what was told, cause, measures and what they brought. */
export function improvementReportBody(input: ImprovementReportInput): DocumentContent['body'] {
  const { hide, reportDueOn } = input;
  const { id, miss, state } = input.case;
  const { figures } = miss;
  const { reported, closed } = state;
  const rate = figures.offered > 0 ? figures.answered / figures.offered : 0;
  const day = (date: LocalDate): string => `${dateText(date, 'ja')}（${weekdayText(date, 'ja')}）`;
  const told = reported === null ? null : LocalDate.parse(reported.date);
  return {
    number: String(id),
    what: missNames[miss.kind],
    period: periodText(miss.period),
    offered: callsText(figures.offered),
    answered: callsText(figures.answered),
    abandoned: callsText(figures.abandoned),
    automatic: callsText(figures.offered - figures.answered - figures.abandoned),
    rate: floorPercentText(rate),
    target: floorPercentText(figures.targetFraction),
    // Calls more that had to be answered.
    lacking: callsText(Math.ceil(figures.targetFraction * figures.offered - figures.answered - 1e-9)),
    // A day says itself until when it was counted.
    through: miss.kind === 'day' ? null : day(LocalDate.parse(figures.through)),
    openedOn: day(input.openedOn),
    planVersion: String(input.planVersion),
    dueOn: day(reportDueOn),
    reported:
      reported === null || told === null
        ? null
        : {
            at: `${day(told)} ${clockText(reported.time)}`,
            channel: channelNames[reported.channel],
            person: hide(reported.person),
            by: hide(reported.byName),
            isLate: told.isAfter(reportDueOn),
          },
    cause: state.cause === null ? null : hide(state.cause),
    measures: state.measures.map(({ measure, text, dueOn, done }) => ({
      number: String(measure),
      text: hide(text),
      dueOn: dateText(LocalDate.parse(dueOn), 'ja'),
      doneOn: done === null ? '未実施' : dateText(LocalDate.parse(done.doneOn), 'ja'),
      result: done === null ? '' : hide(done.result),
    })),
    closed:
      closed === null || input.closedOn === null
        ? null
        : { on: day(input.closedOn), result: hide(closed.result) },
    lacks: improvementLacks(state).map((lack) => lackNames[lack]),
  };
}
