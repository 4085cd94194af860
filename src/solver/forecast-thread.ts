import { parentPort, workerData } from 'node:worker_threads';
import { forecastSeries, type SeriesInput } from '../forecast/index.ts';
import { fromWire } from './wire.ts';

const tasks = fromWire<readonly SeriesInput[]>(String(workerData));

// One at a time, so that the other side can do the same with less memory. Arrays of numbers go as they are.
for (const task of tasks) {
  const forecast = forecastSeries(task);
  const { days, doubted, ...plain } = forecast;
  parentPort?.postMessage({
    ...plain,
    days: days.map((day) => ({ ...day, date: day.date.toEpochDay() })),
    doubted: doubted.map((day) => ({ ...day, date: day.date.toEpochDay() })),
  });
}
