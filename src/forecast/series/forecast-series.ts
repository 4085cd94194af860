import { SekisuError } from '../../errors.ts';
import type { AssumedBase } from './assumed-level.ts';
import { assumedCalls, expectedMail } from './batch-effects.ts';
import { type Blend, blendOf, type PastComparison } from './blend.ts';
import { calibratedBounds, widthOf } from './bounds.ts';
import { type Grams, gramsOf } from './covariance.ts';
import { assumedEffects, type DayFeatures, dayFeatures } from './day-features.ts';
import { type AssumedEffects, type DayProcess, fitProcess } from './day-process.ts';
import { batchCourses, type PlacedBatch, placeBatches, publishedShape } from './letters.ts';
import { meanOfWeekdays, startWeights, type WeekdayHistory } from './mean-of-weekdays.ts';
import { recordsOf } from './method-records.ts';
import { sumFactor } from './past-sums.ts';
import { type PastForecast, type ProcessDay, pastForecasts, processForecast } from './process-forecast.ts';
import type {
  FutureDay,
  SeriesAssumption,
  SeriesDay,
  SeriesDayForecast,
  SeriesForecast,
  SeriesInput,
  SeriesParts,
} from './series.ts';
import { slotForecast } from './slot-forecast.ts';
import { assumedSettings, unshrunkSettings } from './variances.ts';

/** Most open days of history that are used, and by how many of the last settings are searched. */
const mostDays = 400;
const searchDays = 200;
const sweeps = 2;
/** Open days ahead at which the past is forecast again, each with at least so many days before it. */
const comparedDaysAhead: readonly number[] = [1, 2, 4, 7, 10, 14, 21, 28];
const leastDaysBefore = 20;
/** Least share of the assumed calls that comes without letters. */
const leastBaseFraction = 0.2;
/** Names of the daily methods, and their weights before any past. */
const methodNames: readonly string[] = ['dayProcess', 'mean8'];
const assumedWeights: readonly number[] = [0.75, 0.25];

/**
 * Calls of the days ahead of a series, and of their parts when asked for, with bounds, methods and what they are made of.
 *
 * A Gaussian process of level, weekday, closures, month, special days and letters (`fitProcess`) is blended with the mean
 * of the last eight same weekdays by how both did in the past; parts of a day follow a low-rank profile (`dayProfile`).
 * Bounds are calibrated by past coverage. Nothing of the method depends on which series it is.
 * @throws SekisuError `number.out-of-range` for calls that are negative or not finite, and without a day of history
 */
export function forecastSeries(input: SeriesInput): SeriesForecast {
  checkHistory(input);
  const history = input.history.slice(-mostDays);
  const known = history.length;
  const calls = history.map((day) => day.calls);
  const { grams, fit, features } = fitted(input, history);
  const { days: ahead, covariance } = processForecast(fit);
  const lengths = [...history, ...input.openDays].map((day) => day.lengthFraction ?? 1);
  const weeks: WeekdayHistory = {
    weekdays: features.map((day) => day.weekday),
    isUsual: calls.map(
      (value, place) => value !== null && features[place]!.special < 0 && fit.doubts[place]! < 0.5,
    ),
    isKnown: fit.isKnown,
  };
  const mail = expectedMail(fit.courses, fit.rates, fit.delays, features.length);
  const meanOf = (own: readonly number[], place: number, origin: number) =>
    meanOfWeekdays(weeks, own, origin, weeks.weekdays[place]!) * lengths[place]!;
  // The past weighs the mean of weekdays as it is, since what letters brought was not known then; ahead it is that of the
  // calls without letters, which with events are known better.
  const counted = calls.map((value, place) => (value ?? 0) / lengths[place]!);
  const letterless = calls.map((value, place) => Math.max(0, (value ?? 0) - mail[place]!) / lengths[place]!);

  const past = pastForecasts(fit, comparedDaysAhead, leastDaysBefore);
  const comparisons = past.map(
    (row): PastComparison => ({
      actual: calls[row.place]!,
      means: [row.mean, meanOf(counted, row.place, row.place - row.daysAhead + 1)],
      deviation: Math.sqrt(Math.max(row.mean, 0.5) + (row.cvFraction * row.mean) ** 2),
    }),
  );
  const blend: Blend =
    input.without === 'combination'
      ? { weights: [1, 0], errors: [null, null] }
      : blendOf(comparisons, startWeights(assumedWeights, weeks));
  const blended = (means: readonly number[]) =>
    means.reduce((sum, mean, method) => sum + mean * blend.weights[method]!, 0);
  const blendedPast = past.map(
    (row, index): PastForecast => ({ ...row, mean: blended(comparisons[index]!.means) }),
  );
  const width = widthOf(
    blendedPast.map(({ place, mean, cvFraction }) => ({
      mean,
      cvFraction,
      actual: calls[place]!,
      ageDays: known - 1 - place,
    })),
    true,
  );
  const days = ahead.map(({ mean, cvFraction, events }, index) => ({
    mean: blended([mean, meanOf(letterless, known + index, known) * Math.exp(events) + mail[known + index]!]),
    cvFraction,
  }));
  const parts = input.openDays.some((day) => day.startMinutes.length > 0)
    ? slotForecast({
        history,
        openDays: input.openDays,
        weeks,
        grams,
        days,
        past: blendedPast,
        assumed: input.assumed ?? null,
        isWithProfile: input.without !== 'profile',
        isShrunk: input.without !== 'shrinkage',
        isBlended: input.without !== 'combination',
      })
    : null;
  return {
    days: input.openDays.map(({ date }, index): SeriesDayForecast => {
      const { mean, cvFraction } = days[index]!;
      return {
        date,
        mean,
        cvFraction,
        bounds: calibratedBounds(mean, cvFraction, width),
        parts: partsOf(ahead[index]!, mean),
        slots: parts?.slots[index] ?? [],
      };
    }),
    covariance,
    dayWidth: width,
    slotWidth: parts?.width ?? width,
    sumFactor: sumFactor(fit, calls, leastDaysBefore),
    pastErrors: blendedPast.map(({ place, daysAhead, mean, cvFraction }) => ({
      epochDay: history[place]!.date.toEpochDay(),
      daysAhead,
      error: calls[place]! - mean,
      deviation: cvFraction * mean,
    })),
    methods: recordsOf(methodNames, blend),
    slotMethods: parts?.methods ?? [],
    doubted: history.flatMap(({ date }, place) =>
      fit.doubts[place]! < 0.5 ? [] : [{ date, calls: calls[place]!, expectedCalls: fit.expected[place]! }],
    ),
  };
}

