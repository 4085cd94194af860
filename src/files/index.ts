/**
 * Answers: what a file of history, mailings, events, drivers, staff or wishes says, and how the shifts of a plan are written as a file.
 * Assumes: bytes and text only; opening and saving files belongs to app and cli. Formats: forecasts/README.md.
 * May import: the core, js-joda, csv-parse and csv-stringify.
 */
export { decodeText } from './decode-text.ts';
export { type HandedInRow, parseHistoryCsv, readHandedInHistory } from './history.ts';
export { parseEventsCsv, parseKnownDriversCsv } from './known-ahead.ts';
export { parseMailingsCsv } from './mailings.ts';
export { writeShiftsCsv } from './shifts.ts';
export { parseStaffCsv } from './staff.ts';
export { type PersonalWish, parseWishesCsv, type WishFile } from './wishes.ts';
