import type { LocalDateTime } from '@js-joda/core';
import { SekisuError } from '../errors.ts';

/** A text in both languages. */
export interface Sentence {
  readonly ja: string;
  readonly en: string;
}

/** What became of one call that wanted an operator. */
export interface CallRecord {
  /** When it began to wait for an operator, in local time. */
  readonly arrivesAt: LocalDateTime;
  /** Wait until it was answered or hung up, in seconds, >= 0; without the automatic answer before it. */
  readonly waitSeconds: number;
  readonly outcome: 'answered' | 'abandoned';
  /** Handling time, talk and after-call work, in seconds, >= 0; null when abandoned or not recorded. */
  readonly serviceSeconds: number | null;
  /** Queue, or null when the records do not tell. */
  readonly queueId: string | null;
}

/** Returns the seconds if they are finite and >= 0. @throws SekisuError `number.out-of-range` */
export function requireSeconds(name: string, seconds: number): number {
  if (seconds >= 0 && seconds < Infinity) return seconds;
  throw new SekisuError('number.out-of-range', { name, value: String(seconds), expected: '0 ≤ x < ∞' });
}
