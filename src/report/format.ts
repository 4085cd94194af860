import type { LocalDate, LocalDateTime } from '@js-joda/core';
import { YearMonth } from '@js-joda/core';
import {
  fiscalYearOf,
  japaneseDate,
  japaneseDateTime,
  japaneseMonth,
  weekdayKanji,
} from '../calendar/index.ts';
import type { Language } from '../errors.ts';

/** Between a number and %, so that a line never ends there. */
const space = '\u00a0';

/**
 * A share in percent with one decimal, rounded down so that no rate looks better than it is: 0.8996 is 89.9 %.
 * @param fraction 0 to 1 included
 */
export function floorPercentText(fraction: number): string {
  // The small term keeps 0.957, which is 95.69999… as a product, at 95.7.
  return `${(Math.floor(fraction * 1000 + 1e-7) / 10).toFixed(1)}${space}%`;
}

/** A share in percent with one decimal, rounded up so that no gap looks smaller than it is: 0.0041 is 0.5 %. @param fraction ≥ 0 */
export function ceilPercentText(fraction: number): string {
  return `${(Math.ceil(fraction * 1000 - 1e-7) / 10).toFixed(1)}${space}%`;
}

/** A probability in whole percent, rounded down and never 100 %, which nobody can promise. @param fraction 0 to 1 included */
export function probabilityText(fraction: number): string {
  return `${Math.min(99, Math.floor(fraction * 100 + 1e-7))}${space}%`;
}

/**
 * A share in percent with two decimals, rounded down, where small differences are told: 0.98785 is 98.78 %.
 * @param fraction 0 to 1 included
 */
export function finePercentText(fraction: number): string {
  return `${(fineHundredths(fraction) / 100).toFixed(2)}${space}%`;
}

/** Hundredths of a percent as `finePercentText` shows them: differences of what is shown add up. */
export function fineHundredths(fraction: number): number {
  return Math.floor(fraction * 10_000 + 1e-7);
}

/** A probability that stands beside its bounds: whole percent, rounded down; 99 %以上 from there on, 1 %未満 below. */
export function openProbabilityText(fraction: number, language: Language): string {
  if (fraction >= 0.99) return language === 'ja' ? `99${space}%以上` : `99${space}% or more`;
  if (fraction < 0.01) return language === 'ja' ? `1${space}%未満` : `under 1${space}%`;
  return probabilityText(fraction);
}

/** Bounds of a share in percent, one decimal, from rounded down to rounded up: 91.2–94.8 %. */
export function percentBoundsText(low: number, high: number): string {
  const up = Math.ceil(high * 1000 - 1e-7) / 10;
  return `${floorPercentText(low).replace(`${space}%`, '')}–${up.toFixed(1)}${space}%`;
}

/** A number of calls, rounded to whole calls, thousands apart. @param calls ≥ 0 */
export function callsText(calls: number): string {
  return String(Math.round(calls)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A value with its bounds, 34（28–41）; both bounds included. */
export function boundsText(calls: number, low: number, high: number, language: Language): string {
  const bounds = `${callsText(low)}–${callsText(high)}`;
  return language === 'ja' ? `${callsText(calls)}（${bounds}）` : `${callsText(calls)} (${bounds})`;
}

/** A day inside its month, 5/14（火） or Tue 5/14. */
export function dayText(day: LocalDate, language: Language): string {
  const numbers = `${day.monthValue()}/${day.dayOfMonth()}`;
  return language === 'ja' ? `${numbers}（${weekdayKanji(day)}）` : `${weekdayText(day, 'en')} ${numbers}`;
}

/** A day's weekday, 火 or Tue. */
export function weekdayText(day: LocalDate, language: Language): string {
  return language === 'ja' ? weekdayKanji(day) : capitalised(day.dayOfWeek().name()).slice(0, 3);
}

/** A day on a document, 令和6年5月14日 or 14 May 2024. */
export function dateText(day: LocalDate, language: Language): string {
  return language === 'ja'
    ? japaneseDate(day)
    : `${day.dayOfMonth()} ${capitalised(day.month().name())} ${day.year()}`;
}

/** A moment on a document, 令和6年5月14日 15:04 or 14 May 2024 15:04; the clock is that of Asia/Tokyo. */
export function dateTimeText(at: LocalDateTime, language: Language): string {
  const japanese = japaneseDateTime(at);
  return language === 'ja' ? japanese : `${dateText(at.toLocalDate(), 'en')} ${japanese.slice(-5)}`;
}

/** A month on a document, 令和6年5月 or May 2024. */
export function monthText(month: YearMonth, language: Language): string {
  return language === 'ja' ? japaneseMonth(month) : `${capitalised(month.month().name())} ${month.year()}`;
}

/**
 * The fiscal year of a day, 令和6年度 or FY2024. A year in which the era changes is named by its December, as offices
 * named 令和元年度.
 */
export function fiscalYearText(day: LocalDate, language: Language): string {
  const year = fiscalYearOf(day);
  if (language === 'en') return `FY${year}`;
  return japaneseMonth(YearMonth.of(year, 12)).replace(/年.*$/, '年度');
}

/** A clock time without its leading zero, 9:05. @param time `HH:mm` */
export function clockText(time: string): string {
  return time.replace(/^0/, '');
}

function capitalised(word: string): string {
  return word.charAt(0) + word.slice(1).toLowerCase();
}
