import type { LocalDate } from '@js-joda/core';

/** A correction of a day that has come. */
export interface JudgedOverride {
  readonly date: LocalDate;
  readonly reason: string;
  /** Who made it; null when that is not known. */
  readonly by: string | null;
  readonly modelCalls: number;
  /** Calls that the correction set. */
  readonly calls: number;
  readonly actualCalls: number;
  /** Calls by which the correction lay nearer to what came than the model, below 0 when farther. */
  readonly gainedCalls: number;
  /** Whether |correction − actual| < |model − actual|. */
  readonly isHelpful: boolean;
}

/** What one person's corrections did together. */
export interface PersonsOverrides {
  readonly by: string | null;
  readonly overrides: number;
  readonly helpful: number;
  /** Sums of absolute errors, in calls. */
  readonly modelErrorCalls: number;
  readonly correctedErrorCalls: number;
  /** The first less the second. */
  readonly gainedCalls: number;
}

/** A day with its correction and what came. */
export interface OverriddenDay {
  readonly date: LocalDate;
  readonly modelCalls: number;
  readonly actualCalls: number;
  readonly override: { readonly calls: number; readonly reason: string; readonly by: string | null } | null;
}

/**
 * Whether corrections helped, one by one and per person, people in order of their first corrected day.
 * @param days of all versions, older versions first: of a correction that several have, the newest one's model counts
 */
export function judgeOverrides(days: readonly OverriddenDay[]): {
  readonly overrides: readonly JudgedOverride[];
  readonly people: readonly PersonsOverrides[];
} {
  const judged = new Map<string, JudgedOverride>();
  for (const { date, modelCalls, actualCalls, override } of days) {
    if (override === null) continue;
    const { calls, reason, by } = override;
    const gainedCalls = Math.abs(modelCalls - actualCalls) - Math.abs(calls - actualCalls);
    const isHelpful = gainedCalls > 0;
    judged.set(JSON.stringify([date.toString(), calls, reason, by]), {
      date,
      reason,
      by,
      modelCalls,
      calls,
      actualCalls,
      gainedCalls,
      isHelpful,
    });
  }
  const overrides = [...judged.values()].sort((a, b) => a.date.compareTo(b.date));
  const people = [...Map.groupBy(overrides, ({ by }) => by)].map(([by, own]): PersonsOverrides => {
    const modelErrorCalls = own.reduce((sum, one) => sum + Math.abs(one.modelCalls - one.actualCalls), 0);
    const correctedErrorCalls = own.reduce((sum, one) => sum + Math.abs(one.calls - one.actualCalls), 0);
    return {
      by,
      overrides: own.length,
      helpful: own.filter(({ isHelpful }) => isHelpful).length,
      modelErrorCalls,
      correctedErrorCalls,
      gainedCalls: modelErrorCalls - correctedErrorCalls,
    };
  });
  return { overrides, people };
}
