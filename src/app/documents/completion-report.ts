import { japanDateTimeOf } from '../../calendar/index.ts';
import { documentKinds } from '../../contract/index.ts';
import { countedKinds, type DocumentSummary, listMonthDocuments } from '../../db/document-summaries.ts';
import { listPlans } from '../../db/plans.ts';
import { deadlinesOf } from '../../documents/index.ts';
import { callFigures } from '../../plan/call-figures.ts';
import { completionReportBody, type MonthPaper } from '../../report/documents/completion-report.ts';
import { monthText } from '../../report/index.ts';
import type { DocumentLoader } from './loader.ts';
import { openDaysIn, requireMonth } from './monthly-report.ts';
import { monthSubject } from './subjects.ts';

/**
 * 委託業務完了報告書 of a month.
 * @throws SekisuError `document.bad-subject`, `month.outside-term`, `report.no-actuals`
 */
export const loadCompletionReport: DocumentLoader = async (ctx, { contract, subject, issuedOn }) => {
  const month = monthSubject(contract, 'completionReport', subject);
  const { ground, documents, plans } = await ctx.db.transaction(async (tx) => ({
    ground: await requireMonth(tx, contract, month),
    documents: await listMonthDocuments(tx, month),
    plans: await listPlans(tx, month),
  }));
  const { term } = contract;
  const [start, end] = [month.atDay(1), month.atEndOfMonth()];
  const due = deadlinesOf(contract, { officers: [], misses: [] }).find(
    (own) => own.kind === 'completionReport' && own.subject === subject,
  )!;
  // What the city confirmed; repairs that were published afterwards are not handed in again.
  const plan =
    plans.find(({ state }) => state === 'confirmed') ??
    plans.find(({ state }) => state !== 'draft') ??
    plans[0];
  const planPaper: MonthPaper[] =
    plan === undefined
      ? []
      : [
          {
            name: contract.documents.staffingPlan.name.ja,
            about: '',
            number: `${contract.documents.staffingPlan.numberPrefix}-${subject}`,
            version: plan.version,
            state: plan.state,
            submittedOn: plan.submittedAt === null ? null : japanDateTimeOf(plan.submittedAt).toLocalDate(),
          },
        ];
  const own = documents
    .filter(({ kind }) => kind !== 'completionReport')
    .toSorted((one, other) => documentKinds.indexOf(one.kind) - documentKinds.indexOf(other.kind));
  const body = completionReportBody({
    contract,
    month,
    first: start.isBefore(term.start) ? term.start : start,
    last: end.isAfter(term.end) ? term.end : end,
    openDays: openDaysIn(contract, month).length,
    countedDays: new Set(ground.rows.map(({ date }) => date.toString())).size,
    figures: callFigures(ground.rows),
    attempts: ground.attempts.length,
    papers: [...planPaper, ...own.filter(({ kind }) => kind !== 'dailyReport').map(paperOf)],
    dailyReports: own.filter(({ kind, state }) => kind === 'dailyReport' && state !== 'draft').length,
    dueOn: due.dueOn,
    issuedOn,
  });
  return { about: `${monthText(month, 'ja')}分`, fiscalDay: month.atDay(1), body };
};

function paperOf({ kind, name, about, number, version, state, submittedAt }: DocumentSummary): MonthPaper {
  const submittedOn = submittedAt === null ? null : japanDateTimeOf(submittedAt).toLocalDate();
  return { name, about: countedKinds.includes(kind) ? about : '', number, version, state, submittedOn };
}
