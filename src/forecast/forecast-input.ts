import type { LocalDate, YearMonth } from '@js-joda/core';
import type { Contract } from '../contract/index.ts';
import { SekisuError } from '../errors.ts';
import type { HistoryInterval } from './history.ts';
import type { HistoryDecision, KnownDriver, KnownEvent } from './known-ahead.ts';
import type { Mailing } from './mailing.ts';
import type { ForecastOverride } from './month-forecast.ts';
import { unannouncedMailings } from './unannounced-mailings.ts';

/** What a forecast is made from. */
export interface ForecastInput {
  readonly contract: Contract;
  readonly month: YearMonth;
  /** Only history before this day and mailings announced by this day are used. */
  readonly knowledgeDate: LocalDate;
  readonly history: readonly HistoryInterval[];
  readonly mailings: readonly Mailing[];
  /** Special days; those announced after the day of the forecast have no effect. */
  readonly events: readonly KnownEvent[];
  /** Values known ahead, for days of the history and of the month. */
  readonly drivers: readonly KnownDriver[];
  /** What people decided about days of the history. */
  readonly historyDecisions: readonly HistoryDecision[];
  /** Corrections of single days; those outside the month's open days have no effect, the last of one day counts. */
  readonly overrides: readonly ForecastOverride[];
}

/** No response reaches further than this after posting and opening of booking, year-end closure included. */
const longestResponseCalendarDays = 60;

/** What was known on the day of the forecast. */
export interface Known {
  readonly history: readonly HistoryInterval[];
  readonly mailings: readonly Mailing[];
  readonly events: readonly KnownEvent[];
  /** First day of any use. */
  readonly firstDay: LocalDate;
}

/** What of an input was known on its day of knowledge. */
export function knownBy({ month, knowledgeDate, ...input }: ForecastInput): Known {
  const history = input.history.filter((row) => row.date.isBefore(knowledgeDate));
  const firstDay = earliest([month.atDay(1), knowledgeDate, ...history.map((row) => row.date)]);
  const announced = input.mailings.filter((mailing) => !mailing.announcedOn.isAfter(knowledgeDate));
  const mailings = announced
    .filter((mailing) => !lastResponseOf(mailing).isBefore(firstDay))
    .concat(unannouncedMailings(announced, knowledgeDate, month.atEndOfMonth()))
    .sort((a, b) => a.postedOn.compareTo(b.postedOn));
  const isKnown = ({ announcedOn }: KnownEvent) =>
    announcedOn === null || !announcedOn.isAfter(knowledgeDate);
  return { history, mailings, events: input.events.filter(isKnown), firstDay };
}

/** Corrections by date, `YYYY-MM-DD`. @throws SekisuError `number.out-of-range` for calls negative or not finite */
export function overridesByDay(
  overrides: readonly ForecastOverride[],
): ReadonlyMap<string, ForecastOverride> {
  for (const { date, calls } of overrides) {
    if (Number.isFinite(calls) && calls >= 0) continue;
    const expected = '≥ 0';
    throw new SekisuError('number.out-of-range', { name: `override ${date}`, value: calls, expected });
  }
  return new Map(overrides.map((override) => [override.date.toString(), override]));
}

function lastResponseOf(mailing: Mailing): LocalDate {
  const { postedOn, bookingOpensOn, dueOn } = mailing;
  const start = [bookingOpensOn, dueOn].reduce<LocalDate>(
    (latest, date) => (date?.isAfter(latest) ? date : latest),
    postedOn,
  );
  return start.plusDays(longestResponseCalendarDays);
}

function earliest(dates: readonly LocalDate[]): LocalDate {
  return dates.reduce((first, date) => (date.isBefore(first) ? date : first));
}
