import { Instant, LocalDate } from '@js-joda/core';

/** A moment for a timestamptz column; both sides are exact to the millisecond. */
export function dateOf(instant: Instant): Date {
  return new Date(instant.toEpochMilli());
}

/** The moment of a timestamptz column. */
export function instantOf(date: Date): Instant {
  return Instant.ofEpochMilli(date.getTime());
}

/** The moment of a timestamptz column that may be empty. */
export function instantOrNull(date: Date | null): Instant | null {
  return date === null ? null : instantOf(date);
}

/** The day of a date column that may be empty. */
export function dayOrNull(text: string | null): LocalDate | null {
  return text === null ? null : LocalDate.parse(text);
}

/** The text of a date column that may be empty. */
export function textOrNull(day: LocalDate | null): string | null {
  return day === null ? null : day.toString();
}
