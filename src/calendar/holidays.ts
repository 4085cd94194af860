import holidayTable from '@holiday-jp/holiday_jp/lib/holidays.js';
import type { LocalDate } from '@js-joda/core';

const holidays: Readonly<Record<string, { readonly name: string; readonly name_en: string } | undefined>> =
  holidayTable as never;

/** A national holiday's name in both languages. */
export interface HolidayName {
  readonly ja: string;
  readonly en: string;
}

/**
 * The national holiday (国民の祝日, substitute days of 祝日法3条2項 and days between of 3項 included) on a day.
 * Source: the holiday-jp data set, which follows the Cabinet Office's list; equinoxes of future years are forecasts
 * until the official gazette fixes them each February.
 */
export function nationalHoliday(day: LocalDate): HolidayName | undefined {
  const entry = holidays[day.toString()];
  return entry === undefined ? undefined : { ja: entry.name, en: entry.name_en };
}

const years: ReadonlySet<number> = new Set(Object.keys(holidays).map((day) => Number(day.slice(0, 4))));

/** Years of which the data set has holidays. */
export function holidayYears(): ReadonlySet<number> {
  return years;
}
