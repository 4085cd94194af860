import { LocalDate, YearMonth } from '@js-joda/core';
import { fiscalYearOf, openDaysOfMonth, openingOf } from '../calendar/index.ts';
import type { Contract, QueueTerms } from '../contract/index.ts';
import { SekisuError } from '../errors.ts';
import { type AssembledDay, assembleDay } from './assemble-day.ts';
import { jammedDays, outagesOf } from './clean-history.ts';
import { queueCorrelation } from './combined-calls.ts';
import type { HistoryInterval } from './history.ts';
import { historyDays, meanHandlingSeconds } from './history-days.ts';
import { intradayProfile } from './intraday.ts';
import type { HistoryDecision, KnownDriver, KnownEvent } from './known-ahead.ts';
import type { Mailing } from './mailing.ts';
import type { CleanedDay, ForecastOverride, MonthForecast } from './month-forecast.ts';
import { sumsOf } from './month-sums.ts';
import { openCalendar } from './open-calendar.ts';
import { lengthFractionOf, type OpeningLengths, openingLengths } from './opening-lengths.ts';
import { type QueueHistory, queueHistory } from './queue-history.ts';
import { forecastQueue } from './queue-month.ts';
import type { SeriesForecast } from './series/series.ts';
import { slotGrid } from './slot-grid.ts';

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

/** A queue with its history and its days ahead as the engine forecast them. */
interface QueueForecast {
  readonly terms: QueueTerms;
  readonly history: QueueHistory;
  readonly series: SeriesForecast;
  /** Of the days of the month in the term: numbers among the days ahead. */
  readonly days: readonly number[];
}

/**
 * A month's calls per queue, day and planning interval, with bounds, parts and reasons.
 *
 * Each queue's days are forecast by `forecastSeries` from its cleaned history, the contract, letters, events and drivers.
 * Queues add up; how far their errors do is seen from past errors (`queueCorrelation`). Sums over days follow from the
 * joint distribution of the days. Days of the month before the day of the forecast are forecast as at the month's start.
 * Nothing known only later has any effect.
 * @throws SekisuError `number.out-of-range` when a correction's calls are negative or not finite
 */
export function forecastMonth(input: ForecastInput): MonthForecast {
  const { month, knowledgeDate } = input;
  const overrides = overridesByDay(input.overrides);
  const first = month.atDay(1);
  if (!knowledgeDate.isAfter(first)) return forecastFrom(input, overrides, null);
  const isPast = (date: LocalDate) => date.isBefore(knowledgeDate);
  const before = forecastFrom({ ...input, knowledgeDate: first }, overrides, null);
  return forecastFrom(input, overrides, { ...before, days: before.days.filter(({ date }) => isPast(date)) });
}

/** The month's days from the day of the forecast on, after those that are given. */
function forecastFrom(
  input: ForecastInput,
  overrides: ReadonlyMap<string, ForecastOverride>,
  before: MonthForecast | null,
): MonthForecast {
  const { contract, month, knowledgeDate } = input;
  const known = knownBy(input);
  const lengths = openingLengths(contract, month, known.history);
  const calendar = openCalendar(contract, known.firstDay, month.atEndOfMonth(), lengths);
  const past = calendar.days.filter(({ date }) => date.isBefore(knowledgeDate));
  const ahead = calendar.days.filter(({ date }) => !date.isBefore(knowledgeDate));
  const inMonth = ahead.flatMap((day, number) =>
    day.date.isBefore(month.atDay(1)) || !isInTerm(contract, day.date) ? [] : [{ day, number }],
  );
  const grid = slotGrid(contract);
  const contractShare = shareOfMonth(contract, lengths);
  const profile = intradayProfile(contract, known.history, lengths.seen);
  const jammed = jammedDays(known.history);
  const outages = outagesOf(known.history, lengths.seen, profile);
  const queues = (ahead.length === 0 ? [] : contract.queues).map((terms): QueueForecast => {
    const history = queueHistory({
      contract,
      queueId: terms.id,
      rows: known.history,
      openDays: past,
      openings: lengths.seen,
      jammed,
      outages,
      decisions: input.historyDecisions,
      grid,
    });
    const series = forecastQueue({
      contract,
      terms,
      history,
      openDays: past,
      daysAhead: ahead,
      monthStart: month.atDay(1),
      contractCalls: (date) => terms.monthlyCalls * contractShare(date),
      mailings: known.mailings,
      events: known.events,
      drivers: input.drivers,
      grid,
    });
    return { terms, history, series, days: inMonth.map(({ number }) => number) };
  });
  const correlation = queueCorrelation(queues.map(({ series }) => series.pastErrors));
  const usualCalls =
    contract.queues.reduce((sum, terms) => sum + terms.monthlyCalls, 0) *
    (12 / countUsualDaysOfFiscalYear(contract, month, lengths));
  const assembled = inMonth.map(({ day, number }) =>
    assembleDay({
      contract,
      day,
      usualCalls,
      mailings: known.mailings,
      queues: queues.map(({ terms, history, series }) => ({
        terms,
        profile: history.profile,
        series,
        day: series.days[number]!,
      })),
      correlation,
      override: overrides.get(day.date.toString()) ?? null,
    }),
  );
  return monthOf({ input, known, queues, assembled, correlation, before });
}

/** What was known on the day of the forecast. */
interface Known {
  readonly history: readonly HistoryInterval[];
  readonly mailings: readonly Mailing[];
  readonly events: readonly KnownEvent[];
  readonly firstDay: LocalDate;
}

