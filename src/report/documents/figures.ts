import type { LocalDate } from '@js-joda/core';
import { formatTime } from '../../calendar/index.ts';
import type { Contract } from '../../contract/index.ts';
import { type CallCase, caseOutcomeNames, isAnswered } from '../../plan/call-cases.ts';
import type { CallFigures } from '../../plan/call-figures.ts';
import type { CaseCount, CaseFigures } from '../../plan/case-figures.ts';
import { callsText, clockText, floorPercentText, weekdayText } from '../format.ts';

/** What stands where there is nothing to tell. */
export const nothing = '―';

/** A share of nothing is nothing. @param fraction 0 to 1, or null */
export function rateText(fraction: number | null): string {
  return fraction === null ? nothing : floorPercentText(fraction);
}

/** A length in minutes and seconds, 6分28秒; null is nothing. @param seconds ≥ 0 */
export function durationText(seconds: number | null): string {
  if (seconds === null) return nothing;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}分${String(whole % 60).padStart(2, '0')}秒`;
}

/** Counted calls as the cells of a row. */
export type FigureCells = {
  readonly offered: string;
  readonly answered: string;
  readonly abandoned: string;
  readonly automatic: string;
  readonly answerRate: string;
  readonly aht: string;
};

/** Counted calls as the cells of a row. */
export function figureCells(figures: CallFigures): FigureCells {
  return {
    offered: callsText(figures.offered),
    answered: callsText(figures.answered),
    abandoned: callsText(figures.abandoned),
    automatic: callsText(figures.automatic),
    answerRate: rateText(figures.answerRate),
    aht: durationText(figures.ahtSeconds),
  };
}

/** Figures of each queue and of all. */
export type QueueRows = {
  readonly rows: readonly (FigureCells & { readonly name: string })[];
  readonly total: FigureCells;
};

/** Figures of the queues in the contract's order, and of all. */
export function queueRows(
  contract: Pick<Contract, 'queues'>,
  byQueue: ReadonlyMap<string, CallFigures>,
  all: CallFigures,
  none: CallFigures,
): QueueRows {
  return {
    rows: contract.queues.map(({ id, name }) => ({ name: name.ja, ...figureCells(byQueue.get(id) ?? none) })),
    total: figureCells(all),
  };
}

/** A count with its share of all, and a bar as wide in percent. */
export type CountRow = {
  readonly name: string;
  readonly cases: string;
  readonly share: string;
  readonly bar: number;
};

/** Counts as rows with shares; those that are not said stand under 未記入. @param all cases that are the whole, ≥ 0 */
export function countRows(counts: readonly CaseCount[], all: number): CountRow[] {
  return counts.map(({ name, cases }) => ({
    name: name ?? '記録なし（放棄・自動応答等）',
    cases: callsText(cases),
    share: all > 0 ? `${((cases / all) * 100).toFixed(1)} %` : nothing,
    bar: all > 0 ? Math.round((cases / all) * 1000) / 10 : 0,
  }));
}

/** Reasons of each queue, venues and outcomes as tables. */
export type CaseTables = {
  readonly queues: readonly {
    readonly name: string;
    readonly cases: string;
    readonly reasons: readonly CountRow[];
  }[];
  readonly venues: readonly CountRow[];
  readonly outcomes: readonly CountRow[];
  readonly complaints: string;
};

/** Cases counted, as tables. */
export function caseTables(contract: Pick<Contract, 'queues' | 'roles'>, figures: CaseFigures): CaseTables {
  const names = caseOutcomeNames(contract);
  const outcomes = Object.entries(figures.outcomes).map(
    ([code, cases]): CaseCount => ({
      code,
      name: names[code as keyof typeof names],
      cases,
      answered: 0,
    }),
  );
  return {
    queues: figures.queues.map(({ queueId, cases, reasons }) => ({
      name: contract.queues.find(({ id }) => id === queueId)?.name.ja ?? queueId,
      cases: callsText(cases),
      reasons: countRows(reasons, cases),
    })),
    venues: countRows(figures.venues, figures.cases),
    outcomes: countRows(outcomes, figures.cases),
    complaints: callsText(figures.complaints),
  };
}

/** A case as a row of a table: operators by code alone. */
export type CaseRow = {
  readonly number: string;
  /** 5/14. */
  readonly day: string;
  readonly time: string;
  /** Mark of the queue; see `queueLegend`. */
  readonly queue: string;
  readonly reason: string;
  readonly venue: string;
  readonly outcome: string;
  readonly operator: string;
  readonly duration: string;
  readonly isComplaint: boolean;
  readonly note: string;
};

/** ① of the first queue, ② of the second; undefined of one that the contract has not, or after the twentieth. */
function queueMark(index: number): string | undefined {
  return index >= 0 && index < 20 ? String.fromCodePoint(0x2460 + index) : undefined;
}

/** The marks of the queues in their order, ① ②. */
export function queueMarks({ queues }: Pick<Contract, 'queues'>): string[] {
  return queues.map(({ id }, index) => queueMark(index) ?? id);
}

/** What the marks of queues stand for: ① 電話予約　② …. */
export function queueLegend({ queues }: Pick<Contract, 'queues'>): string {
  const marks = queueMarks({ queues });
  return queues.map(({ name }, index) => `${marks[index]!} ${name.ja}`).join('　');
}

/** Cases as rows, in their order. @param hide puts codes in the place of operators' names in free text */
export function caseRows(
  cases: readonly CallCase[],
  contract: Pick<Contract, 'queues' | 'service' | 'roles'>,
  hide: (text: string) => string,
): CaseRow[] {
  const { queues, service } = contract;
  const outcomeNames = caseOutcomeNames(contract);
  const nameOf = (
    entries: readonly { readonly code: string; readonly name: string }[],
    code: string | null,
  ) => (code === null ? nothing : (entries.find((entry) => entry.code === code)?.name ?? code));
  return cases.map((own) => ({
    number: own.id,
    day: `${own.date.monthValue()}/${own.date.dayOfMonth()}`,
    time: clockText(formatTime(own.startMinute)),
    queue: queueMark(queues.findIndex(({ id }) => id === own.queueId)) ?? own.queueId,
    reason: nameOf(service.reasons, own.reason),
    venue: nameOf(service.venues, own.venue),
    outcome: outcomeNames[own.outcome],
    operator: own.staffId ?? nothing,
    duration: isAnswered(own) ? durationText(own.handlingSeconds) : nothing,
    isComplaint: own.isComplaint,
    note: own.note === null ? '' : hide(own.note),
  }));
}

/** Whether the cases are as many as the calls that were counted, as a sentence for the reader of both. */
export function agreementText(cases: number, answeredCases: number, figures: CallFigures): string {
  if (cases === figures.offered && answeredCases === figures.answered) {
    return `対応状況 ${callsText(cases)} 件は、電話システムの入電件数・応答件数と一致しています。`;
  }
  if (cases === 0)
    return '一件ごとの対応状況がまだ取り込まれていません。取り込んだ後に、新しい版を提出します。';
  return `対応状況は ${callsText(cases)} 件（うち応答 ${callsText(answeredCases)} 件）で、電話システムの入電 ${callsText(figures.offered)} 件・応答 ${callsText(figures.answered)} 件と一致していません。原因を確認中です。`;
}

/** A day in a table of a month: 14 and 火. */
export function dayCells(date: LocalDate): { readonly day: string; readonly weekday: string } {
  return { day: String(date.dayOfMonth()), weekday: weekdayText(date, 'ja') };
}
