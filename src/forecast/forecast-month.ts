import { LocalDate, YearMonth } from '@js-joda/core';
import { fiscalYearOf, openingOf } from '../calendar/index.ts';
import type { Contract } from '../contract/index.ts';
import { SekisuError } from '../errors.ts';
import { assembleDay, type QueueOfMonth } from './assemble-day.ts';
import type { HistoryInterval } from './history.ts';
import { historyDays, meanHandlingSeconds } from './history-days.ts';
import { intradayProfile } from './intraday.ts';
import type { HistoryDecision, KnownDriver, KnownEvent } from './known-ahead.ts';
import type { Mailing } from './mailing.ts';
import type { ForecastOverride, MonthForecast } from './month-forecast.ts';
import { type CalendarDay, openCalendar, openDayNumberFrom } from './open-calendar.ts';
import { lengthFractionOf, type OpeningLengths, openingLengths } from './opening-lengths.ts';
import { queueDays } from './queue-days.ts';
import { boundsOf, sharedDeviation, sumOverDays, sumWithinDay } from './uncertainty.ts';

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

/** A batch of an earlier month that brings fewer calls than this in the month is not worth a line. */
const worthTelling = 0.05;
/** No response reaches further than this after posting and opening of booking, year-end closure included. */
const longestResponseCalendarDays = 60;

/**
 * A month's calls per queue, day and planning interval, with bounds, parts and reasons.
 *
 * Daily calls of a queue = level × weekday × calendar month × day after a closure × opening ÷ usual opening
 * + sum over batches of letters × calls per letter × share of the response on this open day after posting.
 * Calls without letters that a short day cannot take do not come later; those of letters do (see `responseOf`).
 * Without history the contract's monthly calls are spread instead, and mixed in while history is short (see
 * `queueDays`). Within the day by the shares of `intradayProfile`. Nothing known only later has any effect.
 * @throws SekisuError `number.out-of-range` when an override's calls are negative or not finite
 */
