import type { LocalDate } from '@js-joda/core';

/** What became of an attempt: 応答, 不在, 断り, 承諾 (will apply), かけ直し. */
export const outboundOutcomes = ['reached', 'notReached', 'refused', 'agreed', 'callBack'] as const;
/** One of `outboundOutcomes`. */
export type OutboundOutcome = (typeof outboundOutcomes)[number];

/** One outbound call as it was made. */
export interface OutboundAttempt {
  readonly date: LocalDate;
  /** When it began, in minutes since midnight, 0 to 1439. */
  readonly minute: number;
  /** Code of the person who called. */
  readonly staffId: string;
  /** Office or facility called, from the city's list. */
  readonly organisation: string;
  readonly outcome: OutboundOutcome;
  /** What was said; null for nothing worth noting. */
  readonly note: string | null;
  /** Whether the city has to know at once, by telephone (第2章2(5)イ). */
  readonly isUrgent: boolean;
}

/** A day's attempts as the daily report tells them. */
export interface OutboundDayTotals {
  readonly date: LocalDate;
  /** Attempts made, reached or not: what the cap counts (A7). */
  readonly attempts: number;
  readonly byOutcome: Readonly<Record<OutboundOutcome, number>>;
  /** Different offices and facilities called. */
  readonly organisations: number;
  readonly urgent: number;
}

/** Totals of each day that has attempts, in order of date. */
export function outboundTotals(attempts: readonly OutboundAttempt[]): OutboundDayTotals[] {
  const byDay = Map.groupBy(attempts, ({ date }) => date.toString());
  return [...byDay.keys()].toSorted().map((key) => {
    const own = byDay.get(key)!;
    const count = (outcome: OutboundOutcome): number =>
      own.filter((attempt) => attempt.outcome === outcome).length;
    return {
      date: own[0]!.date,
      attempts: own.length,
      byOutcome: {
        reached: count('reached'),
        notReached: count('notReached'),
        refused: count('refused'),
        agreed: count('agreed'),
        callBack: count('callBack'),
      },
      organisations: new Set(own.map(({ organisation }) => organisation)).size,
      urgent: own.filter(({ isUrgent }) => isUrgent).length,
    };
  });
}
