import type { LocalDate, YearMonth } from '@js-joda/core';
import { loadDocumentFile } from '../app/document-files.ts';
import { loadImprovements } from '../app/load-improvements.ts';
import { listPlans } from '../app/load-plan-version.ts';
import { noteImprovement } from '../app/note-improvement.ts';
import { noteDocument } from '../app/sign-document.ts';
import { deadlinesOf } from '../documents/index.ts';
import { monthlyMeeting } from './meetings.ts';
import { outboundPapers } from './outbound.ts';
import { handIn, handInAll, printPapers } from './papers.ts';
import { openDayBefore, type Stage } from './stage.ts';

/** 月報 and 実績報告書 of a month, and its data. */
export async function reportMonthOfYear(stage: Stage, month: YearMonth): Promise<void> {
  const { ctx, cast, archive } = stage;
  const subject = month.toString();
  await handInAll(stage, reportsOn(stage, month), [
    { kind: 'monthlyReport', subject, path: `${month}/geppo.pdf` },
    { kind: 'performanceReport', subject, path: `${month}/jisseki-hokoku.pdf` },
    ...outboundPapers(stage, month),
  ]);
  const report = { kind: 'monthlyReport', subject, version: 'latest' } as const;
  for (const file of ['cases.csv', 'days.xlsx'] as const) {
    const { name, bytes } = await loadDocumentFile(ctx, cast.office, report, file);
    await archive.put(`${month}/${file}`, name, bytes);
  }
}

/** 委託業務完了報告書 of a month, once the city has confirmed its reports, with inspection, invoice and payment. */
export async function completeMonthOfYear(stage: Stage, month: YearMonth): Promise<void> {
  const { ctx, cast } = stage;
  const due = dueOn(stage, 'completionReport', month.toString());
  const completion = {
    kind: 'completionReport',
    subject: month.toString(),
    path: `${month}/kanryo-hokoku.pdf`,
  } as const;
  const ref = await handIn(stage, completionOn(stage, month), completion);
  const author = cast.contractor[0]!;
  await noteDocument(ctx, author, { ...ref, what: 'inspected', on: due });
  await noteDocument(ctx, author, { ...ref, what: 'invoiceSent', on: due.plusDays(1) });
  await noteDocument(ctx, author, { ...ref, what: 'paid', on: due.plusDays(28) });
  await printPapers(stage);
}

/** Days after a measure is agreed on which its result is looked at. */
const resultAfterDays = 7;

/**
 * Takes every open miss a step on, in the morning of an open day: the city is told of what was found the evening before and
 * gets the written measure; a week later its result as another version.
 */
export async function settleMisses(stage: Stage, date: LocalDate): Promise<void> {
  const { ctx, cast, clock } = stage;
  const { cases } = await loadImprovements(ctx, cast.lead);
  const on = date.toString();
  for (const { case: own, state } of cases) {
    const isDue = state.measures.every(({ dueOn: by }) => by <= on);
    if (state.closed !== null || (state.reported !== null && !isDue)) continue;
    clock.set(date, '09:40');
    const act = (acted: Parameters<typeof noteImprovement>[2]['act']): Promise<void> =>
      noteImprovement(ctx, cast.lead, { id: own.id, act: acted });
    let path = `${own.period.slice(0, 7)}/kaizen-${own.id}.pdf`;
    if (state.reported === null) {
      const person = cast.city[0]!.name;
      await act({ kind: 'reported', date: on, time: '09:15', channel: 'phone', person });
      await act({
        kind: 'cause',
        text:
          own.kind === 'day'
            ? '入電が短い時間に集中し、その間に電話に出られる人が足りなかった。'
            : '応答率の低い日があり、月の累計が目標を下回った。',
      });
      await act({
        kind: 'measure',
        text: '業務責任者が入電の状況を見て小休止の時刻を動かし、入電の多い時間帯に電話に出る人を減らさない。',
        dueOn: date.plusDays(resultAfterDays).toString(),
      });
    } else {
      const since = state.reported.date;
      await act({ kind: 'measureResult', measure: 1, doneOn: since, result: 'その日から実施している。' });
      const later = cases.find(({ case: other }) => other.id !== own.id && other.period > own.period);
      await act({
        kind: 'closed',
        result:
          later === undefined
            ? '実施した後、応答率は目標を上回っている。'
            : `実施を続ける。その後の未達は第${later.case.id}号で報告する。`,
      });
      path = path.replace('.pdf', '-kekka.pdf');
    }
    await handIn(stage, date, { kind: 'improvementReport', subject: String(own.id), path });
  }
}

/** The regular talk with the city at the end of a month (第2章2(3)ク), with its minutes. */
export async function meetTheCity(stage: Stage, month: YearMonth, date: LocalDate): Promise<void> {
  const next = month.plusMonths(1);
  const plans = await listPlans(stage.ctx, stage.cast.office);
  const plan = plans.find((own) => own.month.equals(next) && own.kind === 'plan') ?? null;
  const input = monthlyMeeting(stage, month, date, plan);
  await handIn(stage, date, { kind: 'minutes', subject: null, input, path: `${month}/gijiroku.pdf` });
}

/** What the city asks for out of turn, and the answer (第2章3(3)ウ). @param date day of the question @param from first day asked about */
export async function answerTheCity(stage: Stage, date: LocalDate, from: LocalDate): Promise<void> {
  const input = {
    from: from.toString(),
    to: date.minusDays(1).toString(),
    topic: '直近の入電状況について',
    question: '窓口の混雑の状況を確かめるため、直近の入電件数・用件・応答率を報告されたい。',
    answer: '下記のとおり報告します。応答率は目標を上回っており、現在の人員配置を続けます。',
  };
  const path = `${date.toString().slice(0, 7)}/zuiji-hokoku.pdf`;
  await handIn(stage, date, { kind: 'adHocReport', subject: null, input, path });
}

/** Open day on which a month's 完了報告書 is handed in: the one before it is due. */
export function completionOn(stage: Stage, month: YearMonth): LocalDate {
  return openDayBefore(stage, dueOn(stage, 'completionReport', month.toString()));
}

/** Open day on which the other reports of a month are handed in, for the 完了報告書 tells of them. */
export function reportsOn(stage: Stage, month: YearMonth): LocalDate {
  return openDayBefore(stage, completionOn(stage, month));
}

/** Day by which a month's plan is due. */
export function planDueOn(stage: Stage, month: YearMonth): LocalDate {
  return dueOn(stage, 'staffingPlan', month.toString());
}

function dueOn({ contract }: Stage, kind: 'staffingPlan' | 'completionReport', subject: string): LocalDate {
  const due = deadlinesOf(contract, { officers: [], misses: [] }).find(
    (own) => own.kind === kind && own.subject === subject,
  );
  return due!.dueOn;
}
