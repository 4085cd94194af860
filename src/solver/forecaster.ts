import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { LocalDate } from '@js-joda/core';
import {
  type ForecastInput,
  forecastSeries,
  forecastWork,
  type MonthForecast,
  type SeriesForecast,
  type SeriesInput,
} from '../forecast/index.ts';
import { toWire } from './wire.ts';

/** A series' forecast on its way between threads: days by epoch day. */
type WiredSeries = Omit<SeriesForecast, 'days' | 'doubted'> & {
  readonly days: readonly (Omit<SeriesForecast['days'][number], 'date'> & { readonly date: number })[];
  readonly doubted: readonly (Omit<SeriesForecast['doubted'][number], 'date'> & {
    readonly date: number;
  })[];
};

/** Queues that a thread is worth; fewer take less time than starting one. */
const queuesPerThread = 4;
/** Queues sent to a thread at once, so that their texts stay small. */
const queuesPerMessage = 10;

/**
 * A month's forecast with its queues divided over threads; the same numbers for any number of threads.
 * @param mostThreads whole, ≥ 0; 0 forecasts in the calling thread @throws SekisuError as `forecastMonth`
 */
export async function forecastInThreads(
  input: ForecastInput,
  mostThreads = Math.min(8, availableParallelism()),
): Promise<MonthForecast> {
  const { tasks, finish } = forecastWork(input);
  const threads = Math.min(mostThreads, Math.floor(tasks.length / queuesPerThread));
  if (threads <= 1) return finish(tasks.map(forecastSeries));
  const series: SeriesForecast[] = [];
  let next = 0;
  // Each takes the next few as soon as it is done with its last.
  const lane = async (): Promise<void> => {
    while (next < tasks.length) {
      const from = next;
      next = Math.min(tasks.length, from + queuesPerMessage);
      const done = await inThread(tasks.slice(from, next));
      done.forEach((forecast, index) => {
        series[from + index] = forecast;
      });
    }
  };
  await Promise.all(Array.from({ length: threads }, lane));
  return finish(series);
}

function inThread(tasks: readonly SeriesInput[]): Promise<SeriesForecast[]> {
  return new Promise((fulfil, reject) => {
    const worker = new Worker(new URL('./forecast-thread.ts', import.meta.url), {
      workerData: toWire(tasks),
    });
    const done: SeriesForecast[] = [];
    worker.on('message', (forecast: WiredSeries) => {
      done.push(unwired(forecast));
      if (done.length === tasks.length) fulfil(done);
    });
    worker.on('error', reject);
    worker.on('exit', (code) => {
      // After the last series the promise is settled and this changes nothing.
      reject(new Error(`the forecasting thread ended with code ${code}`));
    });
  });
}

function unwired(forecast: WiredSeries): SeriesForecast {
  const dated = <Day extends { readonly date: number }>(day: Day) => ({
    ...day,
    date: LocalDate.ofEpochDay(day.date),
  });
  return { ...forecast, days: forecast.days.map(dated), doubted: forecast.doubted.map(dated) };
}
