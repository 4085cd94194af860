import { LocalDate, YearMonth } from '@js-joda/core';
import { type OpenDay, openingOf } from '../../calendar/index.ts';
import { type Contract, requireInTerm } from '../../contract/index.ts';
import { SekisuError } from '../../errors.ts';

/**
 * The open day that a document is about. @param text `YYYY-MM-DD`
 * @throws SekisuError `document.bad-subject`, `day.closed`, `month.outside-term`
 */
export function openDaySubject(contract: Contract, kind: string, text: string): OpenDay {
  const date = parsed(text, LocalDate.parse);
  if (date === null)
    throw new SekisuError('document.bad-subject', { kind, subject: text, expected: 'YYYY-MM-DD' });
  requireInTerm(contract, YearMonth.from(date));
  const opening = openingOf(contract.opening, date);
  if (opening.kind === 'closed') throw new SekisuError('day.closed', { date: text });
  return { date, startMinute: opening.startMinute, endMinute: opening.endMinute };
}

/**
 * The month that a document is about. @param text `YYYY-MM`
 * @throws SekisuError `document.bad-subject`, `month.outside-term`
 */
export function monthSubject(contract: Contract, kind: string, text: string): YearMonth {
  const month = parsed(text, YearMonth.parse);
  if (month === null)
    throw new SekisuError('document.bad-subject', { kind, subject: text, expected: 'YYYY-MM' });
  requireInTerm(contract, month);
  return month;
}

/** The number that a document is about, 1 or more. @throws SekisuError `document.bad-subject` */
export function numberSubject(kind: string, text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new SekisuError('document.bad-subject', { kind, subject: text, expected: '1, 2, 3 …' });
}

function parsed<Value>(text: string, parse: (text: string) => Value): Value | null {
  try {
    return parse(text);
  } catch {
    // Parsing throws for nothing but a text that is none; its error is no DateTimeException.
    return null;
  }
}

/** A document about the whole term has no other subject. @throws SekisuError `document.bad-subject` */
export function termSubject(kind: string, text: string): void {
  if (text !== 'term')
    throw new SekisuError('document.bad-subject', { kind, subject: text, expected: 'term' });
}
