import { LocalDate } from '@js-joda/core';
import { expect } from 'chai';
import { agreeOutbound, undoAgreement } from '../../src/app/agree-outbound.ts';
import { renewNoticeLink } from '../../src/app/change-notices.ts';
import { chooseCandidate } from '../../src/app/choose-candidate.ts';
import { chooseWay } from '../../src/app/choose-way.ts';
import { commentOnPlan } from '../../src/app/comment-on-plan.ts';
import { confirmPlan } from '../../src/app/confirm-plan.ts';
import type { Actor, AppContext } from '../../src/app/context.ts';
import { createInvitation } from '../../src/app/create-invitation.ts';
import { decideHistory, undoHistoryDecision } from '../../src/app/decide-history.ts';
import { disableAccount } from '../../src/app/disable-account.ts';
import { editRoster, undoRosterEdit } from '../../src/app/edit-roster.ts';
import { exportShiftsCsv, exportShiftsXlsx } from '../../src/app/export-shifts.ts';
import { loadCandidates, startFindingCandidates } from '../../src/app/find-candidates.ts';
import { importFile } from '../../src/app/import-file.ts';
import { listAccounts } from '../../src/app/list-accounts.ts';
import { listImports } from '../../src/app/list-imports.ts';
import { loadAccuracy } from '../../src/app/load-accuracy.ts';
import { loadCell, loadRosterEdits } from '../../src/app/load-cell.ts';
import { loadDay } from '../../src/app/load-day.ts';
import { loadDesk, loadOpenDesk } from '../../src/app/load-desk.ts';
import { loadForecast } from '../../src/app/load-forecast.ts';
import { loadForecastDay } from '../../src/app/load-forecast-day.ts';
import { loadImprovement, loadImprovements } from '../../src/app/load-improvements.ts';
import { loadMonth } from '../../src/app/load-month.ts';
import { loadMonthProgress } from '../../src/app/load-month-progress.ts';
import { loadOutbound } from '../../src/app/load-outbound.ts';
import { listPlans, listWhatIfPlans, loadPlanVersion } from '../../src/app/load-plan-version.ts';
import { loadReadings } from '../../src/app/load-readings.ts';
import { addMachine, listMachines, revokeMachine } from '../../src/app/machines.ts';
import { makePlan } from '../../src/app/make-plan.ts';
import { noteAnswer } from '../../src/app/note-answer.ts';
import { noteImprovement } from '../../src/app/note-improvement.ts';
import { startDraft } from '../../src/app/open-draft.ts';
import { overrideDay, undoOverride } from '../../src/app/override-day.ts';
import { exportPlan, printPlan } from '../../src/app/print-plan.ts';
import { publishPlan } from '../../src/app/publish-plan.ts';
import { recordActuals } from '../../src/app/record-actuals.ts';
import { importOutbound, recordOutbound, reportUrgent, undoAttempt } from '../../src/app/record-outbound.ts';
import { reportAbsences } from '../../src/app/report-absences.ts';
import { returnPlan } from '../../src/app/return-plan.ts';
import {
  issueShiftAddresses,
  loadShiftAddresses,
  revokeShiftAddress,
} from '../../src/app/shift-addresses.ts';
import { loadSpreadable, spreadMailing } from '../../src/app/spread-mailing.ts';
import { loadProgress, startPlan } from '../../src/app/start-plan.ts';
import { signPlan, submitPlan } from '../../src/app/submit-plan.ts';
import { acceptSwap, declineSwap, loadSwaps, requestSwap } from '../../src/app/swap-requests.ts';
import { undoAbsence } from '../../src/app/undo-absence.ts';
import { askWhatIf, loadAskable } from '../../src/app/what-if.ts';
import type { UserRole } from '../../src/db/users.ts';
import { SekisuError } from '../../src/errors.ts';
import { rejectionOf } from '../db/rejection.ts';
import {
  administrator,
  lead,
  manager,
  may,
  openTestContext,
  stranger,
  type TestContext,
} from './fixtures.ts';

