import { YearMonth } from '@js-joda/core';
import { loadPlan } from '../../db/plans.ts';
import { SekisuError } from '../../errors.ts';
import { type Minutes, minutesFormat } from '../../plan/minutes.ts';
import { minutesBody } from '../../report/documents/minutes.ts';
import { dateText } from '../../report/index.ts';
import type { DocumentLoader } from './loader.ts';
import { hiddenNames } from './report-ground.ts';
import { numberSubject } from './subjects.ts';

/**
 * 協議記録・議事録, by number; what was said is typed in.
 * @throws SekisuError `document.bad-subject`, `input.invalid`; `plan.not-found` for a version that is not there
 */
export const loadMinutes: DocumentLoader = async (ctx, { contract, subject, input }) => {
  numberSubject('minutes', subject);
  const minutes = minutesFrom(input);
  const { plan } = minutes;
  const hide = await ctx.db.transaction(async (tx) => {
    if (plan !== null) await loadPlan(tx, YearMonth.parse(plan.month), plan.version);
    return hiddenNames(tx);
  });
  return {
    about: `${dateText(minutes.heldOn, 'ja')}　${hide(minutes.title)}`,
    fiscalDay: minutes.heldOn,
    body: minutesBody(contract, minutes, hide),
  };
};

/** What was typed in. @throws SekisuError `input.invalid` naming the first wrong field */
function minutesFrom(input: unknown): Minutes {
  const parsed = minutesFormat.safeParse(input ?? {});
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  throw new SekisuError('input.invalid', { field: issue.path.join('.') || 'input', problem: issue.message });
}
