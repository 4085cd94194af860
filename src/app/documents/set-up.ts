import { YearMonth } from '@js-joda/core';
import { listPlans, loadPlan } from '../../db/plans.ts';
import { loadStaff } from '../../db/staff.ts';
import type { DocumentContent } from '../../documents/index.ts';
import { SekisuError } from '../../errors.ts';
import { careerRecordBody } from '../../report/documents/career-record.ts';
import { emergencyPlanBody } from '../../report/documents/emergency-plan.ts';
import { openingPlanBody } from '../../report/documents/opening-plan.ts';
import { organisationBody } from '../../report/documents/organisation.ts';
import type { AppContext } from '../context.ts';
import type { DocumentLoader, DocumentRequest, FilledDocument } from './loader.ts';
import { termSubject } from './subjects.ts';

/** コールセンター開設準備計画書 of the term; progress as of the day of issue. @throws SekisuError `document.bad-subject` */
export const loadOpeningPlan: DocumentLoader = async (ctx, request) => {
  termSubject('openingPlan', request.subject);
  const { contract, issuedOn } = request;
  const first = YearMonth.from(contract.term.start);
  const input = await ctx.db.transaction(async (tx) => {
    const [newest] = await listPlans(tx, first);
    return {
      staff: await loadStaff(tx),
      firstPlan: newest === undefined ? null : (await loadPlan(tx, first, newest.version)).content,
    };
  });
  return ofTerm(request, openingPlanBody({ contract, issuedOn, ...input }));
};

/** 業務体制表 of the term as of the day of issue. @throws SekisuError `document.bad-subject` */
export const loadOrganisation: DocumentLoader = async (ctx, request) => {
  termSubject('organisation', request.subject);
  return ofTerm(request, organisationBody(request.contract, await staffOf(ctx), asOf(request)));
};

/** 緊急時体制・事件事故対応策 of the term as of the day of issue. @throws SekisuError `document.bad-subject` */
export const loadEmergencyPlan: DocumentLoader = async (ctx, request) => {
  termSubject('emergencyPlan', request.subject);
  return ofTerm(request, emergencyPlanBody(request.contract, await staffOf(ctx), asOf(request)));
};

/** 業務履歴書 of a manager or supervisor, by code. @throws SekisuError `document.bad-subject` for anybody else */
export const loadCareerRecord: DocumentLoader = async (ctx, { contract, subject, issuedOn }) => {
  const person = (await staffOf(ctx)).find(({ id, role }) => id === subject && role !== 'operator');
  if (person === undefined) {
    const { manager, supervisor } = contract.roles.labels;
    const expected = `${manager.ja} / ${supervisor.ja}`;
    throw new SekisuError('document.bad-subject', { kind: 'careerRecord', subject, expected });
  }
  const { labels } = contract.roles;
  return {
    about: `${labels[person.role].ja}　${person.name}`,
    fiscalDay: issuedOn.isBefore(contract.term.start) ? contract.term.start : issuedOn,
    body: careerRecordBody(contract, person, issuedOn),
  };
};

function staffOf(ctx: AppContext) {
  return ctx.db.transaction(loadStaff);
}

/** Before the opening people are shown as they will stand at it. */
function asOf({ contract, issuedOn }: DocumentRequest) {
  return issuedOn.isBefore(contract.term.start) ? contract.term.start : issuedOn;
}

function ofTerm({ contract }: DocumentRequest, body: DocumentContent['body']): FilledDocument {
  return { about: '', fiscalDay: contract.term.start, body };
}