export function forecastMonth(input: ForecastInput): MonthForecast {
  const { contract, month, knowledgeDate } = input;
  const history = input.history.filter((row) => row.date.isBefore(knowledgeDate));
  const announced = input.mailings.filter((mailing) => !mailing.announcedOn.isAfter(knowledgeDate));
  const overrides = overridesByDay(input.overrides);

  const firstDay = earliest([month.atDay(1), ...history.map((row) => row.date)]);
  const mailings = announced
    .filter((mailing) => !lastResponseOf(mailing).isBefore(firstDay))
    .sort((a, b) => a.postedOn.compareTo(b.postedOn));
  const calendarStart = earliest([firstDay, ...mailings.map((mailing) => mailing.postedOn)]);
  const lengths = openingLengths(contract, month, history);
  const calendar = openCalendar(contract, calendarStart, month.atEndOfMonth(), lengths);

  const openInMonth = calendar.days.flatMap((day, number) =>
    day.date.isBefore(month.atDay(1)) ? [] : [{ day, number }],
  );
  const inMonth = openInMonth.filter(({ day }) => isInTerm(contract, day.date));
  const lengthOfMonth = sumOfLengths(openInMonth);
  const usualDaysOfYear = countUsualDaysOfFiscalYear(contract, month, lengths);

  const queues: QueueOfMonth[] = contract.queues.map((terms) => {
    const rows = history.filter((row) => row.queueId === terms.id);
    const days = historyDays(rows, terms.id);
    return {
      terms,
      historyDays: days,
      profile: intradayProfile(contract, rows, lengths.seen),
      days: queueDays({
        contract,
        terms,
        history: days,
        mailings,
        calendar,
        monthDays: inMonth.map(({ number }) => number),
        termFraction: lengthOfMonth > 0 ? sumOfLengths(inMonth) / lengthOfMonth : 0,
        knowledgeDay: openDayNumberFrom(calendar, knowledgeDate),
        assumedDailyCalls: (terms.monthlyCalls * 12) / usualDaysOfYear,
      }),
    };
  });

  const usualCalls =
    contract.queues.reduce((sum, terms) => sum + terms.monthlyCalls, 0) * (12 / usualDaysOfYear);
  const assembled = inMonth.map(({ day }, index) =>
    assembleDay({
      contract,
      day,
      usualCalls,
      mailings,
      queues: queues.map((queue) => ({ ...queue, day: queue.days[index]! })),
      override: overrides.get(day.date.toString()) ?? null,
    }),
  );
  const days = assembled.map(({ forecast }) => forecast);
  const whole = sumOverDays(assembled.map(({ byQueue }) => sumWithinDay(byQueue)));
  const dayDeviations = assembled.map(({ byQueue }) => sumWithinDay(byQueue).dayDeviation);

  return {
    month,
    knowledgeDate,
    days,
    calls: whole.calls,
    bounds: boundsOf(whole),
    queues: queues.map((queue, position) => {
      const uncertain = sumOverDays(assembled.map(({ byQueue }) => byQueue[position]!));
      return {
        queueId: queue.terms.id,
        calls: uncertain.calls,
        bounds: boundsOf(uncertain),
        measuredAhtSeconds: meanHandlingSeconds(queue.historyDays),
        historyDays: queue.historyDays.length,
      };
    }),
    mailings: mailings.flatMap((mailing) => {
      const calls = days.reduce((sum, day) => sum + callsOf(day.parts.byMailing, mailing), 0);
      const isOfMonth = YearMonth.from(mailing.postedOn).equals(month);
      return isOfMonth || calls >= worthTelling ? [{ mailing, calls }] : [];
    }),
    measuredAhtSeconds: meanHandlingSeconds(queues.flatMap((queue) => queue.historyDays)),
    historyDays: Math.max(0, ...queues.map((queue) => queue.historyDays.length)),
    volumeCvFraction: whole.calls > 0 ? sharedDeviation(whole) / whole.calls : 0,
    dayCvFraction: whole.calls > 0 ? dayDeviations.reduce((sum, value) => sum + value, 0) / whole.calls : 0,
  };
}

function callsOf(
  parts: readonly { readonly mailing: Mailing; readonly calls: number }[],
  mailing: Mailing,
): number {
  return parts.find((part) => part.mailing === mailing)?.calls ?? 0;
}

function lastResponseOf(mailing: Mailing): LocalDate {
  const opens = mailing.bookingOpensOn;
  const start = opens?.isAfter(mailing.postedOn) ? opens : mailing.postedOn;
  return start.plusDays(longestResponseCalendarDays);
}

function isInTerm(contract: Contract, date: LocalDate): boolean {
  return !date.isBefore(contract.term.start) && !date.isAfter(contract.term.end);
}

function sumOfLengths(days: readonly { readonly day: CalendarDay }[]): number {
  return days.reduce((sum, { day }) => sum + day.lengthFraction, 0);
}

/** Open days of the fiscal year, each counted by its length. */
function countUsualDaysOfFiscalYear(contract: Contract, month: YearMonth, lengths: OpeningLengths): number {
  const start = LocalDate.of(fiscalYearOf(month.atDay(1)), 4, 1);
  let count = 0;
  for (let date = start; date.isBefore(start.plusYears(1)); date = date.plusDays(1)) {
    const opening = openingOf(contract.opening, date);
    if (opening.kind === 'open') count += lengthFractionOf(lengths, opening);
  }
  return Math.max(1, count);
}

function overridesByDay(overrides: readonly ForecastOverride[]): ReadonlyMap<string, ForecastOverride> {
  for (const { date, calls } of overrides) {
    if (Number.isFinite(calls) && calls >= 0) continue;
    const expected = '≥ 0';
    throw new SekisuError('number.out-of-range', { name: `override ${date}`, value: calls, expected });
  }
  return new Map(overrides.map((override) => [override.date.toString(), override]));
}

function earliest(dates: readonly LocalDate[]): LocalDate {
  return dates.reduce((first, date) => (date.isBefore(first) ? date : first));
}