function knownBy({ month, knowledgeDate, ...input }: ForecastInput): Known {
  const history = input.history.filter((row) => row.date.isBefore(knowledgeDate));
  const firstDay = earliest([month.atDay(1), knowledgeDate, ...history.map((row) => row.date)]);
  const mailings = input.mailings
    .filter((mailing) => !mailing.announcedOn.isAfter(knowledgeDate))
    .filter((mailing) => !lastResponseOf(mailing).isBefore(firstDay))
    .sort((a, b) => a.postedOn.compareTo(b.postedOn));
  const isKnown = ({ announcedOn }: KnownEvent) =>
    announcedOn === null || !announcedOn.isAfter(knowledgeDate);
  return { history, mailings, events: input.events.filter(isKnown), firstDay };
}

function monthOf(parts: {
  readonly input: ForecastInput;
  readonly known: Known;
  readonly queues: readonly QueueForecast[];
  readonly assembled: readonly AssembledDay[];
  readonly correlation: number;
  readonly before: MonthForecast | null;
}): MonthForecast {
  const { input, known, queues, assembled, before } = parts;
  const { contract, month } = input;
  const days = [...(before?.days ?? []), ...assembled.map(({ forecast }) => forecast)];
  const sums = sumsOf({
    days,
    queues: queues.map(({ series, days: numbers }, position) => ({
      calls: assembled.map(({ calls }) => calls[position]!),
      covariance: rowsOf(series.covariance, series.days.length, numbers),
      sumFactor: series.sumFactor,
    })),
    correlation: parts.correlation,
    before,
  });
  const historyOf = (terms: QueueTerms) => historyDays(known.history, terms.id);
  return {
    month,
    knowledgeDate: input.knowledgeDate,
    days,
    weeks: sums.weeks,
    cleaned: cleanedOf(queues),
    calls: sumOf(days.map((day) => day.calls)),
    bounds: sums.bounds,
    queues: contract.queues.map((terms, position) => ({
      queueId: terms.id,
      calls: sumOf(days.map((day) => day.queues[position]!.calls)),
      bounds: sums.queueBounds[position]!,
      measuredAhtSeconds: meanHandlingSeconds(historyOf(terms)),
      historyDays: historyOf(terms).length,
      methods: queues[position]?.series.methods ?? [],
      slotMethods: queues[position]?.series.slotMethods ?? [],
    })),
    mailings: known.mailings.flatMap((mailing) => {
      const calls = sumOf(days.map((day) => callsOf(day.parts.byMailing, mailing)));
      const isOfMonth = YearMonth.from(mailing.postedOn).equals(month);
      return isOfMonth || calls >= worthTelling ? [{ mailing, calls }] : [];
    }),
    measuredAhtSeconds: meanHandlingSeconds(contract.queues.flatMap(historyOf)),
    historyDays: Math.max(0, ...contract.queues.map((terms) => historyOf(terms).length)),
    volumeCvFraction: sums.volumeCvFraction,
    dayCvFraction: sums.dayCvFraction,
  };
}

/** What was not taken as counted, doubts of the engine included, by day and queue. */
function cleanedOf(queues: readonly QueueForecast[]): CleanedDay[] {
  const doubted = queues.flatMap(({ terms, series }) =>
    series.doubted.map(
      ({ date, calls, expectedCalls }): CleanedDay => ({
        date,
        queueId: terms.id,
        reason: 'doubted',
        countedCalls: calls,
        usedCalls: expectedCalls,
        range: null,
      }),
    ),
  );
  return [...queues.flatMap(({ history }) => history.cleaned), ...doubted].sort(
    (a, b) => a.date.compareTo(b.date) || a.queueId.localeCompare(b.queueId),
  );
}

/** The rows and columns of some days out of those of all. */
function rowsOf(covariance: Float64Array, size: number, numbers: readonly number[]): Float64Array {
  return Float64Array.from(numbers.flatMap((i) => numbers.map((j) => covariance[i * size + j]!)));
}

function callsOf(
  parts: readonly { readonly mailing: Mailing; readonly calls: number }[],
  mailing: Mailing,
): number {
  return parts.find((part) => part.mailing === mailing)?.calls ?? 0;
}

function lastResponseOf(mailing: Mailing): LocalDate {
  const { postedOn, bookingOpensOn, dueOn } = mailing;
  const start = [bookingOpensOn, dueOn].reduce<LocalDate>(
    (latest, date) => (date?.isAfter(latest) ? date : latest),
    postedOn,
  );
  return start.plusDays(longestResponseCalendarDays);
}

function isInTerm(contract: Contract, date: LocalDate): boolean {
  return !date.isBefore(contract.term.start) && !date.isAfter(contract.term.end);
}

/** What part of its month's calls a day has by the length of its opening, in the term or not. */
function shareOfMonth(contract: Contract, lengths: OpeningLengths): (date: LocalDate) => number {
  const shares = new Map<string, number>();
  return (date) => {
    const month = YearMonth.from(date);
    const key = month.toString();
    if (!shares.has(key)) {
      const open = openDaysOfMonth(contract.opening, month);
      shares.set(key, sumOf(open.map((day) => lengthFractionOf(lengths, day))));
    }
    const opening = openingOf(contract.opening, date);
    return opening.kind === 'open' ? lengthFractionOf(lengths, opening) / shares.get(key)! : 0;
  };
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

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
