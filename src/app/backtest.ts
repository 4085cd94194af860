import type { LocalDate } from '@js-joda/core';
import { SekisuError } from '../errors.ts';
import { decodeText } from '../files/decode-text.ts';
import {
  parseDriversCsv,
  parseOrigins,
  parseSeriesCsv,
  parseSeriesMailingsCsv,
  parseSpecialDaysCsv,
  type SeriesInterval,
} from '../files/series.ts';
import {
  type Ablation,
  type Driver,
  forecastSeries,
  type SeriesDay,
  type SeriesForecast,
  type SeriesMailing,
  type SpecialDay,
} from '../forecast/index.ts';

/** What forecasts of the past are made from. */
export interface BacktestInput {
  /** In order of time. Values after an origin are not looked at; their dates tell which days are open. */
  readonly intervals: readonly SeriesInterval[];
  /** Name of the file of the intervals, for messages. */
  readonly file: string;
  readonly level: 'daily' | '30min';
  /** Last days of what is known, each an open day of the series or a day after one. */
  readonly origins: readonly LocalDate[];
  /** Open days ahead, ≥ 1. */
  readonly horizonDays: number;
  /** Open days of a week, 1 to 7. */
  readonly seasonDays: number;
  readonly specialDays: readonly SpecialDay[];
  readonly mailings: readonly SeriesMailing[];
  readonly drivers: readonly Driver[];
  readonly without?: Ablation;
}

/** The forecast made at one origin. */
export interface OriginForecast {
  readonly origin: LocalDate;
  readonly forecast: SeriesForecast;
}

/**
 * Forecasts as they would have been made on days of the past, each from the history up to its origin alone.
 * @throws SekisuError `file.no-rows` when the series has none, `input.invalid` when an origin has no history
 */
export function* backtest(input: BacktestInput): Generator<OriginForecast> {
  const days = daysOf(input);
  if (days.length === 0) throw new SekisuError('file.no-rows', { file: input.file });
  for (const origin of input.origins) {
    const firstAfter = days.findIndex(({ date }) => date.isAfter(origin));
    const known = firstAfter < 0 ? days.length : firstAfter;
    if (known === 0) {
      throw new SekisuError('input.invalid', { field: 'origins', problem: `${origin} < ${days[0]!.date}` });
    }
    const forecast = forecastSeries({
      history: days.slice(0, known),
      openDays: days.slice(known, known + input.horizonDays).map(({ date, slots }) => ({
        date,
        startMinutes: slots.map(({ startMinute }) => startMinute),
      })),
      specialDays: input.specialDays,
      mailings: input.mailings,
      drivers: input.drivers,
      seasonDays: input.seasonDays,
      ...(input.without === undefined ? {} : { without: input.without }),
    });
    yield { origin, forecast };
  }
}

/** A file as it was read. */
export interface NamedFile {
  /** Name, for messages. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The files and settings of a backtest. */
export interface BacktestFiles extends Pick<BacktestInput, 'level' | 'horizonDays' | 'seasonDays'> {
  readonly history: NamedFile;
  readonly origins: NamedFile;
  readonly calendar: NamedFile | null;
  readonly mailings: NamedFile | null;
  readonly drivers: NamedFile | null;
  /** Columns of the drivers that are known ahead. */
  readonly knownAhead: readonly string[];
}

/** What a backtest reads from its files. @throws SekisuError of the parsers */
export function backtestInput(files: BacktestFiles): BacktestInput {
  const { history, origins, calendar, mailings, drivers, level, horizonDays, seasonDays } = files;
  return {
    level,
    horizonDays,
    seasonDays,
    file: history.name,
    intervals: parseSeriesCsv(history.bytes, history.name),
    origins: parseOrigins(decodeText(origins.bytes, origins.name), origins.name),
    specialDays: calendar === null ? [] : parseSpecialDaysCsv(calendar.bytes, calendar.name),
    mailings: mailings === null ? [] : parseSeriesMailingsCsv(mailings.bytes, mailings.name),
    drivers: drivers === null ? [] : parseDriversCsv(drivers.bytes, drivers.name, files.knownAhead),
  };
}

/** From files to the forecasts as CSV. @throws SekisuError of the parsers and of `backtest` */
export function backtestFiles(files: BacktestFiles): string {
  return backtestCsv(backtest(backtestInput(files)));
}

const csvHeader = 'origin,interval_start,mean,lo80,hi80,lo95,hi95';

/** The forecasts as CSV, a row per origin and day or part of a day; starts in local time without a zone. */
export function backtestCsv(forecasts: Iterable<OriginForecast>): string {
  const lines = [csvHeader];
  for (const { origin, forecast } of forecasts) {
    for (const day of forecast.days) {
      const cells = day.slots.length > 0 ? day.slots : [{ ...day, startMinute: 0 }];
      for (const { startMinute, mean, bounds } of cells) {
        const time = `${pad(Math.floor(startMinute / 60))}:${pad(startMinute % 60)}:00`;
        const figures = [mean, bounds.low80, bounds.high80, bounds.low95, bounds.high95];
        lines.push(`${origin},${day.date}T${time},${figures.map((value) => value.toFixed(4)).join(',')}`);
      }
    }
  }
  return `${lines.join('\n')}\n`;
}

function daysOf(input: BacktestInput): SeriesDay[] {
  const days: { date: LocalDate; calls: number; slots: { startMinute: number; calls: number }[] }[] = [];
  const slotMinutes = input.level === 'daily' ? 1440 : 30;
  for (const { date, minute, offered } of input.intervals) {
    let day = days.at(-1);
    if (day === undefined || !day.date.equals(date)) {
      day = { date, calls: 0, slots: [] };
      days.push(day);
    }
    day.calls += offered;
    if (slotMinutes === 1440) continue;
    const startMinute = minute - (minute % slotMinutes);
    const slot = day.slots.at(-1);
    if (slot?.startMinute === startMinute) slot.calls += offered;
    else day.slots.push({ startMinute, calls: offered });
  }
  return days;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
