import { LocalDate, type LocalDateTime, type YearMonth } from '@js-joda/core';

/**
 * Eras of the Japanese calendar that a contract can meet, newest first, with their first days.
 * Source: 元号法 and the cabinet orders 昭和64年政令第1号 (平成), 平成31年政令第143号 (令和).
 */
const eras: readonly { readonly name: string; readonly firstDay: LocalDate }[] = [
  { name: '令和', firstDay: LocalDate.of(2019, 5, 1) },
  { name: '平成', firstDay: LocalDate.of(1989, 1, 8) },
  { name: '昭和', firstDay: LocalDate.of(1926, 12, 25) },
];

/** Kanji of a day's weekday, 月 to 日. */
export function weekdayKanji(day: LocalDate): string {
  return '月火水木金土日'.charAt(day.dayOfWeek().value() - 1);
}

/** A day as documents write it, 令和6年5月14日; the first year of an era is 元年. Days before 昭和 keep the Western year. */
export function japaneseDate(day: LocalDate): string {
  return `${eraYear(day)}${day.monthValue()}月${day.dayOfMonth()}日`;
}

/** A month as documents write it, 令和6年5月; the era is that of its last day. */
export function japaneseMonth(month: YearMonth): string {
  return `${eraYear(month.atEndOfMonth())}${month.monthValue()}月`;
}

/** A local date and time as documents write it, 令和6年5月14日 15:04. */
export function japaneseDateTime(at: LocalDateTime): string {
  const time = `${String(at.hour()).padStart(2, '0')}:${String(at.minute()).padStart(2, '0')}`;
  return `${japaneseDate(at.toLocalDate())} ${time}`;
}

/** The fiscal year (April to March) that a day lies in, by the year of its April. */
export function fiscalYearOf(day: LocalDate): number {
  return day.monthValue() >= 4 ? day.year() : day.year() - 1;
}

function eraYear(day: LocalDate): string {
  const era = eras.find((candidate) => !day.isBefore(candidate.firstDay));
  if (era === undefined) return `${day.year()}年`;
  const year = day.year() - era.firstDay.year() + 1;
  return `${era.name}${year === 1 ? '元' : year}年`;
}
