import { outboundEvidenceBody } from '../../report/documents/outbound-evidence.ts';
import { monthText } from '../../report/index.ts';
import { loadOutbound } from '../load-outbound.ts';
import type { DocumentLoader } from './loader.ts';
import { hiddenNames } from './report-ground.ts';
import { monthSubject } from './subjects.ts';

/**
 * 勧奨業務実施判定資料 of a month.
 * @throws SekisuError `document.bad-subject`, `month.outside-term`
 */
export const loadOutboundEvidence: DocumentLoader = async (ctx, { contract, subject, issuedOn, actor }) => {
  const month = monthSubject(contract, 'outboundEvidence', subject);
  const view = await loadOutbound(ctx, actor, { month });
  const hide = await ctx.db.transaction(hiddenNames);
  const body = outboundEvidenceBody({
    contract,
    month,
    version: view.version,
    readings: view.readings,
    state: view.state,
    agreements: view.agreements.filter(({ undone }) => undone === null),
    attempts: view.attempts.filter(({ undone }) => undone === null),
    totals: view.totals,
    issuedOn,
    hide,
  });
  return { about: `${monthText(month, 'ja')}分`, fiscalDay: month.atDay(1), body };
};
