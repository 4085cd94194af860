/**
 * Answers: from what each kind of document is filled; one loader per kind.
 * Assumes: a loader's body is ready to print and safe for the city: operators by code, no reasons of absence.
 * May import: the core, db and other use cases.
 */
import type { DocumentKind } from '../../contract/index.ts';
import { loadCompletionReport } from './completion-report.ts';
import { loadDailyReport } from './daily-report.ts';
import type { DocumentLoader } from './loader.ts';
import { loadMonthlyReport } from './monthly-report.ts';
import { loadPerformanceReport } from './performance-report.ts';

/** The loader of every kind that can be made. */
export const documentLoaders: Readonly<Partial<Record<DocumentKind, DocumentLoader>>> = {
  dailyReport: loadDailyReport,
  monthlyReport: loadMonthlyReport,
  performanceReport: loadPerformanceReport,
  completionReport: loadCompletionReport,
};
