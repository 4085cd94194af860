/**
 * Answers: from what each kind of document is filled; one loader per kind.
 * Assumes: a loader's body is ready to print and safe for the city: operators by code, no reasons of absence.
 * May import: the core, db and other use cases.
 */
import type { DocumentKind } from '../../contract/index.ts';
import { loadAdHocReport } from './ad-hoc-report.ts';
import { loadCompletionReport } from './completion-report.ts';
import { loadDailyReport } from './daily-report.ts';
import { loadHandover } from './handover.ts';
import { loadImprovementReport } from './improvement-report.ts';
import type { DocumentLoader } from './loader.ts';
import { loadMinutes } from './minutes.ts';
import { loadMonthlyReport } from './monthly-report.ts';
import { loadOutboundEvidence } from './outbound-evidence.ts';
import { loadPerformanceReport } from './performance-report.ts';
import { loadCareerRecord, loadEmergencyPlan, loadOpeningPlan, loadOrganisation } from './set-up.ts';
import { loadSurgePlan } from './surge-plan.ts';

/** The loader of every kind that can be made. */
export const documentLoaders: Readonly<Partial<Record<DocumentKind, DocumentLoader>>> = {
  openingPlan: loadOpeningPlan,
  organisation: loadOrganisation,
  careerRecord: loadCareerRecord,
  emergencyPlan: loadEmergencyPlan,
  surgePlan: loadSurgePlan,
  dailyReport: loadDailyReport,
  monthlyReport: loadMonthlyReport,
  performanceReport: loadPerformanceReport,
  completionReport: loadCompletionReport,
  improvementReport: loadImprovementReport,
  outboundEvidence: loadOutboundEvidence,
  adHocReport: loadAdHocReport,
  minutes: loadMinutes,
  handover: loadHandover,
};
