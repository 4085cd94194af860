/**
 * Answers: what a file of history, mailings, events, drivers, staff, wishes or cases says, and how shifts and cases are written
 * as a table (CSV, Shift_JIS, XLSX) or a calendar.
 * Assumes: bytes and text only; opening and saving files belongs to app and cli. Formats: forecasts/README.md.
 * May import: the core, js-joda, csv-parse, csv-stringify, iconv-lite, ical-generator and write-excel-file.
 */
export { type CalendarEvent, writeCalendar } from './calendar.ts';
export { casesSheet, parseCasesCsv, writeCasesCsv } from './cases.ts';
export { decodeText } from './decode-text.ts';
export { type Demand, parseDemandsCsv } from './demands.ts';
export { type HandedInRow, parseHistoryCsv, readHandedInHistory } from './history.ts';
export { parseEventsCsv, parseKnownDriversCsv } from './known-ahead.ts';
export { parseMailingsCsv } from './mailings.ts';
export { plainSheet, writePlainCsv } from './plain-table.ts';
export { encodeShiftJis, type ShiftJisText } from './shift-jis.ts';
export { shiftListSheet, writeShiftsCsv } from './shifts.ts';
export { parseStaffCsv } from './staff.ts';
export { type PersonalWish, parseWishesCsv, type WishFile } from './wishes.ts';
export { writeWorkbook } from './workbook.ts';
