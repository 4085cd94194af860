import { listImprovementCases } from '../../db/improvements.ts';
import { SekisuError } from '../../errors.ts';
import { type AdHocQuestion, adHocFormat } from '../../plan/ad-hoc.ts';
import { improvementState } from '../../plan/improvement.ts';
import { adHocReportBody } from '../../report/documents/ad-hoc-report.ts';
import { casesAttachment } from './daily-report.ts';
import type { DocumentLoader } from './loader.ts';
import { loadReportGround } from './report-ground.ts';
import { numberSubject } from './subjects.ts';

/**
 * 随時報告書, by number; the question is typed in (`adHocFormat`). Days of which nothing was counted stand as such.
 * @throws SekisuError `document.bad-subject`, `input.invalid`
 */
export const loadAdHocReport: DocumentLoader = async (ctx, { contract, subject, issuedOn, input }) => {
  numberSubject('adHocReport', subject);
  const question = questionFrom(input);
  const { from, to, topic } = question;
  const { ground, improvements } = await ctx.db.transaction(async (tx) => ({
    ground: await loadReportGround(tx, contract, from, to),
    improvements: await listImprovementCases(tx),
  }));
  const isAsked = (period: string): boolean =>
    period.length > 7
      ? period >= from.toString() && period <= to.toString()
      : period >= from.toString().slice(0, 7) && period <= to.toString().slice(0, 7);
  const body = adHocReportBody({
    contract,
    question,
    rows: ground.rows,
    afterHours: ground.afterHours,
    cases: ground.cases,
    attempts: ground.attempts,
    improvements: improvements
      .filter(({ period }) => isAsked(period))
      .map(({ id, kind, period, figures, events }) => ({
        id,
        miss: { kind, period, figures },
        state: improvementState(events),
      })),
    attachment: casesAttachment(ground.cases, `随時報告_${subject}_${from}_${to}_対応状況.csv`, ground),
    hide: ground.hide,
  });
  return { about: `第${subject}号　${ground.hide(topic)}`, fiscalDay: issuedOn, body };
};

/** What was typed in. @throws SekisuError `input.invalid` naming the first wrong field */
function questionFrom(input: unknown): AdHocQuestion {
  const parsed = adHocFormat.safeParse(input ?? {});
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  throw new SekisuError('input.invalid', { field: issue.path.join('.') || 'input', problem: issue.message });
}
