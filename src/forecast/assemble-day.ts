import type { Contract, QueueTerms } from '../contract/index.ts';
import { boundsOf, sumOverQueues, type UncertainCalls } from './combined-calls.ts';
import { explanationOf } from './explanation.ts';
import { type IntradayProfile, intervalShares, intervalsOf } from './intraday.ts';
import type { Mailing } from './mailing.ts';
import type { DayForecast, ForecastOverride, ForecastParts, QueueDayForecast } from './month-forecast.ts';
import type { CalendarDay } from './open-calendar.ts';
import { seasonOf } from './season.ts';
import type { SeriesDayForecast, SeriesForecast } from './series/series.ts';

/** A queue's day as the engine forecast it. */
export interface QueueOfDay {
  readonly terms: QueueTerms;
  readonly profile: IntradayProfile;
  readonly series: Pick<SeriesForecast, 'dayWidth' | 'slotWidth'>;
  readonly day: SeriesDayForecast;
}

/** One day over its queues, and each queue's calls as planned. */
export interface AssembledDay {
  readonly forecast: DayForecast;
  /** In the order of the queues. */
  readonly calls: readonly number[];
}

/**
 * One day over its queues and intervals. A correction scales every queue and interval alike, and their uncertainty
 * with them; the parts stay the model's. A day that the model leaves empty is split by the contract's queue shares.
 */
export function assembleDay(input: {
  readonly contract: Contract;
  readonly day: CalendarDay;
  readonly usualCalls: number;
  /** In the order in which the engine saw them. */
  readonly mailings: readonly Mailing[];
  readonly queues: readonly QueueOfDay[];
  /** Correlation of queues' errors, 0 to 1. */
  readonly correlation: number;
  readonly override: ForecastOverride | null;
}): AssembledDay {
  const { contract, day, override, correlation } = input;
  const parts = input.queues.map((queue) => partsOf(queue.day, input.mailings));
  const modelCalls = input.queues.map((queue) => queue.day.mean);
  const modelSum = sumOf(modelCalls);
  const calls = plannedCalls(input, modelCalls, modelSum);
  const intervals = intervalsOf(day, contract.intervalMinutes);
  const byQueue = input.queues.map((queue, position): UncertainCalls => {
    const own = calls[position]!;
    return { calls: own, deviation: queue.day.cvFraction * own, width: queue.series.dayWidth };
  });
  const bySlot = input.queues.map((queue, position) => slotsOf(queue, day, calls[position]!, contract));
  const queues = input.queues.map(
    (queue, position): QueueDayForecast => ({
      queueId: queue.terms.id,
      calls: calls[position]!,
      bounds: boundsOf(byQueue[position]!),
      modelCalls: modelCalls[position]!,
      parts: parts[position]!,
      intervals: intervals.map((interval, index) => {
        const own = bySlot[position]![index]!;
        return { ...interval, calls: own.calls, bounds: boundsOf(own) };
      }),
    }),
  );
  const whole = sumOverQueues(byQueue, correlation);
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
    explanation: explanationOf(dayParts, modelSum, override),
    queues,
    intervals: intervals.map((interval, index) => {
      const own = sumOverQueues(
        bySlot.map((slots) => slots[index]!),
        correlation,
      );
      return { ...interval, calls: own.calls, bounds: boundsOf(own) };
    }),
  };
  return { forecast, calls };
}

function plannedCalls(
  { contract, queues, override }: Parameters<typeof assembleDay>[0],
  modelCalls: readonly number[],
  modelSum: number,
): number[] {
  if (override === null) return [...modelCalls];
  if (modelSum > 0) return modelCalls.map((own) => (own * override.calls) / modelSum);
  const monthlyCalls = sumOf(contract.queues.map((terms) => terms.monthlyCalls));
  return queues.map(
    ({ terms }) =>
      override.calls * (monthlyCalls > 0 ? terms.monthlyCalls / monthlyCalls : 1 / queues.length),
  );
}

/**
 * A queue's day by intervals: as the engine divides it, or by the clock alone where the day's intervals are not those of
 * usual days. Their sum is the day.
 */
function slotsOf(queue: QueueOfDay, day: CalendarDay, calls: number, contract: Contract): UncertainCalls[] {
  const { slots, cvFraction } = queue.day;
  const width = queue.series.slotWidth;
  const sum = sumOf(slots.map((slot) => slot.mean));
  if (sum > 0) {
    return slots.map((slot) => {
      const own = (slot.mean * calls) / sum;
      return { calls: own, deviation: slot.cvFraction * own, width };
    });
  }
  const shares = intervalShares(queue.profile, intervalsOf(day, contract.intervalMinutes));
  return shares.map((share) => ({ calls: share * calls, deviation: cvFraction * share * calls, width }));
}

function partsOf(day: SeriesDayForecast, mailings: readonly Mailing[]): ForecastParts {
  const { level, weekday, season, events } = day.parts;
  const byMailing = day.parts.mailings
    .map(({ mailing, calls }) => ({ mailing: mailings[mailing]!, calls }))
    .sort((a, b) => b.calls - a.calls);
  const own = { level, weekday, season, events };
  return {
    base: level + weekday + season + events,
    ...own,
    mailings: sumOf(byMailing.map((part) => part.calls)),
    byMailing,
  };
}

function sumOfParts(parts: readonly ForecastParts[], mailings: readonly Mailing[]): ForecastParts {
  const calls = new Map<Mailing, number>();
  for (const part of parts) {
    for (const own of part.byMailing) calls.set(own.mailing, (calls.get(own.mailing) ?? 0) + own.calls);
  }
  const byMailing = mailings
    .flatMap((mailing) => (calls.has(mailing) ? [{ mailing, calls: calls.get(mailing)! }] : []))
    .sort((a, b) => b.calls - a.calls);
  const total = (of: (part: ForecastParts) => number) => sumOf(parts.map(of));
  return {
    base: total((part) => part.base),
    level: total((part) => part.level),
    weekday: total((part) => part.weekday),
    season: total((part) => part.season),
    events: total((part) => part.events),
    mailings: total((part) => part.mailings),
    byMailing,
  };
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
