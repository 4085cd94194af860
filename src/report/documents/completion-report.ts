import type { LocalDate, YearMonth } from '@js-joda/core';
import type { Contract } from '../../contract/index.ts';
import type { DocumentContent, DocumentState } from '../../documents/index.ts';
import type { CallFigures } from '../../plan/call-figures.ts';
import { dateText, floorPercentText, monthText, weekdayText } from '../format.ts';
import { figureCells } from './figures.ts';

/** A document of the month that was handed in or is to be. */
export interface MonthPaper {
  readonly name: string;
  /** What it is about where several of its kind may belong to the month, else empty. */
  readonly about: string;
  readonly number: string;
  readonly version: number;
  readonly state: DocumentState;
  readonly submittedOn: LocalDate | null;
}

/** What a month's 委託業務完了報告書 is made from. */
export interface CompletionReportInput {
  readonly contract: Contract;
  readonly month: YearMonth;
  /** First and last day of the month within the term. */
  readonly first: LocalDate;
  readonly last: LocalDate;
  readonly openDays: number;
  /** Open days of which calls were counted. */
  readonly countedDays: number;
  readonly figures: CallFigures;
  readonly attempts: number;
  /** Documents of the month but for daily reports, and how many of those were handed in. */
  readonly papers: readonly MonthPaper[];
  readonly dailyReports: number;
  /** Day by which it is due, and that of its issue. */
  readonly dueOn: LocalDate;
  readonly issuedOn: LocalDate;
}

/** Words for the state of a document. */
const stateNames: Readonly<Record<DocumentState, string>> = {
  draft: '作成中',
  submitted: '提出済み（確認前）',
  confirmed: '市確認済み',
  returned: '差戻し',
};

/** The 委託業務完了報告書 of a month, ready to print, with the boxes that the city fills in after its inspection. */
export function completionReportBody(input: CompletionReportInput): DocumentContent['body'] {
  const { contract, figures, dueOn } = input;
  const { fraction: target } = contract.target;
  const { reportDayOfNextMonth, onClosedDay, paymentDays } = contract.documents.deadlines;
  const day = (date: LocalDate): string => `${dateText(date, 'ja')}（${weekdayText(date, 'ja')}）`;
  return {
    month: monthText(input.month, 'ja'),
    work: contract.title.ja,
    site: contract.contractor.site.ja,
    concludedOn: contract.service.concludedOn === null ? '' : dateText(contract.service.concludedOn, 'ja'),
    term: `${dateText(contract.term.start, 'ja')}から${dateText(contract.term.end, 'ja')}まで`,
    completedOn: dateText(input.last, 'ja'),
    period: `${dateText(input.first, 'ja')}から${dateText(input.last, 'ja')}まで`,
    days: `${input.openDays}日（うち実績を数えた日 ${input.countedDays}日）`,
    isWhole: input.countedDays === input.openDays,
    figures: figureCells(figures),
    target: floorPercentText(target),
    hasCalls: figures.offered > 0,
    isMet: figures.answerRate === null || figures.answerRate >= target - 1e-9,
    attempts: String(input.attempts),
    dailyReports: String(input.dailyReports),
    papers: input.papers.map((paper) => ({
      name: paper.about === '' ? paper.name : `${paper.name}（${paper.about}）`,
      number: paper.number,
      version: String(paper.version),
      state: stateNames[paper.state],
      submittedOn: paper.submittedOn === null ? '―' : dateText(paper.submittedOn, 'ja'),
    })),
    dueOn: day(dueOn),
    dueRule: `翌月${reportDayOfNextMonth}日（閉庁日のときは${onClosedDay === 'before' ? '前' : '後'}の開庁日）`,
    isLate: input.issuedOn.isAfter(dueOn),
    paymentDays: String(paymentDays),
  };
}
