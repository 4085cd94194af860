import { Instant, LocalDate, YearMonth } from '@js-joda/core';
import type { NewPlan } from '../../src/db/plans.ts';
import type { HistoryInterval } from '../../src/forecast/history.ts';
import type { PlanContent } from '../../src/plan/format.ts';

/** A fixed moment with milliseconds. */
export const noon = Instant.parse('2027-03-01T03:00:00.123Z');

/** One interval, 9:00 to 9:30 of 2027-03-01 unless told otherwise. */
export function interval(values: Partial<HistoryInterval> = {}): HistoryInterval {
  return {
    queueId: 'general',
    date: LocalDate.parse('2027-03-01'),
    startMinute: 540,
    endMinute: 570,
    offered: 12,
    answered: 11,
    abandoned: 1,
    handlingSeconds: 3012.5,
    ...values,
  };
}

/** Rows of so many days from a date, 20 half hours each. */
export function historyOf(days: number, from = LocalDate.parse('2026-04-01')): HistoryInterval[] {
  return Array.from({ length: days * 20 }, (_, index) => {
    const startMinute = 510 + (index % 20) * 30;
    return interval({
      date: from.plusDays(Math.floor(index / 20)),
      startMinute,
      endMinute: startMinute + 30,
      offered: 12 + (index % 7),
    });
  });
}

/** A plan's content with numbers and texts that a store could spoil. */
export function planContent(values: Partial<PlanContent> = {}): PlanContent {
  const bounds = { low95: 0, low80: 0.1 + 0.2, high80: 1e-7, high95: 12345.678901234567 };
  return {
    format: 'sekisu.plan/1',
    contractId: 'example',
    month: '2027-04',
    knowledgeDate: '2027-03-01',
    fictitiousDataNotice: { ja: "架空のデータ “?” \\ '", en: 'Fictitious ?? $1' },
    assumptions: {
      ahtSeconds: 360,
      patienceSeconds: 120,
      serviceLevelSeconds: 20,
      serviceLevelFraction: 0.8,
      targetAnswerRate: 0.9,
      confidenceFraction: 0.9,
      minimumOperators: 2,
      measuredAhtSeconds: null,
      historyDays: 0,
      volumeCvFraction: 0.05,
      dayCvFraction: 0.1,
    },
    mailings: [],
    staff: [],
    days: [],
    monthForecastCalls: 1234.5,
    monthForecastBounds: bounds,
    monthAnswerRate: 0.95,
    monthServiceLevel: 0.85,
    probabilityTargetMet: 0.97,
    coverage: 'covered',
    findings: [],
    ...values,
  };
}

/** Version 1 of April 2027 unless told otherwise. */
export function newPlan(values: Partial<NewPlan> = {}): NewPlan {
  return {
    month: YearMonth.parse('2027-04'),
    version: 1,
    kind: 'plan',
    basedOnVersion: null,
    content: planContent(),
    contentSha256: 'a'.repeat(64),
    createdAt: noon,
    createdBy: 'cli',
    ...values,
  };
}
