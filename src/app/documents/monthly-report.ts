import type { LocalDate, YearMonth } from '@js-joda/core';
import { openDaysOfMonth } from '../../calendar/index.ts';
import type { Contract } from '../../contract/index.ts';
import { loadHistory } from '../../db/histories.ts';
import { listImprovementCases } from '../../db/improvements.ts';
import type { Tx } from '../../db/tx.ts';
import { type PublicText, wordingFindings } from '../../documents/wording.ts';
import { SekisuError } from '../../errors.ts';
import { attendanceOf, type DayAttendance } from '../../plan/attendance.ts';
import { wholeMonths } from '../../plan/call-figures.ts';
import { callSpread } from '../../plan/call-spread.ts';
import { improvementState } from '../../plan/improvement.ts';
import { type VolumeTrend, volumeTrend } from '../../plan/volume-trend.ts';
import type { ReportedCase } from '../../report/documents/improvement-rows.ts';
import { monthlyReportBody } from '../../report/documents/monthly-report.ts';
import { monthText } from '../../report/index.ts';
import { casesAttachment } from './daily-report.ts';
import type { DocumentLoader } from './loader.ts';
import { loadReportGround, type ReportGround } from './report-ground.ts';
import { monthSubject } from './subjects.ts';

/**
 * 業務月報 of a month.
 * @throws SekisuError `document.bad-subject`, `month.outside-term`, `report.no-actuals`
 */
export const loadMonthlyReport: DocumentLoader = async (ctx, { contract, subject }) => {
  const month = monthSubject(contract, 'monthlyReport', subject);
  const loaded = await ctx.db.transaction(async (tx) => ({
    ground: await requireMonth(tx, contract, month),
    trend: await loadTrend(tx, contract, month),
    improvements: await loadReportedCases(tx, subject),
  }));
  const { ground, ...rest } = loaded;
  const contents = ground.plans.flatMap(({ inForce }) => (inForce === null ? [] : [inForce]));
  const queueIds = contract.queues.map(({ id }) => id);
  const texts = publicTexts(contract, ground);
  const body = monthlyReportBody({
    ...rest,
    contract,
    month,
    openDays: openDaysIn(contract, month),
    rows: ground.rows,
    afterHours: ground.afterHours,
    cases: ground.cases,
    attendance: monthAttendance(ground),
    spread: callSpread(ground.cases, contents, ground.away, queueIds),
    attempts: ground.attempts,
    wording: { texts: texts.length, findings: wordingFindings(texts) },
    attachment: casesAttachment(ground.cases, `業務月報_${subject}_対応状況全件.csv`, ground),
    hide: ground.hide,
  });
  return { about: `${monthText(month, 'ja')}分`, fiscalDay: month.atDay(1), body };
};

/** Open days of a month within the term. */
export function openDaysIn({ opening, term }: Contract, month: YearMonth): LocalDate[] {
  return openDaysOfMonth(opening, month)
    .map(({ date }) => date)
    .filter((date) => !date.isBefore(term.start) && !date.isAfter(term.end));
}

/** What reports on a month are made from. @throws SekisuError `report.no-actuals` while nothing of it was counted */
export async function requireMonth(tx: Tx, contract: Contract, month: YearMonth): Promise<ReportGround> {
  const ground = await loadReportGround(tx, contract, month.atDay(1), month.atEndOfMonth());
  if (ground.rows.length === 0) throw new SekisuError('report.no-actuals', { about: monthText(month, 'ja') });
  return ground;
}

/** Operators of the days that were counted, in numbers; empty while no plan is published. */
export function monthAttendance({ contract, plans, away, rows }: ReportGround): DayAttendance[] {
  const counted = new Set(rows.map(({ date }) => date.toString()));
  const daysOf = (which: 'first' | 'inForce') =>
    plans.flatMap((plan) => plan[which]?.days ?? []).filter(({ date }) => counted.has(date));
  return attendanceOf(daysOf('first'), daysOf('inForce'), away, contract.minimumOperators);
}

/** The months of the term up to one, against the assumption. */
async function loadTrend(tx: Tx, contract: Contract, month: YearMonth): Promise<VolumeTrend> {
  const after = month.plusMonths(1).atDay(1);
  const known = wholeMonths(contract, await loadHistory(tx, after), after);
  const months = known
    .filter((own) => !own.month.atDay(1).isBefore(contract.term.start))
    .map((own) => ({ month: own.month.toString(), calls: own.figures.offered }));
  const assumed = contract.queues.reduce((sum, { monthlyCalls }) => sum + monthlyCalls, 0);
  return volumeTrend(
    months,
    assumed,
    known.map(({ figures }) => figures.offered),
  );
}

/** Improvement cases of a month and its days, in order of period. @param period `YYYY-MM` */
export async function loadReportedCases(tx: Tx, period: string): Promise<ReportedCase[]> {
  const cases = await listImprovementCases(tx);
  return cases
    .filter((own) => own.period.startsWith(period))
    .toSorted((a, b) => (a.period < b.period ? -1 : a.period > b.period ? 1 : a.id - b.id))
    .map((own) => ({
      id: own.id,
      miss: { kind: own.kind, period: own.period, figures: own.figures },
      state: improvementState(own.events),
    }));
}

/** Texts that citizens hear or that tell of what they were told (D47). */
function publicTexts({ service }: Contract, { cases }: ReportGround): PublicText[] {
  return [
    ...service.reasons.map(({ name }) => ({ place: '用件名', text: name })),
    ...service.venues.map(({ name }) => ({ place: '交付場所名', text: name })),
    ...service.guides.flatMap(({ name, rule }) => [
      { place: '案内先', text: name },
      { place: `案内のルール（${name}）`, text: rule },
    ]),
    ...cases.flatMap(({ id, note }) =>
      note === null ? [] : [{ place: `備考（受付番号 ${id}）`, text: note }],
    ),
  ];
}
