import { type LocalDate, YearMonth } from '@js-joda/core';
import { japanDateTimeOf } from '../../calendar/index.ts';
import { type Contract, documentKinds } from '../../contract/index.ts';
import { loadCallCases } from '../../db/call-cases.ts';
import { listDocumentSummaries } from '../../db/document-summaries.ts';
import { loadHistoryOfDays } from '../../db/histories.ts';
import { listImprovementCases } from '../../db/improvements.ts';
import { loadMailings } from '../../db/mailings.ts';
import { listOutboundAttempts } from '../../db/outbound-attempts.ts';
import { listPlans } from '../../db/plans.ts';
import { loadStaff } from '../../db/staff.ts';
import type { Tx } from '../../db/tx.ts';
import { deadlineState, deadlinesOf, formOf } from '../../documents/index.ts';
import { type HandedData, type HandedDocument, handoverBody } from '../../report/documents/handover.ts';
import { dateText, monthText } from '../../report/index.ts';
import type { DocumentLoader, DocumentRequest } from './loader.ts';
import { termSubject } from './subjects.ts';

/** Days before the handover whose calls for the city to answer may still be open. */
const openCaseDays = 7;

/** 業務引継書 of the term: every document, all data, and what is open on the day of issue. @throws SekisuError `document.bad-subject` */
export const loadHandover: DocumentLoader = async (ctx, request) => {
  termSubject('handover', request.subject);
  const { contract, issuedOn } = request;
  const input = await ctx.db.transaction(async (tx) => ({
    documents: await documentsOf(tx, contract),
    data: await dataOf(tx, contract),
    openMatters: await openMattersOf(tx, request),
  }));
  return {
    about: '',
    fiscalDay: contract.term.start,
    body: handoverBody({ contract, date: issuedOn, ...input }),
  };
};

/**
 * Every month's plan and every document, in the order of a year: the version that the city confirmed last, else the newest.
 * Plans that were repaired after the confirmation also say up to which version they were published.
 */
async function documentsOf(tx: Tx, contract: Contract): Promise<HandedDocument[]> {
  const { name, numberPrefix } = contract.documents.staffingPlan;
  const plans: HandedDocument[] = [];
  const summaries = await listPlans(tx);
  for (const month of [...new Set(summaries.map((plan) => plan.month.toString()))].toSorted()) {
    const versions = summaries.filter((plan) => plan.month.toString() === month);
    const shown = versions.find(({ state }) => state === 'confirmed') ?? versions[0]!;
    const published = versions.find(({ publishedAt }) => publishedAt !== null)?.version ?? 0;
    plans.push({
      state: shown.state,
      version: shown.version,
      contentSha256: shown.contentSha256,
      name: name.ja,
      about: `${monthText(YearMonth.parse(month), 'ja')}分`,
      number: `${numberPrefix}-${month}`,
      publishedTo: published > shown.version ? published : null,
    });
  }
  // The handover does not hand itself over: its hash would be of itself.
  const others = (await listDocumentSummaries(tx)).filter(({ kind }) => kind !== 'handover');
  const counted = [...Map.groupBy(others, ({ kind, subject }) => `${kind} ${subject}`).values()]
    .map((versions) => versions.find(({ state }) => state === 'confirmed') ?? versions[0]!)
    .sort(
      (one, other) =>
        documentKinds.indexOf(one.kind) - documentKinds.indexOf(other.kind) ||
        one.subject.localeCompare(other.subject, 'ja', { numeric: true }),
    );
  return [...plans, ...counted];
}

async function dataOf(tx: Tx, { term }: Contract): Promise<HandedData[]> {
  const history = await loadHistoryOfDays(tx, term.start, term.end);
  const cases = await loadCallCases(tx, term.start, term.end);
  const attempts = await listOutboundAttempts(tx, term.start, term.end);
  return [
    { name: '契約データ', format: 'JSON', rows: 1 },
    { name: '人員配置計画（全版）', format: 'JSON・PDF', rows: (await listPlans(tx)).length },
    { name: '入電履歴', format: 'CSV', rows: history.length },
    { name: '対応状況全件', format: 'CSV', rows: cases.length },
    { name: '発送の予定・実績', format: 'CSV', rows: (await loadMailings(tx)).length },
    {
      name: '勧奨業務の架電記録',
      format: 'CSV',
      rows: attempts.filter(({ undone }) => undone === null).length,
    },
    { name: '職員（記号・役割・研修）', format: 'CSV', rows: (await loadStaff(tx)).length },
    { name: '監査ログ（ハッシュ連鎖）', format: 'CSV', rows: null },
  ];
}

async function openMattersOf(
  tx: Tx,
  { contract, issuedOn }: DocumentRequest,
): Promise<{ kind: string; text: string }[]> {
  const improvements = (await listImprovementCases(tx)).filter(
    ({ events }) => !events.some(({ act }) => act.kind === 'closed'),
  );
  const cases = (await loadCallCases(tx, issuedOn.minusDays(openCaseDays), issuedOn)).filter(
    ({ outcome }) => outcome === 'cityCallback',
  );
  const documents = await listDocumentSummaries(tx);
  const submitted = new Map<string, LocalDate>(
    documents.flatMap(({ kind, subject, submittedAt }) =>
      submittedAt === null
        ? []
        : [[`${kind} ${subject}`, japanDateTimeOf(submittedAt).toLocalDate()] as const],
    ),
  );
  const due = deadlinesOf(contract, { officers: [], misses: [] }).filter(
    (deadline) =>
      !['staffingPlan', 'handover'].includes(deadline.kind) &&
      !deadline.dueOn.isAfter(issuedOn.plusMonths(1)) &&
      ['open', 'overdue'].includes(
        deadlineState(deadline, submitted.get(`${deadline.kind} ${deadline.subject}`) ?? null, issuedOn),
      ),
  );
  const byKind = Map.groupBy(due, ({ kind }) => kind);
  return [
    ...improvements.map(({ period }) => ({
      kind: '改善',
      text: `${period} の応答率未達への対応が完了していない`,
    })),
    ...cases.map(({ id, date }) => ({
      kind: '折り返し',
      text: `案件 ${id}（${dateText(date, 'ja')}）：市が折り返す案件。処理状況を市の担当課に確認する`,
    })),
    ...[...byKind].map(([kind, own]) => ({
      kind: '提出',
      text: `${kind === 'staffingPlan' ? contract.documents.staffingPlan.name.ja : formOf(contract, kind).name}：未提出 ${own.length} 件（最も早い期限 ${dateText(own[0]!.dueOn, 'ja')}）`,
    })),
  ];
}
