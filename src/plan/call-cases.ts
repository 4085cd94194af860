import type { LocalDate } from '@js-joda/core';
import type { Contract } from '../contract/index.ts';

/**
 * What became of a call, from 対応完了 to 自動応答: `answered` was settled by the operator, `escalated` by the supervisor,
 * `cityCallback` was noted for the city to call back, `referred` was told of another office; nobody spoke with the last two.
 */
export const caseOutcomes = [
  'answered',
  'escalated',
  'cityCallback',
  'referred',
  'abandoned',
  'automatic',
] as const;
/** One of `caseOutcomes`. */
export type CaseOutcome = (typeof caseOutcomes)[number];

/** Japanese words for what became of a call, in files and on documents, with the contract's word for supervisors. */
export function caseOutcomeNames({ roles }: Pick<Contract, 'roles'>): Readonly<Record<CaseOutcome, string>> {
  return {
    answered: '対応完了',
    escalated: `${roles.labels.supervisor.ja}対応`,
    cityCallback: '市へ引継ぎ',
    referred: '他窓口案内',
    abandoned: '放棄',
    automatic: '自動応答',
  };
}

/** One call as the city gets it among all cases (D25). It has no name and no number of the caller. */
export interface CallCase {
  /** Number that the telephone system or the desk gave it. */
  readonly id: string;
  readonly date: LocalDate;
  /** When it came in, in minutes since midnight, 0 to 1439. */
  readonly startMinute: number;
  readonly queueId: string;
  /** Code of the operator who took it; null of one that nobody took. */
  readonly staffId: string | null;
  /** Code of the contract's `service.venues`; null where none was asked for. */
  readonly venue: string | null;
  /** Code of the contract's `service.reasons`; null where it is not known. */
  readonly reason: string | null;
  readonly outcome: CaseOutcome;
  readonly isComplaint: boolean;
  /** Talk and after-call work in seconds, whole, ≥ 0; 0 of a call that nobody took. */
  readonly handlingSeconds: number;
  /** What was dealt with, in free words; null for nothing worth noting. The only part that could name a caller. */
  readonly note: string | null;
}

/** Whether an operator spoke with the caller: what 応答 counts (A2). */
export function isAnswered({ outcome }: Pick<CallCase, 'outcome'>): boolean {
  return outcome !== 'abandoned' && outcome !== 'automatic';
}

type Moment = Pick<CallCase, 'date' | 'startMinute' | 'id'>;

/** In order of time, then of number. */
export function byTime(one: Moment, other: Moment): number {
  return (
    one.date.compareTo(other.date) ||
    one.startMinute - other.startMinute ||
    (one.id < other.id ? -1 : one.id > other.id ? 1 : 0)
  );
}
