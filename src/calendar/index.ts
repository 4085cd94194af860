/**
 * Answers: which days and minutes a centre is open, which are holidays, and how a date is written on a document.
 * Assumes: the zone Asia/Tokyo, which has no clock changes; times of a day are minutes since midnight.
 * May import: errors, js-joda and the table of national holidays.
 */
export { formatTime, parseTime, type TimeRange } from './clock-time.ts';
export { holidayYears, nationalHoliday } from './holidays.ts';
export { japanDateTimeOf, japanTime } from './japan-time.ts';
export { fiscalYearOf, japaneseDate, japaneseDateTime, japaneseMonth, weekdayKanji } from './japanese-era.ts';
export { daysOfMonth, type OpenDay, openDaysOfMonth, openingOf } from './opening.ts';
