import { YearMonth } from '@js-joda/core';
import { assembleDay } from './assemble-day.ts';
import { queueCorrelation } from './combined-calls.ts';
import { usualDayCalls } from './contract-calls.ts';
import type { ForecastInput } from './forecast-input.ts';
import { handlingForecast } from './handling-times.ts';
import { historyDays, meanHandlingSeconds } from './history-days.ts';
import type { Mailing } from './mailing.ts';
import type { CleanedDay, ForecastOverride, MonthForecast } from './month-forecast.ts';
import { sumsOf } from './month-sums.ts';
import type { PreparedMonth, PreparedQueue } from './prepared-month.ts';
import type { SeriesForecast } from './series/series.ts';
import { slotGrid } from './slot-grid.ts';

/** A batch of an earlier month that brings fewer calls than this in the month is not worth a line. */
const worthTelling = 0.5;

/**
 * A month from its queues' forecasts: days over queues, sums over days with the joint spread of their errors.
 * @param prepared what the forecasts were made from @param series in the order of the prepared queues
 * @param before the forecast of the month's days before the day of the forecast, these days alone; null without any
 */
export function assembleMonth(
  input: ForecastInput,
  overrides: ReadonlyMap<string, ForecastOverride>,
  { prepared, series }: { readonly prepared: PreparedMonth; readonly series: readonly SeriesForecast[] },
  before: MonthForecast | null,
): MonthForecast {
  const { contract, month } = input;
  const { known, lengths, queues } = prepared;
  const correlation = queueCorrelation(series.map(({ pastErrors }) => pastErrors));
  const usualCalls = usualDayCalls(contract, month, lengths);
  const assembled = prepared.days.map(({ day, number }) =>
    assembleDay({
      contract,
      day,
      usualCalls,
      mailings: known.mailings,
      queues: queues.map(({ terms, history }, position) => ({
        terms,
        profile: history.profile,
        series: series[position]!,
        day: series[position]!.days[number]!,
      })),
      correlation,
      override: overrides.get(day.date.toString()) ?? null,
    }),
  );
  const days = [...(before?.days ?? []), ...assembled.map(({ forecast }) => forecast)];
  const sums = sumsOf({
    days,
    queues: series.map((own, position) => ({
      calls: assembled.map(({ calls }) => calls[position]!),
      covariance: rowsOf(
        own.covariance,
        own.days.length,
        prepared.days.map(({ number }) => number),
      ),
      sumFactor: own.sumFactor,
    })),
    correlation,
    before,
  });
  const historyOf = new Map(contract.queues.map(({ id }) => [id, historyDays(rowsOfQueue(id), id)] as const));
  return {
    month,
    knowledgeDate: input.knowledgeDate,
    days,
    weeks: sums.weeks,
    cleaned: cleanedOf(queues, series),
    calls: sumOf(days.map((day) => day.calls)),
    bounds: sums.bounds,
    queues: contract.queues.map(({ id, ahtSeconds }, position) => ({
      queueId: id,
      calls: sumOf(days.map((day) => day.queues[position]!.calls)),
      bounds: sums.queueBounds[position]!,
      measuredAhtSeconds: meanHandlingSeconds(historyOf.get(id)!),
      handling: handlingForecast({
        rows: rowsOfQueue(id),
        knowledgeDate: input.knowledgeDate,
        assumedSeconds: ahtSeconds,
        cvFraction: contract.assumptions.handlingCvFraction,
        grid: slotGrid(contract),
      }),
      historyDays: historyOf.get(id)!.length,
      methods: series[position]?.methods ?? [],
      slotMethods: series[position]?.slotMethods ?? [],
    })),
    mailings: known.mailings.flatMap((mailing) => {
      const calls = sumOf(days.map((day) => callsOf(day.parts.byMailing, mailing)));
      const isOfMonth = YearMonth.from(mailing.postedOn).equals(month);
      return isOfMonth || calls >= worthTelling ? [{ mailing, calls }] : [];
    }),
    measuredAhtSeconds: meanHandlingSeconds([...historyOf.values()].flat()),
    historyDays: Math.max(0, ...[...historyOf.values()].map((own) => own.length)),
    volumeCvFraction: sums.volumeCvFraction,
    dayCvFraction: sums.dayCvFraction,
  };

  function rowsOfQueue(id: string) {
    return (
      queues.find(({ terms }) => terms.id === id)?.rows ??
      known.history.filter(({ queueId }) => queueId === id)
    );
  }
}

/** What was not taken as counted, doubts of the engine included, by day and queue. */
function cleanedOf(queues: readonly PreparedQueue[], series: readonly SeriesForecast[]): CleanedDay[] {
  const doubted = queues.flatMap(({ terms }, position) =>
    series[position]!.doubted.map(
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

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
