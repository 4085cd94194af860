import { formatTime } from '../calendar/index.ts';
import type { DayForecast, ForecastParts, MonthForecast } from '../forecast/index.ts';
import type { PlanContent } from './format.ts';
import { rounded, roundedBounds } from './rounding.ts';

/** The batches of a plan: all posted in its month, earlier ones that still bring calls. */
export function mailingsFrame(forecast: MonthForecast): PlanContent['mailings'] {
  return forecast.mailings.map(({ mailing, calls }) => ({
    postedOn: mailing.postedOn.toString(),
    announcedOn: mailing.announcedOn.toString(),
    letters: rounded(mailing.letters, 0),
    kind: mailing.kind,
    expectedCalls: rounded(calls, 1),
    bookingOpensOn: mailing.bookingOpensOn?.toString() ?? null,
    dueOn: mailing.dueOn?.toString() ?? null,
    chanceFraction: rounded(mailing.chanceFraction, 4),
    isExpected: mailing.expectedOfKind !== undefined,
  }));
}

/** What a plan says of how its forecast was made. */
export function forecastFrame(forecast: MonthForecast): NonNullable<PlanContent['forecast']> {
  return {
    weeks: forecast.weeks.map((week) => ({
      start: week.start.toString(),
      end: week.end.toString(),
      calls: rounded(week.calls, 2),
      bounds: roundedBounds(week.bounds),
    })),
    methods: forecast.queues.flatMap(({ queueId, methods, slotMethods }) =>
      [
        ...methods.map((method) => ({ of: 'days' as const, method })),
        ...slotMethods.map((method) => ({ of: 'intervals' as const, method })),
      ].map(({ of, method: { name, weightFraction, pastErrorFraction } }) => ({
        queueId,
        of,
        name,
        weightFraction: rounded(weightFraction, 4),
        pastErrorFraction: pastErrorFraction === null ? null : rounded(pastErrorFraction, 4),
      })),
    ),
    cleaned: forecast.cleaned.map(({ date, queueId, reason, countedCalls, usedCalls, range }) => ({
      date: date.toString(),
      queueId,
      reason,
      countedCalls: rounded(countedCalls, 2),
      usedCalls: usedCalls === null ? null : rounded(usedCalls, 2),
      start: range === null ? null : formatTime(range.startMinute),
      end: range === null ? null : formatTime(range.endMinute),
    })),
  };
}

/** A day's parts, and the sentence that tells them. */
export function partsFrame(
  day: DayForecast,
): Pick<PlanContent['days'][number], 'forecastParts' | 'explanation'> {
  const { base, level, weekday, season, events, mailings, byMailing } = day.parts;
  const calls: Omit<ForecastParts, 'byMailing'> = { base, level, weekday, season, events, mailings };
  const roundedCalls = Object.fromEntries(
    Object.entries(calls).map(([part, value]) => [part, rounded(value, 2)]),
  ) as unknown as typeof calls;
  return {
    forecastParts: {
      ...roundedCalls,
      byMailing: byMailing.map(({ mailing, calls: own }) => ({
        postedOn: mailing.postedOn.toString(),
        kind: mailing.kind,
        calls: rounded(own, 2),
      })),
    },
    explanation: day.explanation,
  };
}
