import type { LocalDate, YearMonth } from '@js-joda/core';
import { confirmPlan } from '../app/confirm-plan.ts';
import { loadDocumentFile } from '../app/document-files.ts';
import { exportShiftsXlsx } from '../app/export-shifts.ts';
import { loadImprovements } from '../app/load-improvements.ts';
import { listPlans } from '../app/load-plan-version.ts';
import { makePlan } from '../app/make-plan.ts';
import { noteImprovement } from '../app/note-improvement.ts';
import { exportPlan, printPlan } from '../app/print-plan.ts';
import { printShiftTable } from '../app/print-shift-table.ts';
import { publishPlan } from '../app/publish-plan.ts';
import { returnPlan } from '../app/return-plan.ts';
import { noteDocument } from '../app/sign-document.ts';
import { submitPlan } from '../app/submit-plan.ts';
import { openingOf } from '../calendar/index.ts';
import { deadlinesOf } from '../documents/index.ts';
import { monthlyMeeting } from './meetings.ts';
import { handIn, printPapers, submitPaper } from './papers.ts';
import type { Stage } from './stage.ts';

/** Price of a change of a roster that was shown before, in hours of paid work. */
const changePrice = 4;

/**
 * Plans a month as it is done every month: made in the month before, signed by the contractor, confirmed by the city,
 * published; files of it. In a month that is returned the city's comment leads to a second version.
 */
export async function planMonthOfYear(
  stage: Stage,
  month: YearMonth,
  { isReturned }: { readonly isReturned: boolean },
): Promise<void> {
  const { ctx, cast, clock, archive } = stage;
  const [author] = cast.contractor;
  const day = planDueOn(stage, month);
  clock.set(day, '10:00');
  let { version } = await makePlan(ctx, author!, { month, knowledgeDate: null, keep: null });
  const submit = async (): Promise<void> => {
    for (const signer of cast.contractor) await submitPlan(ctx, signer, { month, version });
  };
  await submit();
  if (isReturned) {
    const comment = '前回より昼の時間帯が手薄に見えます。昼休みの交代を確認のうえ、改めて提出してください。';
    await returnPlan(ctx, cast.city[0]!, { month, version, comment });
    ({ version } = await makePlan(ctx, author!, { month, knowledgeDate: null, keep: { changePrice } }));
    await submit();
  }
  clock.set(day, '15:30');
  for (const signer of cast.city) await confirmPlan(ctx, signer, { month, version });
  await publishPlan(ctx, author!, { month, version });
  const which = { month, version };
  const print = { ...which, language: 'ja' as const };
  const title = `${stage.contract.documents.staffingPlan.name.ja} ${month} 第${version}版`;
  const file = (name: string): string => `${month}/${name}`;
  await archive.put(
    file('haichi-keikaku.pdf'),
    `${title}（市提出用・署名済み）`,
    await printPlan(ctx, cast.office, { ...print, audience: 'city' }),
  );
  const { document, shiftsCsv } = await exportPlan(ctx, author!, which);
  await archive.put(file('plan.json'), `${title}（データ）`, `${JSON.stringify(document, null, 2)}\n`);
  await archive.put(file('shifts.csv'), `シフト ${month}（CSV）`, shiftsCsv);
  for (const audience of ['city', 'internal'] as const) {
    const copy = audience === 'city' ? '市提出用' : '受託者内部用';
    const table = await printShiftTable(ctx, author!, { ...print, audience });
    await archive.put(file(`shift-${audience}.pdf`), `シフト表 ${month}（A3、${copy}）`, table);
  }
  const sheet = await exportShiftsXlsx(ctx, cast.office, { ...which, audience: 'city', language: 'ja' });
  await archive.put(file('shift-city.xlsx'), `シフト表 ${month}（Excel、市提出用）`, sheet);
}

/** The documents after a month: 月報, 実績報告書, 委託業務完了報告書 with inspection, invoice and payment, and a report of every miss. */
export async function reportMonthOfYear(stage: Stage, month: YearMonth): Promise<void> {
  const { ctx, cast, archive } = stage;
  const due = dueOn(stage, 'completionReport', month.toString());
  const date = reportsOn(stage, month);
  const subject = month.toString();
  await handIn(stage, date, { kind: 'monthlyReport', subject, path: `${month}/geppo.pdf` });
  await handIn(stage, date, { kind: 'performanceReport', subject, path: `${month}/jisseki-hokoku.pdf` });
  const report = { kind: 'monthlyReport', subject, version: 'latest' } as const;
  for (const file of ['cases.csv', 'days.xlsx'] as const) {
    const { name, bytes } = await loadDocumentFile(ctx, cast.office, report, file);
    await archive.put(`${month}/${file}`, name, bytes);
  }
  const completion = { kind: 'completionReport', subject, path: `${month}/kanryo-hokoku.pdf` } as const;
  const ref = await handIn(stage, date, completion);
  const author = cast.contractor[0]!;
  await noteDocument(ctx, author, { ...ref, what: 'inspected', on: due });
  await noteDocument(ctx, author, { ...ref, what: 'invoiceSent', on: due.plusDays(1) });
  await noteDocument(ctx, author, { ...ref, what: 'paid', on: due.plusDays(28) });
  await printPapers(stage);
}

/** Takes every open miss from the report to the city to its result, and hands in the written measure. */
export async function settleMisses(stage: Stage, date: LocalDate): Promise<void> {
  const { ctx, cast, clock } = stage;
  const { cases } = await loadImprovements(ctx, cast.lead);
  for (const { case: own, state } of cases) {
    if (state.closed !== null) continue;
    clock.set(date, '18:05');
    const act = (acted: Parameters<typeof noteImprovement>[2]['act']): Promise<void> =>
      noteImprovement(ctx, cast.lead, { id: own.id, act: acted });
    const on = date.toString();
    await act({
      kind: 'reported',
      date: on,
      time: '09:15',
      channel: 'phone',
      person: `見本 ${stage.contract.documents.citySteps[0]!.ja}`,
    });
    await act({
      kind: 'cause',
      text:
        own.kind === 'day'
          ? '突発の欠勤と着信の集中が重なり、席数が一時的に不足した。'
          : '月内に応答率の低い日が続いた。',
    });
    await act({
      kind: 'measure',
      text: '当番を1人加え、昼の時間帯の休憩を30分ずつに分けて交代する。',
      dueOn: date.plusDays(7).toString(),
    });
    await act({ kind: 'measureResult', measure: 1, doneOn: on, result: '翌営業日から実施した。' });
    await act({ kind: 'closed', result: '翌営業日以降、応答率は目標を上回っている。' });
    const path = `${on.slice(0, 7)}/kaizen-${own.id}.pdf`;
    const paper = { kind: 'improvementReport', subject: String(own.id), path } as const;
    stage.waiting.push(await submitPaper(stage, paper));
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

/** The look at the month's calls at its middle open day: whether outbound calls may be made (第2章2(5)ア). */
export async function middleOfMonth(stage: Stage, month: YearMonth, date: LocalDate): Promise<void> {
  const path = `${month}/kansho-hantei.pdf`;
  await handIn(stage, date, { kind: 'outboundEvidence', subject: month.toString(), path });
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

/** Open day on which the reports of a month are handed in: the one before they are due. */
export function reportsOn(stage: Stage, month: YearMonth): LocalDate {
  return openDayBefore(stage, dueOn(stage, 'completionReport', month.toString()));
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

function openDayBefore({ contract }: Stage, day: LocalDate): LocalDate {
  let date = day.minusDays(1);
  while (openingOf(contract.opening, date).kind === 'closed') date = date.minusDays(1);
  return date;
}
