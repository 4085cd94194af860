import { LocalDate } from '@js-joda/core';
import { japanDateTimeOf } from '../../calendar/index.ts';
import { improvementState } from '../../plan/improvement.ts';
import { improvementReportBody } from '../../report/documents/improvement-report.ts';
import { periodText } from '../../report/documents/improvement-rows.ts';
import { requireCase } from '../load-improvements.ts';
import type { DocumentLoader } from './loader.ts';
import { hiddenNames } from './report-ground.ts';
import { numberSubject } from './subjects.ts';

/**
 * 改善報告書 on an improvement case; its subject is the number of the case.
 * @throws SekisuError `document.bad-subject`, `improvement.not-found`
 */
export const loadImprovementReport: DocumentLoader = async (ctx, { subject }) => {
  const id = numberSubject('improvementReport', subject);
  const { found, hide } = await ctx.db.transaction(async (tx) => ({
    found: await requireCase(tx, id),
    hide: await hiddenNames(tx),
  }));
  const { kind, period, figures } = found;
  const state = improvementState(found.events);
  const body = improvementReportBody({
    case: { id, miss: { kind, period, figures }, state },
    openedOn: japanDateTimeOf(found.openedAt).toLocalDate(),
    reportDueOn: found.reportDueOn,
    planVersion: found.planVersion,
    closedOn: state.closed === null ? null : japanDateTimeOf(state.closed.at).toLocalDate(),
    hide,
  });
  return { about: `第${id}号　${periodText(period)}`, fiscalDay: LocalDate.parse(figures.through), body };
};
