import type { Contract, QueueTerms } from '../contract/index.ts';
import type { HistoryDay } from './history-days.ts';
import { type IntradayProfile, intervalShares, intervalsOf } from './intraday.ts';
import type { Mailing } from './mailing.ts';
import type { DayForecast, ForecastOverride, ForecastParts, QueueDayForecast } from './month-forecast.ts';
import type { CalendarDay } from './open-calendar.ts';
import type { QueueDay } from './queue-days.ts';
import { seasonOf } from './season.ts';
import { boundsOf, shareOf, sumWithinDay, type UncertainCalls } from './uncertainty.ts';

/** A queue with everything that its month is made from. */
export interface QueueOfMonth {
  readonly terms: QueueTerms;
  readonly historyDays: readonly HistoryDay[];
  readonly profile: IntradayProfile;
  readonly days: readonly QueueDay[];
}

/**
 * One day over its queues and intervals. An override scales every queue and interval alike, and their uncertainty
 * with them; the parts stay the model's. A day that the model leaves empty is split by the contract's queue shares.
 */
export function assembleDay(input: {
  readonly contract: Contract;
  readonly day: CalendarDay;
  readonly usualCalls: number;
  readonly mailings: readonly Mailing[];
  readonly queues: readonly (QueueOfMonth & { readonly day: QueueDay })[];
  readonly override: ForecastOverride | null;
}): { readonly forecast: DayForecast; readonly byQueue: readonly UncertainCalls[] } {
  const { contract, day, override } = input;
  const parts = input.queues.map((queue) => partsOf(queue.day, input.mailings));
  const modelCalls = parts.map((part) => part.base + part.mailings);
  const modelSum = sumOf(modelCalls);
  const monthlyCalls = sumOf(contract.queues.map((terms) => terms.monthlyCalls));

  const byQueue = input.queues.map((queue, position): UncertainCalls => {
    const model = uncertainOf(queue.day, modelCalls[position]!);
    if (override === null) return model;
    if (modelSum > 0) return shareOf(model, override.calls / modelSum);
    const share = monthlyCalls > 0 ? queue.terms.monthlyCalls / monthlyCalls : 1 / contract.queues.length;
    return { ...model, calls: override.calls * share };
  });

  const intervals = intervalsOf(day, contract.intervalMinutes);
  const shares = input.queues.map((queue) => intervalShares(queue.profile, intervals));
  const queues = input.queues.map((queue, position): QueueDayForecast => {
    const uncertain = byQueue[position]!;
    return {
      queueId: queue.terms.id,
      calls: uncertain.calls,
      bounds: boundsOf(uncertain),
      modelCalls: modelCalls[position]!,
      parts: parts[position]!,
      intervals: intervals.map((interval, index) => {
        const own = shareOf(uncertain, shares[position]![index]!);
        return { ...interval, calls: own.calls, bounds: boundsOf(own) };
      }),
    };
  });

  const whole = sumWithinDay(byQueue);
  const dayParts = sumOfParts(parts, input.mailings);
  const season = seasonOf({
    contract,
    day,
    calls: whole.calls,
    usualCalls: input.usualCalls,
    parts: dayParts,
    override,
  });
  const forecast: DayForecast = {
    date: day.date,
    startMinute: day.startMinute,
    endMinute: day.endMinute,
    calls: whole.calls,
    bounds: boundsOf(whole),
    modelCalls: modelSum,
    parts: dayParts,
    override,
    ...season,
    queues,
    intervals: intervals.map((interval, index) => {
      const own = sumWithinDay(
        byQueue.map((uncertain, position) => shareOf(uncertain, shares[position]![index]!)),
      );
      return { ...interval, calls: own.calls, bounds: boundsOf(own) };
    }),
  };
  return { forecast, byQueue };
}

function uncertainOf(day: QueueDay, calls: number): UncertainCalls {
  return {
    calls,
    levelDeviation: day.levelDeviation,
    batchDeviations: day.batchDeviations,
    dayDeviation: day.dayCvFraction * calls,
  };
}

function partsOf(day: QueueDay, mailings: readonly Mailing[]): ForecastParts {
  const byMailing = mailings
    .map((mailing, position) => ({ mailing, calls: day.mailings[position]! }))
    .filter((part) => part.calls > 0)
    .sort((a, b) => b.calls - a.calls);
  return { base: day.base, mailings: sumOf(byMailing.map((part) => part.calls)), byMailing };
}

function sumOfParts(parts: readonly ForecastParts[], mailings: readonly Mailing[]): ForecastParts {
  const calls = new Map<Mailing, number>();
  for (const part of parts) {
    for (const own of part.byMailing) calls.set(own.mailing, (calls.get(own.mailing) ?? 0) + own.calls);
  }
  const byMailing = mailings
    .flatMap((mailing) => (calls.has(mailing) ? [{ mailing, calls: calls.get(mailing)! }] : []))
    .sort((a, b) => b.calls - a.calls);
  return {
    base: sumOf(parts.map((part) => part.base)),
    mailings: sumOf(parts.map((part) => part.mailings)),
    byMailing,
  };
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