function checkHistory(input: SeriesInput): void {
  const refuse = (name: string, value: number | string, expected: string) => {
    throw new SekisuError('number.out-of-range', { name, value, expected });
  };
  if (input.history.length === 0) refuse('history', 0, '≥ 1');
  for (const { date, calls, slots } of input.history) {
    const wrong = [calls ?? 0, ...slots.map((slot) => slot.calls)].find(
      (value) => !(value >= 0 && value < 1e12),
    );
    if (wrong !== undefined) refuse(`calls ${date}`, wrong, '≥ 0');
  }
}

function fitted(
  input: SeriesInput,
  history: SeriesInput['history'],
): { readonly grams: Grams; readonly fit: DayProcess; readonly features: readonly DayFeatures[] } {
  const dates = [...history, ...input.openDays].map((day) => day.date);
  const isWithCalendar = input.without !== 'calendar';
  const features = dayFeatures(
    dates,
    history.length,
    isWithCalendar ? input.specialDays : [],
    isWithCalendar ? input.drivers : [],
  );
  const assumed = input.assumed ?? null;
  const grams = gramsOf(features);
  const settings =
    input.without === 'shrinkage'
      ? unshrunkSettings()
      : assumedSettings(isWithCalendar ? {} : { closure: 0, backlog: 0, month: 0 });
  const all = [...history, ...input.openDays].map((day) => day.lengthFraction ?? 1);
  const lengths = all.every((length) => length === 1) ? null : all;
  const weekdayFactors = assumed?.weekdayFactors ?? null;
  const batches = input.without === 'mailings' ? [] : placeBatches(input.mailings, dates, input.seasonDays);
  const effects = assumedEffects(features, { isWithCalendar, weekdayFactors, lengths });
  const fit = fitProcess(
    {
      grams,
      calls: history.map((day) => day.calls),
      isTrusted: history.map((day) => day.isTrusted === true),
      batches,
      lengths,
      assumed: effects,
      assumedBase:
        assumed === null
          ? null
          : assumedBase(assumed, batches, { open: [...history, ...input.openDays], effects, lengths }),
      searchDays,
      sweeps,
    },
    settings,
  );
  return { grams, fit, features };
}

/** Calls without letters among those that are assumed: what the letters leave, at least a fifth. */
function assumedBase(
  assumed: SeriesAssumption,
  batches: readonly PlacedBatch[],
  days: {
    readonly open: readonly (SeriesDay | FutureDay)[];
    readonly effects: AssumedEffects;
    readonly lengths: readonly number[] | null;
  },
): AssumedBase {
  const count = days.open.length;
  const isMeant = days.open.map((day) =>
    'calls' in day ? day.calls !== null : !day.date.isBefore(assumed.from),
  );
  const weekdayFactors = days.effects.weekday.map(Math.exp);
  const courses = batchCourses(batches, publishedShape, { count, weekdayFactors, lengths: days.lengths });
  const mail = assumedCalls(courses, count).reduce((sum, value, i) => sum + (isMeant[i] ? value : 0), 0);
  const calls = Math.max(assumed.calls - mail, leastBaseFraction * assumed.calls);
  return { calls, isMeant, cvFraction: assumed.cvFraction };
}

/**
 * Parts of a mean: each effect is what it adds to the calls without it, in the order level, weekday, season, events;
 * what the other methods change is shared out in proportion.
 */
function partsOf(day: ProcessDay, mean: number): SeriesParts {
  const mail = day.mail.reduce((sum, own) => sum + own.calls, 0);
  const factor = day.mean > 0 ? mean / day.mean : 0;
  const upTo = (count: number) =>
    Math.exp(
      [day.level, day.weekday, day.season, day.events].slice(0, count).reduce((sum, value) => sum + value, 0),
    );
  const scale = (factor * (day.mean - mail)) / upTo(4);
  return {
    level: upTo(1) * scale,
    weekday: (upTo(2) - upTo(1)) * scale,
    season: (upTo(3) - upTo(2)) * scale,
    events: (upTo(4) - upTo(3)) * scale,
    mailings: day.mail.map(({ mailing, calls }) => ({ mailing, calls: calls * factor })),
  };
}
