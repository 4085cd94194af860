import { createHash } from 'node:crypto';
import { YearMonth } from '@js-joda/core';
import { SekisuError } from '../../errors.ts';
import { writeCasesCsv } from '../../files/index.ts';
import { attendanceOf } from '../../plan/attendance.ts';
import type { CallCase } from '../../plan/call-cases.ts';
import type { PlanContent, PlanDay } from '../../plan/index.ts';
import type { Attachment } from '../../report/documents/attachment.ts';
import { dailyReportBody } from '../../report/documents/daily-report.ts';
import { dateText } from '../../report/index.ts';
import type { DocumentLoader } from './loader.ts';
import { loadReportGround, type ReportGround } from './report-ground.ts';
import { openDaySubject } from './subjects.ts';

/**
 * 業務日報 of an open day.
 * @throws SekisuError `document.bad-subject`, `day.closed`, `month.outside-term`, `report.no-actuals`
 */
export const loadDailyReport: DocumentLoader = async (ctx, { contract, subject }) => {
  const open = openDaySubject(contract, 'dailyReport', subject);
  const { date } = open;
  const first = YearMonth.from(date).atDay(1);
  const ground = await ctx.db.transaction((tx) => loadReportGround(tx, contract, first, date));
  const about = dateText(date, 'ja');
  if (!ground.rows.some((row) => row.date.equals(date)))
    throw new SekisuError('report.no-actuals', { about });
  const isOfDay = (own: { readonly date: typeof date }): boolean => own.date.equals(date);
  const cases = ground.cases.filter(isOfDay);
  const dayOf = (content: PlanContent | null): readonly PlanDay[] =>
    content?.days.filter((day) => day.date === subject) ?? [];
  const [plans] = ground.plans;
  const [attendance = null] = attendanceOf(
    dayOf(plans!.first),
    dayOf(plans!.inForce),
    ground.away,
    contract.minimumOperators,
  );
  const body = dailyReportBody({
    contract,
    date,
    open,
    rows: ground.rows,
    afterHours: ground.afterHours.filter(isOfDay),
    cases,
    attendance,
    attempts: ground.attempts.filter(isOfDay),
    attachment: casesAttachment(cases, `業務日報_${subject}_対応状況.csv`, { ...ground, first: date }),
    hide: ground.hide,
  });
  return { about, fiscalDay: date, body };
};

/** Cases as the city gets them: no operator's name in the notes. */
export function publicCases(cases: readonly CallCase[], hide: (text: string) => string): CallCase[] {
  return cases.map((own) => ({ ...own, note: own.note === null ? null : hide(own.note) }));
}

/**
 * What stands on a report of its file of cases.
 * @param name of the file @param ground of which days it has the cases
 */
export function casesAttachment(
  cases: readonly CallCase[],
  name: string,
  ground: Pick<ReportGround, 'contract' | 'first' | 'last' | 'hide'>,
): Attachment {
  const text = writeCasesCsv(publicCases(cases, ground.hide), ground.contract);
  return {
    name,
    rows: cases.length,
    sha256: createHash('sha256').update(text).digest('hex'),
    first: ground.first.toString(),
    last: ground.last.toString(),
  };
}
