import { listPlans, loadPlan } from '../../db/plans.ts';
import { SekisuError } from '../../errors.ts';
import { surgePlanBody } from '../../report/documents/surge-plan.ts';
import { monthText } from '../../report/index.ts';
import type { DocumentLoader } from './loader.ts';
import { monthSubject } from './subjects.ts';

/**
 * 入電急増時対応計画書 of a month's plan: of the version in force, else of the newest.
 * @throws SekisuError `document.bad-subject`, `month.outside-term`, `plan.not-found`
 */
export const loadSurgePlan: DocumentLoader = async (ctx, { contract, subject }) => {
  const month = monthSubject(contract, 'surgePlan', subject);
  const { content, version } = await ctx.db.transaction(async (tx) => {
    const plans = await listPlans(tx, month);
    const chosen = plans.find(({ publishedAt }) => publishedAt !== null) ?? plans[0];
    if (chosen === undefined) throw new SekisuError('plan.not-found', { month: subject, version: '-' });
    return loadPlan(tx, month, chosen.version);
  });
  return {
    about: `${monthText(month, 'ja')}分`,
    fiscalDay: month.atDay(1),
    body: surgePlanBody(contract, content, version),
  };
};