const actors: Readonly<Record<UserRole, Actor>> = { administrator, manager, lead, city: stranger };
const date = LocalDate.parse('2024-05-20');
const step = { month: may, version: 1, comment: 'なおしてください' };
const absence = { staffId: 'OP01', startMinute: 540, endMinute: 600 };
const agreement = {
  kind: 'start',
  agreedOn: LocalDate.parse('2024-04-22'),
  cityPerson: '市野',
  contractorPerson: '見本',
  terms: '協議',
  startsOn: date,
  endsOn: date,
  basis: { reading: 'projection', middle: 'openDay' },
  note: null,
  reference: null,
} as const;
const deskCase = { date, caseId: 1, version: 1, eventNumber: 1 };

/** Every use case with an actor, and who may use it. On an empty store those who may meet another refusal. */
const useCases: Readonly<
  Record<string, [roles: readonly UserRole[], act: (ctx: AppContext, actor: Actor) => Promise<unknown>]>
> = {
  importFile: [
    ['manager'],
    (ctx, actor) => importFile(ctx, actor, { kind: 'staff', name: 's.csv', bytes: new Uint8Array() }),
  ],
  recordActuals: [['manager', 'lead'], (ctx, actor) => recordActuals(ctx, actor, [])],
  listMachines: [['manager'], (ctx, actor) => listMachines(ctx, actor)],
  addMachine: [['manager'], (ctx, actor) => addMachine(ctx, actor, 'ACD')],
  revokeMachine: [['manager'], (ctx, actor) => revokeMachine(ctx, actor, 999)],
  loadMonthProgress: [['manager', 'lead'], (ctx, actor) => loadMonthProgress(ctx, actor, { month: may })],
  loadImprovements: [['manager', 'lead', 'city'], (ctx, actor) => loadImprovements(ctx, actor)],
  loadImprovement: [['manager', 'lead', 'city'], (ctx, actor) => loadImprovement(ctx, actor, 1)],
  noteImprovement: [
    ['manager', 'lead'],
    (ctx, actor) => noteImprovement(ctx, actor, { id: 1, act: { kind: 'cause', text: '欠勤' } }),
  ],
  loadOutbound: [['manager', 'lead', 'city'], (ctx, actor) => loadOutbound(ctx, actor, { month: may })],
  agreeOutbound: [['manager'], (ctx, actor) => agreeOutbound(ctx, actor, { ...agreement, month: may })],
  undoAgreement: [['manager'], (ctx, actor) => undoAgreement(ctx, actor, { month: may, id: 1 })],
  recordOutbound: [['manager', 'lead'], (ctx, actor) => recordOutbound(ctx, actor, [])],
  importOutbound: [
    ['manager', 'lead'],
    (ctx, actor) => importOutbound(ctx, actor, { name: 'o.csv', bytes: new Uint8Array() }),
  ],
  undoAttempt: [['manager', 'lead'], (ctx, actor) => undoAttempt(ctx, actor, { id: 1 })],
  reportUrgent: [['manager', 'lead'], (ctx, actor) => reportUrgent(ctx, actor, { id: 1, to: '市野' })],
  loadAskable: [['manager'], (ctx, actor) => loadAskable(ctx, actor, { month: may })],
  askWhatIf: [['manager'], (ctx, actor) => askWhatIf(ctx, actor, { month: may, variants: [] })],
  listWhatIfPlans: [['manager', 'lead', 'city'], (ctx, actor) => listWhatIfPlans(ctx, actor)],
  listImports: [['manager'], (ctx, actor) => listImports(ctx, actor)],
  makePlan: [
    ['manager'],
    (ctx, actor) => makePlan(ctx, actor, { month: may, knowledgeDate: null, keep: null }),
  ],
  startPlan: [
    ['manager'],
    (ctx, actor) => startPlan(ctx, actor, { month: may, knowledgeDate: null, keep: null }),
  ],
  loadProgress: [['manager'], (ctx, actor) => loadProgress(ctx, actor, { workId: 'none' })],
  startFindingCandidates: [['manager'], (ctx, actor) => startFindingCandidates(ctx, actor, { month: may })],
  loadCandidates: [['manager'], (ctx, actor) => loadCandidates(ctx, actor, { workId: 'none' })],
  chooseCandidate: [
    ['manager'],
    (ctx, actor) => chooseCandidate(ctx, actor, { workId: 'none', kind: 'balanced' }),
  ],
  overrideDay: [
    ['manager'],
    (ctx, actor) => overrideDay(ctx, actor, { date, calls: 10, reason: '市の連絡', isConfirmed: false }),
  ],
  undoOverride: [['manager'], (ctx, actor) => undoOverride(ctx, actor, { date })],
  decideHistory: [
    ['manager'],
    (ctx, actor) => decideHistory(ctx, actor, { date, queueId: null, use: 'leftOut', reason: '回線の障害' }),
  ],
  undoHistoryDecision: [
    ['manager'],
    (ctx, actor) => undoHistoryDecision(ctx, actor, { date, queueId: null }),
  ],
  submitPlan: [['manager'], (ctx, actor) => submitPlan(ctx, actor, step)],
  signPlan: [['manager'], (ctx, actor) => signPlan(ctx, actor, step)],
  publishPlan: [['manager'], (ctx, actor) => publishPlan(ctx, actor, step)],
  exportPlan: [['manager'], (ctx, actor) => exportPlan(ctx, actor, step)],
  loadMonth: [['manager', 'lead'], (ctx, actor) => loadMonth(ctx, actor, { month: may })],
  loadDay: [['manager', 'lead'], (ctx, actor) => loadDay(ctx, actor, { date })],
  loadForecast: [
    ['manager', 'lead'],
    (ctx, actor) => loadForecast(ctx, actor, { month: may, knowledgeDate: null }),
  ],
  loadForecastDay: [
    ['manager', 'lead'],
    (ctx, actor) => loadForecastDay(ctx, actor, { date, knowledgeDate: null }),
  ],
  loadAccuracy: [['manager', 'lead'], (ctx, actor) => loadAccuracy(ctx, actor, { month: may })],
  loadSpreadable: [
    ['manager', 'lead'],
    (ctx, actor) => loadSpreadable(ctx, actor, { month: may, knowledgeDate: null }),
  ],
  spreadMailing: [
    ['manager', 'lead'],
    (ctx, actor) =>
      spreadMailing(ctx, actor, { month: may, knowledgeDate: null, key: 'none', postingDays: 3 }),
  ],
  reportAbsences: [
    ['manager', 'lead'],
    (ctx, actor) =>
      reportAbsences(ctx, actor, { date, absences: [absence], reasonKind: 'sick', detail: null }),
  ],
  loadDesk: [['manager', 'lead'], (ctx, actor) => loadDesk(ctx, actor, { date })],
  loadOpenDesk: [['manager', 'lead'], (ctx, actor) => loadOpenDesk(ctx, actor, { date })],
  chooseWay: [
    ['manager', 'lead'],
    (ctx, actor) => chooseWay(ctx, actor, { ...deskCase, optionId: 'accept' }),
  ],
  noteAnswer: [
    ['manager', 'lead'],
    (ctx, actor) => noteAnswer(ctx, actor, { ...deskCase, staffId: 'OP01', answer: 'yes' }),
  ],
  undoAbsence: [['manager', 'lead'], (ctx, actor) => undoAbsence(ctx, actor, { ...deskCase, absenceId: 1 })],
  renewNoticeLink: [['manager', 'lead'], (ctx, actor) => renewNoticeLink(ctx, actor, { date, noticeId: 1 })],
  startDraft: [['manager'], (ctx, actor) => startDraft(ctx, actor, { month: may })],
  editRoster: [
    ['manager'],
    (ctx, actor) => editRoster(ctx, actor, { month: may, edit: { kind: 'clear', date, staffId: 'OP01' } }),
  ],
  undoRosterEdit: [['manager'], (ctx, actor) => undoRosterEdit(ctx, actor, { month: may })],
  loadCell: [['manager'], (ctx, actor) => loadCell(ctx, actor, { date, staffId: 'OP01' })],
  loadRosterEdits: [
    ['manager', 'lead'],
    (ctx, actor) => loadRosterEdits(ctx, actor, { planId: 1, limit: 1 }),
  ],
  loadSwaps: [['manager', 'lead'], (ctx, actor) => loadSwaps(ctx, actor, { month: may })],
  requestSwap: [
    ['manager', 'lead'],
    (ctx, actor) => requestSwap(ctx, actor, { staffIds: ['OP01', 'OP02'], dates: [date], note: null }),
  ],
  acceptSwap: [['manager'], (ctx, actor) => acceptSwap(ctx, actor, { id: 1 })],
  declineSwap: [['manager'], (ctx, actor) => declineSwap(ctx, actor, { id: 1 })],
  confirmPlan: [['city'], (ctx, actor) => confirmPlan(ctx, actor, step)],
  returnPlan: [['city', 'manager'], (ctx, actor) => returnPlan(ctx, actor, step)],
  commentOnPlan: [['city', 'manager'], (ctx, actor) => commentOnPlan(ctx, actor, step)],
  loadPlanVersion: [['manager', 'lead', 'city'], (ctx, actor) => loadPlanVersion(ctx, actor, step)],
  listPlans: [['manager', 'lead', 'city'], (ctx, actor) => listPlans(ctx, actor)],
  printPlan: [
    ['manager', 'lead', 'city'],
    (ctx, actor) => printPlan(ctx, actor, { ...step, audience: 'internal', language: 'ja' }),
  ],
  exportShiftsCsv: [
    ['manager'],
    (ctx, actor) => exportShiftsCsv(ctx, actor, { ...step, encoding: 'shift_jis' }),
  ],
  exportShiftsXlsx: [
    ['manager', 'lead', 'city'],
    (ctx, actor) => exportShiftsXlsx(ctx, actor, { ...step, audience: 'internal', language: 'ja' }),
  ],
  loadReadings: [['manager', 'lead'], (ctx, actor) => loadReadings(ctx, actor, { month: may })],
  loadShiftAddresses: [['manager', 'lead'], (ctx, actor) => loadShiftAddresses(ctx, actor)],
  issueShiftAddresses: [
    ['manager', 'lead'],
    (ctx, actor) => issueShiftAddresses(ctx, actor, { staffIds: ['OP01'] }),
  ],
  revokeShiftAddress: [
    ['manager', 'lead'],
    (ctx, actor) => revokeShiftAddress(ctx, actor, { staffId: 'OP01' }),
  ],
  createInvitation: [
    ['administrator'],
    (ctx, actor) => createInvitation(ctx, actor, { name: '新 人', role: 'lead', cityStep: null }),
  ],
  disableAccount: [
    ['administrator'],
    (ctx, actor) => disableAccount(ctx, actor, { userId: 'none', isDisabled: true }),
  ],
  listAccounts: [['administrator'], (ctx, actor) => listAccounts(ctx, actor)],
};

describe('requireRole', () => {
  let ctx: TestContext;
  before(async () => {
    ctx = await openTestContext();
  });
  after(() => ctx.close());

  for (const [name, [roles, act]] of Object.entries(useCases)) {
    it(`lets ${roles.join(' and ')} alone use ${name}`, async () => {
      for (const [role, actor] of Object.entries(actors)) {
        if (roles.includes(actor.role)) {
          const code = await act(ctx, actor).then(
            () => 'done',
            (error: unknown) => (error instanceof SekisuError ? error.code : String(error)),
          );
          expect(code, role)
            .to.match(/^(done|[a-z]+\.[a-z-]+)$/)
            .and.not.equal('role.not-allowed');
        } else {
          const error = await rejectionOf(act(ctx, actor));
          expect(error.code, role).to.equal('role.not-allowed');
          expect(error.details['role'], role).to.equal(role);
        }
      }
    });
  }
});
