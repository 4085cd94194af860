import { blendOf, type PastComparison } from './blend.ts';
import { calibratedBounds, widthsOf } from './bounds.ts';
import { gramsOf } from './covariance.ts';
import { assumedClosureEffects, dayFeatures } from './day-features.ts';
import { fitProcess } from './day-process.ts';
import { placeBatches } from './letters.ts';
import { meanOfWeekdays } from './mean-of-weekdays.ts';
import { type ProcessDay, pastForecasts, processForecast } from './process-forecast.ts';
import type { SeriesDayForecast, SeriesForecast, SeriesInput, SeriesParts } from './series.ts';
import { slotForecast } from './slot-forecast.ts';
import { assumedSettings } from './variances.ts';

/** Most open days of history that are used, and by which settings are searched. */
const mostDays = 400;
const searchDays = 200;
const sweeps = 3;
/** Days ahead at which the past is forecast again. */
const comparedDaysAhead: readonly number[] = [1, 2, 4, 7, 10, 14, 21, 28];
const leastDaysBefore = 20;
/** Weights before any past: the process, the mean of eight weekdays. */
const assumedWeights: readonly number[] = [0.75, 0.25];

/** Forecasts a series day by day. */
export function forecastSeries(input: SeriesInput): SeriesForecast {
  const history = input.history.slice(-mostDays);
  const known = history.length;
  const dates = [...history, ...input.openDays].map((day) => day.date);
  const isWith = (part: typeof input.without) => input.without !== part;
  const features = dayFeatures(
    dates,
    known,
    isWith('calendar') ? input.specialDays : [],
    isWith('calendar') ? input.drivers : [],
  );
  const calls = history.map((day) => day.calls);
  const grams = gramsOf(features);
  const batches = isWith('mailings') ? placeBatches(input.mailings, dates, input.seasonDays) : [];
  const guesses = isWith('calendar') ? {} : { closure: 0, backlog: 0, month: 0 };
  const assumedEffects = isWith('calendar') ? assumedClosureEffects(features) : features.map(() => 0);
  const process = fitProcess({ grams, calls, batches, assumedEffects, searchDays, sweeps }, assumedSettings(guesses));
  const ahead = processForecast(grams, process);

  const weekdays = features.map((day) => day.weekday);
  const past = pastForecasts(process, comparedDaysAhead, leastDaysBefore);
  const simple = (place: number, origin: number) => meanOfWeekdays(weekdays, calls, origin, weekdays[place]!);
  const comparisons: PastComparison[] = past.map(({ place, daysAhead, mean, cvFraction }) => ({
    daysAhead,
    actual: calls[place]!,
    means: [mean, simple(place, place - daysAhead + 1)],
    deviation: Math.sqrt(Math.max(mean, 0.5) + (cvFraction * mean) ** 2),
  }));
  const blend = isWith('combination')
    ? blendOf(comparisons, assumedWeights)
    : { weights: [1, 0], errors: [] };
  const blended = (means: readonly number[]) =>
    means.reduce((sum, mean, method) => sum + mean * blend.weights[method]!, 0);
  const widths = widthsOf(
    past.map(({ place, daysAhead, cvFraction }, index) => ({
      daysAhead,
      ageDays: known - 1 - place,
      cvFraction,
      actual: comparisons[index]!.actual,
      mean: blended(comparisons[index]!.means),
    })),
  );
  const blendedDays = ahead.map((own, index) => ({
    mean: blended([own.mean, simple(known + index, known)]),
    cvFraction: own.cvFraction,
  }));
  const slots = input.openDays.some((day) => day.startMinutes.length > 0)
    ? slotForecast({
        history,
        openDays: input.openDays,
        weekdays,
        grams,
        days: blendedDays,
        past: past.map((row, index) => ({ ...row, mean: blended(comparisons[index]!.means) })),
        isWithProfile: isWith('profile'),
        isBlended: isWith('combination'),
      })
    : { slots: input.openDays.map(() => []), methods: [] };
  const days = input.openDays.map((day, index): SeriesDayForecast => {
    const { mean, cvFraction } = blendedDays[index]!;
    const width = widths.find(({ untilDaysAhead }) => index < untilDaysAhead)!;
    return {
      date: day.date,
      mean,
      bounds: calibratedBounds(mean, cvFraction, width),
      parts: partsOf(ahead[index]!, mean),
      slots: slots.slots[index]!,
    };
  });
  return {
    days,
    methods: ['process', 'mean8'].map((name, method) => ({
      name,
      weightFraction: blend.weights[method]!,
      pastErrorFraction: finiteOrNull(blend.errors[method]),
    })),
    slotMethods: slots.methods,
  };
}

/**
 * Parts of a mean: each effect is what it adds to the calls without it, in the order level, weekday, season, events;
 * what the other methods change is shared out in proportion.
 */
function partsOf(day: ProcessDay, mean: number): SeriesParts {
  const factor = day.mean > 0 ? mean / day.mean : 0;
  const steps = [day.level, day.weekday, day.season, day.events];
  const sums = steps.map((_, index) =>
    Math.exp(steps.slice(0, index + 1).reduce((sum, value) => sum + value, 0)),
  );
  const mail = day.mail.reduce((sum, own) => sum + own.calls, 0);
  const stretch = (day.mean - mail) / sums[3]!;
  const scale = factor * stretch;
  return {
    level: sums[0]! * scale,
    weekday: (sums[1]! - sums[0]!) * scale,
    season: (sums[2]! - sums[1]!) * scale,
    events: (sums[3]! - sums[2]!) * scale,
    mailings: day.mail.map(({ mailing, calls }) => ({ mailing, calls: calls * factor })),
  };
}

function finiteOrNull(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}
